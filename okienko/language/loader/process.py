"""The process of a service: its own `process.bpmn` or a reference process, checked against the release."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from okienko.language._durations import DURATION
from okienko.language.bundle import Bundle
from okienko.language.feel import Expression
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.names import check_names
from okienko.language.loader.problems import Notes
from okienko.language.loader.reserved import STEPS, refuse_reserved
from okienko.language.loader.tree import Node as Written
from okienko.language.model import Task
from okienko.language.processes import COUNTERS, Node, Process, Unreadable, check, link, read, read_all


@dataclass(frozen=True)
class Drawn:
    """The process with the file it was read from; an empty one when it cannot be read. Steps and ends are those at
    any depth."""

    process: Process
    file: str
    steps: frozenset[str]
    user_steps: frozenset[str]
    done_by_system: frozenset[str]
    ends: frozenset[str]
    messages: tuple[str, ...]
    rules: frozenset[str]  # that its steps ask
    finds: frozenset[str]  # names to which its scripts, rules and repeated steps give values


@dataclass(frozen=True)
class Words:
    """What a process may name: names in expressions and after dots, terms, rules."""

    known: set[str]
    fields: set[str]
    deadlines: Collection[str]
    rules: Collection[str]


def read_process(bundle: Bundle, fields: Fields, notes: Notes) -> Drawn:
    """The process that the release runs, with those of its file that it calls."""
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
        process = link(process, {other.id: other for other in read_all(text)} if _calls(process) else {})
    except Unreadable as fault:
        notes.add(file, fault.line, fault.text, "proces BPMN 2.0")
        return _drawn(_EMPTY, file)
    for problem in check(process):
        notes.add(file, problem.line, problem.text, "proces, który da się wykonać")
    for start in process.starts:
        if start.event != "none":
            text = f"„{start.label}”: sprawa usługi zaczyna się tylko od złożenia."
            notes.add(file, start.line, text, "początek bez zdarzenia")
    for step in process.all_nodes.values():
        refuse_reserved(Source(file, notes, {}), Written("text", step.line), step.id, STEPS)
    return _drawn(process, file)


_EMPTY = Process("brak", "", {}, {})


def _calls(process: Process) -> bool:
    return any(node.role == "call" for node in process.all_nodes.values())


def _drawn(process: Process, file: str) -> Drawn:
    nodes = process.all_nodes.values()

    def ids(*roles: str) -> frozenset[str]:
        return frozenset(node.id for node in nodes if node.role in roles)

    sending = frozenset(node.id for node in nodes if node.event == "message" and node.role in ("throw", "end"))
    return Drawn(
        process=process,
        file=file,
        steps=ids("user", "service", "receive", "catch", "rule"),
        user_steps=ids("user"),
        done_by_system=ids("service") | sending,
        ends=ids("end"),
        messages=process.messages,
        rules=frozenset(node.decides for node in nodes if node.role == "rule"),
        finds=frozenset(_finds(process)),
    )


def _finds(process: Process) -> Iterator[str]:
    """Names that belong to the case; those of a sub-process, an instance or a called process are their own."""
    for node in process.nodes.values():
        own = () if node.repeat and node.repeat.kind != "while" else (*(name for name, _ in node.assigns), node.gives)
        child = process.called.get(node.calls or "")
        results = node.repeat.results if node.repeat else ""
        yield from filter(None, (*own, results, *(child.gives if child else ())))
        if node.id in process.inner and not (node.repeat and node.repeat.kind != "while"):
            yield from set(_finds(process.inner[node.id])) - set(process.inner[node.id].names)


def _own(process: Process) -> set[str]:
    """Names that mean something only within the process: items, properties, counters, what instances find."""
    found = {*COUNTERS, *process.names}
    for inside in process.within:
        found |= {*inside.names, *_finds(inside)}
        for node in inside.nodes.values():
            given = {node.repeat.item, node.repeat.result} if node.repeat else set()
            found |= given | {name for name, _ in node.assigns} | {node.gives}
    return found - {""}


def unsettled_ends(drawn: Drawn, settling: Collection[str], silent: Collection[str]) -> set[str]:
    """Ends that a matter may come to without having been settled at a step, at another end, or by silence. An event
    sub-process that ends all else leads to ends of the matter too."""
    process = drawn.process
    fallen = {node.id for node in process.all_nodes.values() if node.event == "timer" and node.awaits in silent}
    settled = set(settling) | fallen
    found = _unsettled(process, settled)
    for sub, start in process.listeners:
        if start.interrupting and start.id not in settled:
            found |= _unsettled(process.inner[sub.id], settled)
    return found


def _unsettled(process: Process, settled: Collection[str]) -> set[str]:
    waiting, seen, found = [node.id for node in process.starts], set(settled), set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        found |= {node} if process.nodes[node].role == "end" else set()
        waiting += [flow.target for flow in process.outgoing[node]]
        waiting += [guard.id for guard in process.boundaries[node]]
    return found


def check_references(drawn: Drawn, notes: Notes, words: Words) -> None:
    """Names in the expressions of the process, in its timers and its rules."""
    source, known = Source(drawn.file, notes, {}), words.known | _own(drawn.process)
    for inside in drawn.process.within:
        for flow in inside.flows.values():
            _check_names(source, flow.line, flow.condition, known, words.fields)
        for node in inside.nodes.values():
            for expression in _expressions(node):
                _check_names(source, node.line, expression, known, words.fields)
            if node.event == "timer" and not DURATION.fullmatch(node.awaits) and node.awaits not in words.deadlines:
                notes.unknown(drawn.file, node.line, "nazwa terminu z service.yaml", node.awaits, words.deadlines)
            if node.role == "rule" and node.decides not in words.rules:
                notes.unknown(drawn.file, node.line, "nazwa reguły z rules.yaml", node.decides, words.rules)


def _expressions(node: Node) -> Iterator[Expression | None]:
    yield from (expression for _, expression in node.assigns)
    if node.repeat is not None:
        yield from (node.repeat.over, node.repeat.count, node.repeat.test)


def _check_names(source: Source, line: int, read: Expression | None, known: set[str], fields: set[str]) -> None:
    if read is not None:
        check_names(source, line, read.text, {*read.names, *read.fields}, known, fields)


def check_answers_kept(drawn: Drawn, tasks: Mapping[str, Task], notes: Notes) -> None:
    """What is answered at one instance of a step is its own: unless it is collected, it is lost."""
    for inside in drawn.process.within:
        for node in inside.nodes.values():
            repeat = node.repeat
            asked = _asking(inside, node, tasks) if repeat and repeat.kind != "while" and not repeat.results else []
            if asked:
                text = f"Odpowiedzi z powtarzanego kroku „{node.label}” przepadną: {', '.join(asked)}."
                notes.add(drawn.file, node.line, text, "lista na wyniki: loopDataOutputRef")


def _asking(inside: Process, node: Node, tasks: Mapping[str, Task]) -> list[str]:
    steps = inside.inner[node.id].all_nodes if node.id in inside.inner else {node.id: node}
    return [question.id for step in steps if step in tasks for question in tasks[step].ask]
