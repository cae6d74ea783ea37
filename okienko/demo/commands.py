"""The demonstration: offices set up, then the plan played in the order of time, each event once."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from okienko.cases import clock
from okienko.demo.mail import arrivals
from okienko.demo.plan import WARSAW, WEEKS, planned
from okienko.demo.playing import Act, Playing, stories
from okienko.demo.setting_up import set_up
from okienko.journal.drain import drain, offices_with_work
from okienko.language.stories.story import Story
from okienko.tenancy.clock import time_is

BEGINS_BEFORE = timedelta(weeks=WEEKS + 4)


def run(stage: str, at: datetime | None = None) -> None:
    """Play a stage of the plan up to now (or `at`)."""
    until = at or datetime.now(UTC)
    memory = _Memory(settings.DEMO_PROGRESS, until)
    set_up(memory.until - BEGINS_BEFORE)
    matters = [Playing(one, memory.known(one.key)) for one in planned(stage)]
    told = {service: stories(service) for service in {one.planned.service for one in matters}}
    events = [event for matter in matters for event in matter.steps(_story(told, matter), memory.until)]
    events += arrivals(memory.until) if stage == "first" else ()
    events = sorted(event for event in events if event[0] <= memory.until)
    _play(events, memory, stage)
    _settle(memory.until)


def _story(told: dict[str, dict[str, Story]], matter: Playing) -> Story:
    return told[matter.planned.service][matter.planned.story]


def _play(events: list[tuple[datetime, str, Act]], memory: _Memory, stage: str) -> None:
    """Each event at its instant; before it, everything that time alone brings."""
    total = len(planned("first")) + len(planned("rest"))
    passed = events[0][0] if events else memory.until
    for at, name, act in events:
        if not memory.has(name):
            _let_pass(passed, at)
            passed = at
            with time_is(at):
                act()
                _react(at)
            memory.played(name, total)


def _let_pass(since: datetime, until: datetime) -> None:
    """Midnights between two events, each with its clocks and reactions."""
    midnight = datetime.combine(since.astimezone(WARSAW).date() + timedelta(days=1), datetime.min.time(), WARSAW)
    while midnight <= until:
        _settle(midnight)
        midnight = datetime.combine(midnight.date() + timedelta(days=1), datetime.min.time(), WARSAW)


def _settle(at: datetime) -> None:
    with time_is(at):
        for office_id in clock.offices_due():
            clock.elapse(office_id)
        _react(at)


def _react(at: datetime) -> None:
    """Everything that has happened by now has its reactions."""
    for office_id in offices_with_work():
        drain(office_id, until=at)


class _Memory:
    """What was played, in a file, so that an interrupted demonstration goes on where it stopped."""

    def __init__(self, path: Path, until: datetime) -> None:
        self._path = path
        self._kept: dict[str, Any] = {
            "until": until.isoformat(),
            "played": [],
            "known": {},
            "done": 0,
            "total": 0,
        }
        if path.exists():
            self._kept = json.loads(path.read_text(encoding="utf-8"))
        self.until = datetime.fromisoformat(self._kept["until"])

    def known(self, key: str) -> dict[str, str]:
        found: dict[str, str] = self._kept["known"].setdefault(key, {})
        return found

    def has(self, name: str) -> bool:
        return name in self._kept["played"]

    def played(self, name: str, total: int) -> None:
        """The event is not played again; the start page shows how many matters have begun."""
        self._kept["played"].append(name)
        self._kept["total"] = total
        self._kept["done"] = sum(1 for played in self._kept["played"] if played.endswith(":0"))
        fresh = self._path.with_suffix(".new")
        fresh.write_text(json.dumps(self._kept, ensure_ascii=False), encoding="utf-8")
        fresh.replace(self._path)
