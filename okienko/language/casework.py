"""The life of a case, pure: stories and the office's database call the same functions, so they cannot differ.

Every act gives a `Step`: the state after it and its effects. Racing is the caller's matter (it locks a
row); an act on a step that is gone is refused with `TooLate`. Before and after each act everything that
was due by then happens: silence that fell at midnight wins over an objection written at one minute past.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from okienko.language import processes
from okienko.language._caseacts import perform, possible_acts
from okienko.language._caseclock import elapse, next_due
from okienko.language._caseflow import Act, Unfolding
from okienko.language._casestate import (
    CaseState,
    DeadlinePassed,
    DeadlineStarted,
    Effect,
    Ended,
    Failed,
    Issued,
    LetterIssued,
    OpenTask,
    Setting,
    Settled,
    Step,
    TaskClosed,
    TaskOpened,
    TooLate,
    Turn,
    midnight,
)
from okienko.language.errors import Refusal
from okienko.language.feel import Value
from okienko.language.ledger import Due, due

__all__ = [
    "CaseState",
    "DeadlinePassed",
    "DeadlineStarted",
    "Effect",
    "Ended",
    "Failed",
    "Issued",
    "LetterIssued",
    "OpenTask",
    "Setting",
    "Settled",
    "Step",
    "TaskClosed",
    "TaskOpened",
    "TooLate",
    "Turn",
    "awaited_messages",
    "complete",
    "delivered",
    "due_dates",
    "elapse",
    "incidents",
    "move",
    "next_due",
    "open_case",
    "open_tasks",
    "perform",
    "possible_acts",
    "receive",
    "turn",
    "withdraw",
]
WITHDRAWN = "wycofane"  # the outcome of a withdrawn matter; a service without it cannot be withdrawn


def open_case(setting: Setting, filed_at: datetime) -> Step:
    """The matter is begun: k.p.a. art. 61 counts it from the day it entered the system."""
    act = Unfolding(setting, CaseState(), filed_at)
    act.happen("zlozenie", act.on)
    act.follow(processes.start(setting.service.process, act.scope))
    return _settled_down(setting, act)


def complete(setting: Setting, state: CaseState, token: str, answers: Mapping[str, Value], at: datetime) -> Step:
    """The clerk did the step; its letter went out and the process went on."""
    ripe = elapse(setting, state, at)
    act = Unfolding(setting, ripe.state, at)
    wait = next((wait for wait in act.waiting() if wait.token == token and wait.kind == "user"), None)
    if wait is None:
        raise TooLate(_too_late(setting, ripe))
    act.facts.update(answers)
    task = setting.service.tasks.get(wait.node)
    day = act.day_of_task(task)
    letter = act.letter_of(task) if task else None
    if letter is not None:
        act.issue(letter, token, automatic=letter.automatic)
    act.happen(wait.node, day)
    process = setting.service.process
    act.follow(processes.complete(process, act.state.process, token, act.scope), "work")
    return ripe.then(_settled_down(setting, act))


def receive(setting: Setting, state: CaseState, message: str, answers: Mapping[str, Value], at: datetime) -> Step:
    """The resident's answer or request came in time and the process went on."""
    ripe = elapse(setting, state, at)
    act = Unfolding(setting, ripe.state, at)
    if message not in awaited_messages(setting, ripe.state):
        raise TooLate(_too_late(setting, ripe, "Sprawa nie czeka już na tę odpowiedź."))
    act.facts.update(answers)
    act.happen(f"wplyw {message}", act.on)
    kind: Act = "answer" if any(x.answer == message for x in setting.service.letters.values()) else "work"
    act.follow(processes.trigger(setting.service.process, act.state.process, message, act.scope), kind)
    return ripe.then(_settled_down(setting, act))


def delivered(setting: Setting, state: CaseState, letter: str, on: date) -> Step:
    """The letter reached its addressee on the day; terms that run from delivery run."""
    open_letters = [issued for issued in state.letters if issued.name == letter and issued.delivered is None]
    if not open_letters:
        raise Refusal("Tego pisma nie wydano w sprawie albo już je doręczono.", code="nie_ma_pisma")
    if on < open_letters[0].on:
        raise Refusal("Pismo nie mogło być doręczone przed wydaniem.", code="doreczenie_przed_wydaniem")
    chosen = open_letters[0]
    act = Unfolding(setting, state, midnight(on))
    letters = [replace(issued, delivered=on) if issued is chosen else issued for issued in state.letters]
    act.state = replace(act.state, letters=tuple(letters))
    act.happen(f"doreczenie {letter}", on)
    return act.step()


