"""Equality, order and membership in three values: true, false, null."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from okienko.language.feel.temporal import instant, time_instant
from okienko.language.feel.values import Range, Value, YearsMonths, kind


def equals(left: Value, right: Value) -> bool | None:
    """Whether two values are the same; null when they are of different kinds."""
    if left is None or right is None:
        return left is right
    if kind(left) != kind(right):
        return None
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(equals(a, b) is True for a, b in zip(left, right, strict=True))
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return set(left) == set(right) and all(equals(left[key], right[key]) is True for key in left)
    if isinstance(left, Range) and isinstance(right, Range):
        return _same_range(left, right)
    if isinstance(left, dt.datetime | dt.time | dt.timedelta):
        return order(left, right) == 0
    return left == right


def _same_range(left: Range, right: Range) -> bool:
    return (
        (left.start_included, left.end_included) == (right.start_included, right.end_included)
        and equals(left.start, right.start) is True
        and equals(left.end, right.end) is True
    )


def order(left: Value, right: Value) -> int | None:
    """-1, 0 or 1 as left stands before, with or after right; null when they cannot be ordered."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _sign(left < right, left > right)
    if isinstance(left, str) and isinstance(right, str):
        return _sign(left < right, left > right)
    if isinstance(left, dt.datetime) and isinstance(right, dt.datetime):
        return _finer(_order_instants(left, right), left, right)
    if isinstance(left, dt.datetime) or isinstance(right, dt.datetime):
        return None
    if isinstance(left, dt.date) and isinstance(right, dt.date):
        return _sign(left < right, left > right)
    if isinstance(left, dt.time) and isinstance(right, dt.time):
        return _finer(_order_instants(time_instant(left), time_instant(right)), left, right)
    if isinstance(left, dt.timedelta) and isinstance(right, dt.timedelta):
        return _finer(_sign(left < right, left > right), left, right)
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return _sign(left < right, left > right)
    return None


def _sign(less: bool, more: bool) -> int:
    return -1 if less else int(more)


def _finer(sign: int | None, left: dt.time | dt.timedelta | dt.datetime, right: Value) -> int | None:
    """The order by microseconds; where it finds none, that by nanoseconds."""
    if sign != 0:
        return sign
    first, second = getattr(left, "nano", 0), getattr(right, "nano", 0)
    backwards = isinstance(left, dt.timedelta) and left < dt.timedelta()
    return _sign(first > second, first < second) if backwards else _sign(first < second, first > second)


def _order_instants(left: dt.datetime, right: dt.datetime) -> int | None:
    if (left.tzinfo is None) != (right.tzinfo is None):
        return None
    first, second = instant(left), instant(right)
    return _sign(first < second, first > second)


def compare(operator: str, left: Value, right: Value) -> bool | None:
    """The truth of `left operator right`."""
    if operator == "=":
        return equals(left, right)
    if operator == "!=":
        same = equals(left, right)
        return None if same is None else not same
    sign = order(left, right)
    if sign is None:
        return None
    if operator == "<":
        return sign < 0
    if operator == "<=":
        return sign <= 0
    return sign > 0 if operator == ">" else sign >= 0


def within(value: Value, limits: Range) -> bool | None:
    """Whether the value lies in the range."""
    return both(
        True if limits.start is None else compare(">=" if limits.start_included else ">", value, limits.start),
        True if limits.end is None else compare("<=" if limits.end_included else "<", value, limits.end),
    )


def both(left: bool | None, right: bool | None) -> bool | None:
    """And, in three values."""
    if left is False or right is False:
        return False
    return None if left is None or right is None else True


def either(left: bool | None, right: bool | None) -> bool | None:
    """Or, in three values."""
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def matches(value: Value, wanted: Value) -> bool | None:
    """Whether a value meets what stands in a test: a range, a list of alternatives, or the same value."""
    if isinstance(wanted, Range) and not isinstance(value, Range):
        return within(value, wanted)
    if isinstance(wanted, list):
        if isinstance(value, list) and equals(value, wanted):
            return True
        found: bool | None = False
        for item in wanted:
            found = either(found, matches(value, item) if item is not None else value is None)
        return found
    return equals(value, wanted)
