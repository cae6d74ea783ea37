"""Random expressions against an oracle: a slow reading of the standard, written apart from the interpreter."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from okienko.language.feel import compile_expression

EXACT = Context(prec=34, traps=[])
NAMES: dict[str, object] = {
    "p": True,
    "q": False,
    "n": None,
    "x": Decimal("2.5"),
    "y": Decimal(-3),
    "dwa słowa": Decimal(7),
}


@dataclass(frozen=True)
class Made:
    """An expression in brackets, and what it must give."""

    text: str
    value: object


def number(value: object) -> bool:
    return isinstance(value, Decimal)


def arithmetic(sign: str, left: Made, right: Made) -> Made:
    value: object = None
    if number(left.value) and number(right.value):
        a, b = left.value, right.value
        if sign == "/":
            value = EXACT.divide(a, b) if b else None
        else:
            value = {"+": EXACT.add, "-": EXACT.subtract, "*": EXACT.multiply}[sign](a, b)
    elif sign == "+" and isinstance(left.value, str) and isinstance(right.value, str):
        value = left.value + right.value
    return Made(f"({left.text} {sign} {right.text})", value)


def comparison(sign: str, left: Made, right: Made) -> Made:
    a, b = left.value, right.value
    value: object = None
    if sign in ("=", "!="):
        if a is None or b is None:
            value = a is b
        elif type(a) is type(b):
            value = a == b
        value = value if value is None or sign == "=" else not value
    elif (number(a) and number(b)) or (isinstance(a, str) and isinstance(b, str)):
        value = {"<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]
    return Made(f"({left.text} {sign} {right.text})", value)


def logic(word: str, left: Made, right: Made) -> Made:
    truths = [each.value if isinstance(each.value, bool) else None for each in (left, right)]
    decisive = word == "or"
    value = decisive if decisive in truths else None if None in truths else not decisive
    return Made(f"({left.text} {word} {right.text})", value)


def negation(operand: Made) -> Made:
    return Made(f"not({operand.text})", None if not isinstance(operand.value, bool) else not operand.value)


def condition(met: Made, then: Made, otherwise: Made) -> Made:
    text = f"(if {met.text} then {then.text} else {otherwise.text})"
    if met.value is not None and not isinstance(met.value, bool):
        return Made(text, None)
    return Made(text, then.value if met.value else otherwise.value)


def between(value: Made, low: Made, high: Made) -> Made:
    text = f"({value.text} between {low.text} and {high.text})"
    return Made(text, logic("and", comparison(">=", value, low), comparison("<=", value, high)).value)


def listed(index: int, items: list[Made]) -> Made:
    value = items[index - 1].value if index <= len(items) else None
    return Made(f"[{', '.join(each.text for each in items)}][{index}]", value)


def made(inner: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    return st.one_of(
        st.builds(arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(comparison, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), inner, inner),
        st.builds(logic, st.sampled_from(["and", "or"]), inner, inner),
        st.builds(negation, inner),
        st.builds(condition, inner, inner, inner),
        st.builds(between, inner, inner, inner),
        st.builds(listed, st.integers(1, 4), st.lists(inner, min_size=1, max_size=3)),
    )


LEAVES = st.one_of(
    st.sampled_from([Made(name, value) for name, value in NAMES.items()]),
    st.decimals(-1000, 1000, places=2).map(lambda each: Made(str(each), each)),
    st.sampled_from([Made("true", True), Made("false", False), Made("null", None), Made('"a"', "a"), Made('"b"', "b")]),
)


@settings(max_examples=1500, deadline=None)
@given(st.recursive(LEAVES, made, max_leaves=14))
def test_random_expression_gives_what_the_oracle_says(expected: Made) -> None:
    found = compile_expression(expected.text, names=NAMES).evaluate(NAMES)
    assert (type(found), found) == (type(expected.value), expected.value), expected.text
