"""Terms of law and the calendar that ends them: k.p.a. art. 57, days free by law, words for people."""

from __future__ import annotations

import csv
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from okienko.language.errors import Refusal

Unit = Literal["day", "working-day", "week", "month", "year"]

MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca",
    "lipca", "sierpnia", "września", "października", "listopada", "grudnia",
)  # fmt: skip
WEEKDAYS = ("poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela")
ON_WEEKDAYS = ("w poniedziałek", "we wtorek", "w środę", "w czwartek", "w piątek", "w sobotę", "w niedzielę")

# Forms after 1, after 2-4, after 5.
_FORMS: Mapping[Unit, tuple[str, str, str]] = {
    "day": ("dzień", "dni", "dni"),
    "working-day": ("dzień roboczy", "dni robocze", "dni roboczych"),
    "week": ("tydzień", "tygodnie", "tygodni"),
    "month": ("miesiąc", "miesiące", "miesięcy"),
    "year": ("rok", "lata", "lat"),
}
_ENGLISH: Mapping[str, Unit] = {
    "day": "day", "days": "day", "working day": "working-day", "working days": "working-day",
    "working-day": "working-day", "working-days": "working-day", "week": "week", "weeks": "week",
    "month": "month", "months": "month", "year": "year", "years": "year",
}  # fmt: skip
_UNITS: Mapping[str, Unit] = {
    **_ENGLISH,
    **{form: unit for unit, forms in _FORMS.items() for form in forms},
}
_ISO: Mapping[str, Unit] = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_LONGEST = 100 * 366  # no term of law is longer than a century


class BadTerm(Refusal):
    """A text that is not a term."""

    code = "zly_termin"


class OutsideCalendar(Refusal):
    """A day in a year whose holidays are not known: no date is better than a wrong one."""

    code = "poza_kalendarzem"


def plural(count: int, forms: tuple[str, str, str]) -> str:
    """The form of a Polish noun that follows the number."""
    if count == 1:
        return forms[0]
    return forms[1] if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else forms[2]


def day_words(day: date) -> str:
    """`28 grudnia 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def on_day_words(day: date) -> str:
    """`w poniedziałek 28 grudnia 2026`."""
    return f"{ON_WEEKDAYS[day.weekday()]} {day_words(day)}"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as the law writes it."""

    count: int
    unit: Unit

    def words(self) -> str:
        """`21 dni`, `6 miesięcy`."""
        return f"{self.count} {plural(self.count, _FORMS[self.unit])}"

    def __str__(self) -> str:
        return self.words()


def parse_term(text: str) -> Term:
    """Read `21 days`, `7 dni roboczych`, `6 miesięcy` or `P21D`."""
    folded = " ".join(text.strip().lower().split())
    iso = re.fullmatch(r"p([1-9][0-9]{0,4})([dwmy])", folded)
    if iso:
        return _sized(int(iso[1]), _ISO[iso[2].upper()], text)
    words = re.fullmatch(r"([1-9][0-9]{0,4}) (.+)", folded)
    unit = _UNITS.get(words[2]) if words else None
    if words is None or unit is None:
        raise BadTerm(f"„{text}” to nie termin. Napisz na przykład „14 days”, „7 working days” albo „P6M”.")
    return _sized(int(words[1]), unit, text)


