from importlib import import_module

from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "okienko.submissions"
    label = "submissions"

    def ready(self) -> None:
        for name in ("permissions", "facts", "reactions"):
            import_module(f"okienko.submissions.{name}")
