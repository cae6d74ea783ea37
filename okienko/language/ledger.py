"""The deadline ledger: what happened to each term, append-only; the due date is always computed from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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
    entry_from_json,
    entry_to_json,
)
from okienko.language.calendar import Calendar, Term, day_words, on_day_words
from okienko.language.model import Deadline

__all__ = [
    "Due",
    "Entry",
    "Extended",
    "Met",
    "NotCounted",
    "Passed",
    "Restarted",
    "Resumed",
    "Started",
    "Stopped",
    "Suspended",
    "due",
    "entry_from_json",
    "entry_to_json",
    "is_open",
    "open_pause",
]
_ENDS: Mapping[type[Entry], Literal["met", "passed", "stopped"]] = {
    Met: "met",
    Passed: "passed",
    Stopped: "stopped",
}


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends. `on`: the last day; `raw`: before art. 57 § 4; `office_by`: by when the office
    acts safely; `resident_from`: the first day on which the resident may rely on its passing. When the
    shift is disputed, `office_by` is the earlier day and `on` the later. `paused`: why the clock stands;
    the days then say when it would end if it went on at once. `sentence`: why these days."""

    on: date
    raw: date
    office_by: date
    resident_from: date
    running: bool
    paused: str | None
    sentence: str
    ended: Literal["met", "passed", "stopped"] | None = None


@dataclass(frozen=True, slots=True)
class _Pause:
    """Days that do not count: after `since` up to and with `until`."""

    since: date
    until: date | None
    law: str
    event: str


@dataclass
class _Run:
    """What the entries amount to since the last start."""

    start: Started | Restarted
    pauses: list[_Pause]
    extended: Extended | None = None
    end: Met | Passed | Stopped | None = None

    def take(self, entry: Entry) -> None:
        match entry:
            case NotCounted():
                self._close(entry.event)
                self.pauses.append(_Pause(entry.since, entry.until, entry.law, entry.event))
            case Suspended():
                self.pauses.append(_Pause(entry.on, None, entry.law, "zawieszenie"))
            case Resumed():
                self._resume(entry.on)
            case Extended():
                self.extended, self.pauses = entry, []
            case Met() | Passed() | Stopped():
                self.end = entry

    def _close(self, event: str) -> None:
        """A closing entry takes the place of the open one of the same event."""
        self.pauses = [pause for pause in self.pauses if pause.until or pause.event != event]

    def _resume(self, on: date) -> None:
        self.pauses = [
            _Pause(pause.since, on, pause.law, pause.event)
            if pause.until is None and pause.event == "zawieszenie" else pause
            for pause in self.pauses
        ]  # fmt: skip


def _run(name: str, entries: Iterable[Entry]) -> _Run | None:
    run: _Run | None = None
    for entry in entries:
        if entry.deadline != name:
            continue
        if isinstance(entry, (Started, Restarted)):
            run = _Run(entry, [])
        elif run is not None:
            run.take(entry)
    return run


def is_open(name: str, entries: Iterable[Entry]) -> bool:
    """Whether the term has started and neither been kept nor passed; a paused term is open."""
    run = _run(name, entries)
    return run is not None and run.end is None


def open_pause(name: str, event: str, entries: Iterable[Entry]) -> NotCounted | None:
    """The days that do not count since this event and have not ended."""
    run = _run(name, entries)
    for pause in run.pauses if run else ():
        if pause.event == event and pause.until is None:
            return NotCounted(name, pause.since, None, pause.law, event)
    return None


def due(deadline: Deadline, entries: Iterable[Entry], calendar: Calendar) -> Due | None:
    """When the term ends and why; nothing while it has not started."""
    run = _run(deadline.name, entries)
    if run is None:
        return None
    reckoning = _Reckoning(deadline, run, calendar)
    raw, moved = reckoning.raw, reckoning.moved
    paused = reckoning.standing.law if reckoning.standing and not run.end else None
    return Due(
        on=moved,
        raw=raw,
        office_by=raw if deadline.shift == "disputed" else moved,
        resident_from=moved + timedelta(days=1),
        running=run.end is None and paused is None,
        paused=paused,
        sentence=_sentence(reckoning),
        ended=_ENDS[type(run.end)] if run.end else None,
    )


