"""The language of services: pure Python, no Django, no database, no network."""

from okienko.language.errors import Faulty, Refusal

__all__ = ["Faulty", "Refusal"]
