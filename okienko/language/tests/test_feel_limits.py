"""What a hostile expression may not do: loop for ever, eat memory, search without end, overflow the stack."""

from __future__ import annotations

import datetime as dt

import pytest

from okienko.language.feel import (
    Exhausted,
    FeelSyntaxError,
    Run,
    clock,
    compile_expression,
    compile_unary_tests,
    to_feel,
)
from okienko.language.feel.runs import STEPS, weight_of

STOPPED = f"Obliczenie przerwano: potrzebowało więcej niż {STEPS} kroków."
DOUBLED = "for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]]"


def problems(text: str, **scope: object) -> tuple[str, ...]:
    outcome = compile_expression(text).explain({name: to_feel(item) for name, item in scope.items()})
    assert outcome.value is None
    return outcome.problems


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..1000, j in 1..1000, k in 1..1000 return i",
        "every i in 1..600, j in 1..1000 satisfies i + j > 0",
        "count(for i in 1..999999 return i + i + i + i + i)",
        DOUBLED,
        f"string({DOUBLED})",
        f"count(flatten({DOUBLED}))",
        f"({DOUBLED}) = ({DOUBLED})",
        f"1 in ({DOUBLED})",
        'for i in 1..1000 return for j in 1..1000 return "abcdefghijklmnopqrst" + "abcdefghijklmnopqrst"',
        "{f: function(n) if n = 0 then 0 else f(n - 1) + f(n - 1), x: f(30)}.x",
        "sum(for i in 1..100000 return count(concatenate([1, 2, 3], [1, 2, 3], [1, 2, 3])))",
    ],
)
def test_endless_computation_is_stopped(text: str) -> None:
    assert problems(text)[-1] == STOPPED
    assert compile_expression(text).evaluate({}) is None


def test_function_that_calls_itself_for_ever_is_stopped() -> None:
    assert "bez końca" in problems("{f: function(n) f(n + 1), x: f(1)}.x")[-1]


def test_value_that_lies_too_deep_is_not_handed_out() -> None:
    deep = "(for i in 1..{} return if i = 1 then [] else [{{a: partial[-1]}}])[-1]"
    assert "zbyt głęboko" in problems(deep.format(200))[-1]
    assert compile_expression(deep.format(40)).evaluate({}) is not None


def test_table_cell_is_stopped_as_well() -> None:
    cell = compile_unary_tests("? in (for i in 1..1000000, j in 1..9 return i)")
    found: list[str] = []
    assert cell.test(to_feel(-1), {}, found) is None
    assert found == [STOPPED]
    assert cell.test(to_feel(-1), {}) is None


@pytest.mark.parametrize(
    "text",
    [
        "t + t",
        'string join([t, t], "")',
        'replace(t, "a", t)',
        'replace(t, "a", "bb", "q")',
        'string join(["", ""], t + "a")',
    ],
)
def test_text_does_not_outgrow_its_limit(text: str) -> None:
    assert "1000000 znaków" in problems(text, t="a" * 600_000)[-1]


def test_list_of_very_many_different_contexts_is_refused() -> None:
    contexts = [{"a": number} for number in range(1100)]
    assert "więcej niż 1000 różnych" in problems("distinct values(x)", x=contexts)[-1]


