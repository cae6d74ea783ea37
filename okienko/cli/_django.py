"""Django, set up once for a command."""

import os

import django


def set_up() -> None:
    """Settings are read and apps are loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "okienko.config.settings")
    django.setup()
