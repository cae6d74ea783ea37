"""Marks and register numbers by the office instruction (2011): gapless, from a counter row in the transaction."""

from __future__ import annotations

from datetime import date

from django.db import connection

from okienko.cases.models import Counter
from okienko.tenancy.clock import today
from okienko.tenancy.context import current_office
from okienko.tenancy.ids import uuid7

NEXT = (
    "INSERT INTO cases_counter (office_id, id, key, value) VALUES (%s, %s, %s, 1) "
    "ON CONFLICT (office_id, key) DO UPDATE SET value = cases_counter.value + 1 RETURNING value"
)


def next_number(key: str) -> int:
    """The next number under a key, from 1. The counter's row stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [current_office(), uuid7(), key])
        value: int = cursor.fetchone()[0]
    return value


def next_mark(unit: str, file_class: str, opened_on: date) -> str:
    """`unit.class.number.year`, continuous in unit, class and the year in which the case was opened."""
    year = opened_on.year
    return f"{unit}.{file_class}.{next_number(f'znak:{unit}:{file_class}:{year}')}.{year}"


def next_register_number() -> str:
    """`RPW/number/year`: the register of incoming letters, one for the whole office."""
    year = today().year
    return f"RPW/{next_number(f'rpw:{year}')}/{year}"


def counters() -> dict[str, int]:
    """Keys and last numbers of the current office."""
    return dict(Counter.objects.values_list("key", "value"))
