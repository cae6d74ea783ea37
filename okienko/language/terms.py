"""The last day of one term, explained step by step with articles; what no source confirms is marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from okienko.language._reckoning import later_by
from okienko.language.calendar import Calendar, Term, Unit, day_words, on_day_words, plural
from okienko.language.law import LawData

Shift = Literal["yes", "no", "disputed"]

UNCONFIRMED = "niepotwierdzone w źródle"
_RULES: Mapping[Unit, str] = {
    "day": "dni",
    "week": "tygodnie",
    "month": "miesiace",
    "year": "lata",
    "working-day": "dni_robocze",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """`end`: the last day; `act_by`: by when one acts safely; `rely_from`: the first day on which one may rely
    on its passing. The two differ by more than a day only where the shift is disputed. `why`: one sentence a step."""

    end: date
    act_by: date
    rely_from: date
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms reckoned by this calendar, with the articles of this law."""

    calendar: Calendar
    law: LawData

    def explain(self, term: Term, start: date, *, shift: Shift = "yes") -> Explained:
        """The last day of a term that runs from an event on `start`, and why."""
        reckoned = self.calendar.end_of(term, start, shift=shift != "no")
        raw, end = reckoned.raw, reckoned.due
        why = [f"Termin {term} od {day_words(start)} kończy się {on_day_words(raw)}.", self._counted(term, start, raw)]
        if raw != end:
            why += self._moved(raw, end, disputed=shift == "disputed")
        elif shift == "no":
            why.append(self._rule("bez_przesuniecia", raw))
        act_by = raw if shift == "disputed" else end
        return Explained(end, act_by, later_by(timedelta(days=1), end), tuple(why))

    def _counted(self, term: Term, start: date, raw: date) -> str:
        told = self._rule(_RULES[term.unit], raw)
        if term.unit != "working-day":
            return told
        free = (raw - start).days - term.count
        forms = ("dzień wolny albo sobotę", "dni wolne i soboty", "dni wolnych i sobót")
        return f"{told} Pominięto {free} {plural(free, forms)}." if free else told

    def _moved(self, raw: date, end: date, *, disputed: bool) -> list[str]:
        free = ", ".join(self._free(raw + timedelta(days=ahead)) for ahead in range((end - raw).days))
        told = [f"Dni wolne: {free}." if (end - raw).days > 1 else f"Dzień wolny: {free}."]
        if not disputed:
            return [*told, self._rule("przesuniecie", raw), f"Ostatni dzień terminu to {day_words(end)}."]
        after = end + timedelta(days=1)
        safe = (
            f"Kto ma coś zrobić w tym terminie, zdąży na pewno do {day_words(raw)}; "
            f"kto czeka na jego upływ, może na to liczyć od {day_words(after)}."
        )
        return [*told, self._rule("sporne", raw), safe]

    def _free(self, day: date) -> str:
        return f"{day_words(day)} ({self.calendar.free_words(day)})"

    def _rule(self, name: str, day: date) -> str:
        """The rule in force on that day as a sentence with its article."""
        held = self.law.cite(f"liczenie_terminow.{name}", day)
        mark = "" if held.law.confirmed else f"; {UNCONFIRMED}"
        return f"{held.value} ({held.law.text}{mark})."
