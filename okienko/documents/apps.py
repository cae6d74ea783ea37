from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "okienko.documents"
    label = "documents"

    def ready(self) -> None:
        for name in ("permissions", "facts", "reactions"):
            import_module(f"okienko.documents.{name}")
