"""What `+ - * / **` mean for each pair of kinds; a pair that is missing has no meaning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal

from okienko.language.feel.temporal import add_months, instant, micros, time_instant
from okienko.language.feel.values import CONTEXT, Value, YearsMonths

_NUMBER, _TEXT, _DATE, _TIME = "number", "string", "date", "time"
_INSTANT, _DAYS, _MONTHS = "date and time", "days and time duration", "years and months duration"

Operation = Callable[..., Value]


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    return CONTEXT.power(base, exponent)


def _shift_day(day: dt.date, span: dt.timedelta) -> dt.date:
    return (dt.datetime.combine(day, dt.time()) + span).date()


def _shift_time(moment: dt.time, span: dt.timedelta) -> dt.time:
    shifted = dt.datetime.combine(dt.date(2000, 1, 1), moment.replace(tzinfo=None)) + span % dt.timedelta(1)
    return shifted.time().replace(tzinfo=moment.tzinfo)


def _shift_instant(moment: dt.datetime, span: dt.timedelta) -> dt.datetime:
    return (instant(moment) + span).astimezone(moment.tzinfo) if moment.tzinfo else moment + span


def _shift_months(day: dt.date, months: YearsMonths) -> dt.date:
    return add_months(day, months.total)


def _apart(left: dt.datetime, right: dt.datetime) -> dt.timedelta:
    if (left.tzinfo is None) != (right.tzinfo is None):
        raise ValueError("jedna godzina ma strefę, a druga nie")
    return instant(left) - instant(right)


def _midnight(day: dt.date, like: dt.datetime) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC if like.tzinfo else None)


def _scaled_days(span: dt.timedelta, factor: Decimal) -> dt.timedelta:
    exact = CONTEXT.multiply(Decimal(micros(span)), factor)
    return dt.timedelta(microseconds=int(exact.to_integral_value(ROUND_HALF_EVEN)))


def _split_days(span: dt.timedelta, divisor: Decimal) -> dt.timedelta:
    exact = _quotient(Decimal(micros(span)), divisor)
    return dt.timedelta(microseconds=int(exact.to_integral_value(ROUND_HALF_EVEN)))


def _scaled_months(span: YearsMonths, factor: Decimal) -> YearsMonths:
    return YearsMonths(int(CONTEXT.multiply(Decimal(span.total), factor)))


def _split_months(span: YearsMonths, divisor: Decimal) -> YearsMonths:
    return YearsMonths(int(_quotient(Decimal(span.total), divisor)))


def _quotient(left: Decimal, right: Decimal) -> Decimal:
    if not right:
        raise ZeroDivisionError("dzielenie przez zero")
    return CONTEXT.divide(left, right)


ADD: dict[tuple[str, str], Operation] = {
    (_NUMBER, _NUMBER): CONTEXT.add,
    (_TEXT, _TEXT): lambda a, b: a + b,
    (_DATE, _DAYS): _shift_day,
    (_DATE, _MONTHS): _shift_months,
    (_TIME, _DAYS): _shift_time,
    (_INSTANT, _DAYS): _shift_instant,
    (_INSTANT, _MONTHS): _shift_months,
    (_DAYS, _DATE): lambda a, b: _shift_day(b, a),
    (_MONTHS, _DATE): lambda a, b: _shift_months(b, a),
    (_DAYS, _TIME): lambda a, b: _shift_time(b, a),
    (_DAYS, _INSTANT): lambda a, b: _shift_instant(b, a),
    (_MONTHS, _INSTANT): lambda a, b: _shift_months(b, a),
    (_DAYS, _DAYS): lambda a, b: a + b,
    (_MONTHS, _MONTHS): lambda a, b: YearsMonths(a.total + b.total),
}
SUBTRACT: dict[tuple[str, str], Operation] = {
    (_NUMBER, _NUMBER): CONTEXT.subtract,
    (_DATE, _DATE): lambda a, b: a - b,
    (_DATE, _INSTANT): lambda a, b: _apart(_midnight(a, b), b),
    (_INSTANT, _DATE): lambda a, b: _apart(a, _midnight(b, a)),
    (_INSTANT, _INSTANT): _apart,
    (_TIME, _TIME): lambda a, b: _apart(time_instant(a), time_instant(b)),
    (_DATE, _DAYS): lambda a, b: _shift_day(a, -b),
    (_DATE, _MONTHS): lambda a, b: add_months(a, -b.total),
    (_TIME, _DAYS): lambda a, b: _shift_time(a, -b),
    (_INSTANT, _DAYS): lambda a, b: _shift_instant(a, -b),
    (_INSTANT, _MONTHS): lambda a, b: add_months(a, -b.total),
    (_DAYS, _DAYS): lambda a, b: a - b,
    (_MONTHS, _MONTHS): lambda a, b: YearsMonths(a.total - b.total),
}
MULTIPLY: dict[tuple[str, str], Operation] = {
    (_NUMBER, _NUMBER): CONTEXT.multiply,
    (_DAYS, _NUMBER): _scaled_days,
    (_NUMBER, _DAYS): lambda a, b: _scaled_days(b, a),
    (_MONTHS, _NUMBER): _scaled_months,
    (_NUMBER, _MONTHS): lambda a, b: _scaled_months(b, a),
}
DIVIDE: dict[tuple[str, str], Operation] = {
    (_NUMBER, _NUMBER): _quotient,
    (_DAYS, _NUMBER): _split_days,
    (_MONTHS, _NUMBER): _split_months,
    (_DAYS, _DAYS): lambda a, b: _quotient(Decimal(micros(a)), Decimal(micros(b))),
    (_MONTHS, _MONTHS): lambda a, b: _quotient(Decimal(a.total), Decimal(b.total)),
}
POWER: dict[tuple[str, str], Operation] = {(_NUMBER, _NUMBER): _power}
OPERATIONS = {"+": ADD, "-": SUBTRACT, "*": MULTIPLY, "/": DIVIDE, "**": POWER}
