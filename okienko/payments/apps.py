from importlib import import_module

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "okienko.payments"
    label = "payments"

    def ready(self) -> None:
        for name in ("permissions", "facts"):
            import_module(f"okienko.payments.{name}")
