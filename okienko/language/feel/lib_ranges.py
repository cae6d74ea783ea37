"""Built-in functions on ranges and points (DMN 10.3.4.11), after Allen's relations of intervals."""

from __future__ import annotations

from collections.abc import Callable

from okienko.language.feel.compare import compare, order
from okienko.language.feel.compiler import compiled
from okienko.language.feel.errors import FeelSyntaxError
from okienko.language.feel.library import BUILTINS, builtin
from okienko.language.feel.nodes import Call, Literal, Name, Negation, Node, RangeOf
from okienko.language.feel.parser import Parser
from okienko.language.feel.runs import Run
from okienko.language.feel.scope import Env
from okienko.language.feel.values import Range, Value

_POINT = "number|string|date|time|instant|days|months"


def _true(operator: str, left: Value, right: Value) -> bool:
    result = compare(operator, left, right)
    if result is None:
        raise ValueError("nie da się porównać granic")
    return result


def _as_range(value: Value) -> Range:
    return value if isinstance(value, Range) else Range(value, value)


def _before(left: Value, right: Value) -> bool:
    a, b = _as_range(left), _as_range(right)
    if a.end is None or b.start is None:
        return False
    touching = a.end_included and b.start_included
    return _true("<" if touching else "<=", a.end, b.start)


def _after(left: Value, right: Value) -> bool:
    return _before(right, left)


def _meets(a: Range, b: Range) -> bool:
    return a.end_included and b.start_included and _true("=", a.end, b.start)


def _starts_no_later(a: Range, b: Range) -> bool:
    """Whether all that b holds at its beginning may lie in a."""
    if a.start is None or b.start is None:
        return a.start is None
    return _true("<" if b.start_included and not a.start_included else "<=", a.start, b.start)


def _ends_no_sooner(a: Range, b: Range) -> bool:
    if a.end is None or b.end is None:
        return a.end is None
    return _true(">" if b.end_included and not a.end_included else ">=", a.end, b.end)


def _includes(outer: Value, inner: Value) -> bool:
    a, b = _as_range(outer), _as_range(inner)
    return _starts_no_later(a, b) and _ends_no_sooner(a, b)


def _overlaps(a: Range, b: Range) -> bool:
    return not _before(a, b) and not _before(b, a)


def _overlaps_before(a: Range, b: Range) -> bool:
    return _overlaps(a, b) and not _starts_no_later(b, a) and _ends_no_sooner(b, a)


def _overlaps_after(a: Range, b: Range) -> bool:
    return _overlaps(a, b) and not _starts_no_later(a, b) and _ends_no_sooner(a, b)


def _same_start(a: Range, b: Range) -> bool:
    return _starts_no_later(a, b) and _starts_no_later(b, a)


def _same_end(a: Range, b: Range) -> bool:
    return _ends_no_sooner(a, b) and _ends_no_sooner(b, a)


def _finishes(inner: Value, outer: Range) -> bool:
    a = _as_range(inner)
    return _same_end(a, outer) and _includes(outer, a)


def _starts(inner: Value, outer: Range) -> bool:
    a = _as_range(inner)
    return _same_start(a, outer) and _includes(outer, a)


def _coincides(left: Value, right: Value) -> bool:
    a, b = _as_range(left), _as_range(right)
    return _same_start(a, b) and _same_end(a, b)


def _declare(name: str, body: Callable[..., bool], *pairs: tuple[str, str]) -> None:
    for first, second in pairs:
        builtin(name, f"{first}, {second}")(body)


_P1, _P2 = f"point1: {_POINT}", f"point2: {_POINT}"
_P, _R = f"point: {_POINT}", "range: range"
_R1, _R2 = "range1: range", "range2: range"
_declare("before", _before, (_P1, _P2), (_P, _R), (_R, _P), (_R1, _R2))
_declare("after", _after, (_P1, _P2), (_P, _R), (_R, _P), (_R1, _R2))
_declare("meets", _meets, (_R1, _R2))
_declare("met by", lambda a, b: _meets(b, a), (_R1, _R2))
_declare("overlaps", _overlaps, (_R1, _R2))
_declare("overlaps before", _overlaps_before, (_R1, _R2))
_declare("overlaps after", _overlaps_after, (_R1, _R2))
_declare("finishes", _finishes, (_P, _R), (_R1, _R2))
_declare("finished by", lambda a, b: _finishes(b, a), (_R, _P), (_R1, _R2))
_declare("includes", _includes, (_R, _P), (_R1, _R2))
_declare("during", lambda a, b: _includes(b, a), (_P, _R), (_R1, _R2))
_declare("starts", _starts, (_P, _R), (_R1, _R2))
_declare("started by", lambda a, b: _starts(b, a), (_R, _P), (_R1, _R2))
_declare("coincides", _coincides, (_P1, _P2), (_R1, _R2))


@builtin("range", "from: string")
def _range(source: str) -> Value:
    """The range that a text like `[1..5]` means; its ends are values, never names."""
    try:
        parser = Parser(source, (), BUILTINS)
        node = parser.whole()
    except FeelSyntaxError as wrong:
        raise ValueError(f"„{source}” to nie jest zakres") from wrong
    if not isinstance(node, RangeOf) or not all(map(_is_plain, (node.start, node.end))):
        raise ValueError(f"„{source}” to nie jest zakres z wartościami na końcach")
    limits = compiled(node)(Env({}, None, Run()))
    if isinstance(limits, Range) and order(limits.start, limits.end) == 1:
        raise ValueError("początek zakresu leży za jego końcem")
    return limits


def _is_plain(node: Node) -> bool:
    if isinstance(node, Negation):
        node = node.operand
    if isinstance(node, Call):
        return (
            isinstance(node.function, Name)
            and not node.named
            and all(isinstance(each, Literal) for each in node.positional)
        )
    return isinstance(node, Literal)
