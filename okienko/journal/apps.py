from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "okienko.journal"
    label = "journal"