def _sized(count: int, unit: Unit, text: str) -> Term:
    if count * {"week": 7, "month": 31, "year": 366}.get(unit, 1) > _LONGEST:
        raise BadTerm(f"Termin „{text}” jest dłuższy niż sto lat.")
    return Term(count, unit)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`raw`: the last day before art. 57 § 4; `due`: after it; `why`: one Polish sentence."""

    raw: date
    due: date
    why: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days free by law, of whole years without a gap: a year without any is not known."""

    holidays: Mapping[date, str]
    _years: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_years", frozenset(day.year for day in self.holidays))

    @classmethod
    def from_csv(cls, text: str) -> Calendar:
        """Read `date,name,…` lines; lines beginning with `#` tell the source."""
        lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
        holidays: dict[date, str] = {}
        for row in csv.DictReader(lines):
            try:
                day, name = date.fromisoformat(row["date"]), row["name"].strip()
            except (KeyError, TypeError, ValueError) as fault:
                raise Refusal(f"Plik dni wolnych ma zły wiersz: {row}.", code="zly_kalendarz") from fault
            if day in holidays:
                raise Refusal(f"Plik dni wolnych podaje dzień {day} dwa razy.", code="zly_kalendarz")
            holidays[day] = name
        return cls(holidays)

    def free_because(self, day: date) -> str | None:
        """Why a term does not end on this day: the holiday, `niedziela`, `sobota`; else nothing."""
        if day.year not in self._years:
            known = f"{min(self._years)}–{max(self._years)}" if self._years else "brak"
            raise OutsideCalendar(
                f"Nie znamy dni wolnych od pracy w roku {day.year} (znane lata: {known}). "
                "Uzupełnij dane o dniach wolnych."
            )
        holiday = self.holidays.get(day)
        if holiday is not None:
            return holiday
        return WEEKDAYS[day.weekday()] if day.weekday() >= 5 else None

    def free_words(self, day: date) -> str:
        """The holiday, with the day of the week when that is free as well; empty on a working day."""
        name = self.free_because(day) or ""
        return name if day.weekday() < 5 or name in WEEKDAYS else f"{name}, {WEEKDAYS[day.weekday()]}"

    def is_working(self, day: date) -> bool:
        """Neither free by law nor a Saturday."""
        return self.free_because(day) is None

    def working_day_from(self, day: date) -> date:
        """The day itself or the first working day after it."""
        while not self.is_working(day):
            day += timedelta(days=1)
        return day

    def end_of(self, term: Term, start: date, *, shift: bool = True) -> Reckoned:
        """The last day of a term that runs from an event on `start` (k.p.a. art. 57)."""
        try:
            raw = self._add(term, start)
        except (OverflowError, ValueError) as fault:  # after the year 9999
            raise OutsideCalendar(f"Termin {term} od {day_words(start)} kończy się po roku 9999.") from fault
        due = self.working_day_from(raw) if shift else raw
        why = f"Termin {term.words()} od {day_words(start)} kończy się {on_day_words(raw)}"
        return Reckoned(raw, due, f"{why}{self.shift_words(raw, due)}.")

    def shift_words(self, raw: date, due: date) -> str:
        """What follows the raw end in a sentence when the last day was moved; else nothing."""
        if raw == due:
            return ""
        free = self.free_words(raw)
        aside = f" ({free})" if free not in WEEKDAYS else ""  # the day's own name stands before it already
        return f"{aside}, więc przechodzi na dzień roboczy, {day_words(due)} (art. 57 § 4 KPA)"

    def _add(self, term: Term, start: date) -> date:
        if term.unit == "day":  # § 1: the day of the event is not counted
            return start + timedelta(days=term.count)
        if term.unit == "week":  # § 2: the day of the same name
            return start + timedelta(weeks=term.count)
        if term.unit == "working-day":
            return self._add_working(term.count, start)
        months = term.count * (12 if term.unit == "year" else 1)  # §§ 3 and 3a
        return add_months(start, months)

    def _add_working(self, count: int, start: date) -> date:
        day = start
        for _ in range(count):
            day = self.working_day_from(day + timedelta(days=1))
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; none when `end` is not later."""
        days = (start + timedelta(days=ahead) for ahead in range(1, (end - start).days + 1))
        return sum(1 for day in days if self.is_working(day))

    def in_words(self, due: date, today: date) -> str:
        """`za 3 dni robocze`, `dziś`, `po terminie od 2 dni`; farther than 30 days in plain days."""
        distance = (due - today).days
        if distance == 0:
            return "dziś"
        if distance < 0:
            return f"po terminie od {-distance} {'dnia' if distance == -1 else 'dni'}"
        working = self.working_days_between(today, due) if distance <= 30 else 0
        return f"za {Term(working, 'working-day') if working else Term(distance, 'day')}"


def add_months(start: date, months: int) -> date:
    """The day of the same number; the last of the month when there is none (k.p.a. art. 57 § 3)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
