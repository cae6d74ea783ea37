"""The text alternative of the diagram: an ordered list of plain steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from okienko.language.processes._draw import WORDS, statuses
from okienko.language.processes._model import Flow, Node, Process
from okienko.language.processes._state import State


@dataclass(frozen=True, slots=True)
class PlainStep:
    """One step in words. `status`: done, now, waiting, incident, empty when ahead; `word`: in Polish."""

    node: str
    text: str
    status: str
    word: str


def steps(process: Process, state: State | None = None, done: Collection[str] = frozenset()) -> list[PlainStep]:
    """All steps from the start on, each path to its end before the next one."""
    known = statuses(process, state, done)
    found = []
    for node in _ordered(process):
        status = known.get(node.id, "")
        found.append(PlainStep(node.id, _sentence(process, node), status, WORDS.get(status, "")))
    return found


def _ordered(process: Process) -> Iterator[Node]:
    seen: set[str] = set()
    waiting = [node.id for node in reversed(process.starts)]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        yield process.nodes[at]
        after = [flow.target for flow in process.outgoing[at]]
        after += [guard.id for guard in process.boundaries[at]]
        waiting.extend(reversed(after))


def _sentence(process: Process, node: Node) -> str:
    flows = process.outgoing[node.id]
    if node.role == "start":
        return f"Początek: {node.label}."
    if node.role == "end":
        return f"Koniec: {node.label}."
    if node.kind == "boundaryEvent":
        host = process.nodes.get(node.attached_to or "")
        during = f"W czasie kroku „{host.label}” może" if host else "Może"
        return f"{during} zdarzyć się: {node.label}. Wtedy: {_targets(process, flows)}."
    if node.role == "exclusive" and len(flows) > 1:
        return " ".join([_asked(node), *(_branch(process, node, flow) for flow in flows)])
    if node.role == "parallel" and len(flows) > 1:
        return f"Naraz: {_targets(process, flows)}."
    if node.role in ("exclusive", "parallel"):
        return f"Dalej: {_targets(process, flows)}."
    lead = "Czekamy: " if node.role in ("receive", "catch") else ""
    return f"{lead}{node.label}{'' if node.label.endswith(('?', '.')) else '.'}"


def _asked(node: Node) -> str:
    return node.label if node.label.endswith("?") else f"{node.label}:"


def _targets(process: Process, flows: tuple[Flow, ...]) -> str:
    return ", ".join(process.nodes[flow.target].label for flow in flows)


def _branch(process: Process, node: Node, flow: Flow) -> str:
    target = process.nodes[flow.target].label
    if flow.name:
        return f"Jeśli „{flow.name}”: {target}."
    if flow.id == node.default:
        return f"W pozostałych przypadkach: {target}."
    return f"Jeśli {flow.condition.text if flow.condition else ''}: {target}."
