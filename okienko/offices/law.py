"""The law that this installation ships as data: dated values and days free by law, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from okienko.language.calendar import Calendar
from okienko.language.law import LawData


@lru_cache
def law_data() -> LawData:
    """The dated data of law that this installation ships."""
    return LawData.load(Path(settings.ROOT_DIR))


@lru_cache
def calendar() -> Calendar:
    """Days free by law."""
    return Calendar.from_csv((Path(settings.DATA_DIR) / "holidays.csv").read_text(encoding="utf-8"))
