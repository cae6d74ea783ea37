"""Nanoseconds, which FEEL can write and Python's own times cannot hold.

They live through reading, writing, joining and comparing; arithmetic rounds them away, as no law counts them.
"""

from __future__ import annotations

import datetime as dt


class FineTime(dt.time):
    """A time of day with nanoseconds beyond its microseconds."""

    nano = 0


class FineInstant(dt.datetime):
    """An instant with nanoseconds beyond its microseconds."""

    nano = 0


class FineSpan(dt.timedelta):
    """A duration with nanoseconds beyond its microseconds, in the direction of the duration."""

    nano = 0


def nano_of(value: dt.time | dt.datetime | dt.timedelta) -> int:
    """The nanoseconds beyond the microseconds, 0 to 999."""
    return getattr(value, "nano", 0)


def split_fraction(digits: str | None) -> tuple[int, int]:
    """Microseconds and nanoseconds of the digits after the point."""
    padded = ((digits or "") + "000000000")[:9]
    return int(padded[:6]), int(padded[6:])


def fraction_text(micro: int, nano: int) -> str:
    """The digits after the point with the point, or nothing."""
    return f".{micro:06}{nano:03}".rstrip("0") if micro or nano else ""


def fine_time(moment: dt.time, nano: int) -> dt.time:
    """The time with so many nanoseconds more."""
    if not nano:
        return moment
    fine = FineTime(moment.hour, moment.minute, moment.second, moment.microsecond, moment.tzinfo)
    fine.nano = nano
    return fine


def combine(day: dt.date, moment: dt.time) -> dt.datetime:
    """The instant of the day at the time, nanoseconds kept."""
    instant = dt.datetime.combine(day, moment)
    return fine_instant(instant, nano_of(moment))


def fine_instant(instant: dt.datetime, nano: int) -> dt.datetime:
    """The instant with so many nanoseconds more."""
    if not nano:
        return instant
    fine = FineInstant.combine(instant.date(), instant.timetz())
    fine.nano = nano
    return fine


def fine_span(span: dt.timedelta, nano: int) -> dt.timedelta:
    """The duration with so many nanoseconds more."""
    if not nano:
        return span
    fine = FineSpan(span.days, span.seconds, span.microseconds)
    fine.nano = nano
    return fine
