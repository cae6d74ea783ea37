"""The text alternative of the diagram: an ordered list of plain steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from okienko.language.processes._marks import WORDS, statuses
from okienko.language.processes._model import Node, Process
from okienko.language.processes._sentences import sentence
from okienko.language.processes._state import State


@dataclass(frozen=True, slots=True)
class PlainStep:
    """One step in words. `status`: done, now, waiting, incident, empty when ahead; `word`: in Polish."""

    node: str
    text: str
    status: str
    word: str


def steps(process: Process, state: State | None = None, done: Collection[str] = frozenset()) -> list[PlainStep]:
    """All steps from the start on, each path to its end before the next one; those of a sub-process follow it."""
    known = statuses(process, state, done)
    found = []
    for inside, node in _ordered(process):
        status = known.get(node.id, "")
        found.append(PlainStep(node.id, sentence(inside, node), status, WORDS.get(status, "")))
    return found


def _ordered(process: Process) -> Iterator[tuple[Process, Node]]:
    seen: set[str] = set()
    first = [*(node.id for node in process.starts), *(sub.id for sub, _ in process.listeners)]
    waiting = list(reversed(first))
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        yield process, process.nodes[at]
        if at in process.inner:
            yield from _ordered(process.inner[at])
        after = [flow.target for flow in process.outgoing[at]]
        after += [guard.id for guard in process.boundaries[at]]
        waiting.extend(reversed(after))
