"""Built-in functions on dates, times and durations. None of them knows what day it is today."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

from okienko.language.feel.fine import combine, fine_time, nano_of
from okienko.language.feel.library import builtin
from okienko.language.feel.temporal import (
    add_months,
    months_between,
    parse_date,
    parse_date_time,
    parse_duration,
    parse_time,
    temporal_text,
    zone_of,
)
from okienko.language.feel.values import Function, Value, YearsMonths, kind

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def _whole(number: Decimal) -> int:
    if number != number.to_integral_value():
        raise ValueError("oczekiwano liczby całkowitej")
    return int(number)


def _read(value: Value, text: str, what: str) -> Value:
    if value is None:
        raise ValueError(f"„{text}” to nie jest {what}")
    return value


@builtin("date", "from: string")
def _date_text(source: str) -> Value:
    return _read(parse_date(source), source, "data (np. 2026-01-31)")


@builtin("date", "from: date|instant")
def _date_from(source: dt.date) -> Value:
    return _day(source)


def _day(value: dt.date) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


@builtin("date", "year: number, month: number, day: number")
def _date_parts(year: Decimal, month: Decimal, day: Decimal) -> Value:
    try:
        return dt.date(_whole(year), _whole(month), _whole(day))
    except ValueError as wrong:
        raise ValueError("nie ma takiego dnia w kalendarzu") from wrong


@builtin("time", "from: string")
def _time_text(source: str) -> Value:
    return _read(parse_time(source), source, "godzina (np. 13:20:00)")


@builtin("time", "from: date|instant|time")
def _time_from(source: dt.date | dt.time) -> Value:
    if isinstance(source, dt.time):
        return source
    return fine_time(source.timetz(), nano_of(source)) if isinstance(source, dt.datetime) else dt.time(tzinfo=dt.UTC)


@builtin("time", "hour: number, minute: number, second: number, offset: any?")
def _time_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: Value = None) -> Value:
    micro, nano = divmod(int(second % 1 * 1_000_000_000), 1000)
    if offset is not None and not isinstance(offset, dt.timedelta):
        raise ValueError("przesunięcie strefy jest czasem trwania")
    try:
        zone = None if offset is None else dt.timezone(offset)
        return fine_time(dt.time(_whole(hour), _whole(minute), int(second), micro, zone), nano)
    except ValueError as wrong:
        raise ValueError("nie ma takiej godziny") from wrong


@builtin("date and time", "from: string")
def _instant_text(source: str) -> Value:
    return _read(parse_date_time(source), source, "data z godziną (np. 2026-01-31T13:20:00)")


@builtin("date and time", "from: date|instant")
def _instant_from(source: dt.date) -> Value:
    return source if isinstance(source, dt.datetime) else dt.datetime.combine(source, dt.time(), dt.UTC)


@builtin("date and time", "date: date|instant, time: time")
def _instant_parts(date: dt.date, time: dt.time) -> Value:
    return combine(_day(date), time)


@builtin("date and time", "date: instant, timezone: string")
def _instant_in(date: dt.datetime, timezone: str) -> Value:
    zone = zone_of(timezone if timezone[:1] in "Z+-@" else "@" + timezone)
    return date.astimezone(zone) if date.tzinfo else date.replace(tzinfo=zone)


@builtin("duration", "from: string")
def _duration_text(source: str) -> Value:
    return _read(parse_duration(source), source, "czas trwania (np. P14D albo P1M)")


@builtin("duration", "from: days|months")
def _duration_same(source: dt.timedelta | YearsMonths) -> Value:
    return source


@builtin("years and months duration", "from: date|instant, to: date|instant")
def _months_between(start: dt.date, end: dt.date) -> Value:
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and start.tzinfo and end.tzinfo:
        end = end.astimezone(start.tzinfo)
    return months_between(_naive(start), _naive(end))


def _naive(value: dt.date) -> dt.datetime:
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=None)
    return dt.datetime.combine(value, dt.time())


@builtin("day of year", "date: date|instant")
def _day_of_year(date: dt.date) -> Value:
    return Decimal(date.timetuple().tm_yday)


@builtin("day of week", "date: date|instant")
def _day_of_week(date: dt.date) -> Value:
    return _DAYS[date.weekday()]


@builtin("month of year", "date: date|instant")
def _month_of_year(date: dt.date) -> Value:
    return _MONTHS[date.month - 1]


@builtin("week of year", "date: date|instant")
def _week_of_year(date: dt.date) -> Value:
    return Decimal(date.isocalendar().week)


@builtin("last day of month", "date: date|instant")
def _last_day(date: dt.date) -> Value:
    first = _day(date).replace(day=1)
    return add_months(first, 1) - dt.timedelta(1) if (first.year, first.month) != (9999, 12) else dt.date.max


def clock(now: dt.datetime) -> dict[str, Value]:
    """The functions now() and today() for a scope: FEEL has no clock of its own."""
    return {"now": Function((), lambda: now, "now"), "today": Function((), lambda: now.date(), "today")}


@builtin("is", "value1: any!, value2: any!")
def _is(left: Value, right: Value) -> Value:
    if kind(left) != kind(right):
        return False
    if isinstance(left, dt.time | dt.datetime) and isinstance(right, dt.time | dt.datetime):
        return temporal_text(left) == temporal_text(right) and _zone_name(left) == _zone_name(right)
    return left == right


def _zone_name(moment: dt.time | dt.datetime) -> str:
    offset = moment.utcoffset()
    return moment.tzinfo.key if isinstance(moment.tzinfo, ZoneInfo) else str(offset)
