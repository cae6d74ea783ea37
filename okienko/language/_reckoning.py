"""One run of a term: what its entries amount to, and the last day that follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from okienko.language._entries import (
    Entry,
    Extended,
    Met,
    NotCounted,
    Passed,
    Restarted,
    Resumed,
    Started,
    Stopped,
    Suspended,
)
from okienko.language.calendar import Calendar, OutsideCalendar, Term, day_words
from okienko.language.model import Deadline

SUSPENSION = "zawieszenie"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count: after `since` up to and with `until`."""

    since: date
    until: date | None
    law: str
    event: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Days of a pause that prolonged the term: after `begin` up to and with `until`; others had counted the rest."""

    pause: Pause
    begin: date
    until: date


@dataclass
class Run:
    """What the entries amount to since the last start."""

    start: Started | Restarted
    pauses: list[Pause]
    extended: Extended | None = None
    end: Met | Passed | Stopped | None = None

    def take(self, entry: Entry) -> None:
        match entry:
            case NotCounted():
                self._close(entry.event)
                self.pauses.append(Pause(entry.since, entry.until, entry.law, entry.event))
            case Suspended():
                self.pauses.append(Pause(entry.on, None, entry.law, SUSPENSION))
            case Resumed():
                self._resume(entry)
            case Extended():
                self.extended, self.pauses = entry, []
            case Met() | Passed() | Stopped():
                self.end = entry

    def _close(self, event: str) -> None:
        """A closing entry takes the place of the open one of the same event."""
        self.pauses = [pause for pause in self.pauses if pause.until or pause.event != event]

    def _resume(self, entry: Resumed) -> None:
        """Only what stood under the same law goes on; an entry that names none ends every suspension."""
        self.pauses = [
            replace(pause, until=entry.on)
            if pause.until is None and pause.event == SUSPENSION and entry.law in ("", pause.law) else pause
            for pause in self.pauses
        ]  # fmt: skip


def run_of(name: str, entries: Iterable[Entry]) -> Run | None:
    """The run since the last start; nothing while the term has not started."""
    run: Run | None = None
    for entry in entries:
        if entry.deadline != name:
            continue
        if isinstance(entry, (Started, Restarted)):
            run = Run(entry, [])
        elif run is not None:
            run.take(entry)
    return run


class Reckoning:
    """The last day: the term from its start, moved by the days that do not count, then by art. 57 § 4."""

    def __init__(self, deadline: Deadline, run: Run, calendar: Calendar) -> None:
        self.deadline = deadline
        self.run = run
        self.calendar = calendar
        self.lost: list[Lost] = []
        self.raw = run.extended.to if run.extended else self._term_end()
        self._prolong()
        self.moved = self._moved()
        self.standing = [pause for pause in run.pauses if pause.until is None and pause.since <= self.moved]

    def lost_in(self, pause: Pause) -> Lost | None:
        """The days of the pause that prolonged the term; nothing when it prolonged nothing."""
        return next((lost for lost in self.lost if lost.pause is pause), None)

    def _term_end(self) -> date:
        return self.calendar.end_of(self.deadline.within, self.run.start.on, shift=False).raw

    def _moved(self) -> date:
        """A day that the office named when extending is not moved; a pause after it makes it a term again."""
        named = self.run.extended is not None and not self.lost
        stays = self.deadline.shift == "no" and self.deadline.within.unit != "working-day"
        return self.raw if named or stays else self.calendar.working_day_from(self.raw)

    def _prolong(self) -> None:
        """Each day that does not count is added once, however many pauses cover it."""
        behind = self.run.start.on
        closed = [(pause.since, pause.until, pause) for pause in self.run.pauses if pause.until is not None]
        for since, until, pause in sorted(closed, key=lambda item: item[:2]):
            begin = max(since, behind)
            if begin >= until or (begin > self.raw and begin > self._moved()):
                continue  # a term that has ended is not prolonged
            self.raw = self._later(max(self.raw, begin), begin, until)
            self.lost.append(Lost(pause, begin, until))
            behind = until

    def _later(self, day: date, begin: date, until: date) -> date:
        if self.deadline.within.unit != "working-day":
            return later_by(until - begin, day)
        lost = self.calendar.working_days_between(begin, until)
        end = self.calendar.end_of(Term(lost, "working-day"), day).raw
        return max(end, until)  # begun on the last day: no term ends within days that do not count


def later_by(length: timedelta, day: date) -> date:
    """The day that much later; refused after the year 9999."""
    try:
        return day + length
    except OverflowError as fault:
        raise OutsideCalendar(f"Termin, który biegł {day_words(day)}, kończy się po roku 9999.") from fault
