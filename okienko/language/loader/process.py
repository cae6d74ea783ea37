"""The process of a service: its own `process.bpmn` or a reference process, checked against the release."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from okienko.language._durations import DURATION
from okienko.language.bundle import Bundle
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.names import check_names
from okienko.language.loader.problems import Notes
from okienko.language.loader.reserved import STEPS, refuse_reserved
from okienko.language.loader.tree import Node
from okienko.language.processes import Process, Unreadable, check, read


@dataclass(frozen=True)
class Drawn:
    """The process with the file it was read from; an empty one when it cannot be read."""

    process: Process
    file: str
    steps: frozenset[str]
    user_steps: frozenset[str]
    done_by_system: frozenset[str]
    ends: frozenset[str]
    messages: tuple[str, ...]


def read_process(bundle: Bundle, fields: Fields, notes: Notes) -> Drawn:
    """The process that the release runs."""
    reference = fields.text("process")
    file = f"processes/{reference}.bpmn" if reference else "process.bpmn"
    text = bundle.files.get(file)
    if text is None:
        expected = "nazwa procesu wzorcowego z processes/" if reference else "plik process.bpmn albo process: nazwa"
        node = fields.get("process") if reference else fields.node
        fields.source.fault(node, f"Nie ma pliku „{file}”.", expected)
        return _drawn(_EMPTY, file)
    try:
        process = read(text)
    except Unreadable as fault:
        notes.add(file, fault.line, fault.text, "proces BPMN 2.0")
        return _drawn(_EMPTY, file)
    for problem in check(process):
        notes.add(file, problem.line, problem.text, "proces, który da się wykonać")
    for step in process.nodes.values():
        refuse_reserved(Source(file, notes, {}), Node("text", step.line), step.id, STEPS)
    return _drawn(process, file)


_EMPTY = Process("brak", "", {}, {})


def _drawn(process: Process, file: str) -> Drawn:
    def ids(*roles: str) -> frozenset[str]:
        return frozenset(node.id for node in process.nodes.values() if node.role in roles)

    steps = ids("user", "service", "receive", "catch")
    return Drawn(process, file, steps, ids("user"), ids("service"), ids("end"), process.messages)


def unsettled_ends(drawn: Drawn, settling: Collection[str], silent: Collection[str]) -> set[str]:
    """Ends that a matter may come to without having been settled at a step, at another end, or by silence."""
    process = drawn.process
    fallen = {node.id for node in process.nodes.values() if node.event == "timer" and node.awaits in silent}
    waiting, seen = [node.id for node in process.starts], set(settling) | fallen
    found = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        found |= {node} & drawn.ends
        waiting += [flow.target for flow in process.outgoing[node]]
        waiting += [guard.id for guard in process.boundaries[node]]
    return found


def check_references(drawn: Drawn, notes: Notes, known: set[str], fields: set[str], deadlines: Iterable[str]) -> None:
    """Names in the conditions of gateways and in timers."""
    source = Source(drawn.file, notes, {})
    for flow in drawn.process.flows.values():
        if flow.condition is not None:
            used = {*flow.condition.names, *flow.condition.fields}
            check_names(source, flow.line, flow.condition.text, used, known, fields)
    for node in drawn.process.nodes.values():
        if node.event == "timer" and not DURATION.fullmatch(node.awaits) and node.awaits not in set(deadlines):
            notes.unknown(drawn.file, node.line, "nazwa terminu z service.yaml", node.awaits, deadlines)
