from importlib import import_module

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "okienko.deliveries"
    label = "deliveries"

    def ready(self) -> None:
        for name in ("permissions", "facts", "reactions"):
            import_module(f"okienko.deliveries.{name}")
