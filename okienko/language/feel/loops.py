"""`for`, `some`, `every` and filters: the parts of an expression that walk through lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from okienko.language.feel import nodes
from okienko.language.feel.compare import both, either
from okienko.language.feel.compiler import compiled
from okienko.language.feel.runs import Run
from okienko.language.feel.scope import Code, Env
from okienko.language.feel.values import POLISH, Range, Value, kind

_MOST = 1_000_000
_Source = tuple[str, Code, Code | None]


class Unusable(Exception):
    """The source of a loop is no list, or its condition no condition."""


@compiled.register
def _(node: nodes.For) -> Code:
    sources, body = _sources(node.iterators), compiled(node.body)
    cost = nodes.cost_of(node.body)

    def walk(env: Env) -> Value:
        results: list[Value] = []
        try:
            for frame in _frames(env.child({"partial": results}), sources):
                env.run.spend(cost)
                results.append(body(frame))
        except Unusable:
            return None
        return results

    return walk


@compiled.register
def _(node: nodes.Quantified) -> Code:
    sources, condition = _sources(node.iterators), compiled(node.condition)
    fold, decisive = (both, False) if node.every else (either, True)
    cost = nodes.cost_of(node.condition)

    def walk(env: Env) -> Value:
        result: bool | None = not decisive
        try:
            for frame in _frames(env, sources):
                env.run.spend(cost)
                result = fold(result, _truth(condition(frame), env))
                if result is decisive:
                    break
        except Unusable:
            return None
        return result

    return walk


def _sources(iterators: tuple[nodes.Iterator, ...]) -> list[_Source]:
    return [(each.name, compiled(each.source), compiled(each.end) if each.end else None) for each in iterators]


def _frames(env: Env, sources: list[_Source]) -> Iterator[Env]:
    """One frame for each combination, the last variable changing fastest."""
    if not sources:
        yield env
        return
    (name, start, end), rest = sources[0], sources[1:]
    env.run.spend(1)
    first = start(env)
    for value in _span(first, end(env), env.run) if end else items_of(first, env.run):
        yield from _frames(env.child({name: value}), rest)


def items_of(value: Value, run: Run) -> list[Value]:
    """What a loop walks through: the items of a list, the steps of a range, or the one value. `Unusable` for null."""
    if isinstance(value, list):
        return value
    if isinstance(value, Range):
        low, high = value.start, value.end
        span = _span(low, high, run)
        skip_first = not value.start_included and span and span[0] == low
        skip_last = not value.end_included and span and span[-1] == high
        return span[1 if skip_first else 0 : len(span) - 1 if skip_last else None]
    if value is None:
        raise Unusable
    return [value]


def _span(low: Value, high: Value, run: Run) -> list[Value]:
    """All whole steps from one end to the other, upwards or downwards."""
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        step = 1 if low <= high else -1
        count = _counted(int(abs(high - low)), run)
        return [low + step * index for index in range(count + 1)]
    if type(low) is dt.date and type(high) is dt.date:
        step = 1 if low <= high else -1
        count = _counted(abs((high - low).days), run)
        return [low + dt.timedelta(step * index) for index in range(count + 1)]
    run.note(f"Nie da się przejść od {POLISH[kind(low)]} do {POLISH[kind(high)]}.")
    raise Unusable


def _counted(count: int, run: Run) -> int:
    run.spend(min(count, _MOST))
    if count > _MOST:
        run.note(f"Zakres ma więcej niż {_MOST} kroków.")
        raise Unusable
    return count


def listed(value: Value) -> list[Value]:
    """What a filter looks at: the list, or the one value as if it were one."""
    return value if isinstance(value, list) else [] if value is None else [value]


@compiled.register
def _(node: nodes.Filter) -> Code:
    base, condition = compiled(node.base), compiled(node.condition)
    cost = nodes.cost_of(node.condition)

    def walk(env: Env) -> Value:
        value = base(env)
        items = listed(value)
        if not items:
            return _nothing_in(value, node.condition)
        first = condition(env.item(items[0]))
        if isinstance(first, Decimal):
            return _nth(items, first, env)
        env.run.spend(cost * len(items))
        try:
            return _kept(items, first, condition, env)
        except Unusable:
            return None

    return walk


def _kept(items: list[Value], first: Value, condition: Code, env: Env) -> list[Value]:
    kept = [items[0]] if _truth(first, env) else []
    return kept + [item for item in items[1:] if _truth(condition(env.item(item)), env)]


def _truth(value: Value, env: Env) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    env.note(f"Oczekiwano warunku, a jest: {POLISH[kind(value)]}.")
    raise Unusable


def _nothing_in(value: Value, condition: nodes.Node) -> Value:
    """An unknown list stays unknown: what was not asked is not an empty list."""
    place = condition.operand if isinstance(condition, nodes.Negation) else condition
    if value is None or (isinstance(place, nodes.Literal) and isinstance(place.value, Decimal)):
        return None
    return []


def _nth(items: list[Value], place: Decimal, env: Env) -> Value:
    index = int(place)
    if index and abs(index) <= len(items):
        return items[index - 1 if index > 0 else index]
    env.note(f"Lista nie ma pozycji {place}: liczy się od 1 do {len(items)}.")
    return None
