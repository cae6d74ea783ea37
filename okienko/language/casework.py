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
from okienko.language._caseacts import happened, perform, possible_acts, unannounced
from okienko.language._casebeside import add_task, complete_beside
from okienko.language._caseclock import elapse, next_due, settled_down, too_late
from okienko.language._caseflow import Unfolding, event_words
from okienko.language._casemove import movable, move, move_targets
from okienko.language._casereceive import Lapsed, awaited_messages, lapsed, late_messages, pleas, receive
from okienko.language._casestate import (
    Beside,
    CaseState,
    DeadlinePassed,
    DeadlineStarted,
    Effect,
    Ended,
    Failed,
    Issued,
    LetterIssued,
    OpenTask,
    Received,
    RuleDecided,
    Setting,
    Settled,
    Step,
    TaskClosed,
    TaskOpened,
    TooLate,
    Turn,
    midnight,
)
from okienko.language._scope import DecisionTaken
from okienko.language.calendar import day_words
from okienko.language.errors import Refusal
from okienko.language.explaining import Explanation, Wording, explain
from okienko.language.feel import Value
from okienko.language.law import LawData
from okienko.language.ledger import Due, due
from okienko.language.model import Letter
from okienko.language.terms import Terms

__all__ = [
    "Beside",
    "CaseState",
    "DeadlinePassed",
    "DeadlineStarted",
    "DecisionTaken",
    "Effect",
    "Ended",
    "Failed",
    "Issued",
    "Lapsed",
    "LetterIssued",
    "OpenTask",
    "Received",
    "RuleDecided",
    "Setting",
    "Settled",
    "Step",
    "TaskClosed",
    "TaskOpened",
    "TooLate",
    "Turn",
    "add_task",
    "awaited_messages",
    "complete",
    "delivered",
    "due_dates",
    "elapse",
    "explanations",
    "happened",
    "incidents",
    "lapsed",
    "late_messages",
    "movable",
    "move",
    "move_targets",
    "next_due",
    "open_case",
    "open_tasks",
    "perform",
    "pleas",
    "possible_acts",
    "receive",
    "turn",
    "unannounced",
    "withdraw",
]

WITHDRAWN = "wycofane"  # the outcome of a withdrawn matter; a service without it cannot be withdrawn


def open_case(setting: Setting, filed_at: datetime) -> Step:
    """The matter is begun: k.p.a. art. 61 counts it from the day it entered the system."""
    act = Unfolding(setting, CaseState(), filed_at)
    act.happen("zlozenie", act.on)
    act.follow(processes.start(setting.service.process, act.scope))
    return settled_down(setting, act.step(), act.at)


def complete(setting: Setting, state: CaseState, token: str, answers: Mapping[str, Value], at: datetime) -> Step:
    """The clerk did the step; its letter went out and the process went on."""
    ripe = elapse(setting, state, at)
    act = Unfolding(setting, ripe.state, at)
    if any(task.token == token for task in act.state.open_beside):
        return ripe.then(complete_beside(setting, act, token, answers))
    wait = next((wait for wait in act.waiting() if wait.token == token and wait.kind == "user"), None)
    if wait is None:
        raise TooLate(too_late(setting, ripe))
    process = setting.service.process
    given = processes.kept_within(process, act.state.process, token, answers)
    act.facts.update({name: value for name, value in answers.items() if name not in given})
    task = setting.service.tasks.get(wait.node)
    known = {**act.facts, **answers}
    day = act.day_of_task(task, known)
    letter = act.letter_of(task, known) if task else None
    _refuse_second_decision(setting, ripe.state, letter)
    if letter is not None:
        act.issue(letter, token, automatic=letter.automatic)
    act.happen(wait.node, day)
    act.follow(processes.complete(process, act.state.process, token, act.scope, given), "work")
    return ripe.then(settled_down(setting, act.step(), act.at))


def _refuse_second_decision(setting: Setting, state: CaseState, letter: Letter | None) -> None:
    """A case that was moved back by hand after its decision has that decision until it is set aside."""
    known = setting.service.letters
    issued = [one for one in state.letters if known[one.name].effect == "decision"]
    if letter is not None and letter.effect == "decision" and state.outcome is not None and issued:
        last = issued[-1]
        raise Refusal(
            f"W tej sprawie wydano już decyzję: {known[last.name].label}, {day_words(last.on)}. Druga może zapaść "
            "dopiero, gdy pierwsza zostanie uchylona.",
            code="druga_decyzja",
        )


