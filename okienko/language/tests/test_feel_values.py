"""Values: three truths, numbers, comparison, nulls with reasons."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.feel import (
    Function,
    Range,
    Value,
    YearsMonths,
    compile_expression,
    kind,
    literal_of,
    to_feel,
    to_json,
)

TRUTHS = {"true": True, "false": False, "null": None}
NAMES = {"p", "q", "x", "Pole długie", "drzewa", "osoba"}


def value(text: str, **scope: object) -> Value:
    return compile_expression(text, names=NAMES).evaluate({name: to_feel(item) for name, item in scope.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true and true", True),
        ("true and false", False),
        ("true and null", None),
        ("false and null", False),
        ("null and false", False),
        ("null and null", None),
        ("true or null", True),
        ("null or true", True),
        ("false or null", None),
        ("false or false", False),
        ("not(true)", False),
        ("not(null)", None),
        ('"a" and true', None),
        ('"a" and false', False),
        ("1 or true", True),
    ],
)
def test_three_valued_logic_follows_its_table(text: str, expected: bool | None) -> None:
    assert value(text) is expected


def test_null_and_false_is_false() -> None:
    assert value("p and false") is False


def test_not_asked_is_not_false() -> None:
    assert value("not(p)") is None


@settings(deadline=None)
@given(st.sampled_from([True, False, None]), st.sampled_from([True, False, None]))
def test_de_morgan_holds_in_three_values(p: bool | None, q: bool | None) -> None:
    assert value("not(p and q)", p=p, q=q) is value("not(p) or not(q)", p=p, q=q)
    assert value("not(p or q)", p=p, q=q) is value("not(p) and not(q)", p=p, q=q)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0.1 + 0.2", "0.3"),
        ("1 / 3", "0.3333333333333333333333333333333333"),
        ("10 - 3 - 2", "5"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-2 ** 2", "4"),
        ("2 ** 3 ** 2", "64"),
        ("2 ** -1", "0.5"),
        (".5 + 1e2", "100.5"),
        ("--3", "3"),
        ("2 - -3", "5"),
        ("1.50", "1.5"),
    ],
)
def test_numbers_are_decimal(text: str, expected: str) -> None:
    assert value(text) == Decimal(expected)


@pytest.mark.parametrize(
    "text",
    ["1 / 0", "null + 1", '1 + "a"', "10 ** 7000", "0 ** -1", "(-1) ** 0.5", '-"a"', "-null", "1.5 - true"],
)
def test_what_cannot_be_computed_is_null(text: str) -> None:
    assert value(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 = 1.0", True),
        ('1 = "1"', None),
        ("null = null", True),
        ("1 = null", False),
        ("null != 1", True),
        ('1 != "1"', None),
        ("1 < 2", True),
        ("2 <= 2", True),
        ("2 > 2", False),
        ("2 >= 2", True),
        ('"a" < "b"', True),
        ('1 < "b"', None),
        ("null < 1", None),
        ("true < false", None),
        ("[1, 2] = [1, 2]", True),
        ("[1, 2] = [1]", False),
        ('[1] = ["1"]', False),
        ("{a: 1} = {a: 1.0}", True),
        ("{a: 1} = {b: 1}", False),
        ("[1..2] = [1..2]", True),
        ("[1..2] = [1..2)", False),
        ("3 between 1 and 3", True),
        ("0 between 1 and null", False),
        ("2 between 1 and null", None),
        ('@"2026-01-01" < @"2026-01-02"', True),
        ('@"PT1H" = @"PT60M"', True),
        ('@"P1Y" = @"P12M"', True),
        ('@"P1Y" < @"P13M"', True),
        ('@"P1D" > @"PT23H"', True),
        ('@"10:00:00+02:00" = @"08:00:00Z"', True),
        ('@"10:00:00" < @"11:00:00"', True),
        ('@"10:00:00" < @"11:00:00Z"', None),
        ('@"2026-01-01T10:00:00@Europe/Warsaw" = @"2026-01-01T09:00:00Z"', True),
        ('@"2026-01-01T10:00:00" < @"2026-01-01T10:00:00Z"', None),
        ('@"2026-01-01" < @"2026-01-01T10:00:00Z"', None),
        ('@"0001-01-01T00:00:00+02:00" < @"9999-12-31T23:00:00-02:00"', True),
        ('@"2026-10-25T02:30:00+02:00" < @"2026-10-25T02:30:00+01:00"', True),
    ],
)
def test_comparison(text: str, expected: bool | None) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x in [1..5]", True),
        ("x in (5..9]", False),
        ("x in ]5..9]", False),
        ("x in [1..5)", False),
        ("x in [1..5[", False),
        ("x in <6", True),
        ("x in (<1, >4)", True),
        ("x in (1, 2)", False),
        ("x in [1, 5]", True),
        ("x in ([1..2], [4..6])", True),
        ("x in (2 + 3)", True),
        ("x in 5", True),
        ("x in (>= 5)", True),
        ("x in ((<= 4))", False),
        ("null in [1..5]", None),
        ("null in [null]", True),
        ('x in "a"', None),
        ("x in (< 5)", False),
        ("x in [6..null]", False),
        ("x in [null..5]", True),
        ("[1, 2] in [[1, 2]]", True),
        ("[1] in [1]", True),
    ],
)
def test_membership(text: str, expected: bool | None) -> None:
    assert value(text, x=5) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 instance of number", True),
        ('"a" instance of number', False),
        ("null instance of number", False),
        ("null instance of Null", True),
        ("1 instance of Any", True),
        ("[1] instance of list<number>", True),
        ('[1, "a"] instance of list<number>', False),
        ("[null] instance of list<number>", True),
        ("{a: 1} instance of context<a: number>", True),
        ("{b: 1} instance of context<a: number>", False),
        ("[1..2] instance of range<number>", True),
        ('@"2026-01-01T00:00:00" instance of date and time', True),
        ('@"P1D" instance of days and time duration', True),
        ('@"P1M" instance of years and months duration', True),
        ("(function(a) a) instance of function<number> -> number", True),
        ("(function(a) a) instance of function<> -> number", False),
        ("5 instance of number and true", True),
        ("true instance of boolean", True),
    ],
)
def test_instance_of(text: str, expected: bool) -> None:
    assert value(text) is expected


def test_a_float_from_outside_is_refused() -> None:
    with pytest.raises(TypeError):
        to_feel([{"a": 0.1}])
    with pytest.raises(TypeError):
        to_feel(object())
    with pytest.raises(TypeError):
        to_feel(Decimal("NaN"))


def test_a_float_in_scope_is_refused_and_an_integer_becomes_decimal() -> None:
    assert compile_expression("x + 1").evaluate({"x": 1}) == 2  # type: ignore[dict-item]
    assert compile_expression("x.y + 1").evaluate({"x": {"y": 1}}) == 2  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        compile_expression("x").evaluate({"x": 1.5})  # type: ignore[dict-item]


def test_json_becomes_feel_and_comes_back_as_text() -> None:
    feel = to_feel({"a": [1, True, None, "2026-01-01"], "b": (Decimal("1.50"),)})
    assert feel == {"a": [Decimal(1), True, None, "2026-01-01"], "b": [Decimal("1.50")]}
    assert to_json(feel) == {"a": ["1", True, None, "2026-01-01"], "b": ["1.5"]}


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0"), "0"),
        (Decimal("-0.00"), "0"),
        (dt.date(2026, 1, 31), "2026-01-31"),
        (dt.datetime(2026, 1, 31, 10, 0, 0, 500000, dt.UTC), "2026-01-31T10:00:00.5Z"),
        (dt.time(10, 0), "10:00:00"),
        (dt.timedelta(days=14), "P14D"),
        (dt.timedelta(0), "PT0S"),
        (-dt.timedelta(days=1, hours=2, minutes=3, seconds=4, microseconds=500), "-P1DT2H3M4.0005S"),
        (YearsMonths(14), "P1Y2M"),
        (YearsMonths(-12), "-P1Y"),
        (YearsMonths(0), "P0M"),
        (Range(Decimal(1), Decimal(2), True, False), "[1..2)"),
    ],
)
def test_a_value_leaves_as_iso_text(given_value: Value, expected: str) -> None:
    assert to_json(given_value) == expected


def test_a_function_does_not_leave_as_json() -> None:
    with pytest.raises(TypeError):
        to_json(value("function(a) a"))


@pytest.mark.parametrize("alien", [object(), 1j], ids=["object", "complex"])
def test_a_stranger_has_no_kind(alien: Value) -> None:
    with pytest.raises(TypeError):
        kind(alien)


def test_a_subclass_has_the_kind_of_its_parent() -> None:
    class Name(str):
        __slots__ = ()

    assert kind(Name("a")) == "string"


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4),
    st.text(st.characters(blacklist_categories=["Cs"])),
    st.dates(),
    st.times(),
    st.datetimes(),
    st.timedeltas(),
    st.integers(-(10**6), 10**6).map(YearsMonths),
)


@settings(deadline=None)
@given(
    st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text("abcąęł -"), inner), max_leaves=12)
)
def test_a_written_value_reads_back_the_same(given_value: Value) -> None:
    assert compile_expression(_written(given_value)).evaluate({}) == given_value


def _written(given_value: Value) -> str:
    """Literal text with temporal values as @-literals."""
    if isinstance(given_value, list):
        return "[" + ", ".join(map(_written, given_value)) + "]"
    if isinstance(given_value, dict):
        entries = [f"{literal_of(key)}: {_written(item)}" for key, item in given_value.items()]
        return "{" + ", ".join(entries) + "}"
    if isinstance(given_value, dt.date | dt.time | dt.timedelta | YearsMonths):
        return f'@"{literal_of(given_value)}"'
    return literal_of(given_value)


def test_a_python_function_can_be_called_by_position_and_by_name() -> None:
    double = Function(("liczba",), lambda number: number * 2)
    scope: dict[str, Value] = {"x": double}
    assert compile_expression("x(2)", names={"x"}).evaluate(scope) == 4
    assert compile_expression("x(liczba: 2)", names={"x"}).evaluate(scope) == 4
    assert compile_expression("x(inna: 2)", names={"x"}).evaluate(scope) is None
    assert compile_expression("x(1, 2)", names={"x"}).evaluate(scope) is None
