"""Nanoseconds live through reading, writing, joining and comparing."""

from __future__ import annotations

import pytest

from okienko.language.feel import compile_expression, literal_of

NOON = '@"12:00:00.123456789"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NOON, "12:00:00.123456789"),
        ('@"12:00:00.1000000001"', "12:00:00.1"),
        ('@"2026-01-31T12:00:00.000000001@Europe/Warsaw"', "2026-01-31T12:00:00.000000001@Europe/Warsaw"),
        ('@"2026-01-31T12:00:00.000000001+02:00"', "2026-01-31T12:00:00.000000001+02:00"),
        ('@"-PT1.000000001S"', "-PT1.000000001S"),
        ('@"PT0.000000001S"', "PT0.000000001S"),
        (f'date and time(@"2026-01-31", {NOON})', "2026-01-31T12:00:00.123456789"),
        (f'time(date and time(@"2026-01-31", {NOON}))', "12:00:00.123456789"),
        ("time(12, 0, 1.000000001)", "12:00:01.000000001"),
        (f"{NOON}.second", "0.123456789"),
        (f'{NOON} = @"12:00:00.123456"', "false"),
        (f'{NOON} > @"12:00:00.123456"', "true"),
        (f'{NOON} < @"12:00:00.123456788"', "false"),
        (f"{NOON} = {NOON}", "true"),
        (f'is({NOON}, @"12:00:00.123456")', "false"),
        ('@"2026-01-31T12:00:00.000000001" > @"2026-01-31T12:00:00"', "true"),
        ('@"PT1.000000001S" > @"PT1S"', "true"),
        ('@"-PT1.000000001S" < @"-PT1S"', "true"),
        ('@"PT1.000000001S" = @"PT1S"', "false"),
        ('count(distinct values([@"PT1.000000001S", @"PT1S", @"PT1S"]))', "2"),
        (f'{NOON} + @"PT1S"', "12:00:01.123456"),
        (f"{NOON} instance of time", "true"),
        ('is(value1: @"2026-01-31")', "false"),
        ('is(@"2026-01-31")', "null"),
        ('{"a b": 1, c: 2}.a b', "1"),
        ("{a b: {c-d e: 5}}.a b.c-d e + 1", "6"),
    ],
)
def test_value_is_kept_to_the_nanosecond(text: str, expected: str) -> None:
    assert literal_of(compile_expression(text).evaluate({})) == expected


def test_nanoseconds_come_in_from_a_scope() -> None:
    value = compile_expression(NOON).evaluate({})
    assert compile_expression("x[1]", names={"x"}).evaluate({"x": [value]}) == value
