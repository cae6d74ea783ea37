"""What stands after a dot: the fields of a context, of each item of a list, of dates and durations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo

from okienko.language.feel.fine import nano_of
from okienko.language.feel.temporal import micros
from okienko.language.feel.values import POLISH, Value, kind, to_feel

_Getter = Callable[..., Value]


def _number(attribute: str) -> _Getter:
    return lambda value: Decimal(getattr(value, attribute))


def _part(size: int, modulus: int) -> _Getter:
    """A whole part of a duration, with the sign of the duration."""

    def part(span: dt.timedelta) -> Decimal:
        total = micros(abs(span)) // 1_000_000 // size % modulus
        return Decimal(-total if span < dt.timedelta() else total)

    return part


def _zone(value: dt.time | dt.datetime) -> Value:
    return value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None


_DAY = {name: _number(name) for name in ("year", "month", "day")}
_DAY["weekday"] = lambda value: Decimal(value.isoweekday())
_CLOCK: dict[str, _Getter] = {name: _number(name) for name in ("hour", "minute")}
_CLOCK["second"] = lambda value: (
    value.second + Decimal(value.microsecond) / 1_000_000 + Decimal(nano_of(value)) / 1_000_000_000
)
_CLOCK["time offset"] = lambda value: value.utcoffset()
_CLOCK["timezone"] = _zone
_PROPERTIES: dict[str, dict[str, _Getter]] = {
    "date": _DAY,
    "time": _CLOCK,
    "date and time": _DAY | _CLOCK,
    "days and time duration": {
        "days": _part(86_400, 10**10),
        "hours": _part(3600, 24),
        "minutes": _part(60, 60),
        "seconds": _part(1, 60),
    },
    "years and months duration": {"years": _number("years"), "months": _number("months")},
    "range": {
        "start": lambda value: value.start,
        "end": lambda value: value.end,
        "start included": lambda value: value.start_included,
        "end included": lambda value: value.end_included,
    },
}


def property_of(value: Value, name: str, note: Callable[[str], None]) -> Value:
    """The field of that name, or null with the reason."""
    if value is None:
        return None
    if isinstance(value, list):
        return [property_of(item, name, note) for item in value]
    if isinstance(value, Mapping):
        try:
            found = value[name]
        except KeyError:
            note(f"Brak wartości „{name}”.")
            return None
        return to_feel(found) if type(found) in (int, float) else found
    getter = _PROPERTIES.get(kind(value), {}).get(name)
    if getter is None:
        note(f"{POLISH[kind(value)].capitalize()} nie ma pola „{name}”.")
        return None
    return getter(value)
