"""The one context: for which office this transaction acts.

`acting_for` opens one database transaction and tells PostgreSQL the office by SET LOCAL, so that
row-level security refuses what a query forgot. The setting dies with the transaction: a pooled
connection never carries it to the next borrower (design, § 6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

from okienko.tenancy.errors import NoOffice, OfficeMixed, Swallowed

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class _Acting:
    office_id: int
    failed: bool = False


_acting: ContextVar[_Acting | None] = ContextVar("okienko_office", default=None)


def current_office() -> int:
    """The office acted for; raises NoOffice when there is none."""
    return _required().office_id


def _required() -> _Acting:
    acting = _acting.get()
    if acting is None:
        raise NoOffice("a tenant table was used outside acting_for(office)")
    return acting


@contextmanager
def acting_for(office_id: int) -> Iterator[None]:
    """One transaction in which rows of this office, and no other, can be seen and changed.

    Entered again for the same office it joins the running transaction.
    """
    outer = _acting.get()
    if outer is not None:
        if outer.office_id != office_id:
            raise OfficeMixed(f"acting for office {outer.office_id}, asked for {office_id}")
        yield
        return
    nested = connection.in_atomic_block
    with transaction.atomic():
        if nested:
            _tell_database(str(int(office_id)))
        else:
            _begin(int(office_id))
        acting = _Acting(office_id)
        token = _acting.set(acting)
        try:
            yield
        finally:
            _acting.reset(token)
        if acting.failed:
            transaction.set_rollback(True)
        elif nested:  # only tests have an outer transaction: do not leak the office into it
            _tell_database("")


def _begin(office_id: int) -> None:
    """Open the transaction and name the office in one message to the server: half a millisecond saved a page."""
    connection.ensure_connection()
    server = connection.connection.pgconn
    with connection.wrap_database_errors:
        result = server.exec_(f"BEGIN; SET LOCAL okienko.office = '{office_id}'".encode())
        if result.status != ExecStatus.COMMAND_OK:
            raise error_from_result(result)


def _tell_database(office: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL okienko.office = '{office}'")


def atomic(function: Callable[P, R]) -> Callable[P, R]:
    """Mark an action: it runs inside `acting_for`, and if it fails nothing of that transaction stays."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        acting = _required()
        try:
            return function(*args, **kwargs)
        except BaseException:
            acting.failed = True
            raise

    return run


@contextmanager
def savepoint() -> Iterator[None]:
    """A part of the transaction that may fail alone: what it changed is undone, the rest goes on.

    An action that failed inside and whose error was swallowed there is a bug: it would undo the whole transaction.
    """
    acting = _required()
    before = acting.failed
    try:
        with transaction.atomic():
            yield
            if acting.failed and not before:
                raise Swallowed("an action failed inside a savepoint and its error was caught there")
    except BaseException:
        acting.failed = before
        raise
