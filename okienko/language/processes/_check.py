"""Why a process may not be published: everything the interpreter would not do as drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from okienko.language._durations import DURATION
from okienko.language.processes._loops import circles, idle_steps, named
from okienko.language.processes._model import Node, Problem, Process
from okienko.language.processes._stuck import stuck_joins

NAME = re.compile(r"[^\W\d]\w*(-\w+)*")
_LOOPS_TOLD = 20
_ACTIVE = frozenset({"user", "service", "receive", "call"})
_REASONS = {
    "complexGateway": "bramka złożona nie ma jednego znaczenia i nie będzie wykonywana",
    "inclusiveGateway": "bramka niewykluczająca nie jest jeszcze wykonywana",
    "eventBasedGateway": "bramka zdarzeń nie jest jeszcze wykonywana",
    "subProcess": "podproces osadzony nie jest jeszcze wykonywany: użyj wywołania innego procesu",
    "transaction": "transakcja nie jest wykonywana",
    "adHocSubProcess": "podproces ad hoc nie jest wykonywany: do tego służą czynności w sprawie",
    "scriptTask": "zadanie skryptowe nie jest jeszcze wykonywane: licz regułą usługi",
    "businessRuleTask": "zadanie reguły nie jest jeszcze wykonywane: licz regułą usługi",
    "sendTask": "zadanie wysłania nie jest jeszcze wykonywane: użyj zadania usługowego z pismem",
    "intermediateThrowEvent": "zdarzenie wysyłające nie jest jeszcze wykonywane",
}
_EVENTS = {
    "start": ("none",),
    "end": ("none", "terminate"),
    "catch": ("timer", "message"),
}


def check(process: Process) -> tuple[Problem, ...]:
    """All reasons against publishing the process, in the order of the file; none when it may run."""
    problems = [*_judged(process), *_calls(process, {id(process)})]
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))


def _judged(process: Process) -> Iterator[Problem]:
    """What is wrong in the process itself."""
    yield from process.found
    rules: tuple[Callable[[Process], Iterable[Problem]], ...] = (
        _ends, _kinds, _events, _boundaries, _arrows, _branches, _paths, _idle_loops, _joins
    )  # fmt: skip
    for rule in rules:
        yield from rule(process)


def _at(node: Node, text: str) -> Problem:
    return Problem(text, node.line, node.id)


def _ends(process: Process) -> Iterator[Problem]:
    starts = process.starts
    if not starts:
        yield Problem("Proces nie ma początku.", 1)
    for node in starts[1:]:
        yield _at(node, f"Proces ma więcej niż jeden początek: „{node.label}”.")
    if not any(node.role == "end" for node in process.nodes.values()):
        yield Problem("Proces nie ma końca.", 1)


def _kinds(process: Process) -> Iterator[Problem]:
    for node in process.nodes.values():
        if node.role is None:
            reason = _REASONS.get(node.kind, "nieznany rodzaj elementu")
            yield _at(node, f"„{node.label}” ({node.kind}): {reason}.")
        elif node.role in ("user", "receive") and not node.name:
            yield _at(node, f"Krok „{node.id}” nie ma nazwy.")
        elif node.kind == "task":
            yield _at(
                node,
                f"„{node.label}” to zadanie bez rodzaju: nikt go nie wykona. Wybierz zadanie użytkownika "
                "(wykona je urzędnik) albo usługowe (wykona je system).",
            )


def _events(process: Process) -> Iterator[Problem]:
    for node in process.nodes.values():
        allowed = _EVENTS.get(node.role or "")
        if allowed and node.event not in allowed:
            yield _at(node, f"„{node.label}”: zdarzenie „{node.event}” nie jest w tym miejscu wykonywane.")
        elif node.event == "timer" and not (NAME.fullmatch(node.awaits) or DURATION.fullmatch(node.awaits)):
            yield _at(
                node,
                f"„{node.label}”: „{node.awaits}” to ani nazwa terminu, ani czas trwania (na przykład P14D).",
            )
        elif not node.awaits and (node.role == "receive" or node.event == "message"):
            yield _at(node, f"„{node.label}”: nie wiadomo, na jaką wiadomość czeka.")


def _boundaries(process: Process) -> Iterator[Problem]:
    for node in process.nodes.values():
        if node.kind != "boundaryEvent":
            continue
        host = process.nodes.get(node.attached_to or "")
        if host is None:
            yield _at(node, f"„{node.label}” nie jest przyczepione do żadnego kroku.")
        elif host.role not in _ACTIVE:
            yield _at(node, f"„{node.label}” jest przyczepione do „{host.label}”, który na nic nie czeka.")


def _arrows(process: Process) -> Iterator[Problem]:
    for node in process.nodes.values():
        into, out = process.incoming[node.id], process.outgoing[node.id]
        if into and (node.role == "start" or node.kind == "boundaryEvent"):
            yield _at(node, f"Do „{node.label}” nie może prowadzić strzałka.")
        if out and node.role == "end":
            yield _at(node, f"Od końca „{node.label}” nie może prowadzić strzałka.")
        if not out and node.role != "end":
            yield _at(node, f"„{node.label}” jest ślepym zaułkiem: nic z niego nie prowadzi.")


def _branches(process: Process) -> Iterator[Problem]:
    for node in process.nodes.values():
        out = process.outgoing[node.id]
        if node.default and node.default not in {flow.id for flow in out}:
            yield _at(node, f"Domyślna strzałka „{node.default}” nie wychodzi z „{node.label}”.")
        others = [flow for flow in out if flow.id != node.default]
        bare = [flow for flow in others if flow.condition is None]
        if node.role == "parallel" and len(bare) < len(others):
            yield _at(node, f"Bramka równoległa „{node.label}” nie może mieć warunków.")
        if node.role == "exclusive" and len(out) > 1:
            for flow in bare:
                yield Problem(
                    f"Strzałka „{flow.name or flow.id}” z „{node.label}” nie ma warunku i nie jest domyślna.",
                    flow.line,
                    flow.id,
                )
        if len(bare) < len(others) and not node.default and (node.role == "exclusive" or not bare):
            yield _at(node, f"„{node.label}” nie ma domyślnej strzałki, a może nie pasować żaden warunek.")


def _next(process: Process, node: str) -> Iterator[str]:
    yield from (flow.target for flow in process.outgoing[node])
    yield from (guard.id for guard in process.boundaries[node])


def reach(process: Process, start: Iterable[str]) -> set[str]:
    """All nodes that a token at `start` may come to, with the start itself."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(_next(process, node))
    return seen


