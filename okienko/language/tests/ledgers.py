"""Random lives of one term, told to the ledger as entries and to a clerk with a paper calendar as pages.

`python -m okienko.language.tests.ledgers 20000` draws that many and prints the differences.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from okienko.language.calendar import Calendar, Term, Unit
from okienko.language.ledger import Entry, Extended, NotCounted, Restarted, Resumed, Started, Suspended, due
from okienko.language.model import Deadline, Law
from okienko.language.tests.slow_calendar import Page, pages, told

CALENDAR = Calendar.from_csv((Path(__file__).parents[3] / "data/holidays.csv").read_text("utf-8"))
BOOK = pages()
UNITS: tuple[Unit, ...] = ("day", "working-day", "week", "month", "year")
LONGEST = {"month": 6, "year": 1}
SHIFTS = ("yes", "no", "disputed")
KINDS = ("pause", "suspend", "resume", "extend", "restart")


@dataclass(frozen=True)
class Life:
    """A term and what happened to it: (kind, days after the start, length or law) in the order of time."""

    start: int
    term: Term
    shift: str
    events: tuple[tuple[str, int, int], ...]


def entries_of(life: Life) -> list[Entry]:
    """The life as the ledger keeps it."""
    day = _date(BOOK[life.start])
    found: list[Entry] = [Started("t", day, "zlozenie")]
    for number, (kind, ahead, size) in enumerate(life.events):
        on = day + timedelta(days=ahead)
        match kind:
            case "pause":
                found.append(NotCounted("t", on, on + timedelta(days=size), "x", str(number)))
            case "suspend":
                found.append(Suspended("t", on, str(size % 2)))
            case "resume":
                found.append(Resumed("t", on, str(size % 2)))
            case "extend":
                found.append(Extended("t", on + timedelta(days=size), "x", on))
            case _:
                found.append(Restarted("t", on, "x"))
    return found


def quick(life: Life) -> tuple[date, date, bool]:
    """Raw end, last day and whether it stands, as the ledger has them."""
    rule = Deadline("t", "Termin", "urzad", life.term, ("zlozenie",), Law("x"), shift=life.shift)  # type: ignore[arg-type]
    found = due(rule, entries_of(life), CALENDAR)
    assert found is not None
    return found.raw, found.on, found.paused is not None


def slow(life: Life) -> tuple[date, date, bool]:
    """The same, counted on paper."""
    raw, last, stands = told(BOOK, life.start, (life.term.count, life.term.unit), life.events, moves=life.shift != "no")
    return _date(BOOK[raw]), _date(BOOK[last]), stands


def drawn(chance: random.Random) -> Life:
    """A life by chance."""
    unit = chance.choice(UNITS)
    term = Term(chance.randint(1, LONGEST.get(unit, 20)), unit)
    days = sorted(chance.randint(0, 60) for _ in range(chance.randint(0, 6)))
    events = tuple((chance.choice(KINDS), ahead, chance.randint(0, 25)) for ahead in days)
    return Life(chance.randint(0, 3000), term, chance.choice(SHIFTS), events)


def _date(page: Page) -> date:
    return date(page.year, page.month, page.day)


def main(words: Sequence[str]) -> int:
    """The number of lives drawn and every difference; 0 when there is none."""
    count = int(words[0]) if words else 10_000
    chance = random.Random(int(words[1]) if len(words) > 1 else 1)
    lives = [drawn(chance) for _ in range(count)]
    different = [life for life in lives if quick(life) != slow(life)]
    for life in different[:20]:
        print(life, quick(life), slow(life), sep="\n  ")
    print(f"Losowych biegów terminu: {count}, różnic: {len(different)}")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
