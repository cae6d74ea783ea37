from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "okienko.cases"
    label = "cases"

    def ready(self) -> None:
        for name in ("permissions", "facts", "reactions"):
            import_module(f"okienko.cases.{name}")
