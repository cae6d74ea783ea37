"""Gateways that may wait for a branch that does not come; all ways of a process are tried, without data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from okienko.language.processes._model import Flow, Node, Process
from okienko.language.processes._ways import inhibiting

# A token: the step it stands at, and the flow it came by if it is held at a gateway.
_Token = tuple[str, str]
_Marking = tuple[_Token, ...]

_TRIED = 5_000  # a process with more ways is not judged beyond them
_TOKENS = 40
_NODES = 50  # so many steps are looked at in the time of trying one way
_CONDITIONS = 3  # arrows of one step whose combinations are all tried
_JOINS = ("parallel", "inclusive")


def stuck_joins(process: Process) -> Iterator[tuple[Node, Flow]]:
    """Gateways that may wait for ever, each once, with an arrow by which nothing may come."""
    joins = {node.id for node in process.nodes.values() if node.role in _JOINS and len(process.incoming[node.id]) > 1}
    arrows = max((len(flows) for flows in (*process.outgoing.values(), *process.incoming.values())), default=0)
    told: set[str] = set()
    for marking in _ends(process, joins) if joins and arrows <= _TOKENS else ():
        held = set(marking)
        for at in dict.fromkeys(at for at, _ in marking):
            if at not in told:
                told.add(at)
                missing = next(flow for flow in process.incoming[at] if (at, flow.id) not in held)
                yield process.nodes[at], missing


def _ends(process: Process, joins: set[str]) -> Iterator[_Marking]:
    """Markings in which tokens are held and nothing moves. Which of the moving tokens goes first does not
    matter, as none takes from another; only the choices of each do."""
    waiting: list[_Marking] = [tuple((node.id, "") for node in process.starts[:1])]
    seen = set(waiting)
    tried = 0
    while waiting and tried < _TRIED:
        marking = waiting.pop()
        moving = [at for at, via in marking if not via]
        if not moving:
            tried += 1 + len(process.nodes) // _NODES
            opened = _opened(process, marking)
            if opened and opened not in seen:
                seen.add(opened)
                waiting.append(opened)
            elif marking and not opened:
                yield marking
            continue
        at = next((at for at in moving if not _terminates(process, at)), "")
        if not at:
            continue  # an end that takes the others away with it
        for after in _outcomes(process, process.nodes[at]):
            tried += 1
            if tried > _TRIED:
                return
            tokens = Counter(marking)
            tokens[at, ""] -= 1
            tokens.update((flow.target, flow.id if flow.target in joins else "") for flow in after)
            found = _joined(process, tokens)
            if found not in seen and len(found) <= _TOKENS:
                seen.add(found)
                waiting.append(found)


def _joined(process: Process, tokens: Counter[_Token]) -> _Marking:
    """The marking in which each gateway that has all its branches went on."""
    for at in {at for (at, via), count in tokens.items() if via and count > 0}:
        needed = [(at, flow.id) for flow in process.incoming[at]]
        while process.nodes[at].role == "parallel" and all(tokens[token] > 0 for token in needed):
            tokens.subtract(needed)
            tokens[at, ""] += 1
    return tuple(sorted(tokens.elements()))


def _opened(process: Process, marking: _Marking) -> _Marking:
    """The marking after one inclusive gateway for which nothing more can come; nothing if there is none."""
    for gate in dict.fromkeys(at for at, via in marking if via and process.nodes[at].role == "inclusive"):
        here = {via for at, via in marking if at == gate}
        if not any(inhibiting(process, gate, here, {at for at, _ in marking})):
            tokens = Counter(marking)
            tokens.subtract((gate, via) for via in here)
            tokens[gate, ""] += 1
            return tuple(sorted(tokens.elements()))
    return ()


def _terminates(process: Process, at: str) -> bool:
    node = process.nodes[at]
    return node.role == "end" and node.event in ("terminate", "error")


def _outcomes(process: Process, node: Node) -> Iterator[tuple[Flow, ...]]:
    """What may follow when the step is left, its boundary events included."""
    beside: list[tuple[Flow, ...]] = [()]
    for guard in process.boundaries[node.id]:
        for after in _left(process, guard):
            if guard.interrupting:
                yield after
            else:
                beside.append(after)
    for after in _left(process, node):
        for more in beside:
            yield (*after, *more)


def _left(process: Process, node: Node) -> Iterator[tuple[Flow, ...]]:
    out = process.outgoing[node.id]
    if node.role in ("exclusive", "events"):
        yield from ((flow,) for flow in out)
        return
    free = tuple(flow for flow in out if node.role == "parallel" or (not flow.condition and flow.id != node.default))
    asked = [flow for flow in out if node.role != "parallel" and flow.condition and flow.id != node.default]
    default = tuple(flow for flow in out if node.role != "parallel" and flow.id == node.default)
    sizes = range(1, len(asked) + 1) if len(asked) <= _CONDITIONS else (1, len(asked))
    yield free or default
    for size in sizes:
        yield from ((*free, *chosen) for chosen in combinations(asked, size))