def _paths(process: Process) -> Iterator[Problem]:
    reached = reach(process, [node.id for node in process.starts])
    ending = _ending(process)
    for node in process.nodes.values():
        if node.id not in reached and process.starts:
            yield _at(node, f"Do „{node.label}” nie prowadzi żadna droga od początku.")
        elif process.outgoing[node.id] and node.id not in ending:
            yield _at(node, f"Z „{node.label}” nie prowadzi żadna droga do końca.")


def _ending(process: Process) -> set[str]:
    """All nodes from which an end may be come to: the arrows walked backwards."""
    seen: set[str] = set()
    waiting = [node.id for node in process.nodes.values() if node.role == "end"]
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting.extend(flow.source for flow in process.incoming[at])
            host = process.nodes[at].attached_to or ""
            waiting.extend([host] if host in process.nodes else [])
    return seen


def _idle_loops(process: Process) -> Iterator[Problem]:
    """A circle of steps none of which waits would run for ever."""
    for circle in islice(circles(process, idle_steps(process)), _LOOPS_TOLD):
        text = f"Koło, w którym nikt na nic nie czeka, nie skończy się nigdy: {named(process, circle)}."
        yield _at(process.nodes[circle[0]], text)


def _joins(process: Process) -> Iterator[Problem]:
    """A parallel gateway after a choice of branches waits for the one not chosen."""
    if any(node.role is None for node in process.nodes.values()):
        return  # what such a step does is not known
    for node, flow in stuck_joins(process):
        source = process.nodes[flow.source].label
        yield _at(
            node,
            f"Bramka równoległa „{node.label}” może utknąć: czeka na wszystkie gałęzie, "
            f"a ta od „{source}” może nie przyjść.",
        )


def _calls(process: Process, seen: set[int]) -> Iterator[Problem]:
    for node in process.nodes.values():
        if node.role != "call":
            continue
        child = process.called.get(node.calls or "")
        if child is None:
            yield _at(node, f"„{node.label}” wywołuje proces „{node.calls}”, którego nie ma albo który się zapętla.")
            continue
        if id(child) in seen:
            continue  # told where it was first called
        seen.add(id(child))
        for problem in _judged(child):
            yield _at(node, f"W wywołanym procesie „{child.id}”: {problem.text}")
        yield from (_at(node, problem.text) for problem in _calls(child, seen))
