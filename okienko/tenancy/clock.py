"""Time is given: actions ask `now()`, tests and the demonstration move it with `time_is`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")

_moved: ContextVar[datetime | None] = ContextVar("okienko_clock", default=None)


def now() -> datetime:
    """This instant, aware, UTC."""
    return _moved.get() or datetime.now(UTC)


def today() -> date:
    """The day in Warsaw."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The day in Warsaw on which an instant falls."""
    return instant.astimezone(WARSAW).date()


@contextmanager
def time_is(instant: datetime) -> Iterator[None]:
    """Inside, `now()` answers this instant."""
    if instant.tzinfo is None:
        raise ValueError("time must be aware")
    token = _moved.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _moved.reset(token)
