"""Circles of steps none of which waits: a process in one would run for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from okienko.language.processes._model import Process

_WAITING = frozenset({"user", "service", "receive", "catch"})
_NAMED = 6  # steps of a circle that are told by name


def idle_steps(process: Process, known: dict[int, bool] | None = None) -> tuple[str, ...]:
    """The steps at which nobody is waited for, in the order of the file. `known`: which processes wait, each judged
    once however many ways lead to it."""
    known = {} if known is None else known
    return tuple(
        node.id
        for node in process.nodes.values()
        if node.role not in _WAITING and not _call_waits(process, node.id, known)
    )


def _call_waits(process: Process, at: str, known: dict[int, bool]) -> bool:
    """Whether the step calls a process that cannot be passed at once."""
    node = process.nodes[at]
    if node.role != "call":
        return False
    child = process.called.get(node.calls or "")
    if child is None:
        return True
    if id(child) not in known:
        known[id(child)] = _waits(child, known)
    return known[id(child)]


def _waits(child: Process, known: dict[int, bool]) -> bool:
    idle = set(idle_steps(child, known))
    seen: set[str] = set()
    waiting = [start.id for start in child.starts[:1] if start.id in idle]
    while waiting:
        step = waiting.pop()
        if child.nodes[step].role == "end":
            return False
        seen.add(step)
        waiting += [flow.target for flow in child.outgoing[step] if flow.target in idle and flow.target not in seen]
    return True


def circles(process: Process, steps: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Circles among these steps, at least one of each knot of them; in time linear in the arrows."""
    allowed = set(steps)
    done: set[str] = set()
    for first in steps:
        path = [first] if first not in done else []
        ways = [iter(process.outgoing[at]) for at in path]
        here = dict.fromkeys(path, 0)
        while path:
            flow = next(ways[-1], None)
            if flow is None:
                ways.pop()
                at = path.pop()
                del here[at]
                done.add(at)
            elif flow.target in here:
                yield tuple(path[here[flow.target] :])
            elif flow.target in allowed and flow.target not in done:
                here[flow.target] = len(path)
                path.append(flow.target)
                ways.append(iter(process.outgoing[flow.target]))


def named(process: Process, circle: Sequence[str]) -> str:
    """„A” → „B” → „A”."""
    labels = [f"„{process.nodes[at].label}”" for at in circle]
    shown = labels if len(labels) <= _NAMED else [*labels[:_NAMED], "…"]
    return " → ".join([*shown, labels[0]])
