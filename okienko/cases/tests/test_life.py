"""One matter from submission to its end, through the actions, with time given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from okienko.cases import actions, clock, queries
from okienko.cases.errors import Changed, NotWithdrawable
from okienko.cases.models import Case, LedgerEntry, Status
from okienko.cases.withdrawing import withdraw
from okienko.documents import actions as documents
from okienko.journal.drain import drain
from okienko.language.casework import TooLate
from okienko.people.models import Clerk, Resident
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from tests import world
from tests.world import COMMUNE, PDF


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    world.open_commune()
    return world.resident()


@pytest.fixture
def desk(jan: Resident) -> world.Desk:
    return world.clerks()


@pytest.fixture
def case(jan: Resident) -> Case:
    receipt = world.submitted(jan)
    return found(receipt.submission_id)


def found(submission_id: Any) -> Case:
    with acting_for(COMMUNE):
        case = queries.case_of_submission(submission_id)
    assert case is not None
    return case


def at(text: str) -> Any:
    """An instant in Warsaw's winter time."""
    return time_is(datetime.fromisoformat(f"{text}+01:00").astimezone(UTC))


def fresh(case: Case) -> Case:
    with acting_for(COMMUNE):
        return Case.objects.get(pk=case.pk)


def do(case: Case, by: Clerk, answers: dict[str, Any], letter: str = "") -> Case:
    """Complete the case's only task."""
    with acting_for(COMMUNE):
        task = queries.case_for(by, case.pk).tasks[0]  # type: ignore[union-attr]
        decided = None
        if letter:
            document = documents.preview(letter, letter, PDF, about=case.urn)
            actions.prepare_letter(case, task.token, document, answers, by=by)
            decided = actions.Decided(document, document.preview.sha256)
        version = Case.objects.get(pk=case.pk).version
        done = actions.complete(case.pk, task.token, answers, version=version, by=by, letter=decided)
    drain(COMMUNE)
    return done


def inspected(case: Case, by: Clerk) -> None:
    with acting_for(COMMUNE):
        actions.take(case.pk, by=by)
    do(case, by, {"kompletne": True})
    with at("2026-12-11T10:00"):
        answers = {"data_ogledzin": date(2026, 12, 11), "zgodne_ze_zgloszeniem": "zgodne"}
        do(case, by, answers)


def test_a_submission_opens_a_case_with_mark_and_register_number(case: Case) -> None:
    assert (case.mark, case.register_number) == ("OŚ.6131.1.2026", "RPW/1/2026")
    assert (case.turn, case.due_name, case.due_on) == ("urzad", "ogledziny", date(2026, 12, 14))


def test_a_fact_taken_twice_opens_one_case(case: Case) -> None:
    with acting_for(COMMUNE), pytest.raises(Exception, match="już założona"):
        actions.open_from(case.submission_id, by=clock.CLOCK)
    with acting_for(COMMUNE):
        assert Case.objects.count() == 1


def test_numbers_have_no_gaps(jan: Resident, case: Case) -> None:
    second = found(world.submitted(jan).submission_id)
    assert second.mark == "OŚ.6131.2.2026"


def test_silence_settles_the_case_when_the_term_has_passed(case: Case, desk: world.Desk) -> None:
    inspected(case, desk.plain)
    with at("2026-12-28T23:59:59"):
        assert clock.offices_due() == []
    with at("2026-12-29T00:00:00"):
        assert clock.offices_due() == [COMMUNE]
        clock.elapse(COMMUNE)
    settled = fresh(case)
    assert (settled.status, settled.outcome) == (Status.SETTLED, "milczaca_zgoda")


def test_an_objection_one_second_before_midnight_wins(case: Case, desk: world.Desk) -> None:
    inspected(case, desk.signing)
    with at("2026-12-28T23:59:59"):
        do(case, desk.signing, {"rozstrzygniecie": "sprzeciw", "powod_sprzeciwu": ["zabytek"]}, "sprzeciw")
    with at("2026-12-29T00:00:01"):
        clock.elapse(COMMUNE)
    assert fresh(case).outcome == "sprzeciw"


def test_an_objection_at_midnight_comes_too_late(case: Case, desk: world.Desk) -> None:
    inspected(case, desk.signing)
    answers = {"rozstrzygniecie": "sprzeciw", "powod_sprzeciwu": ["zabytek"]}
    with at("2026-12-29T00:00:00"), pytest.raises(TooLate):
        do(case, desk.signing, answers, "sprzeciw")
    with at("2026-12-29T00:00:01"):
        clock.elapse(COMMUNE)
    assert fresh(case).outcome == "milczaca_zgoda"


def test_a_letter_is_refused_without_an_authorisation(case: Case, desk: world.Desk) -> None:
    inspected(case, desk.plain)
    answers = {"rozstrzygniecie": "sprzeciw", "powod_sprzeciwu": ["zabytek"]}
    with at("2026-12-14T10:00"), pytest.raises(Exception, match="upoważnienia"):
        do(case, desk.plain, answers, "sprzeciw")
    assert fresh(case).outcome == ""