def test_distinct_and_duplicate_values_of_long_lists_are_found() -> None:
    numbers = [*range(20_000), *range(100), "a", "a"]
    found = compile_expression("[count(distinct values(x)), count(duplicate values(x)), count(mode([1, 2, 1]))]")
    assert found.evaluate({"x": to_feel(numbers)}) == [20_001, 101, 1]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "1" + ")" * 10_000,
        "[" * 10_000 + "]" * 10_000,
        "{a: " * 10_000 + "1" + "}" * 10_000,
        "-" * 10_000 + "1",
        "1" + " + 1" * 12_000,
        "a" + ".a" * 10_000,
        "a" + "[1]" * 10_000,
        "if true then 1 else " * 2000 + "1",
        "for i in 1..2 return " * 2000 + "1",
        "1 instance of " + "list<" * 5000 + "number" + ">" * 5000,
        "1 in ((" * 3000,
        "not(" * 3000,
        "{" + ", ".join(f"k{number}: 1" for number in range(3000)) + "}",
        "{" + ", ".join(f"k {number}: 1" for number in range(300)) + "}",
        '"' + "a" * 60_000 + '"',
    ],
    ids=lambda text: text[:12],
)
def test_huge_expression_is_refused(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        compile_expression(text)


EXPLODING = [
    "(a+)+$",
    "(a|a)*$",
    "(.*)*x",
    "^(a?){30}a{30}$",
    "(a+a+)+b",
    ".*.*.*.*x",
    "(a|aa)+$",
    "([а-яa]+)+$",
    "(a|ab?)*c",
]


@pytest.mark.parametrize("pattern", EXPLODING)
def test_exploding_pattern_is_refused(pattern: str) -> None:
    assert "zbyt długo" in problems("matches(t, p)", t="a" * 5000 + "!", p=pattern)[-1]


@pytest.mark.parametrize("pattern", EXPLODING[:-1])
def test_exploding_pattern_is_harmless_in_a_short_text(pattern: str) -> None:
    assert isinstance(compile_expression("matches(t, p)").evaluate({"t": "a!", "p": pattern}), bool)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(){1000000000}", "co może być puste"),
        ("((a*)){1000000000}", "co może być puste"),
        ("(" * 40 + "a" + ")" * 40, "zbyt głęboko"),
        ("a" * 3000, "więcej niż 2000 znaków"),
    ],
)
def test_monstrous_pattern_is_refused(pattern: str, message: str) -> None:
    assert message in problems("matches(t, p)", t="a", p=pattern)[-1]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^\d{2}-\d{3}$", "00-950"),
        (r"^(\d+,)*\d+$", "1," * 4000 + "2"),
        (r"^[^@ ]+@[^@ ]+\.[a-z]+$", "jan@gmina.example.pl"),
        (r"^\p{L}+( \p{L}+)*$", "Żółć " * 500 + "a"),
        (r"^(kot|pies)*$", "kotpies" * 500),
        (r"^(?:a|b|[c-e])+$", "abcde" * 1000),
        (r"^a{2,}?b$", "a" * 1000 + "b"),
        (r"^\P{L}*$", "1" * 1000),
        (r"(a)\1", "b" * 1000 + "aa"),
        (r"a", "b" * 100_000 + "a"),
    ],
)
def test_ordinary_pattern_searches_long_texts(pattern: str, text: str) -> None:
    assert compile_expression("matches(t, p)").evaluate({"t": text, "p": pattern}) is True


def test_weight_counts_parts_as_often_as_they_occur() -> None:
    shared = to_feel(["a" * 80, {"b": 1}])
    assert weight_of([[shared, shared]], 100) == 1 + 2 * (1 + 11 + 2)
    assert weight_of([[shared, shared]], 5) >= 5


def test_reasons_are_kept_once_and_not_without_end() -> None:
    found: list[str] = []
    run = Run(found)
    for number in [1, 1, *range(100)]:
        assert run.null(f"powód {number}") is None
    assert len(found) == 50
    with pytest.raises(Exhausted):
        run.spend(STEPS + 1)


def test_time_is_told_only_by_a_clock_that_is_given() -> None:
    now = dt.datetime(2026, 11, 22, 13, 0, tzinfo=dt.UTC)
    expression = compile_expression("[now(), today()]")
    assert expression.evaluate(clock(now)) == [now, now.date()]
    assert expression.explain({}).problems == (
        "Brak wartości „now”.",
        "Nie ma funkcji „now”.",
        "Brak wartości „today”.",
        "Nie ma funkcji „today”.",
    )
