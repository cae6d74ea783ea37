"""Between the pure life of a case (language.casework) and its rows: load, apply a step, save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okienko.cases import facts
from okienko.cases.models import Case, LedgerEntry, Status, Task
from okienko.catalogue.queries import Offered, pinned
from okienko.journal.actions import record
from okienko.language import casework
from okienko.language.assess import Assessment
from okienko.language.feel import literal_of, text_of, to_feel
from okienko.language.ledger import entry_to_json
from okienko.offices.law import calendar
from okienko.submissions.words import judged
from okienko.tenancy.clock import day_of, now
from okienko.tenancy.permits import Actor
from okienko.tenancy.rows import Rows

_entries = Rows(LedgerEntry, "case_id")


@dataclass(frozen=True)
class Running:
    """A case in hand: its row, its release, its pure state and the setting in which that lives."""

    case: Case
    offered: Offered
    state: casework.CaseState
    setting: casework.Setting
    assessed: Assessment  # the answers by the law of the day of entry


def setting_of(assessed: Assessment) -> casework.Setting:
    """Service, calendar and the names that gateways and letters may read, by the law of the day of entry."""
    return casework.Setting(assessed.service, calendar(), assessed.scope)


def load(case: Case) -> Running:
    """The pure state from the row and its ledger: two statements."""
    offered = pinned(case.offer_version_id)
    ledger = sorted(_entries.all(case.pk), key=lambda row: row.position)
    state = casework.CaseState.from_json({**case.state, "ledger": [row.entry for row in ledger]})
    assessed = judged(offered, case.submission.answers, day_of(case.submission.accepted_at))
    return Running(case, offered, state, setting_of(assessed), assessed)


def stepped(running: Running, token: str, answers: Mapping[str, Any]) -> casework.Step:
    """What doing the open task, or the act of procedure of that name, leads to."""
    if token in running.offered.service.acts:
        return casework.perform(running.setting, running.state, token, answers, now())
    return casework.complete(running.setting, running.state, token, answers, now())


def apply(running: Running, step: casework.Step, *, by: Actor) -> None:
    """Rows and facts are as the step says; version raised. The case row must be locked."""
    case, before = running.case, running.state
    service = running.offered.service
    for effect in step.effects:
        _take_effect(case, service, effect, by)
    fresh = step.state.ledger[len(before.ledger) :]
    LedgerEntry.objects.bulk_create(
        LedgerEntry(case=case, position=len(before.ledger) + offset, entry=entry_to_json(entry))
        for offset, entry in enumerate(fresh)
    )
    for name in dict.fromkeys(entry.deadline for entry in fresh):
        _tell_deadline(running, step.state, name, by)
    _reopen(case, step.state)
    summarise(case, step.state, running.setting)
    save(case, *SUMMARISED)


def _reopen(case: Case, state: casework.CaseState) -> None:
    """A case that had ended has something to be done again."""
    if case.status == Status.ENDED and not state.ended:
        case.status, case.ended_at = Status.SETTLED if state.outcome else Status.OPEN, None


SUMMARISED = ("state", "turn", "due_name", "due_on", "clock_at", "status", "outcome", "settled_on", "ended_at")


def save(case: Case, *fields: str) -> None:
    """These fields of the locked case row are as they stand, and its version is raised."""
    case.version += 1
    case.save(update_fields=[*fields, "version"])


def summarise(case: Case, state: casework.CaseState, setting: casework.Setting) -> None:
    """The columns by which lists are sorted and the clock finds the case."""
    saved = state.to_json()
    saved.pop("ledger")
    case.state = saved
    case.turn = casework.turn(setting, state)
    case.due_name, case.due_on = _nearest(case.turn, state, setting)
    case.clock_at = casework.next_due(setting, state)


def _nearest(turn: str, state: casework.CaseState, setting: casework.Setting) -> tuple[str, date | None]:
    """The nearest running term of whoever has the turn."""
    dues = casework.due_dates(setting, state)
    running = [
        (due.office_by if turn == "urzad" else due.on, name)
        for name, due in dues.items()
        if due.running and setting.service.terms[name].whose == turn
    ]
    if not running:
        return "", None
    day, name = min(running)
    return name, day


def _take_effect(case: Case, service: Any, effect: casework.Effect, by: Actor) -> None:
    match effect:
        case casework.TaskOpened(token=token, node=node):
            label = effect.label or (service.tasks[node].label if node in service.tasks else node)
            task = Task(case=case, token=token, node=node, label=label, opened_at=now())
            task.save(force_insert=True)
            _record(facts.TaskOpened(str(case.pk), str(task.pk), node, label), case, by)
        case casework.TaskClosed(token=token):
            Task.objects.filter(case=case, token=token, closed_at=None).update(closed_at=now(), closed_by=by.urn)
        case casework.Settled(outcome=outcome, on=day):
            case.status, case.outcome, case.settled_on = Status.SETTLED, outcome, day
            silently = by.urn.startswith("urn:okienko:system:")
            text = service.outcomes[outcome].text
            _record(facts.CaseSettled(str(case.pk), outcome, text, day, silently), case, by)
        case casework.Ended():
            case.status, case.ended_at = Status.ENDED, now()
            _record(facts.CaseEnded(str(case.pk)), case, by)
        case casework.LetterIssued(letter=letter, automatic=True):
            _record(facts.LetterDue(str(case.pk), letter), case, by)
        case casework.Failed(text=text):
            _record(facts.ProcessStuck(str(case.pk), text), case, by)
        case casework.RuleDecided(taken=taken):
            _record(_rule_decided(case, taken), case, by)


def _rule_decided(case: Case, taken: casework.DecisionTaken) -> facts.RuleDecided:
    inputs, rows = literal_of(to_feel(taken.inputs)), ", ".join(map(str, taken.rows))
    value = text_of(to_feel(taken.value))
    return facts.RuleDecided(str(case.pk), taken.name, value, inputs, rows, taken.basis, taken.law_version)


def _tell_deadline(running: Running, state: casework.CaseState, name: str, by: Actor) -> None:
    setting = running.setting
    due = casework.due_dates(setting, state).get(name)
    if due is None:
        return
    fact = facts.DeadlineChanged(str(running.case.pk), name, due.on, due.sentence)
    _record(fact, running.case, by)


def _record(fact: Any, case: Case, by: Actor) -> None:
    record(fact, by=by, at=case.office_id, about=case.urn)
