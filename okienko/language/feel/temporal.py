"""Dates, times and durations: reading, writing, and the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from okienko.language.feel.fine import combine, fine_span, fine_time, fraction_text, nano_of, split_fraction
from okienko.language.feel.values import YearsMonths

_LONGEST_DURATION = 100  # signs
_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d(?::\d\d)?|@[\w/+-]+)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_MONTHS = re.compile(r"(-?)P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?", re.ASCII)
_DAYS = re.compile(r"(-?)P(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d*))?S)?)?", re.ASCII)
_MICROSECOND = dt.timedelta(microseconds=1)
_ANY_DAY = dt.date(1970, 1, 1)

Temporal = dt.date | dt.time | dt.datetime | dt.timedelta | YearsMonths


def parse_date(text: str) -> dt.date | None:
    """The day written as 2026-01-31."""
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_time(text: str) -> dt.time | None:
    """The time written as 13:20:00, with an offset or @zone if wanted."""
    found = _TIME.fullmatch(text)
    if not found:
        return None
    micro, nano = split_fraction(found[4])
    try:
        zone = zone_of(found[5]) if found[5] else None
        return fine_time(dt.time(int(found[1]), int(found[2]), int(found[3]), micro, zone), nano)
    except ValueError:
        return None


def parse_date_time(text: str) -> dt.datetime | None:
    """The instant written as 2026-01-31T13:20:00; a day alone means its midnight."""
    day_text, separator, time_text = text.partition("T")
    day = parse_date(day_text)
    moment = parse_time(time_text) if separator else dt.time()
    if day is None or moment is None:
        return None
    return combine(day, moment)


def zone_of(text: str) -> dt.tzinfo:
    """The zone written as Z, +02:00 or @Europe/Warsaw; ValueError when there is none such."""
    if text == "Z":
        return dt.UTC
    if text.startswith("@"):
        try:
            return ZoneInfo(text[1:])
        except (KeyError, OSError) as unknown:
            raise ValueError(text) from unknown
    found = _OFFSET.fullmatch(text)
    if not found:
        raise ValueError(text)
    offset = dt.timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    if offset > dt.timedelta(hours=18) or int(found[3]) > 59:
        raise ValueError(text)
    return dt.timezone(-offset if found[1] == "-" else offset)


def parse_duration(text: str) -> dt.timedelta | YearsMonths | None:
    """The duration written as P1Y2M or P3DT4H; years and days do not mix."""
    if len(text) > _LONGEST_DURATION:
        return None
    try:
        return _parsed_duration(text)
    except OverflowError:
        return None


def _parsed_duration(text: str) -> dt.timedelta | YearsMonths | None:
    months = _MONTHS.fullmatch(text)
    if months:
        total = int(months[2] or 0) * 12 + int(months[3] or 0)
        return YearsMonths(-total if months[1] else total)
    days = _DAYS.fullmatch(text)
    if not days:
        return None
    parts = [int(part or 0) for part in days.groups()[1:5]]
    micro, nano = split_fraction(days[6])
    span = dt.timedelta(days=parts[0], hours=parts[1], minutes=parts[2], seconds=parts[3], microseconds=micro)
    return fine_span(-span if days[1] else span, nano)


def parse_temporal(text: str) -> Temporal | None:
    """Whatever an @-literal means: date, time, instant or duration."""
    if "T" in text and "-" in text and not text.lstrip("-").startswith("P"):
        return parse_date_time(text)
    return parse_date(text) or parse_time(text) or parse_duration(text)


def _zone_text(zone: dt.tzinfo | None, offset: dt.timedelta | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    if not offset:
        return "Z"
    seconds = abs(round(offset.total_seconds()))
    text = f"{'-' if offset < dt.timedelta() else '+'}{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return text + (f":{seconds % 60:02}" if seconds % 60 else "")


def time_text(moment: dt.time | dt.datetime) -> str:
    """The time as FEEL writes it."""
    text = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"
    text += fraction_text(moment.microsecond, nano_of(moment))
    return text + _zone_text(moment.tzinfo, moment.utcoffset())


def duration_text(span: dt.timedelta) -> str:
    """The duration as FEEL writes it: P1DT2H3M4.5S, PT0S for nothing."""
    micro = abs(span) // _MICROSECOND
    seconds, micro = divmod(micro, 1_000_000)
    days, seconds = divmod(seconds, 86_400)
    parts = [(seconds // 3600, "H"), (seconds // 60 % 60, "M")]
    clock = "".join(f"{count}{unit}" for count, unit in parts if count)
    fraction = fraction_text(micro, nano_of(span))
    if seconds % 60 or fraction:
        clock += f"{seconds % 60}{fraction}S"
    text = (f"{days}D" if days else "") + (f"T{clock}" if clock else "")
    return ("-" if span < dt.timedelta() else "") + "P" + (text or "T0S")


def temporal_text(value: Temporal) -> str:
    """The ISO text that reads back as the same value."""
    if isinstance(value, dt.datetime):
        return f"{value.date().isoformat()}T{time_text(value)}"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return time_text(value)
    if isinstance(value, dt.timedelta):
        return duration_text(value)
    return str(value)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; where the month is shorter, its last day."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise ValueError("rok poza kalendarzem")
    last = calendar.monthrange(years, month + 1)[1]
    return day.replace(year=years, month=month + 1, day=min(day.day, last))


def months_between(start: dt.date, end: dt.date) -> YearsMonths:
    """The whole months from one day to another, never rounded up."""
    if end < start:
        return YearsMonths(-months_between(end, start).total)
    total = (end.year - start.year) * 12 + end.month - start.month
    return YearsMonths(total - 1 if add_months(start, total) > end else total)


def instant(moment: dt.datetime) -> dt.datetime:
    """The time with its offset alone: two times of one zone would be subtracted by their clock faces."""
    offset = moment.utcoffset()
    return moment if offset is None else moment.replace(tzinfo=dt.timezone(offset))


def time_instant(moment: dt.time) -> dt.datetime:
    """The time on some fixed day, for comparing and subtracting times."""
    return instant(dt.datetime.combine(_ANY_DAY, moment))


# by the names of the types in FEEL and in XML Schema
READERS: Mapping[str, Callable[[str], Temporal | None]] = {
    "date": parse_date,
    "time": parse_time,
    "date and time": parse_date_time,
    "dateTime": parse_date_time,
    "duration": parse_duration,
    "days and time duration": parse_duration,
    "dayTimeDuration": parse_duration,
    "years and months duration": parse_duration,
    "yearMonthDuration": parse_duration,
}


def micros(span: dt.timedelta) -> int:
    """The duration in whole microseconds."""
    return span // _MICROSECOND
