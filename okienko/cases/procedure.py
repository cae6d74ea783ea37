"""Acts of procedure that a clerk does by hand: for a party, or to put the course of a case right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from okienko.cases import _life, facts
from okienko.cases.actions import lock, parties_of
from okienko.cases.errors import NotAdded, NotMoved, NotWithdrawable
from okienko.cases.models import Case
from okienko.cases.withdrawing import REASON_AT_MOST, follow, give_up, refuse_settled
from okienko.journal.actions import record
from okienko.language import casework
from okienko.people.models import Clerk
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import permit

HOW: Mapping[str, str] = {"pismo": "Na piśmie", "protokol": "Ustnie, do protokołu"}
LABEL_AT_MOST = 120


@dataclass(frozen=True, slots=True)
class PaperWithdrawal:
    """A withdrawal that did not come by the account: whose, how, on what day and why."""

    party: UUID
    how: str
    on: date
    reason: str = ""


@atomic
def withdraw_for(case_id: UUID, said: PaperWithdrawal, *, version: int, by: Clerk) -> Case:
    """The matter is withdrawn as if the party had done it on the account: when all who applied have, adr/065."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    links = [link for link in parties_of(case.pk) if link.party_id == said.party and link.died_on is None]
    if not links or said.how not in HOW:
        raise NotWithdrawable("Wybierz, kto i w jaki sposób wycofał sprawę.")
    refuse_settled(case)
    give_up(case, links)
    fact = facts.CaseWithdrawn(str(case.pk), _short(said.reason), said.how, said.on, links[0].party.name)
    return follow(case, fact, by=by)


@dataclass(frozen=True, slots=True)
class ByHand:
    """A move by hand: from the token to the step, and why."""

    token: str
    to: str
    reason: str
    undone: bool = False


@atomic
def move(case_id: UUID, by_hand: ByHand, *, version: int, by: Clerk) -> Case:
    """The case stands at another step, its terms untouched and nothing issued; who did it and why is recorded."""
    case = lock(case_id, version=version)
    permit(by, "move", case)
    reason = _short(by_hand.reason)
    if not reason:
        raise NotMoved("Napisz, dlaczego przenosisz sprawę.")
    running = _life.load(case)
    step = casework.move(running.setting, running.state, by_hand.token, by_hand.to, now())
    labels = running.offered.service.process.all_nodes
    origin = next(token.node for token in running.state.process.tokens if token.id == by_hand.token)
    fact = facts.CaseMoved(str(case.pk), labels[origin].label, labels[by_hand.to].label, reason, by_hand.undone)
    record(fact, by=by, at=case.office_id, about=case.urn)
    _life.apply(running, step, by=by)
    return case


@atomic
def add_task(case_id: UUID, label: str, until: date | None, *, version: int, by: Clerk) -> Case:
    """A clerk's own task waits beside those of the process; it moves nothing, and the resident sees none of it."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    words = " ".join(label.split())[:LABEL_AT_MOST]
    if not words:
        raise NotAdded("Napisz, co trzeba zrobić.")
    shown = f"{words} (do {until:%d.%m.%Y})" if until else words
    running = _life.load(case)
    step = casework.add_task(running.setting, running.state, shown, until, now())
    record(facts.TaskAdded(str(case.pk), words, until), by=by, at=case.office_id, about=case.urn)
    _life.apply(running, step, by=by)
    return case


def _short(text: str) -> str:
    return " ".join(text.split())[:REASON_AT_MOST]
