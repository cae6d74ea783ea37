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
class Reason:
    """One step of an explanation: a sentence without its full stop, and the article that says so, if one does."""

    text: str
    law: str = ""
    confirmed: bool = True

    def __str__(self) -> str:
        if not self.law:
            return f"{self.text}."
        return f"{self.text} ({self.law}{'' if self.confirmed else f'; {UNCONFIRMED}'})."


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
        lead = Reason(f"Termin {term} od {day_words(start)} kończy się {on_day_words(raw)}")
        why = [lead, *self.counted(term, start, raw)]
        if raw != end:
            why += self.moved(raw, end, disputed=shift == "disputed")
        elif shift == "no":
            why.append(self.rule("bez_przesuniecia", raw))
        act_by = raw if shift == "disputed" else end
        told = tuple(str(reason) for reason in why)
        return Explained(end, act_by, later_by(timedelta(days=1), end), told)

    def counted(self, term: Term, start: date, raw: date) -> list[Reason]:
        """How the law counts terms of this kind."""
        told = [self.rule(_RULES[term.unit], raw)]
        free = (raw - start).days - term.count if term.unit == "working-day" else 0
        forms = ("dzień wolny albo sobotę", "dni wolne i soboty", "dni wolnych i sobót")
        return [*told, Reason(f"Pominięto {free} {plural(free, forms)}")] if free else told

    def moved(self, raw: date, end: date, *, disputed: bool) -> list[Reason]:
        """Why a last day that is free is another one; each side's safe day where that is disputed."""
        free = ", ".join(self._free(raw + timedelta(days=ahead)) for ahead in range((end - raw).days))
        told = [Reason(f"Dni wolne: {free}" if (end - raw).days > 1 else f"Dzień wolny: {free}")]
        if not disputed:
            return [*told, self.rule("przesuniecie", raw), Reason(f"Ostatni dzień terminu to {day_words(end)}")]
        after = end + timedelta(days=1)
        safe = (
            f"Kto ma coś zrobić w tym terminie, zdąży na pewno do {day_words(raw)}; "
            f"kto czeka na jego upływ, może na to liczyć od {day_words(after)}"
        )
        return [*told, self.rule("sporne", raw), Reason(safe)]

    def rule(self, name: str, day: date) -> Reason:
        """The rule of counting in force on that day."""
        held = self.law.cite(f"liczenie_terminow.{name}", day)
        return Reason(str(held.value), held.law.text, held.law.confirmed)

    def _free(self, day: date) -> str:
        return f"{day_words(day)} ({self.calendar.free_words(day)})"
