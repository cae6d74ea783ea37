"""Steps that are done more than once: instances at once or one after another, and loops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from okienko.language.feel import Expression, Value
from okienko.language.processes._model import Node, Repeat
from okienko.language.processes._run import Coming, Layers, Run, Scope
from okienko.language.processes._state import Token, Turns

MOST = 200  # instances of one step
COUNTER = "loopCounter"
COUNTERS = (
    COUNTER, "numberOfInstances", "numberOfActiveInstances", "numberOfCompletedInstances",
    "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances",
)  # fmt: skip
_ITEMS, _RESULTS = "@items", "@results"  # no name of FEEL begins so


def open_turns(run: Run, node: Node, repeat: Repeat, parent: str) -> None:
    """The repeated step is begun: all instances, or the first."""
    if repeat.kind == "while":
        body = run.place(node, parent, turns=Turns(repeat.most))
        if repeat.before and not _holds(repeat.test, Layers({COUNTER: Decimal(0)}, run.seen(parent))):
            _close(run, body, node)
        else:
            _begin(run, body, node, repeat, None)
        return
    items = _items(repeat, run.seen(parent))
    if items is None or len(items) > MOST:
        told = f"Nie wiadomo, ile razy wykonać „{node.label}”: oczekiwano listy albo liczby od 0 do {MOST}."
        run.stop(run.place(node, parent), told)
        return
    body = run.place(node, parent, turns=Turns(len(items)))
    kept: dict[str, Value] = {_ITEMS: items} if repeat.kind == "sequential" and repeat.over else {}
    results: dict[str, Value] = {_RESULTS: [None] * len(items)} if repeat.results else {}
    body = run.change(body, kept | results)
    if not items:
        _close(run, body, node)
    for item in items[:1] if repeat.kind == "sequential" else items:
        _begin(run, run.tokens[body.id], node, repeat, item)


def leave(run: Run, token: Token) -> None:
    """The step at the token is done."""
    node, body = run.node(token), run.tokens[token.parent] if run.is_turn(token) else None
    run.left.append(token.node)
    del run.tokens[token.id]
    if body is None or node.repeat is None:
        run.emit(node, token.parent)
    else:
        _turn_done(run, body, node, token)


def _items(repeat: Repeat, seen: Scope) -> list[Value] | None:
    if repeat.over is not None:
        found = repeat.over.evaluate(seen)
        return found if isinstance(found, list) else None
    count = repeat.count.evaluate(seen) if repeat.count else None
    if not isinstance(count, Decimal) or not count.is_finite() or count != int(count) or not 0 <= count <= MOST:
        return None
    return [None] * int(count)


def _begin(run: Run, body: Token, node: Node, repeat: Repeat, item: Value) -> None:
    turns = body.turns or Turns(0)
    run.tokens[body.id] = replace(body, turns=replace(turns, begun=turns.begun + 1))
    token = run.change(run.place(node, body.id), {COUNTER: Decimal(turns.begun + 1)})
    if repeat.over is not None and repeat.item:
        run.assign_own(token, repeat.item, item)
    run.queue.append(Coming(node, "", body.id, token.id))


def _turn_done(run: Run, body: Token, node: Node, token: Token) -> None:
    """One instance is done: the next one, the rest, or the step after it."""
    repeat, before = node.repeat or Repeat("while"), body.turns or Turns(0)
    turns = replace(before, done=before.done + 1)
    body = replace(body, turns=turns, data=_collected(repeat, body, token))
    run.tokens[body.id] = body
    if _over(run, repeat, turns, body, token):
        _close(run, body, node)
    elif repeat.kind != "parallel":
        items = body.data.get(_ITEMS)
        _begin(run, body, node, repeat, items[turns.begun] if isinstance(items, list) else None)


def _over(run: Run, repeat: Repeat, turns: Turns, body: Token, token: Token) -> bool:
    if turns.total and turns.done >= turns.total:
        return True
    names = Layers(_counters(turns), token.data, run.seen(body.parent))
    holds = repeat.test is not None and _holds(repeat.test, names)
    return (repeat.test is not None and not holds) if repeat.kind == "while" else holds


def _counters(turns: Turns) -> Mapping[str, Value]:
    counts = (turns.done, turns.total, turns.begun - turns.done, turns.done)
    return dict(zip(COUNTERS, map(Decimal, (*counts, *counts[1:])), strict=True))


def _collected(repeat: Repeat, body: Token, token: Token) -> Mapping[str, Value]:
    """The result of the instance in its place of the list; without a name for it, all that the instance kept."""
    results, at = body.data.get(_RESULTS), token.data.get(COUNTER)
    if not isinstance(results, list) or not isinstance(at, Decimal):
        return body.data
    own = {name: value for name, value in token.data.items() if name != COUNTER}
    result: Value = token.data.get(repeat.result) if repeat.result else own
    place = int(at) - 1
    return {**body.data, _RESULTS: [*results[:place], result, *results[place + 1 :]]}


def _close(run: Run, body: Token, node: Node) -> None:
    """The repeated step is done; instances that still ran are taken away."""
    run.clear(body.id)
    del run.tokens[body.id]
    if node.repeat and node.repeat.results:
        run.assign(body.parent, node.repeat.results, body.data.get(_RESULTS, []))
    run.emit(node, body.parent)


def _holds(test: Expression | None, names: Scope) -> bool:
    return test is not None and test.evaluate(names) is True
