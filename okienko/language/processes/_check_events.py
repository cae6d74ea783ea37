"""Events that would not happen as drawn: not run at their place, without a name, caught by nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from okienko.language._durations import DURATION
from okienko.language.processes._model import Node, Problem, Process
from okienko.language.processes._places import Place, at, listened_errors

NAME = re.compile(r"[^\W\d]\w*(-\w+)*")
_ACTIVE = frozenset({"user", "service", "receive", "call", "sub"})
_THROWS = frozenset({"call", "sub"})
_KINDS = {
    "start": ("none", "message", "timer", "signal"),
    "end": ("none", "terminate", "message", "signal", "escalation", "error"),
    "catch": ("timer", "message", "signal"),
    "throw": ("message", "signal", "escalation"),
    "boundary": ("timer", "message", "signal", "escalation", "error"),
    "sub start": ("none",),
    "event start": ("message", "timer", "signal", "escalation", "error"),
}
_NEVER = {
    "compensate": "wycofywanie skutków (compensation) nie jest wykonywane",
    "cancel": "transakcja nie jest wykonywana",
    "conditional": "zdarzenie warunkowe nie jest wykonywane: użyj bramki albo reguły",
    "multiple": "kilka zdarzeń naraz (multiple) nie jest wykonywane: narysuj każde osobno",
    "timer other than duration": "zegar może mieć tylko czas trwania albo nazwę terminu (timer other than duration)",
}
_LACKS = {
    "message": "nie wiadomo, na jaką wiadomość czeka",
    "signal": "nie wiadomo, jaki to sygnał",
    "link": "łącznik nie ma nazwy",
}


def _kinds(process: Process, place: Place) -> Iterator[Problem]:
    for node in process.nodes.values():
        allowed = _KINDS.get(_where(node, place), ())
        if allowed and node.event not in allowed:
            reason = _NEVER.get(node.event, f"zdarzenie „{node.event}” nie jest w tym miejscu wykonywane")
            yield at(node, f"„{node.label}”: {reason}.")
        elif node.event == "timer" and not (NAME.fullmatch(node.awaits) or DURATION.fullmatch(node.awaits)):
            yield at(
                node,
                f"„{node.label}”: „{node.awaits}” to ani nazwa terminu, ani czas trwania (na przykład P14D).",
            )
        elif not node.awaits and _needs_name(node):
            yield at(node, f"„{node.label}”: {_LACKS['message' if node.role == 'receive' else node.event]}.")


def _where(node: Node, place: Place) -> str:
    if node.kind == "boundaryEvent":
        return "boundary"
    if node.role == "start" and place.node is not None:
        return "event start" if place.by_event else "sub start"
    return node.role or ""


def _needs_name(node: Node) -> bool:
    """A message that goes out may do without, a signal and a link may not."""
    awaits = node.role in ("catch", "start", "receive")
    return node.role == "receive" or node.event in ("signal", "link") or (node.event == "message" and awaits)


def _boundaries(process: Process, place: Place) -> Iterator[Problem]:
    for node in process.nodes.values():
        if node.kind != "boundaryEvent":
            continue
        host = process.nodes.get(node.attached_to or "")
        if host is None:
            yield at(node, f"„{node.label}” nie jest przyczepione do żadnego kroku.")
        elif node.event in ("error", "escalation"):
            if host.role not in _THROWS and not (host.role == "rule" and node.event == "error"):
                yield at(node, f"„{node.label}” jest przyczepione do „{host.label}”, w którym nic tego nie zgłasza.")
            elif node.event == "error" and not node.interrupting:
                yield at(node, f"Błąd zawsze przerywa krok, a „{node.label}” jest narysowane jako nieprzerywające.")
        elif host.role not in _ACTIVE:
            yield at(node, f"„{node.label}” jest przyczepione do „{host.label}”, który na nic nie czeka.")


def _uncaught(process: Process, place: Place) -> Iterator[Problem]:
    """An error that nothing around catches would stop the case; one of a called process its caller may catch."""
    thrown = [node for node in process.nodes.values() if node.role == "end" and node.event == "error"]
    caught = place.caught | listened_errors(process) if thrown and not place.called else frozenset({""})
    for node in thrown:
        if not {"", node.awaits} & caught:
            yield at(node, f"Błędu „{node.awaits or node.label}” nic nie obsługuje: sprawa by stanęła.")


def _links(process: Process, place: Place) -> Iterator[Problem]:
    linking = [node for node in process.nodes.values() if node.event == "link" and node.awaits]
    caught = [node for node in linking if node.kind == "intermediateCatchEvent"]
    names = [node.awaits for node in caught]
    for node in caught:
        if names.index(node.awaits) != caught.index(node):
            yield at(node, f"Łącznik „{node.awaits}” ma więcej niż jedno wyjście.")
    for node in linking:
        if node.kind == "intermediateThrowEvent" and node.awaits not in names:
            yield at(node, f"Łącznik „{node.awaits}” nie ma wyjścia: zdarzenia pośredniego o tej samej nazwie.")


def _races(process: Process, place: Place) -> Iterator[Problem]:
    """After a gateway of events only events may follow, each of them by this arrow alone."""
    for node in process.nodes.values():
        if node.role != "events":
            continue
        if len(process.outgoing[node.id]) < 2:
            yield at(node, f"Bramka zdarzeń „{node.label}” potrzebuje co najmniej dwóch zdarzeń do wyboru.")
        for flow in process.outgoing[node.id]:
            target = process.nodes[flow.target]
            if target.role not in ("catch", "receive"):
                yield at(target, f"Po bramce zdarzeń „{node.label}” może stać tylko zdarzenie, nie „{target.label}”.")
            elif len(process.incoming[target.id]) > 1:
                yield at(target, f"Do „{target.label}” po bramce zdarzeń nie może prowadzić inna strzałka.")


event_rules: tuple[Callable[[Process, Place], Iterator[Problem]], ...] = (
    _kinds, _boundaries, _uncaught, _links, _races
)  # fmt: skip