def withdraw(setting: Setting, state: CaseState, at: datetime) -> Step:
    """The resident withdrew the matter: no step and no term is open. Refused once it is settled."""
    if WITHDRAWN not in setting.service.outcomes:
        raise Refusal("Takiego pisma nie można wycofać. Można złożyć nowe.", code="nie_mozna_wycofac")
    ripe = elapse(setting, state, at)
    if ripe.state.ended or ripe.state.outcome is not None:
        raise TooLate("Tej sprawy nie można już wycofać: urząd ją załatwił.")
    act = Unfolding(setting, ripe.state, at)
    act.happen("wycofanie", act.on)
    act.stop_all("sprawę wycofano")
    act.settle(WITHDRAWN, act.on)
    left = tuple(token.node for token in act.state.process.tokens)
    gone = processes.State((), act.state.process.issued)
    act.follow(processes.Move(gone, (), left, ended=True, cut=left))
    return ripe.then(act.step())


def move(setting: Setting, state: CaseState, token: str, to: str, at: datetime) -> Step:
    """A clerk took the case to another step by hand; terms go on as the law has it."""
    act = Unfolding(setting, state, at)
    act.follow(_jump(setting, act, token, to))
    return _settled_down(setting, act)


def _jump(setting: Setting, act: Unfolding, token: str, to: str) -> processes.Move:
    try:
        return processes.jump(setting.service.process, act.state.process, token, to, act.scope)
    except processes.Gone as gone:
        raise TooLate(gone.text) from gone


def due_dates(setting: Setting, state: CaseState) -> dict[str, Due]:
    """The terms that have started, in the order of the service."""
    terms = setting.service.deadlines.items()
    found = ((name, due(deadline, state.ledger, setting.calendar)) for name, deadline in terms)
    return {name: day for name, day in found if day is not None}


def open_tasks(setting: Setting, state: CaseState) -> tuple[OpenTask, ...]:
    """What clerks may do now, in the order it came."""
    return tuple(
        OpenTask(wait.token, wait.node, wait.name, setting.service.tasks.get(wait.node))
        for wait in _waits(setting, state)
        if wait.kind == "user"
    )


def awaited_messages(setting: Setting, state: CaseState) -> tuple[str, ...]:
    """What the resident may send now."""
    waits = _waits(setting, state)
    return tuple(dict.fromkeys(wait.event for wait in waits if wait.kind in ("receive", "message")))


def incidents(setting: Setting, state: CaseState) -> tuple[processes.Waiting, ...]:
    """Where the process stands and needs a hand; `name` says why."""
    return tuple(wait for wait in _waits(setting, state) if wait.kind == "incident")


def turn(setting: Setting, state: CaseState) -> Turn:
    """Whose move it is; a settled matter that waits for a request waits for nobody."""
    kinds = {wait.kind for wait in _waits(setting, state)}
    if kinds & {"user", "service", "incident"}:
        return "urzad"
    return "mieszkaniec" if kinds & {"receive", "message"} and state.outcome is None else "nikt"


def _too_late(setting: Setting, ripe: Step, text: str = "Ten krok nie jest już otwarty.") -> str:
    """Why the act comes too late: a term that has just passed is named."""
    passed = [effect.name for effect in ripe.effects if isinstance(effect, DeadlinePassed)]
    labels = "".join(f" Minął termin: {setting.service.deadlines[name].label}." for name in passed)
    return f"{text}{labels}"


def _settled_down(setting: Setting, act: Unfolding) -> Step:
    """A day entered late may have let a term pass already."""
    step = act.step()
    return step.then(elapse(setting, step.state, act.at))


def _waits(setting: Setting, state: CaseState) -> tuple[processes.Waiting, ...]:
    return processes.waiting(setting.service.process, state.process)
