"""What happens to the parties of a running case: one dies, another takes their place, an address changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from okienko.cases import _life, _lookup, facts
from okienko.cases.actions import addressees_of, count_delivery, lock, parties_of
from okienko.cases.errors import WrongParty
from okienko.cases.models import Case, CaseParty
from okienko.deliveries import actions as deliveries
from okienko.deliveries.models import Delivery
from okienko.deliveries.queries import sent_to
from okienko.journal.actions import record
from okienko.language import casework
from okienko.people.models import Clerk, Party
from okienko.submissions.models import Role
from okienko.tenancy.clock import now, today
from okienko.tenancy.context import atomic
from okienko.tenancy.ids import uuid7
from okienko.tenancy.permits import permit

SUCCESSOR = "nastepca"  # the role of whoever takes the place of a party who died
DEATH = "kpa_smierc"  # the act of procedure that a death calls for, where the procedure has it
ADDRESS_AT_MOST, NAME_AT_MOST = 200, 80


@dataclass(frozen=True, slots=True)
class Heir:
    """Who takes part in the place of a party who died."""

    first_name: str
    last_name: str
    address: str
    pesel: str = ""


@atomic
def note_death(case_id: UUID, party_id: UUID, on: date, *, version: int, by: Clerk) -> Case:
    """The party is dead: all terms stand, and nothing that waits for them takes effect any more.

    With an attorney no term stands: what waited for them goes to the party, who acts without one from now on.
    """
    case = lock(case_id, version=version)
    permit(by, "work", case)
    link = _living(case, party_id)
    if on > today():
        raise WrongParty("Ten dzień jeszcze nie nadszedł.")
    link.died_on = on
    link.save(update_fields=["died_on"])
    attorney = link.role == Role.ATTORNEY
    record(facts.PartyDied(str(case.pk), link.party.name, on, attorney), by=by, at=case.office_id, about=case.urn)
    for sent in deliveries.stop(case.urn, link.party, by=by):
        if attorney:
            _send_on(case, sent, by)
        count_delivery(case, sent.document_id, sent.document.letter, by=by)
    running = _life.load(case)
    if DEATH in running.offered.service.acts and not running.state.ended and not attorney:
        _life.apply(running, casework.happened(running.setting, running.state, DEATH, {}, now()), by=by)
    else:
        _life.save(case)
    return case


def _send_on(case: Case, stopped: Delivery, by: Clerk) -> None:
    """The letter of a dead attorney waits for those who get letters without one, unless it went to them too."""
    for party in addressees_of(parties_of(case.pk)):
        if not sent_to(stopped.document_id, party):
            deliveries.send(stopped.document, party, about=case.urn, by=by)


def may_succeed(links: Iterable[CaseParty]) -> bool:
    """Whether somebody is dead whose place another takes; nobody succeeds an attorney."""
    return any(link.died_on is not None and link.role != Role.ATTORNEY for link in links)


def is_attorney(links: Iterable[CaseParty], party_id: UUID) -> bool:
    """Whether that party only acts for another."""
    return any(link.party_id == party_id and link.role == Role.ATTORNEY for link in links)


def named(links: Sequence[CaseParty]) -> list[tuple[str, Party]]:
    """Parties as letters name them now: the living, successors in place of the dead, the first as the applicant.

    An attorney is named while somebody lives who gave the mandate. Where nobody is left all stand as they filed.
    """
    living: dict[str, list[Party]] = {}
    for link in links:
        if link.died_on is None:
            living.setdefault(link.role, []).append(link.party)
    applicants, heirs = living.get(Role.APPLICANT, []), living.get(SUCCESSOR, [])
    others = living.get(Role.CO_APPLICANT, [])
    applying = [*applicants, *others, *heirs] if applicants else [*heirs, *others]
    if not applying:
        return [(link.role, link.party) for link in links if link.role != SUCCESSOR]
    attorneys = living.get(Role.ATTORNEY, []) if applicants else []
    first, *rest = applying
    return [
        (Role.APPLICANT, first),
        *((Role.CO_APPLICANT, party) for party in rest),
        *((Role.ATTORNEY, party) for party in attorneys),
    ]


@atomic
def add_successor(case_id: UUID, heir: Heir, *, version: int, by: Clerk) -> Case:
    """The successor takes part: letters go to them too, on paper until they have an account."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    if not may_succeed(parties_of(case.pk)):
        raise WrongParty("Następcę dodaje się po śmierci strony. Najpierw ją odnotuj.")
    first, last, address = (" ".join(text.split()) for text in (heir.first_name, heir.last_name, heir.address))
    if not first or not last or not address or max(len(first), len(last)) > NAME_AT_MOST:
        raise WrongParty("Podaj imię, nazwisko i adres następcy.")
    party = Party(first_name=first, last_name=last, address=address[:ADDRESS_AT_MOST], pesel=heir.pesel)
    party.save(force_insert=True)
    CaseParty(case=case, party=party, role=SUCCESSOR).save(force_insert=True)
    _lookup.add_words(case, [party.name])
    record(facts.SuccessorAdded(str(case.pk), party.name), by=by, at=case.office_id, about=case.urn)
    _life.save(case)
    return case


@atomic
def change_address(case_id: UUID, party_id: UUID, address: str, *, version: int, by: Clerk) -> Case:
    """Letters from now on use the address (k.p.a. art. 41); what was filed and sent before stays as it was."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    link = _living(case, party_id)
    before, after = link.party.address, " ".join(address.split())[:ADDRESS_AT_MOST]
    if not after or after == before:
        raise WrongParty("Podaj inny adres niż dotychczasowy.")
    known, moved = link.party, copy(link.party)
    moved.pk, moved.address = uuid7(), after
    moved.save(force_insert=True)
    link.party = moved
    link.save(update_fields=["party"])
    deliveries.follow(case.urn, known, moved, by=by)
    record(facts.AddressChanged(str(case.pk), known.name, before, after), by=by, at=case.office_id, about=case.urn)
    _life.save(case)
    return case


def _living(case: Case, party_id: UUID) -> CaseParty:
    """The link of a living party of this case."""
    link = next((link for link in parties_of(case.pk) if link.party_id == party_id), None)
    if link is None or link.died_on is not None:
        raise WrongParty("Wybierz żyjącą stronę tej sprawy.")
    return link
