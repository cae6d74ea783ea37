"""Who gives a matter up, on the account and on paper, and what is kept of it while others want it settled."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from okienko.cases import actions, facts, handling, parties, procedure, withdrawing
from okienko.cases.errors import NotWithdrawable
from okienko.cases.models import Case, CaseParty, Status
from okienko.cases.procedure import PaperWithdrawal
from okienko.journal.facts import from_body, to_body
from okienko.journal.queries import timeline
from okienko.language.errors import Refusal
from okienko.people.models import Clerk, Resident
from okienko.submissions.models import Role
from okienko.tenancy.clock import now, today
from okienko.tenancy.context import acting_for
from tests import roads, world
from tests.several import also, fresh, link_of

BY_ATTORNEY = {"pelnomocnik": True, "imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": False}


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    world.open_commune()
    roads.offer_roads()
    return world.resident()


@pytest.fixture
def clerk(jan: Resident) -> Clerk:
    return world.clerks().signing


@pytest.fixture
def shared(jan: Resident, clerk: Clerk) -> Case:
    """Jan and Ewa, who is on paper, applied together; a clerk has the case."""
    case = roads.applied(jan)
    also(case, "Ewa Druga")
    return taken(case, clerk)


@pytest.fixture
def unproven(jan: Resident, clerk: Clerk) -> Case:
    """Jan acts for Zofia and has shown no mandate."""
    return taken(roads.applied(jan, **BY_ATTORNEY), clerk)


@pytest.fixture
def proven(jan: Resident, clerk: Clerk) -> Case:
    return taken(roads.applied(jan, "pelnomocnictwo", **BY_ATTORNEY), clerk)


def taken(case: Case, clerk: Clerk) -> Case:
    with acting_for(case.office_id):
        return actions.take(case.pk, by=clerk)


def on_paper(case: Case, clerk: Clerk, role: str, on: date | None = None) -> Case:
    said = PaperWithdrawal(link_of(case, role).party_id, "pismo", on or today(), "Nie chcę.")
    with acting_for(case.office_id):
        return procedure.withdraw_for(case.pk, said, version=fresh(case).version, by=clerk)


def by_account(case: Case, resident: Resident) -> Case:
    with acting_for(case.office_id):
        return withdrawing.withdraw(case.pk, "", by=resident)


def dies(case: Case, role: str, clerk: Clerk) -> None:
    with acting_for(case.office_id):
        parties.note_death(case.pk, link_of(case, role).party_id, today(), version=fresh(case).version, by=clerk)


def told(case: Case, kind: type) -> list[object]:
    with acting_for(case.office_id):
        return [one.fact for one in timeline([case.urn], since=case.submission_id) if isinstance(one.fact, kind)]


def test_an_attorney_whose_mandate_is_there_ends_the_matter(proven: Case, jan: Resident) -> None:
    assert by_account(proven, jan).status == Status.ENDED


def test_an_attorney_without_the_mandate_ends_nothing_and_reads_what_to_do(unproven: Case, jan: Resident) -> None:
    with pytest.raises(NotWithdrawable, match=r"nie ma jeszcze pełnomocnictwa.*Dołącz"):
        by_account(unproven, jan)
    assert fresh(unproven).status == Status.OPEN
    assert link_of(unproven, Role.ATTORNEY).withdrew_at is None


def test_nor_does_their_letter_on_paper(unproven: Case, clerk: Clerk) -> None:
    with pytest.raises(NotWithdrawable, match="pełnomocnictwa"):
        on_paper(unproven, clerk, Role.ATTORNEY)
    assert fresh(unproven).status == Status.OPEN


def test_once_the_mandate_is_acknowledged_the_attorney_may(unproven: Case, jan: Resident, clerk: Clerk) -> None:
    with acting_for(unproven.office_id):
        handling.accept_mandate(unproven.pk, "dokument", version=unproven.version, by=clerk)
    assert by_account(unproven, jan).status == Status.ENDED


def test_what_an_unproven_attorney_said_long_ago_does_not_speak_for_the_party(unproven: Case) -> None:
    with acting_for(unproven.office_id):
        CaseParty.objects.filter(case=unproven, role=Role.ATTORNEY).update(withdrew_at=now())
        assert withdrawing.still_wanted(unproven)


def test_with_the_death_of_the_party_the_attorney_gives_up_nothing(proven: Case, jan: Resident, clerk: Clerk) -> None:
    dies(proven, Role.APPLICANT, clerk)
    with pytest.raises(NotWithdrawable, match="zmarła"):
        by_account(proven, jan)
    assert fresh(proven).status == Status.OPEN


def test_the_party_withdraws_though_the_attorney_has_no_mandate(unproven: Case, clerk: Clerk) -> None:
    assert on_paper(unproven, clerk, Role.APPLICANT).status == Status.ENDED


def test_what_one_of_several_wrote_is_kept_whole(shared: Case, clerk: Clerk) -> None:
    assert on_paper(shared, clerk, Role.CO_APPLICANT).status == Status.OPEN
    assert told(shared, facts.WithdrawalWished) == [
        facts.WithdrawalWished(str(shared.pk), "Nie chcę.", "pismo", today(), "Ewa Druga")
    ]


@pytest.mark.parametrize("on", [date(2026, 11, 24), date(2026, 11, 22)], ids=["tomorrow", "before the filing"])
def test_a_day_that_cannot_be_is_refused_while_others_want_it_settled(shared: Case, clerk: Clerk, on: date) -> None:
    with pytest.raises(Refusal, match="od złożenia pisma do dziś"):
        on_paper(shared, clerk, Role.CO_APPLICANT, on)
    assert link_of(shared, Role.CO_APPLICANT).withdrew_at is None


def test_nobody_gives_up_twice(shared: Case, jan: Resident, clerk: Clerk) -> None:
    by_account(shared, jan)
    with pytest.raises(NotWithdrawable, match="już"):
        by_account(shared, jan)
    with pytest.raises(NotWithdrawable, match="już"):
        on_paper(shared, clerk, Role.APPLICANT)
    assert len(told(shared, facts.WithdrawalWished)) == 1


def test_nobody_takes_back_what_they_did_not_say(shared: Case, jan: Resident) -> None:
    with acting_for(shared.office_id), pytest.raises(NotWithdrawable):
        withdrawing.stay(shared.pk, by=jan)
    assert told(shared, facts.WithdrawalTakenBack) == []


def test_what_was_taken_back_can_be_said_again(shared: Case, jan: Resident, clerk: Clerk) -> None:
    by_account(shared, jan)
    with acting_for(shared.office_id):
        withdrawing.stay(shared.pk, by=jan)
    by_account(shared, jan)
    assert on_paper(shared, clerk, Role.CO_APPLICANT).status == Status.ENDED


def test_nothing_is_noted_for_the_dead(shared: Case, clerk: Clerk) -> None:
    dies(shared, Role.CO_APPLICANT, clerk)
    with pytest.raises(NotWithdrawable, match="Wybierz"):
        on_paper(shared, clerk, Role.CO_APPLICANT)


def test_a_wish_from_before_these_words_is_read() -> None:
    old = facts.WithdrawalWished("c", "r")
    assert (old.how, old.on, old.party) == ("", None, "")
    assert from_body("cases.WithdrawalWished", '{"case": "c", "reason": "r"}') == old
    assert from_body("cases.WithdrawalWished", to_body(old)) == old
