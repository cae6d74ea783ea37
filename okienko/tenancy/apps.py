from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "okienko.tenancy"
    label = "tenancy"
