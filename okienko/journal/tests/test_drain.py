"""Facts are sealed and reacted to in batches; one that fails does not stop its office."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from okienko.journal import drain as module
from okienko.journal.actions import record
from okienko.journal.drain import drain, offices_with_work
from okienko.journal.facts import Head, fact
from okienko.journal.models import Todo
from okienko.journal.reactions import on
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

A, B = 1487, 1481
TESTER = System("test")
seen: list[int] = []
poisoned: set[int] = set()


@fact("test.Rang")
class Rang:
    number: int


@on(Rang)
def note(value: Rang, head: Head) -> None:
    if value.number in poisoned:
        raise ValueError("trucizna")
    seen.append(value.number)


@pytest.fixture(autouse=True)
def _clean(db: None, noon: datetime) -> None:
    seen.clear()
    poisoned.clear()


def ring(number: int, office: int = A) -> None:
    with acting_for(office):
        record(Rang(number), by=TESTER, at=office, about=f"urn:okienko:{office}:bell:1")


def todo() -> list[Todo]:
    with acting_for(A):
        return list(Todo.objects.order_by("id"))


def test_facts_are_taken_in_the_order_they_happened() -> None:
    for number in range(45):
        ring(number)
    assert drain(A) == 45
    assert seen == list(range(45))
    assert todo() == []


def test_only_offices_with_work_are_named() -> None:
    ring(1)
    assert offices_with_work() == [A]


def test_another_office_is_left_alone() -> None:
    ring(1, A)
    ring(2, B)
    drain(A)
    assert seen == [1]


def test_a_poisoned_fact_is_put_off_and_the_others_go_on() -> None:
    poisoned.add(1)
    for number in range(3):
        ring(number)
    drain(A)
    assert seen == [0, 2]
    assert [(row.attempts, row.problem) for row in todo()] == [(1, f"{note.__module__}.note: ValueError: trucizna")]


def test_a_fact_put_off_is_taken_again_when_its_time_comes(noon: datetime) -> None:
    poisoned.add(1)
    ring(1)
    drain(A)
    poisoned.clear()
    assert drain(A) == 0
    with time_is(noon + timedelta(seconds=3)):
        drain(A)
    assert (seen, todo()) == ([1], [])


def test_a_fact_that_fails_for_ever_is_parked(noon: datetime) -> None:
    poisoned.add(1)
    ring(1)
    for day in range(module.ATTEMPTS):
        with time_is(noon + timedelta(days=day)):
            drain(A)
    assert [row.parked_at is not None for row in todo()] == [True]
    with time_is(noon + timedelta(days=99)):
        assert offices_with_work() == []
