"""Acts of procedure that a clerk does by hand: for a party, or to put the course of a case right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from okienko.cases import _life, facts
from okienko.cases.actions import lock, parties_of
from okienko.cases.errors import NotWithdrawable
from okienko.cases.models import Case, Status
from okienko.journal.actions import record
from okienko.language import casework
from okienko.people.models import Clerk
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import permit

HOW: Mapping[str, str] = {"pismo": "Na piśmie", "protokol": "Ustnie, do protokołu"}
REASON_AT_MOST = 300


@dataclass(frozen=True, slots=True)
class PaperWithdrawal:
    """A withdrawal that did not come by the account: whose, how, on what day and why."""

    party: UUID
    how: str
    on: date
    reason: str = ""


@atomic
def withdraw_for(case_id: UUID, said: PaperWithdrawal, *, version: int, by: Clerk) -> Case:
    """The matter is withdrawn as if the party had done it on the account; who, how and when is recorded."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    party = next((link.party for link in parties_of(case.pk) if link.party_id == said.party), None)
    if party is None or said.how not in HOW:
        raise NotWithdrawable("Wybierz, kto i w jaki sposób wycofał sprawę.")
    if case.status != Status.OPEN:
        raise NotWithdrawable("Tej sprawy nie można już wycofać: urząd ją załatwił.")
    running = _life.load(case)
    step = casework.withdraw(running.setting, running.state, now(), on=said.on)
    reason = " ".join(said.reason.split())[:REASON_AT_MOST]
    fact = facts.CaseWithdrawn(str(case.pk), reason, said.how, said.on, party.name)
    record(fact, by=by, at=case.office_id, about=case.urn)
    _life.apply(running, step, by=by)
    return case
