"""Entering a step: whether it waits, runs steps within, throws, joins or is passed at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okienko.language.processes._events import throw
from okienko.language.processes._gates import arrive
from okienko.language.processes._model import Node
from okienko.language.processes._run import Coming, Run
from okienko.language.processes._state import Token
from okienko.language.processes._turns import leave, open_turns


def enter(run: Run, coming: Coming) -> None:
    """The step was entered, and left where nothing in it waits."""
    node = coming.node
    if not run.alive(coming.parent) or not run.alive(coming.token):
        return  # what it was to run in was taken away meanwhile
    if node.repeat is not None and not coming.token:
        open_turns(run, node, node.repeat, coming.parent)
        return
    run.entered.append(node.id)
    _ENTERED.get(node.role or "", _unknown)(run, coming)


def throw_next(run: Run) -> None:
    """The oldest event about to be thrown went out, if its step was not ended meanwhile."""
    token = run.tokens.get(run.throwing.popleft())
    if token is not None:
        throw(run, token)


def end_scopes(run: Run) -> bool:
    """Calls and sub-processes in which nothing runs any more are done; whether there was any."""
    parents = {token.parent for token in run.tokens.values()}
    empty = [token for token in run.tokens.values() if token.id not in parents and run.is_scope(token)]
    for token in empty:
        _hand_over(run, token)
        leave(run, run.tokens[token.id])
    return bool(empty)


def _hand_over(run: Run, token: Token) -> None:
    """What a called process gives is taken over where it was called."""
    if run.node(token).role == "call":
        for name in run.inside(token.id).gives:
            if name in token.data:
                run.assign(run.place_of(token), name, token.data[name])


def _standing(run: Run, coming: Coming) -> Token:
    """The token at the step: its own instance, or a new one."""
    return run.tokens[coming.token] if coming.token else run.place(coming.node, coming.parent)


def _wait(run: Run, coming: Coming) -> None:
    _standing(run, coming)


def _passed(run: Run, coming: Coming) -> None:
    if coming.token:
        leave(run, run.tokens[coming.token])
        return
    run.left.append(coming.node.id)
    run.emit(coming.node, coming.parent)


def _script(run: Run, coming: Coming) -> None:
    at = coming.token or coming.parent
    for name, expression in coming.node.assigns:
        try:
            run.assign(at, name, expression.evaluate(run.seen(at)))
        except TypeError:
            run.stop(_standing(run, coming), f"Wyniku skryptu „{coming.node.label}” nie da się zapisać: „{name}”.")
            return
    _passed(run, coming)


def _unknown(run: Run, coming: Coming) -> None:
    node = coming.node
    run.stop(_standing(run, coming), f"Kroku „{node.label}” ({node.kind}) nie umiemy wykonać.")


def _call(run: Run, coming: Coming) -> None:
    node, token = coming.node, _standing(run, coming)
    child = run.inside(coming.parent).called.get(node.calls or "")
    if child is None:
        run.stop(token, f"Nie ma procesu „{node.calls}”, który wywołuje „{node.label}”.")
    else:
        _begin(run, token, child.starts)


def _sub(run: Run, coming: Coming) -> None:
    token, child = _standing(run, coming), run.inside(coming.parent).inner[coming.node.id]
    if child.names:
        token = run.change(token, {**dict.fromkeys(child.names), **token.data})
    _begin(run, token, child.starts)


def _begin(run: Run, token: Token, starts: tuple[Node, ...]) -> None:
    plain = [start for start in starts if start.event == "none"]
    run.queue.extend(Coming(start, "", token.id) for start in (plain or list(starts))[:1])


def _throwing(run: Run, coming: Coming) -> None:
    run.throwing.append(_standing(run, coming).id)


def _end(run: Run, coming: Coming) -> None:
    node = coming.node
    if node.event in ("message", "signal", "escalation", "error"):
        _throwing(run, coming)
        return
    run.left.append(node.id)
    if node.event == "terminate":
        run.clear(coming.parent)


_ENTERED: Mapping[str, Callable[[Run, Coming], None]] = {
    **dict.fromkeys(("user", "service", "receive", "rule", "catch", "events"), _wait),
    **dict.fromkeys(("start", "pass", "exclusive"), _passed),
    **dict.fromkeys(("parallel", "inclusive"), arrive),
    "script": _script,
    "call": _call,
    "sub": _sub,
    "throw": _throwing,
    "end": _end,
}
