"""Where a process stands while it is checked: alone, called, or drawn within a step of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from okienko.language.processes._model import Node, Problem, Process


@dataclass(frozen=True)
class Place:
    """`node` is the sub-process that holds it; nothing for a whole process. `caught`: names of errors that something
    around catches, an empty one for any."""

    node: Node | None = None
    called: bool = False
    caught: frozenset[str] = frozenset()

    @property
    def line(self) -> int:
        return self.node.line if self.node else 1

    @property
    def by_event(self) -> bool:
        return self.node is not None and self.node.by_event


def at(node: Node, text: str) -> Problem:
    """The problem of the step."""
    return Problem(text, node.line, node.id)


def inner_places(process: Process, place: Place) -> Iterator[tuple[Process, Place]]:
    """The sub-processes, each with what is around it. An event sub-process does not catch what it throws itself."""
    listened = Counter(start.awaits for _, start in process.listeners if start.event == "error")
    around = place.caught | frozenset(listened)
    for node in process.nodes.values():
        child = process.inner.get(node.id) if node.role == "sub" else None
        if child is None:
            continue
        guards = frozenset(guard.awaits for guard in process.boundaries[node.id] if guard.event == "error")
        own = frozenset(start.awaits for start in child.starts[:1] if node.by_event and start.event == "error")
        alone = frozenset(name for name in own if listened[name] == 1) - place.caught
        yield child, Place(node, place.called, (around - alone) | guards)


def listened_errors(process: Process) -> frozenset[str]:
    """Names of errors that event sub-processes of the process catch."""
    return frozenset(start.awaits for _, start in process.listeners if start.event == "error")
