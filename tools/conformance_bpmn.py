"""The reference models of BPMN MIWG: each read, with all its steps and arrows, and written back without loss.

What a model has is counted straight from its XML by another parser than the reader's, and what is written is compared
with the file as canonical XML (C14N 2.0, with comments).
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TypedDict
from xml.etree import ElementTree

from okienko.language.processes import Process, Unreadable, check, draw, read_all, write

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
STEPS = ("Event", "Task", "task", "Gateway", "callActivity", "subProcess", "adHocSubProcess", "transaction")


class Imported(TypedDict):
    """What was read of a model: kinds of its steps, ends of its arrows, and what was left out with the reason."""

    nodes: dict[str, str]
    flows: dict[str, tuple[str, str]]
    unsupported: dict[str, str]


def imported(path: str) -> Imported:
    """All that was read of the file, over all its processes."""
    processes = list(_deep(read_all(Path(path).read_bytes())))
    nodes = {node.id: node.kind for each in processes for node in each.nodes.values()}
    flows = {flow.id: (flow.source, flow.target) for each in processes for flow in each.flows.values()}
    faults = {fault.node: fault.text for each in processes for fault in each.found if fault.node}
    left_out = {name: text for name, text in faults.items() if name not in nodes and name not in flows}
    return {"nodes": nodes, "flows": flows, "unsupported": left_out}


def _deep(processes: Iterable[Process]) -> Iterable[Process]:
    for process in processes:
        yield process
        yield from _deep(process.inner.values())


def bpmn(folder: Path) -> int:
    """The figures are printed; 0 when nothing is lost."""
    files = sorted(folder.glob("*.bpmn"))
    lost = 0
    print(f"BPMN MIWG: {len(files)} modeli\n")
    for file in files:
        fault = _fault(file)
        lost += bool(fault)
        print(f"  {file.name:<12} {fault or _figures(file)}")
    print(f"\nodczytane i zapisane bez straty: {len(files) - lost} z {len(files)}")
    return 1 if lost else 0


def _figures(file: Path) -> str:
    found = imported(str(file))
    processes = read_all(file.read_bytes())
    refused = len({problem for process in processes for problem in check(process)})
    drawn = sum(len(draw(process)) > 0 for process in processes)
    return (
        f"procesów {len(processes)}, rysunków {drawn}, kroków {len(found['nodes'])}, strzałek {len(found['flows'])}; "
        f"przy publikacji uwag {refused}"
    )


def _fault(file: Path) -> str:
    content = file.read_bytes()
    try:
        found, processes = imported(str(file)), read_all(content)
    except Unreadable as refused:
        return f"NIEODCZYTANY: {refused.text}"
    missing = [name for name in _expected(content) if name not in found["nodes"] and name not in found["flows"]]
    if missing:
        return f"STRATA: {', '.join(missing)}"
    if any(_canonical(write(process)) != _canonical(content) for process in processes):
        return "STRATA: zapisany plik różni się od wczytanego"
    return ""


def _expected(content: bytes) -> list[str]:
    """Ids of all steps and arrows of all processes."""
    found = []
    for process in ElementTree.fromstring(content).iter(f"{BPMN}process"):
        for element in process.iter():
            kind = str(element.tag).removeprefix(BPMN)
            if kind != element.tag and (kind == "sequenceFlow" or kind.endswith(STEPS)):
                found.append(element.get("id", ""))
    return found


def _canonical(content: bytes) -> str:
    return ElementTree.canonicalize(from_file=BytesIO(content), with_comments=True) or ""
