"""The Django app of the components. It has no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Makes `jinja2/` and `static/` of this folder known to Django."""

    name = "okienko.ui"
    label = "ui"
    verbose_name = "Składniki stron"
