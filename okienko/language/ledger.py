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
from okienko.language._reckoning import SUSPENSION, Pause, Reckoning, later_by, run_of
from okienko.language.calendar import Calendar, day_words, on_day_words
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
    "standing",
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


def is_open(name: str, entries: Iterable[Entry]) -> bool:
    """Whether the term has started and neither been kept nor passed; a paused term is open."""
    run = run_of(name, entries)
    return run is not None and run.end is None


def open_pause(name: str, event: str, entries: Iterable[Entry]) -> NotCounted | None:
    """The days that do not count since this event and have not ended."""
    run = run_of(name, entries)
    for pause in run.pauses if run else ():
        if pause.event == event and pause.until is None:
            return NotCounted(name, pause.since, None, pause.law, event)
    return None


def standing(name: str, entries: Iterable[Entry]) -> tuple[str, ...]:
    """Under which laws the term is suspended now."""
    run = run_of(name, entries)
    if run is None or run.end is not None:
        return ()
    return tuple(pause.law for pause in run.pauses if pause.until is None and pause.event == SUSPENSION)


def due(deadline: Deadline, entries: Iterable[Entry], calendar: Calendar) -> Due | None:
    """When the term ends and why; nothing while it has not started."""
    run = run_of(deadline.name, entries)
    if run is None:
        return None
    reckoning = Reckoning(deadline, run, calendar)
    raw, moved = reckoning.raw, reckoning.moved
    paused = reckoning.standing[0].law if reckoning.standing and not run.end else None
    return Due(
        on=moved,
        raw=raw,
        office_by=raw if deadline.shift == "disputed" else moved,
        resident_from=later_by(timedelta(days=1), moved),
        running=run.end is None and paused is None,
        paused=paused,
        sentence=_sentence(reckoning),
        ended=_ENDS[type(run.end)] if run.end else None,
    )


def _sentence(reckoning: Reckoning) -> str:
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
    told = [_running_words(reckoning), *(_pause_words(lost.pause) for lost in reckoning.lost)]
    for standing in reversed(reckoning.standing):
        told.insert(0, f"Termin nie biegnie od {day_words(standing.since)} ({standing.law}).")
    return " ".join(told)


def _pause_words(pause: Pause) -> str:
    until = pause.until or pause.since
    first = pause.since + timedelta(days=1)
    span = f"dnia {day_words(until)}" if first >= until else f"dni od {day_words(first)} do {day_words(until)}"
    return f"Nie liczy się {span} ({pause.law})."


def _running_words(reckoning: Reckoning) -> str:
    run, raw, moved = reckoning.run, reckoning.raw, reckoning.moved
    shifted = reckoning.calendar.shift_words(raw, moved)
    if run.extended:
        lead = f"Termin przedłużono do {day_words(run.extended.to)} ({run.extended.why})"
        return f"{lead}; kończy się {on_day_words(raw)}{shifted}." if reckoning.lost else f"{lead}."
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
