"""Giving up a matter: at once where one person applied, when all have said so where several did (adr/065)."""

from __future__ import annotations

from uuid import UUID

from okienko.cases import _life, facts
from okienko.cases.actions import lock, parties_of
from okienko.cases.errors import NotWithdrawable
from okienko.cases.models import Case, CaseParty, Status
from okienko.journal.actions import record
from okienko.language import casework
from okienko.people.models import Resident
from okienko.submissions.models import Role
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import Actor, permit

REASON_AT_MOST = 300


@atomic
def withdraw(case_id: UUID, reason: str, *, by: Resident) -> Case:
    """The resident wants it settled no longer; when nobody who applied does, nothing waits any more."""
    case = _open_case(case_id, by)
    give_up(case, _own(case, by))
    return follow(case, facts.CaseWithdrawn(str(case.pk), reason[:REASON_AT_MOST]), by=by)


def give_up(case: Case, links: list[CaseParty]) -> None:
    """Whoever these links of the locked case are wants it no longer, in each role in which they may say so."""
    everybody = parties_of(case.pk)
    faults = {link.pk: _cannot(link, everybody) for link in links}
    able = [link for link in links if not faults[link.pk]]
    if not able:
        raise NotWithdrawable(next(iter(faults.values())))
    if all(link.withdrew_at for link in able):
        raise NotWithdrawable("To wycofanie jest już zapisane.")
    CaseParty.objects.filter(id__in=[link.pk for link in able]).update(withdrew_at=now())


def _cannot(link: CaseParty, everybody: list[CaseParty]) -> str:
    """Why an attorney cannot give the matter up for whom they act for."""
    if link.role != Role.ATTORNEY:
        return ""
    if link.unproven:
        return (
            "W sprawie nie ma jeszcze pełnomocnictwa, więc pełnomocnik nie może jej wycofać. "
            "Dołącz pełnomocnictwo albo niech sprawę wycofa osoba, która miała go udzielić."
        )
    if all(one.died_on for one in everybody if one.role == Role.APPLICANT):
        return "Osoba, w której imieniu działa pełnomocnik, zmarła. Sprawę mogą wycofać jej następcy."
    return ""


def follow(case: Case, fact: facts.CaseWithdrawn, *, by: Actor) -> Case:
    """What follows once a party has given up the locked case: that it ends so, unless another wants it settled."""
    running = _life.load(case)
    step = casework.withdraw(running.setting, running.state, now(), on=fact.on)  # what it refuses, it refuses each
    if still_wanted(case):
        wish = facts.WithdrawalWished(fact.case, fact.reason, fact.how, fact.on, fact.party)
        record(wish, by=by, at=case.office_id, about=case.urn)
        _life.save(case)
        return case
    record(fact, by=by, at=case.office_id, about=case.urn)
    _life.apply(running, step, by=by)
    return case


@atomic
def stay(case_id: UUID, *, by: Resident) -> Case:
    """The resident wants it settled after all, while others have not all given it up."""
    case = _open_case(case_id, by)
    given_up = [link.pk for link in _own(case, by) if link.withdrew_at]
    if not given_up:
        raise NotWithdrawable("Nie ma wycofania, które można cofnąć.")
    CaseParty.objects.filter(id__in=given_up).update(withdrew_at=None)
    record(facts.WithdrawalTakenBack(str(case.pk)), by=by, at=case.office_id, about=case.urn)
    _life.save(case)
    return case


def still_wanted(case: Case) -> bool:
    """Whether one who applied, and lives, has not given the matter up; an attorney does it for whom they act for."""
    links = parties_of(case.pk)
    gone = any(
        link.withdrew_at and not link.unproven and not link.died_on for link in links if link.role == Role.ATTORNEY
    )
    spoken_for = {Role.ATTORNEY, Role.APPLICANT} if gone else {Role.ATTORNEY}
    return any(not (link.role in spoken_for or link.withdrew_at or link.died_on) for link in links)


def _open_case(case_id: UUID, by: Resident) -> Case:
    case = lock(case_id)
    permit(by, "withdraw", case)
    refuse_settled(case)
    return case


def refuse_settled(case: Case) -> None:
    """A matter that the office has settled is given up no more."""
    if case.status != Status.OPEN:
        raise NotWithdrawable("Tej sprawy nie można już wycofać: urząd ją załatwił.")


def _own(case: Case, by: Resident) -> list[CaseParty]:
    return [link for link in parties_of(case.pk) if link.party.resident_id == by.pk and link.died_on is None]


def wishes(case_id: UUID) -> dict[UUID, bool]:
    """Residents who are parties, and whether each has given the matter up."""
    links = CaseParty.objects.filter(case_id=case_id).select_related("party")
    return {one.party.resident_id: one.withdrew_at is not None for one in links if one.party.resident_id is not None}
