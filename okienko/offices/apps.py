from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "okienko.offices"
    label = "offices"
