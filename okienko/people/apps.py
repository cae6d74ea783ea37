from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "okienko.people"
    label = "people"

    def ready(self) -> None:
        import_module("okienko.people.permissions")
