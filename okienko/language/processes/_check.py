"""Why a process may not be published: everything the interpreter would not do as drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from okienko.language.processes._check_events import event_rules
from okienko.language.processes._check_flows import flow_rules
from okienko.language.processes._loops import circles, idle_steps, named
from okienko.language.processes._model import Node, Problem, Process
from okienko.language.processes._places import Place, at, inner_places
from okienko.language.processes._stuck import stuck_joins
from okienko.language.processes._ways import leading, reach

_LOOPS_TOLD = 20
_REASONS = {
    "complexGateway": "bramka złożona nie ma jednego znaczenia i nie będzie wykonywana",
    "transaction": "transakcja nie jest wykonywana",
    "adHocSubProcess": "podproces ad hoc nie jest wykonywany: do tego służą czynności w sprawie",
    "choreographyTask": "choreografia nie jest wykonywana",
    "subChoreography": "choreografia nie jest wykonywana",
    "callChoreography": "choreografia nie jest wykonywana",
}


def check(process: Process) -> tuple[Problem, ...]:
    """All reasons against publishing the process, in the order of the file; none when it may run."""
    problems = (*_judged(process, Place()), *_calls(process, {id(process)}))
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))


def _judged(process: Process, place: Place) -> Iterator[Problem]:
    """What is wrong in the process itself, and in those drawn within it."""
    yield from process.found
    for rule in (_ends, _kinds, _repeats, _paths, _idle_loops, _joins, *event_rules, *flow_rules):
        yield from rule(process, place)
    for child, within in inner_places(process, place):
        yield from _judged(child, within)


def _ends(process: Process, place: Place) -> Iterator[Problem]:
    starts, line = process.starts, place.line
    what = "Podproces" if place.node else "Proces"
    if not starts:
        yield Problem(f"{what} nie ma początku.", line)
    plain = starts if place.node else [node for node in starts if node.event == "none"]
    for node in plain[1:]:
        yield at(node, f"{what} ma więcej niż jeden początek: „{node.label}”.")
    if not any(node.role == "end" for node in process.nodes.values()):
        yield Problem(f"{what} nie ma końca.", line)


def _kinds(process: Process, place: Place) -> Iterator[Problem]:
    for node in process.nodes.values():
        if node.role is None:
            reason = _REASONS.get(node.kind, "nieznany rodzaj elementu")
            yield at(node, f"„{node.label}” ({node.kind}): {reason}.")
        elif node.role in ("user", "receive") and not node.name:
            yield at(node, f"Krok „{node.id}” nie ma nazwy.")
        elif node.role == "script" and not node.assigns:
            yield at(node, f"„{node.label}”: skrypt niczego nie ustala. Napisz w nim „nazwa = wyrażenie”.")
        elif node.kind == "task":
            yield at(
                node,
                f"„{node.label}” to zadanie bez rodzaju: nikt go nie wykona. Wybierz zadanie użytkownika "
                "(wykona je urzędnik) albo usługowe (wykona je system).",
            )


def _repeats(process: Process, place: Place) -> Iterator[Problem]:
    for node in process.nodes.values():
        repeat = node.repeat
        if repeat is None:
            continue
        if node.by_event:
            yield at(node, f"Podproces zdarzeniowy „{node.label}” nie może być powtarzany.")
        elif repeat.kind == "while" and repeat.test is None and not repeat.most:
            yield at(node, f"Nie wiadomo, kiedy przestać powtarzać „{node.label}”: podaj warunek albo liczbę.")
        elif repeat.kind != "while" and repeat.over is None and repeat.count is None:
            yield at(node, f"Nie wiadomo, ile razy wykonać „{node.label}”: podaj listę albo liczbę.")


def _paths(process: Process, place: Place) -> Iterator[Problem]:
    by_event = [node.id for node in process.nodes.values() if node.by_event]
    reached = reach(process, [*(node.id for node in process.starts), *by_event])
    ending = leading(process, [node.id for node in process.nodes.values() if node.role == "end"])
    for node in process.nodes.values():
        if node.id not in reached and process.starts:
            yield at(node, f"Do „{node.label}” nie prowadzi żadna droga od początku.")
        elif process.outgoing[node.id] and node.id not in ending:
            yield at(node, f"Z „{node.label}” nie prowadzi żadna droga do końca.")


def _idle_loops(process: Process, place: Place) -> Iterator[Problem]:
    """A circle of steps none of which waits for anybody would run for ever."""
    for circle in islice(circles(process, idle_steps(process, system=True)), _LOOPS_TOLD):
        text = f"Koło, w którym nikt na nic nie czeka, nie skończy się nigdy: {named(process, circle)}."
        yield at(process.nodes[circle[0]], text)


def _joins(process: Process, place: Place) -> Iterator[Problem]:
    """A parallel gateway after a choice of branches waits for the one not chosen."""
    if any(node.role is None for node in process.nodes.values()):
        return  # what such a step does is not known
    for node, flow in stuck_joins(process):
        yield at(node, _stuck_words(process, node, process.nodes[flow.source]))


def _stuck_words(process: Process, node: Node, source: Node) -> str:
    if node.role == "inclusive":
        return f"Bramka „{node.label}” może utknąć: czeka na gałąź od „{source.label}”, a tam inna bramka czeka na nią."
    return (
        f"Bramka równoległa „{node.label}” może utknąć: czeka na wszystkie gałęzie, "
        f"a ta od „{source.label}” może nie przyjść."
    )


def _calls(process: Process, seen: set[int]) -> Iterator[Problem]:
    for node in process.nodes.values():
        if node.role != "call":
            continue
        child = process.called.get(node.calls or "")
        if child is None:
            yield at(node, f"„{node.label}” wywołuje proces „{node.calls}”, którego nie ma albo który się zapętla.")
            continue
        if id(child) in seen:
            continue  # told where it was first called
        seen.add(id(child))
        for problem in _judged(child, Place(called=True)):
            yield at(node, f"W wywołanym procesie „{child.id}”: {problem.text}")
        yield from (at(node, problem.text) for problem in _calls(child, seen))
    for inner in process.inner.values():
        yield from _calls(inner, seen)