def test_an_order_runs_from_its_collection_and_its_answer_goes_back_to_checking(
    case: Case, desk: world.Desk, jan: Resident
) -> None:
    with acting_for(COMMUNE):
        actions.take(case.pk, by=desk.signing)
    do(case, desk.signing, {"kompletne": False})
    do(case, desk.signing, {"braki": ["mapka"]}, "wezwanie")
    assert (fresh(case).turn, fresh(case).due_on) == ("mieszkaniec", None)
    with at("2026-11-25T10:00"):
        collect(case, jan)
        assert fresh(case).due_on == date(2026, 12, 2)
    with at("2026-11-26T10:00"), acting_for(COMMUNE):
        actions.reply(case.pk, "uzupelnienie", {}, [], key="k1", by=jan)
        again = actions.reply(case.pk, "uzupelnienie", {}, [], key="k1", by=jan)
        assert again.key == "k1"
    assert fresh(case).turn == "urzad"


def collect(case: Case, by: Resident) -> None:
    from okienko.deliveries import actions as deliveries
    from okienko.deliveries.queries import deliveries_about

    with acting_for(COMMUNE):
        deliveries.collect(deliveries_about(case.urn)[-1].pk, by=by)
    drain(COMMUNE)


def test_an_order_nobody_collects_counts_as_delivered_after_fourteen_days(case: Case, desk: world.Desk) -> None:
    with acting_for(COMMUNE):
        actions.take(case.pk, by=desk.signing)
    do(case, desk.signing, {"kompletne": False})
    do(case, desk.signing, {"braki": ["mapka"]}, "wezwanie")
    with at("2026-12-01T00:00"):
        clock.elapse(COMMUNE)
    with at("2026-12-08T00:00"):
        clock.elapse(COMMUNE)
        drain(COMMUNE)
    assert fresh(case).due_on == date(2026, 12, 14)


def test_an_order_not_answered_leads_to_the_objection(case: Case, desk: world.Desk, jan: Resident) -> None:
    with acting_for(COMMUNE):
        actions.take(case.pk, by=desk.signing)
    do(case, desk.signing, {"kompletne": False})
    do(case, desk.signing, {"braki": ["mapka"]}, "wezwanie")
    with at("2026-11-25T10:00"):
        collect(case, jan)
    with at("2026-12-03T00:00"):
        clock.elapse(COMMUNE)
    with acting_for(COMMUNE):
        tasks = queries.case_for(desk.signing, case.pk).tasks  # type: ignore[union-attr]
    assert [task.node for task in tasks] == ["sprzeciw_brak"]


def test_withdrawal_ends_the_case(case: Case, jan: Resident) -> None:
    with acting_for(COMMUNE):
        withdraw(case.pk, "Rozmyśliłem się", by=jan)
    ended = fresh(case)
    assert (ended.status, ended.outcome, ended.turn) == (Status.ENDED, "wycofane", "nikt")
    with acting_for(COMMUNE), pytest.raises(NotWithdrawable):
        withdraw(case.pk, "jeszcze raz", by=jan)


def test_a_changed_case_is_not_changed_over(case: Case, desk: world.Desk) -> None:
    with acting_for(COMMUNE):
        actions.take(case.pk, by=desk.plain)
    with acting_for(COMMUNE), pytest.raises(Changed):
        actions.complete(case.pk, "1", {"kompletne": True}, version=0, by=desk.plain)


def test_a_clerk_who_does_not_have_the_case_may_not_work_on_it(case: Case, desk: world.Desk) -> None:
    with acting_for(COMMUNE), pytest.raises(Forbidden):
        actions.complete(case.pk, "1", {"kompletne": True}, version=case.version, by=desk.plain)


def test_another_resident_sees_nothing(case: Case) -> None:
    other = world.resident("Ewa Obca")
    with acting_for(COMMUNE):
        assert queries.matter_for(other, case.submission_id) is None


def test_the_ledger_says_why(case: Case, jan: Resident) -> None:
    with acting_for(COMMUNE):
        view = queries.matter_for(jan, case.submission_id)
        assert LedgerEntry.objects.filter(case=case).count() == 1
    assert view is not None
    assert "21 dni" in view.dues[0].due.sentence


def test_leave_to_cut_ends_six_months_after_the_inspection(case: Case, desk: world.Desk, jan: Resident) -> None:
    inspected(case, desk.plain)
    with at("2026-12-29T00:00:00"):
        clock.elapse(COMMUNE)
        assert seen(case, jan) == ("Możesz usunąć drzewo", False)
    with time_is(datetime(2027, 6, 11, 21, 59, tzinfo=UTC)):
        assert seen(case, jan) == ("Możesz usunąć drzewo", False)
    with time_is(datetime(2027, 6, 11, 22, 0, tzinfo=UTC)):
        clock.elapse(COMMUNE)
        assert seen(case, jan)[1] is True


def seen(case: Case, by: Resident) -> tuple[str, bool]:
    with acting_for(COMMUNE):
        view = queries.matter_for(by, case.submission_id)
    assert view is not None
    return view.outcome_text, view.outcome_expired


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """A reaction that fails must fail the test, not be put off."""
    from okienko.journal import drain as module

    before = module._put_off

    def loud(row: Any, name: str, error: Exception) -> None:
        raise error

    module._put_off = loud  # type: ignore[assignment]
    yield
    module._put_off = before
