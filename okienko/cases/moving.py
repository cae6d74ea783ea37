"""What moving a case by hand would lead to, before it is done: the picture after it, and its terms in words."""

from __future__ import annotations

from dataclasses import dataclass

from okienko.cases import _life
from okienko.cases.models import Case
from okienko.language import casework
from okienko.language.processes import draw
from okienko.tenancy.clock import now


@dataclass(frozen=True, slots=True)
class Origin:
    """A step from which the case may be moved."""

    token: str
    node: str
    label: str
    stuck: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """From where to where, the drawing after it, and what becomes of tasks and terms."""

    origin: str
    target: str
    picture: str
    follows: tuple[str, ...]


def origins(running: _life.Running) -> list[Origin]:
    """Where the case stands and may be moved from."""
    nodes = running.offered.service.process.all_nodes
    waits = casework.movable(running.setting, running.state)
    return [Origin(wait.token, wait.node, nodes[wait.node].label, wait.kind == "incident") for wait in waits]


def targets(running: _life.Running) -> dict[str, str]:
    """Where it may be moved to, in words by the step."""
    return casework.move_targets(running.setting, running.state)


def token_at(case: Case, node: str) -> str:
    """The newest token that stands at the step; empty when none does."""
    tokens = _life.load(case).state.process.tokens
    return next((token.id for token in reversed(tokens) if token.node == node), "")


def foresee(running: _life.Running, token: str, to: str) -> Foreseen:
    """What the move would lead to; refuses what `procedure.move` would."""
    step = casework.move(running.setting, running.state, token, to, now())
    process = running.offered.service.process
    origin = next(held.node for held in running.state.process.tokens if held.id == token)
    picture = draw(process, step.state.process, frozenset(step.state.done))
    settled = ["Sprawa jest już załatwiona i przeniesienie tego nie zmieni."] if running.state.outcome else []
    follows = (*settled, *_tasks(running, step), *_terms(running, step))
    return Foreseen(process.all_nodes[origin].label, process.all_nodes[to].label, picture, follows)


def _tasks(running: _life.Running, step: casework.Step) -> list[str]:
    told = []
    nodes = running.offered.service.process.all_nodes
    for effect in step.effects:
        if isinstance(effect, casework.TaskClosed):
            told.append(f"Zniknie zadanie: {nodes[effect.node].label}. Nie będzie uznane za zrobione.")
        elif isinstance(effect, casework.TaskOpened):
            told.append(f"Powstanie zadanie: {nodes[effect.node].label}.")
    return told


def _terms(running: _life.Running, step: casework.Step) -> list[str]:
    """Each term that runs, and that the move does not touch it; silence falls by law wherever the case stands."""
    told = []
    for name, due in casework.due_dates(running.setting, step.state).items():
        term = running.offered.service.terms[name]
        if due.running:
            silence = " Gdy minie, wynik nastąpi z mocy prawa, gdziekolwiek stoi sprawa." if term.silence else ""
            told.append(f"Termin „{term.label}” biegnie dalej, do {due.on:%d.%m.%Y}.{silence}")
    return told or ["Żaden termin teraz nie biegnie, więc żaden się nie zmieni."]