def delivered(setting: Setting, state: CaseState, letter: str, on: date, *, which: int | None = None) -> Step:
    """The letter reached its addressee on the day; terms that run from delivery run.

    `which` of the letters of this name, from 0: said of one that was delivered already it changes nothing.
    """
    named = [issued for issued in state.letters if issued.name == letter]
    said = named if which is None else named[which : which + 1]
    open_letters = [issued for issued in said if issued.delivered is None]
    if which is not None and said and not open_letters:
        return Step(state)
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


def withdraw(setting: Setting, state: CaseState, at: datetime, *, on: date | None = None) -> Step:
    """The resident withdrew the matter: no step and no term is open. Refused once it is settled.

    `on`: the day on which it reached the office on paper or was said for the record, where a clerk enters it later.
    """
    if WITHDRAWN not in setting.service.outcomes:
        raise Refusal("Takiego pisma nie można wycofać. Można złożyć nowe.", code="nie_mozna_wycofac")
    ripe = elapse(setting, state, at)
    if ripe.state.ended or ripe.state.outcome is not None:
        raise TooLate("Tej sprawy nie można już wycofać: urząd ją załatwił.")
    act = Unfolding(setting, ripe.state, at)
    act.on = _day_before(act, on)
    act.happen("wycofanie", act.on)
    act.stop_all("sprawę wycofano")
    act.close_beside(*(task.token for task in act.state.open_beside))
    act.settle(WITHDRAWN, act.on)
    left = tuple(token.node for token in act.state.process.tokens)
    gone = processes.State((), act.state.process.issued)
    act.follow(processes.Move(gone, (), left, ended=True, cut=left))
    return ripe.then(act.step())


def _day_before(act: Unfolding, on: date | None) -> date:
    """The day, which must lie between the filing and the act."""
    filed = act.state.events.get("zlozenie", act.on)
    if on is not None and not filed <= on <= act.on:
        raise Refusal("Podaj dzień od złożenia pisma do dziś.", code="zly_dzien")
    return on or act.on


def due_dates(setting: Setting, state: CaseState) -> dict[str, Due]:
    """The terms that have started, in the order of the service."""
    terms = setting.service.terms.items()
    found = ((name, due(deadline, state.ledger, setting.calendar)) for name, deadline in terms)
    return {name: day for name, day in found if day is not None}


def explanations(setting: Setting, state: CaseState, law: LawData) -> dict[str, Explanation]:
    """The terms that have started, each with the reasons of its days, in the order of the service."""
    service = setting.service
    named = [task.law for task in service.tasks.values() if task.law]
    named += [pause.law for term in service.deadlines.values() for pause in term.pauses]
    laws = {one.text: one.confirmed for one in named}
    wording = Wording(Terms(setting.calendar, law), laws, lambda event: event_words(service, event))
    found = ((name, explain(term, state.ledger, wording)) for name, term in service.terms.items())
    return {name: told for name, told in found if told is not None}


def open_tasks(setting: Setting, state: CaseState) -> tuple[OpenTask, ...]:
    """What clerks may do now, in the order it came."""
    tasks = setting.service.tasks
    drawn = [wait for wait in _waits(setting, state) if wait.kind == "user"]
    of_process = [OpenTask(wait.token, wait.node, wait.name, tasks.get(wait.node)) for wait in drawn]
    beside = [OpenTask(task.token, task.node, task.label, tasks.get(task.node)) for task in state.open_beside]
    return (*of_process, *beside)


def incidents(setting: Setting, state: CaseState) -> tuple[processes.Waiting, ...]:
    """Where the process stands and needs a hand; `name` says why."""
    return tuple(wait for wait in _waits(setting, state) if wait.kind == "incident")


def turn(setting: Setting, state: CaseState) -> Turn:
    """Whose move it is; a settled matter that waits for a request waits for nobody, unless a clerk has a task left."""
    kinds = {wait.kind for wait in _waits(setting, state)}
    called = any(task.node in setting.service.acts or state.outcome is not None for task in state.open_beside)
    if called or kinds & {"user", "service", "incident"}:
        return "urzad"
    return "mieszkaniec" if kinds & {"receive", "message"} and state.outcome is None else "nikt"


def _waits(setting: Setting, state: CaseState) -> tuple[processes.Waiting, ...]:
    return processes.waiting(setting.service.process, state.process)
