"""The law that this installation ships as data: dated values and days free by law, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from okienko.language.calendar import Calendar
from okienko.language.law import LawData
from okienko.language.life_events import LifeEvent, load_life_events


@lru_cache
def law_data() -> LawData:
    """The dated data of law that this installation ships."""
    return LawData.load(Path(settings.ROOT_DIR))


@lru_cache
def life_events() -> tuple[LifeEvent, ...]:
    """What happens to people, with the services that follow from it."""
    return load_life_events(Path(settings.ROOT_DIR), law_data().services)


@lru_cache
def calendar() -> Calendar:
    """Days free by law."""
    return Calendar.from_csv((Path(settings.DATA_DIR) / "holidays.csv").read_text(encoding="utf-8"))
