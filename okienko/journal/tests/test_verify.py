"""The journal proves what was changed, removed, inserted or swapped behind its back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import psycopg
import pytest

from okienko.journal import queries
from okienko.journal.actions import erase, record
from okienko.journal.drain import drain
from okienko.journal.facts import fact
from okienko.journal.models import Fact
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

A = 1487
TESTER = System("test")
ABOUT = f"urn:okienko:{A}:thing:1"


@fact("test.Counted")
class Counted:
    number: int


@pytest.fixture
def three(committed: None, noon: datetime) -> list[str]:
    """Three sealed facts; their ids."""
    for number in range(3):
        with acting_for(A):
            record(Counted(number), by=TESTER, at=A, about=ABOUT)
        drain(A)
    with acting_for(A):
        return [str(key) for key in Fact.objects.order_by("id").values_list("id", flat=True)]


@pytest.fixture
def superuser(owner_dsn: str, three: list[str]) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(owner_dsn, autocommit=True) as connection:
        yield connection


def breaches() -> list[queries.Breach]:
    with acting_for(A):
        return list(queries.verify(A).breaches)


def test_an_untouched_journal_holds(three: list[str]) -> None:
    with acting_for(A):
        verified = queries.verify(A)
    assert (verified.facts, verified.sealed, verified.breaches) == (3, 3, ())


def test_a_changed_head_is_named(superuser: psycopg.Connection[Any], three: list[str]) -> None:
    superuser.execute("UPDATE journal_fact SET actor = 'kto inny' WHERE id = %s", [three[1]])
    assert [breach.row for breach in breaches()] == [three[1]]


def test_a_changed_content_is_named(superuser: psycopg.Connection[Any], three: list[str]) -> None:
    superuser.execute("UPDATE journal_content SET body = '{\"number\":7}' WHERE id = %s", [three[0]])
    assert [breach.row for breach in breaches()] == [three[0]]


def test_a_fact_removed_at_the_end_is_named(superuser: psycopg.Connection[Any], three: list[str]) -> None:
    superuser.execute("DELETE FROM journal_fact WHERE id = %s", [three[2]])
    superuser.execute("DELETE FROM journal_content WHERE id = %s", [three[2]])
    assert [breach.row for breach in breaches()] == [three[2]]


def test_an_end_removed_with_its_seal_is_noticed_by_the_anchor(
    superuser: psycopg.Connection[Any], three: list[str]
) -> None:
    superuser.execute(
        "DELETE FROM journal_seal WHERE id = (SELECT seal_id FROM journal_sealed WHERE id = %s)", [three[2]]
    )
    for table in ("journal_fact", "journal_content", "journal_sealed"):
        superuser.execute(f"DELETE FROM {table} WHERE id = %s", [three[2]])
    assert [breach.row for breach in breaches()] == ["pieczęć nr 3"]


def test_an_inserted_fact_is_named(superuser: psycopg.Connection[Any], three: list[str]) -> None:
    copied = superuser.execute(
        "INSERT INTO journal_fact SELECT gen_random_uuid(), office_id, at, kind, subject, actor, digest "
        "FROM journal_fact WHERE id = %s RETURNING id",
        [three[0]],
    ).fetchone()
    assert copied is not None
    rows = {breach.row for breach in breaches()}
    assert rows == {str(copied[0])}


def test_two_swapped_facts_are_both_named(superuser: psycopg.Connection[Any], three: list[str]) -> None:
    first, second = three[0], three[1]
    for table in ("journal_fact", "journal_content"):
        spare = "00000000-0000-7000-8000-000000000000"
        for old, new in ((first, spare), (second, first), (spare, second)):
            superuser.execute(f"UPDATE {table} SET id = %s WHERE id = %s", [new, old])
    assert {breach.row for breach in breaches()} == {first, second}


def test_erased_content_is_said_to_be_erased_and_no_breach(three: list[str]) -> None:
    with acting_for(A):
        erase(three[:1], by=TESTER, at=A, reason="żądanie osoby")  # type: ignore[arg-type]
    drain(A)
    with acting_for(A):
        verified = queries.verify(A)
    assert (verified.erased, verified.breaches) == (1, ())


def test_content_that_vanished_without_an_order_is_a_breach(
    superuser: psycopg.Connection[Any], three: list[str]
) -> None:
    superuser.execute("DELETE FROM journal_content WHERE id = %s", [three[1]])
    assert [breach.row for breach in breaches()] == [three[1]]


def test_the_application_can_neither_change_nor_remove_a_fact(three: list[str]) -> None:
    from django.db import connection, transaction

    for sql in (
        "UPDATE journal_fact SET actor = 'x'",
        "DELETE FROM journal_fact",
        "DELETE FROM journal_seal",
    ):
        with acting_for(A), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
