"""The token interpreter: `start`, `complete`, `trigger`, `jump`. Pure; time and data come from outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

from okienko.language.feel.values import Value
from okienko.language.processes import _events as events
from okienko.language.processes._enter import end_scopes, enter, throw_next
from okienko.language.processes._gates import find_stuck, open_inclusive
from okienko.language.processes._loops import circles, idle_steps, named
from okienko.language.processes._model import Node, Process
from okienko.language.processes._run import Coming, Run, Scope
from okienko.language.processes._state import Gone, Move, State, Token, Waiting
from okienko.language.processes._turns import leave

_LIMIT = 5_000  # steps of one act; only a circle without waiting comes near
_LOOKED = 100  # tokens looked through in the time of a step
_CIRCLES = 20  # circles looked at for the name of one
_TOO_MANY = f"Jeden krok pociągnął za sobą ponad {_LIMIT} następnych."
_CLOSED = "Ten krok nie jest już otwarty."


def start(process: Process, scope: Scope, at: str = "") -> Move:
    """The process stands at its first waiting steps. `at`: a start by its id, message, signal or timer; else the
    plain one."""
    run = Run(process, State(), scope)
    chosen = [node for node in process.starts if (at in (node.id, node.awaits) if at else node.event == "none")]
    if at and not chosen:
        raise Gone(f"Proces nie zaczyna się od „{at}”.")
    run.queue.extend(Coming(node, "", "") for node in (chosen or process.starts)[:1])
    return _finish(run)


def complete(
    process: Process, state: State, token: str, scope: Scope, given: Mapping[str, Value] | None = None
) -> Move:
    """The task at this token is done, with what was `given` there, and the process went on."""
    run = Run(process, state, scope)
    held = _working(run, token)
    for name, value in (given or {}).items():
        run.assign(run.place_of(held), name, value)
    leave(run, run.tokens[token])
    return _finish(run)


def fail(process: Process, state: State, token: str, code: str, scope: Scope) -> Move:
    """The work at this token failed: whatever catches the error goes on; else the token stops with an incident."""
    run = Run(process, state, scope)
    held = _working(run, token)
    events.fail(run, held, code, f"„{run.node(held).label}” nie powiodło się: {code}.")
    return _finish(run)


def trigger(process: Process, state: State, event: str, scope: Scope) -> Move:
    """A timer rang, a message or a signal came: `event` is a waiting token, a name, or a timer's text. A message is
    taken by the first that awaits it, a signal by all."""
    run = Run(process, state, scope)
    chosen = _awaited(tuple(events.waits(run)), event)
    if chosen.kind == "signal" and chosen.token != event:
        events.broadcast(run, event)
    else:
        events.deliver(run, chosen.token)
    return _finish(run)


def jump(process: Process, state: State, token: str, to: str, scope: Scope) -> Move:
    """The token was taken by hand to another step, also the way out of an incident: of its own sub-process, or of one
    around it, which is then left whole. One instance of a repeated step may only be begun anew."""
    run = Run(process, state, scope)
    held = run.tokens.get(token)
    if held is None:
        raise Gone(_CLOSED)
    if run.is_turn(held) and to == held.node:
        _begin_anew(run, held)
        return _finish(run)
    for leaving in _around(run, held):
        target = run.inside(leaving.parent).nodes.get(to)
        if target is not None and _enterable(target):
            run.drop(leaving)
            run.queue.append(Coming(target, "", leaving.parent))
            return _finish(run)
    raise Gone(f"Nie można przejść do kroku „{to}”.")


def targets(process: Process, state: State, token: str) -> dict[str, Node]:
    """The steps to which `jump` takes the token."""
    run = Run(process, state, {})
    held = run.tokens.get(token)
    found = {}
    for leaving in _around(run, held) if held else ():
        here = run.inside(leaving.parent).nodes
        found.update({name: node for name, node in here.items() if name not in found and _enterable(node)})
    return found


def waiting(process: Process, state: State) -> tuple[Waiting, ...]:
    """All that the process waits for, in the order it came there; boundary events follow their task."""
    return tuple(events.waits(Run(process, state, {})))


def seen_at(process: Process, state: State, token: str, scope: Scope) -> Scope:
    """The names that the step at the token sees."""
    run = Run(process, state, scope)
    held = run.tokens.get(token)
    return run.seen(run.place_of(held)) if held else scope


def kept_within(process: Process, state: State, token: str, given: Scope) -> dict[str, Value]:
    """Those of the names that, given at the token, would be its own or of a scope around it, not of the whole case."""
    run = Run(process, state, {})
    held = run.tokens.get(token)
    at = run.place_of(held) if held else ""
    return {name: value for name, value in given.items() if run.owner(at, name)}


def _working(run: Run, token: str) -> Token:
    held = run.tokens.get(token)
    if held is None or held.fault or held.turns or run.node(held).role not in events.WORK:
        raise Gone(_CLOSED)
    return held


def _awaited(waits: tuple[Waiting, ...], event: str) -> Waiting:
    outside = [wait for wait in waits if wait.kind in ("timer", "message", "receive", "signal")]
    for wait in outside:
        if wait.token == event:
            return wait
    for wait in outside:
        if wait.event == event:
            return wait
    raise Gone("Sprawa nie czeka już na to zdarzenie.")


def _begin_anew(run: Run, held: Token) -> None:
    run.clear(held.id)
    run.tokens[held.id] = replace(held, fault="")
    run.queue.append(Coming(run.node(held), "", held.parent, held.id))


def _around(run: Run, held: Token) -> Iterator[Token]:
    """The token, then those within which it runs; for an instance all instances together."""
    while True:
        leaving = run.host(held)
        yield leaving
        if not leaving.parent:
            return
        held = run.tokens[leaving.parent]


def _enterable(node: Node) -> bool:
    return node.attached_to is None and node.role not in (None, "start") and not node.by_event


def _finish(run: Run) -> Move:
    """Everything moves until all of it waits."""
    steps = 0
    while True:
        if run.queue:
            coming = run.queue.popleft()
            steps += 1
            if steps > _LIMIT or len(run.queue) > _LIMIT:
                steps = _LIMIT  # nothing moves any more in this act
                _stop(run, coming)
            else:
                enter(run, coming)
        elif run.throwing:
            throw_next(run)
        elif end_scopes(run) or open_inclusive(run):
            steps += len(run.tokens) // _LOOKED
        else:
            find_stuck(run)
            return run.move()


def _stop(run: Run, coming: Coming) -> None:
    """The act never came to a waiting step: one token stays at each step, with the name of the circle."""
    node, parent = coming.node, coming.parent
    if (node.id, parent) in run.stopped:
        run.tokens.pop(coming.token, None)  # one instance stands for all that were just begun
        return
    run.stopped.add((node.id, parent))
    if node.id not in run.circles:
        run.circles[node.id] = _circle(run, node, parent)
    circle = run.circles[node.id]
    told = f"Proces krąży bez końca i nikt w nim na nic nie czeka: {circle}." if circle else _TOO_MANY
    run.stop(run.tokens.get(coming.token) or run.place(node, parent), told)


def _circle(run: Run, node: Node, parent: str) -> str:
    """The circle by name, of this process or of one around it."""
    entered, at = set(run.entered), node.id
    while True:
        inside = run.inside(parent)
        repeat = inside.nodes[at].repeat
        if repeat is not None and repeat.kind == "while":
            return f"„{inside.nodes[at].label}” jest powtarzane"
        idle = [step for step in idle_steps(inside) if step in entered]
        found = list(islice(circles(inside, idle), _CIRCLES))
        if found:
            return named(inside, next((circle for circle in found if at in circle), found[0]))
        if not parent:
            return ""
        at, parent = run.tokens[parent].node, run.tokens[parent].parent
