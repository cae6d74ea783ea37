"""`docs/feel.md`: every example is true, every built-in function has one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from okienko.language.feel import compile_expression, compile_unary_tests, literal_of, to_feel
from okienko.language.feel.expression import BUILTINS

PAGE = (Path(__file__).parents[3] / "docs/feel.md").read_text("utf-8")
EXAMPLES = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| [^`|].*\|$", PAGE, re.MULTILINE)
CELLS = re.findall(r"^\| `(.+?)` \| `(.+?)` \| `(.+?)` \| .*\|$", PAGE, re.MULTILINE)
GIVEN = to_feel(
    {
        "wiek": 17,
        "imię": "Ola",
        "dochód na osobę": 800,
        "liczby": [3, 1, 2],
        "osoba": {"imię": "Jan", "dzieci": [{"wiek": 3}, {"wiek": 20}]},
        "drzewa": [{"gatunek": "topola", "obwód": 90}, {"gatunek": "klon", "obwód": 40}],
    }
)


@pytest.mark.parametrize(("expression", "result"), EXAMPLES)
def test_example_is_true(expression: str, result: str) -> None:
    assert literal_of(compile_expression(expression, names=GIVEN).evaluate(GIVEN)) == result


@pytest.mark.parametrize(("cell", "value", "result"), CELLS)
def test_example_of_a_cell_is_true(cell: str, value: str, result: str) -> None:
    given = compile_expression(value).evaluate({})
    assert literal_of(compile_unary_tests(cell).test(given, {})) == result


def test_every_builtin_function_has_an_example() -> None:
    shown = [expression for expression, _ in EXAMPLES]
    missing = [name for name in BUILTINS if not any(each.startswith(f"{name}(") for each in shown)]
    assert not missing
    assert len(EXAMPLES) > len(BUILTINS) + 50
    assert len(CELLS) == 8