class _Reckoning:
    """The last day: the term from its start, moved by the days that do not count, then by art. 57 § 4."""

    def __init__(self, deadline: Deadline, run: _Run, calendar: Calendar) -> None:
        self.deadline = deadline
        self.run = run
        self.calendar = calendar
        self.counted: list[_Pause] = []
        self.raw = run.extended.to if run.extended else self._term_end()
        self._prolong()
        self.moved = self._moved()
        late = [pause for pause in run.pauses if pause.until is None and pause.since <= self.moved]
        self.standing = late[0] if late else None

    def _term_end(self) -> date:
        return self.calendar.end_of(self.deadline.within, self.run.start.on, shift=False).raw

    def _moved(self) -> date:
        """A day that the office named when extending is not moved; a pause after it makes it a term again."""
        named = self.run.extended is not None and not self.counted
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
            self.counted.append(pause)
            behind = until

    def _later(self, day: date, begin: date, until: date) -> date:
        if self.deadline.within.unit != "working-day":
            return day + (until - begin)
        lost = self.calendar.working_days_between(begin, until)
        end = self.calendar.end_of(Term(lost, "working-day"), day).raw
        return max(end, until)  # begun on the last day: no term ends within days that do not count


def _sentence(reckoning: _Reckoning) -> str:
    match reckoning.run.end:
        case Met(on=on) if on > reckoning.moved:
            return f"Zrobiono to {day_words(on)}, po terminie, który minął {day_words(reckoning.moved)}."
        case Met(on=on):
            return f"Terminu dotrzymano {day_words(on)}."
        case Passed(on=on):
            return f"Termin minął {day_words(on)}."
        case Stopped(on=on, why=why):
            return f"Termin przestał biec {day_words(on)}: {why}."
        case _:
            pass
    told = [_running_words(reckoning), *(_pause_words(pause) for pause in reckoning.counted)]
    standing = reckoning.standing
    if standing:
        told.insert(0, f"Termin nie biegnie od {day_words(standing.since)} ({standing.law}).")
    return " ".join(told)


def _pause_words(pause: _Pause) -> str:
    until = pause.until or pause.since
    first = pause.since + timedelta(days=1)
    span = f"dnia {day_words(until)}" if first >= until else f"dni od {day_words(first)} do {day_words(until)}"
    return f"Nie liczy się {span} ({pause.law})."


def _running_words(reckoning: _Reckoning) -> str:
    run, raw, moved = reckoning.run, reckoning.raw, reckoning.moved
    shifted = reckoning.calendar.shift_words(raw, moved)
    if run.extended:
        lead = f"Termin przedłużono do {day_words(run.extended.to)} ({run.extended.why})"
        return f"{lead}; kończy się {on_day_words(raw)}{shifted}." if reckoning.counted else f"{lead}."
    again = "na nowo " if isinstance(run.start, Restarted) else ""
    since = f"{day_words(run.start.on)}{f' ({run.start.words})' if run.start.words else ''}"
    term = reckoning.deadline.within.words()
    lead = f"Termin {term} biegnie {again}od {since} i kończy się {on_day_words(raw)}"
    if reckoning.deadline.shift == "disputed" and raw != moved:
        return f"{lead}. {_disputed_words(reckoning.deadline, raw, moved, reckoning.calendar)}"
    return f"{lead}{shifted}."


def _disputed_words(deadline: Deadline, raw: date, moved: date, calendar: Calendar) -> str:
    """Each side is told its own safe day."""
    why = f"To dzień wolny ({calendar.free_because(raw)}), a nie jest pewne, czy termin wtedy się przesuwa"
    if deadline.whose == "mieszkaniec":
        return f"{why}: mieszkaniec zdąży na pewno do {day_words(raw)}, urząd czeka do {day_words(moved)}."
    after = day_words(moved + timedelta(days=1))
    return f"{why}: urząd działa do {day_words(raw)}, a mieszkaniec może na to liczyć od {after}."
