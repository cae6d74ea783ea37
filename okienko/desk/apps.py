"""The Django app of the desk. It has no tables."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Makes `jinja2/` of this folder known to Django."""

    name = "okienko.desk"
    label = "desk"
    verbose_name = "Biurko"
