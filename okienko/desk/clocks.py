"""Terms in words: how long is left, in working days, and what the clock looks like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from okienko.cases.queries import DueLine
from okienko.offices.law import calendar
from okienko.tenancy.clock import today

NEAR = 3  # working days
TURNS = {"urzad": "office", "mieszkaniec": "you", "inny": "other", "nikt": "nobody"}
TURN_TEXTS = {
    "urzad": "Teraz urząd",
    "mieszkaniec": "Teraz mieszkaniec",
    "inny": "Teraz inny organ",
    "nikt": "Nic nie czeka",
}
ENDED = {"met": "dotrzymany", "passed": "minął", "stopped": "nie biegnie"}
WHOSE = {"urzad": "termin urzędu", "mieszkaniec": "termin mieszkańca", "inny": "termin innego organu"}


@dataclass(frozen=True, slots=True)
class Clock:
    """What a mark of a term shows."""

    words: str
    date: date | None
    state: str  # calm | near | late | paused | done
    why: str = ""


def clock_of(day: date, why: str = "") -> Clock:
    """A running term that ends on the day."""
    here = today()
    if day < here:
        return Clock(calendar().in_words(day, here), day, "late", why)
    near = (day - here).days <= 7 and calendar().working_days_between(here, day) <= NEAR
    return Clock(calendar().in_words(day, here), day, "near" if near else "calm", why)


def clock_of_line(line: DueLine) -> Clock:
    """A term of the ledger: running, standing or ended. The office is shown the day that is safe for it."""
    due = line.due
    day = due.office_by if line.whose == "urzad" else due.on
    if due.ended is not None:
        return Clock(ENDED[due.ended], None, "late" if due.ended == "passed" else "done", due.sentence)
    if due.paused:
        return Clock("zegar stoi", None, "paused", due.sentence)
    return clock_of(day, due.sentence)
