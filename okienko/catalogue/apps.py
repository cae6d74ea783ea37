from importlib import import_module

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "okienko.catalogue"
    label = "catalogue"

    def ready(self) -> None:
        for name in ("permissions", "facts"):
            import_module(f"okienko.catalogue.{name}")
