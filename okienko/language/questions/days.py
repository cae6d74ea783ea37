"""Days and months, as three fields and two."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from okienko.language.calendar import MONTHS
from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Posted, Voice, single

DATE_PARTS = ("day", "month", "year")
MONTH_PARTS = ("month", "year")
OF_YEAR = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_MONTHS = {
    word: number
    for names in (MONTHS, OF_YEAR, _ROMAN, [name[:3] for name in MONTHS])
    for number, word in enumerate(names, 1)
}
_NAMES = {"day": "dzień", "month": "miesiąc", "year": "rok"}


class Day(Kind):
    """A day of the calendar."""

    name = "date"
    says = "dzień; w regułach data"
    simple = False

    def fields(self, question: Question) -> tuple[str, ...]:
        return tuple(f"{question.id}-{part}" for part in DATE_PARTS)

    def asks(self, question: Question) -> str:
        return "Podaj datę: dzień, miesiąc i rok, na przykład 27 3 2026."

    def read(self, question: Question, posted: Posted) -> Answer:
        parts = _parts(question, posted, DATE_PARTS)
        if parts is None:
            return None
        month = month_of(parts["month"])
        if not re.fullmatch(r"[0-9]{1,2}", parts["day"]) or month is None:
            raise NotUnderstood("Podaj dzień i miesiąc cyframi, na przykład 27 3.")
        year = _year(parts["year"])
        try:
            return date(year, month, int(parts["day"]))
        except ValueError as fault:
            raise NotUnderstood("Takiego dnia nie ma w kalendarzu. Sprawdź dzień i miesiąc.") from fault

    def fault(self, question: Question, value: Answer) -> str | None:
        return None if type(value) is date else self.missing(question)

    def restored(self, question: Question, value: Any) -> Answer:
        return _day(value) if isinstance(value, str) else value

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return voice.day(value) if isinstance(value, date) else str(value)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        if not isinstance(value, date):
            return {}
        return {f"{question.id}-{part}": str(getattr(value, part)) for part in DATE_PARTS}

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


class Month(Kind):
    """A month of a year: kept as its first day, so that rules compare it with days."""

    name = "month"
    says = "miesiąc i rok; w regułach pierwszy dzień tego miesiąca"
    simple = False

    def fields(self, question: Question) -> tuple[str, ...]:
        return tuple(f"{question.id}-{part}" for part in MONTH_PARTS)

    def asks(self, question: Question) -> str:
        return "Podaj miesiąc i rok, na przykład 3 2026."

    def read(self, question: Question, posted: Posted) -> Answer:
        parts = _parts(question, posted, MONTH_PARTS)
        if parts is None:
            return None
        month = month_of(parts["month"])
        if month is None or not 1 <= month <= 12:
            raise NotUnderstood("Podaj miesiąc liczbą od 1 do 12 albo słowem, na przykład marzec.")
        year = _year(parts["year"])
        if year == 0:
            raise NotUnderstood(self.missing(question))
        return date(year, month, 1)

    def fault(self, question: Question, value: Answer) -> str | None:
        return None if type(value) is date and value.day == 1 else self.missing(question)

    def restored(self, question: Question, value: Any) -> Answer:
        return _day(f"{value}-01" if len(value) == 7 else value, value) if isinstance(value, str) else value

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return f"{voice.say(OF_YEAR[value.month - 1])} {value.year}" if isinstance(value, date) else str(value)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        if not isinstance(value, date):
            return {}
        return {f"{question.id}-{part}": str(getattr(value, part)) for part in MONTH_PARTS}

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-01$"}


def _parts(question: Question, posted: Posted, names: tuple[str, ...]) -> Mapping[str, str] | None:
    """All parts; nothing when all are empty; what lacks is named."""
    parts = {name: single(question, posted, f"{question.id}-{name}") for name in names}
    if not any(parts.values()):
        return None
    empty = [_NAMES[name] for name in names if not parts[name]]
    if empty:
        raise NotUnderstood(f"Podaj też {' i '.join(empty)}.")
    return parts


def _year(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise NotUnderstood("Podaj rok czterema cyframi, na przykład 2026.")
    return int(text)


def _day(text: str, otherwise: Any = None) -> Answer:
    try:
        return date.fromisoformat(text if len(text) == 10 else "")
    except ValueError:
        return text if otherwise is None else otherwise


def month_of(text: str) -> int | None:
    """The number of a month written as people write it: 3, marzec, marca, mar., III."""
    word = text.lower().strip(".")
    if re.fullmatch(r"[0-9]{1,2}", word):
        return int(word)
    return _MONTHS.get(word)
