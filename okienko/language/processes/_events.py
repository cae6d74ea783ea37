"""Events: what is awaited, what comes from outside, what a step throws and who catches it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from okienko.language.processes._model import Node
from okienko.language.processes._run import Coming, Run
from okienko.language.processes._state import Thrown, Token, Waiting, WaitingKind
from okienko.language.processes._turns import leave

WORK: Mapping[str, WaitingKind] = {"user": "user", "service": "service", "receive": "receive", "rule": "rule"}
_OUTSIDE: Mapping[str, WaitingKind] = {"timer": "timer", "message": "message", "signal": "signal"}


def waits(run: Run) -> Iterator[Waiting]:
    """All that is awaited, in the order of the tokens; what guards a step follows it, the whole case comes last."""
    for token in tuple(run.tokens.values()):
        yield from _waits_at(run, token)
    if run.tokens:
        yield from _listening(run, "")


def _waits_at(run: Run, token: Token) -> Iterator[Waiting]:
    inside = run.inside(token.parent)
    node = inside.nodes[token.node]
    if token.fault:
        yield Waiting(token.id, node.id, "incident", token.fault)
        return
    turn = run.is_turn(token)
    role = node.role or ""
    if token.turns is not None or token.via:
        pass
    elif role in WORK:
        name = _turn_label(run, token, node) if turn else node.label
        yield Waiting(token.id, node.id, WORK[role], name, None, node.decides or node.awaits)
    elif role == "catch" and node.event in _OUTSIDE:
        yield Waiting(token.id, node.id, _OUTSIDE[node.event], node.label, None, node.awaits)
    elif role == "events":
        yield from _raced(token, [inside.nodes[flow.target] for flow in inside.outgoing[node.id]])
    elif run.is_scope(token):
        yield from _listening(run, token.id)
    for guard in () if turn else inside.boundaries[node.id]:
        if guard.event in _OUTSIDE and guard.id not in token.fired:
            yield Waiting(
                f"{token.id}:{guard.id}", guard.id, _OUTSIDE[guard.event], guard.label, token.id, guard.awaits
            )


def _turn_label(run: Run, token: Token, node: Node) -> str:
    turns, number = run.tokens[token.parent].turns, token.data.get("loopCounter")
    total = f" z {turns.total}" if turns and turns.total else ""
    item = token.data.get(node.repeat.item) if node.repeat and node.repeat.item else None
    told = f": {item}" if isinstance(item, str) and item else ""
    return f"{node.label} ({number}{total}){told}"


def _raced(token: Token, targets: list[Node]) -> Iterator[Waiting]:
    """After a gateway of events whichever comes first decides."""
    for node in targets:
        kind: WaitingKind = "receive" if node.role == "receive" else _OUTSIDE.get(node.event, "message")
        yield Waiting(f"{token.id}:{node.id}", node.id, kind, node.label, token.id, node.awaits)


def _listening(run: Run, at: str) -> Iterator[Waiting]:
    """Event sub-processes of the scope; none while one that interrupted it runs."""
    process = run.inside(at)
    if not process.listeners or _interrupted(run, at):
        return
    fired = run.tokens[at].fired if at else run.fired
    for _, start in process.listeners:
        if start.event in _OUTSIDE and start.id not in fired:
            yield Waiting(f"{at}:{start.id}", start.id, _OUTSIDE[start.event], start.label, at or None, start.awaits)


def _interrupted(run: Run, at: str) -> bool:
    opened = {token.node for token in run.children(at)}
    return any(sub.id in opened and start.interrupting for sub, start in run.inside(at).listeners)


def deliver(run: Run, token: str) -> None:
    """What was awaited under this name has come."""
    at, _, event = token.partition(":")
    listener = (
        next((pair for pair in run.inside(at).listeners if pair[1].id == event), None) if _scope(run, at) else None
    )
    if not event:
        leave(run, run.tokens[at])
    elif listener is not None:
        _open(run, at, listener)
    elif run.node(run.tokens[at]).role == "events":
        _won(run, run.tokens[at], event)
    else:
        _ring(run, run.tokens[at], event)


def _scope(run: Run, at: str) -> bool:
    return not at or run.is_scope(run.tokens[at])


def _won(run: Run, token: Token, event: str) -> None:
    node = run.inside(token.parent).nodes[event]
    run.left.append(token.node)
    del run.tokens[token.id]
    run.entered.append(event)
    run.left.append(event)
    run.emit(node, token.parent)


def _ring(run: Run, host: Token, event: str) -> None:
    """A boundary event came: it ends its step, or leaves it running beside."""
    node = run.inside(host.parent).nodes[event]
    if node.interrupting:
        run.clear(host.id)
        run.drop(host)
    elif node.event == "timer":
        run.tokens[host.id] = replace(host, fired=(*host.fired, event))
    run.entered.append(event)
    run.left.append(event)
    run.emit(node, host.parent)


def _open(run: Run, at: str, listener: tuple[Node, Node]) -> None:
    """An event sub-process begins: in place of all that ran in the scope, or beside it."""
    sub, start = listener
    if start.interrupting:
        run.clear(at)
    elif start.event == "timer" and at:
        run.tokens[at] = replace(run.tokens[at], fired=(*run.tokens[at].fired, start.id))
    elif start.event == "timer":
        run.fired = (*run.fired, start.id)
    run.entered.append(sub.id)
    run.queue.append(Coming(start, "", run.place(sub, at).id))


def throw(run: Run, token: Token) -> None:
    """The event of the step went out; unless it was caught by what ended the step too, the step is done."""
    node = run.node(token)
    run.thrown.append(Thrown(node.id, node.event, node.awaits))
    if node.event == "signal":
        broadcast(run, node.awaits)
    elif node.event in ("error", "escalation"):
        caught = _raise(run, token.parent, node.event, node.awaits)
        if not caught and node.event == "error":
            run.stop(token, f"Błędu „{node.awaits or node.label}” z kroku „{node.label}” nic nie obsługuje.")
            return
    if token.id not in run.tokens:
        return
    if node.role == "end":
        run.left.append(node.id)
        del run.tokens[token.id]
    else:
        leave(run, token)


def broadcast(run: Run, signal: str) -> bool:
    """All that awaited the signal got it; whether anything did."""
    heard = [wait.token for wait in waits(run) if wait.kind == "signal" and wait.event == signal]
    for token in heard:
        at, _, event = token.partition(":")
        if run.alive(at) and not (event and _scope(run, at) and _interrupted(run, at)):
            deliver(run, token)
    return bool(heard)


def fail(run: Run, token: Token, code: str, told: str) -> None:
    """The work at the token failed: what catches the error goes on, else the token stops."""
    host = run.host(token)
    guard = _catching(run.inside(host.parent).boundaries[host.node], "error", code)
    if guard is not None:
        _ring(run, host, guard.id)
    elif not _raise(run, host.parent, "error", code):
        run.stop(token, told)


def _raise(run: Run, at: str, kind: str, name: str) -> bool:
    """The innermost scope around that catches the event does; whether any did."""
    passed = ""  # the event sub-process that it was thrown in does not catch it
    while True:
        process = run.inside(at)
        if process.listeners and not _interrupted(run, at):
            start = _catching(tuple(start for sub, start in process.listeners if sub.id != passed), kind, name)
            if start is not None:
                _open(run, at, next(pair for pair in process.listeners if pair[1] is start))
                return True
        if not at:
            return False
        host = run.host(run.tokens[at])
        guard = _catching(run.inside(host.parent).boundaries[host.node], kind, name)
        if guard is not None:
            _ring(run, host, guard.id)
            return True
        at, passed = host.parent, host.node


def _catching(nodes: tuple[Node, ...], kind: str, name: str) -> Node | None:
    """The event of that name before one that takes any."""
    fits = [node for node in nodes if node.event == kind and node.awaits in ("", name)]
    return min(fits, key=lambda node: node.awaits != name, default=None)
