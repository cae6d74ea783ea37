"""Taking a case to another step by hand: only to one that waits for somebody, so that moving issues nothing."""

from __future__ import annotations

from datetime import datetime

from okienko.language import processes
from okienko.language._caseclock import elapse, settled_down, too_late
from okienko.language._caseflow import Unfolding
from okienko.language._casestate import CaseState, Setting, Step, TooLate
from okienko.language.errors import Refusal

_WAITS = ("user", "receive")


def movable(setting: Setting, state: CaseState) -> tuple[processes.Waiting, ...]:
    """Where the case stands and may be moved from: steps that wait for somebody, and those where it is stuck."""
    waits = processes.waiting(setting.service.process, state.process)
    return tuple(wait for wait in waits if wait.kind in (*_WAITS, "incident"))


def move_targets(setting: Setting, state: CaseState) -> dict[str, str]:
    """Steps that wait for a clerk or a party, by their words, to which something may be moved; a step that does
    something by itself is none, nor is one within a sub-process that does not run."""
    found: dict[str, str] = {}
    for wait in movable(setting, state):
        found |= _targets(setting, state, wait.token)
    return {node: found[node] for node in setting.service.process.all_nodes if node in found}


def _targets(setting: Setting, state: CaseState, token: str) -> dict[str, str]:
    nodes = processes.targets(setting.service.process, state.process, token)
    return {name: node.label for name, node in nodes.items() if node.role in _WAITS}


def move(setting: Setting, state: CaseState, token: str, to: str, at: datetime) -> Step:
    """A clerk took the case to another step by hand; terms go on as the law has it."""
    ripe = elapse(setting, state, at)
    here = next((wait for wait in movable(setting, ripe.state) if wait.token == token), None)
    if here is None:
        raise TooLate(too_late(setting, ripe, "Z tego kroku nie można już przenieść sprawy."))
    if to == here.node or to not in _targets(setting, ripe.state, token):
        raise Refusal("Wybierz inny krok, w którym ktoś ma coś zrobić.", code="zly_krok")
    act = Unfolding(setting, ripe.state, at)
    try:
        act.follow(processes.jump(setting.service.process, act.state.process, token, to, act.scope))
    except processes.Gone as gone:
        raise TooLate(gone.text) from gone
    return ripe.then(settled_down(setting, act.step(), at))
