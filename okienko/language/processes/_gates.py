"""Gateways that wait: the parallel one for all its flows, the inclusive one for those that can still come."""

from __future__ import annotations

from okienko.language.processes._model import Flow, Node
from okienko.language.processes._run import Coming, Run
from okienko.language.processes._state import Token
from okienko.language.processes._ways import inhibiting, reach


def arrive(run: Run, coming: Coming) -> None:
    """A token came to a gateway at which flows meet."""
    node, parent = coming.node, coming.parent
    needed = run.inside(parent).incoming[node.id]
    if len(needed) < 2:
        run.left.append(node.id)
        run.emit(node, parent)
        return
    run.place(node, parent, coming.via or _missing(needed, _held(run, node, parent)))
    if node.role == "parallel":
        held = _held(run, node, parent)
        if {token.via for token in held} == {flow.id for flow in needed}:
            _pass(run, node, parent, held)


def open_inclusive(run: Run) -> bool:
    """The first inclusive gateway for which no further branch can come has gone on; whether there was one."""
    for token in [token for token in run.tokens.values() if token.via and not token.fault]:
        node = run.node(token)
        if node.role == "inclusive":
            held = _held(run, node, token.parent)
            nodes = {other.node for other in run.children(token.parent)}
            if not any(inhibiting(run.inside(token.parent), node.id, {one.via for one in held}, nodes)):
                _pass(run, node, token.parent, held)
                return True
    return False


def find_stuck(run: Run) -> None:
    """A join that waits for a branch that can no longer come is told aloud."""
    held: dict[tuple[str, str], list[Token]] = {}
    moving: dict[str, set[str]] = {}
    for token in run.tokens.values():
        if token.via and not token.fault:
            held.setdefault((token.parent, token.node), []).append(token)
        if not token.via:
            moving.setdefault(token.parent, set()).add(token.node)
    for (parent, node), tokens in held.items():
        told = _stuck(run, parent, node, moving.get(parent, set()) - {node})
        for token in tokens if told else ():
            run.stop(token, told)


def _stuck(run: Run, parent: str, at: str, moving: set[str]) -> str:
    """Why the tokens at the gateway wait for ever; nothing if they need not."""
    inside = run.inside(parent)
    node = inside.nodes[at]
    if node.role == "inclusive":
        return "" if moving else f"„{node.label}” i inna bramka czekają na siebie nawzajem."
    here = {token.via for token in _held(run, node, parent)}
    coming = reach(inside, moving)
    missing = [flow for flow in inside.incoming[at] if flow.id not in here]
    if any(flow.source not in coming for flow in missing):
        return f"„{node.label}” czeka na gałąź, która już nie przyjdzie."
    return ""


def _pass(run: Run, node: Node, parent: str, held: list[Token]) -> None:
    """One token of each flow is used up, and the gateway goes on."""
    for via in dict.fromkeys(token.via for token in held):
        del run.tokens[next(token.id for token in held if token.via == via)]
    run.left.append(node.id)
    run.emit(node, parent)


def _held(run: Run, node: Node, parent: str) -> list[Token]:
    return [token for token in run.tokens.values() if token.node == node.id and token.parent == parent and token.via]


def _missing(needed: tuple[Flow, ...], held: list[Token]) -> str:
    """A token moved to a join by hand stands for the first branch that has not come."""
    here = {token.via for token in held}
    return next((flow.id for flow in needed if flow.id not in here), needed[0].id)
