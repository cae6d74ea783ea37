"""Arrows that would not lead as drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from okienko.language.processes._model import Node, Problem, Process
from okienko.language.processes._places import Place, at


def _arrows(process: Process, place: Place) -> Iterator[Problem]:
    drawn = process.flows.values()
    into, out = {flow.target for flow in drawn}, {flow.source for flow in drawn}
    for node in process.nodes.values():
        if node.id in into and _unentered(node):
            yield at(node, f"Do „{node.label}” nie może prowadzić strzałka.")
        if node.id in out and node.role == "end":
            yield at(node, f"Od końca „{node.label}” nie może prowadzić strzałka.")
        if node.id in out and (node.by_event or (node.event == "link" and node.kind == "intermediateThrowEvent")):
            yield at(node, f"Od „{node.label}” nie może prowadzić strzałka.")
        if not process.outgoing[node.id] and node.role != "end" and not node.by_event:
            yield at(node, f"„{node.label}” jest ślepym zaułkiem: nic z niego nie prowadzi.")


def _unentered(node: Node) -> bool:
    link = node.event == "link" and node.kind == "intermediateCatchEvent"
    return node.role == "start" or node.kind == "boundaryEvent" or node.by_event or link


def _branches(process: Process, place: Place) -> Iterator[Problem]:
    for node in process.nodes.values():
        out = process.outgoing[node.id]
        if node.default and node.default not in {flow.id for flow in out}:
            yield at(node, f"Domyślna strzałka „{node.default}” nie wychodzi z „{node.label}”.")
        others = [flow for flow in out if flow.id != node.default]
        bare = [flow for flow in others if flow.condition is None]
        if node.role in ("parallel", "events"):
            if len(bare) < len(others):
                kind = "równoległa" if node.role == "parallel" else "zdarzeń"
                yield at(node, f"Bramka {kind} „{node.label}” nie może mieć warunków.")
            continue
        if node.role == "exclusive" and len(out) > 1:
            for flow in bare:
                text = f"Strzałka „{flow.name or flow.id}” z „{node.label}” nie ma warunku i nie jest domyślna."
                yield Problem(text, flow.line, flow.id)
        if len(bare) < len(others) and not node.default and (node.role == "exclusive" or not bare):
            yield at(node, f"„{node.label}” nie ma domyślnej strzałki, a może nie pasować żaden warunek.")


flow_rules: tuple[Callable[[Process, Place], Iterator[Problem]], ...] = (_arrows, _branches)
