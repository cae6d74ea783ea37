"""Circles of steps none of which waits: a process in one would run for ever."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from okienko.language.processes._model import INSIDE, Process

_WAITING = frozenset({"user", "service", "receive", "rule", "catch", "events"})
_SYSTEM = frozenset({"service", "rule"})
_THROWN = ("error", "escalation")  # boundary events that come of the step itself, from nobody outside
_NAMED = 6  # steps of a circle that are told by name


def idle_steps(process: Process, *, system: bool = False) -> tuple[str, ...]:
    """The steps at which nobody is waited for, in the order of the file; with `system` also those it does itself."""
    return _idle(process, system, {})


def _idle(process: Process, system: bool, passed: dict[int, bool]) -> tuple[str, ...]:
    """`passed`: whether a process, by its identity, can be passed at once."""
    waiting = _WAITING - _SYSTEM if system else _WAITING
    return tuple(
        node.id
        for node in process.nodes.values()
        if (node.role not in waiting or node.event in _THROWN) and not _waits_within(process, node.id, system, passed)
    )


def _waits_within(process: Process, at: str, system: bool, passed: dict[int, bool]) -> bool:
    """Whether the step runs steps of its own that cannot be passed at once."""
    node = process.nodes[at]
    if node.role not in INSIDE:
        return False
    child = process.called.get(node.calls or "") if node.role == "call" else process.inner.get(at)
    if child is None:
        return True
    if id(child) not in passed:
        passed[id(child)] = _passed_at_once(child, set(_idle(child, system, passed)))
    return not passed[id(child)]


def _passed_at_once(child: Process, idle: set[str]) -> bool:
    seen: set[str] = set()
    waiting = [start.id for start in child.starts[:1] if start.id in idle]
    while waiting:
        step = waiting.pop()
        if child.nodes[step].role == "end":
            return True
        seen.add(step)
        waiting += [flow.target for flow in child.outgoing[step] if flow.target in idle and flow.target not in seen]
    return False


def circles(process: Process, steps: Collection[str]) -> Iterator[tuple[str, ...]]:
    """Circles among these steps, at least one of each knot of them; in time linear in the arrows."""
    allowed = set(steps)
    done: set[str] = set()
    for first in steps:
        path = [first] if first not in done else []
        ways = [_after(process, at) for at in path]
        here = dict.fromkeys(path, 0)
        while path:
            target = next(ways[-1], None)
            if target is None:
                ways.pop()
                at = path.pop()
                del here[at]
                done.add(at)
            elif target in here:
                yield tuple(path[here[target] :])
            elif target in allowed and target not in done:
                here[target] = len(path)
                path.append(target)
                ways.append(_after(process, target))


def _after(process: Process, at: str) -> Iterator[str]:
    yield from (flow.target for flow in process.outgoing[at])
    yield from (guard.id for guard in process.boundaries[at] if guard.event in _THROWN)


def named(process: Process, circle: Sequence[str]) -> str:
    """„A” → „B” → „A”."""
    labels = [f"„{process.nodes[at].label}”" for at in circle]
    shown = labels if len(labels) <= _NAMED else [*labels[:_NAMED], "…"]
    return " → ".join([*shown, labels[0]])
