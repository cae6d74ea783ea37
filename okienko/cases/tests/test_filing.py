"""The file plan (JRWA) from both sides of New Year: open cases, new ones, and what falls between."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from okienko.cases import filing, lists, queries
from okienko.cases.errors import NotHandled
from okienko.cases.models import Case
from okienko.catalogue import actions as catalogue
from okienko.catalogue.errors import WrongLocalValue
from okienko.catalogue.queries import adoptions, classes_ending, release
from okienko.journal.drain import drain
from okienko.offices import planning
from okienko.offices.errors import WrongFileClass, WrongPlan
from okienko.offices.filing import classes_on, valid
from okienko.offices.models import FilePlan, Office
from okienko.offices.plans import Line
from okienko.people.models import Clerk, Resident
from okienko.submissions.actions import Receipt
from okienko.submissions.models import Matter
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from tests import world
from tests.world import COMMUNE, SERVICE, VALUES

OLD = [Line("61", "Ochrona przyrody"), Line("6131", "Usuwanie drzew", "B5"), Line("6140", "Zieleń", "B5")]
NEW = [Line("61", "Ochrona przyrody"), Line("6132", "Drzewa i krzewy", "BE5"), Line("6140", "Zieleń", "B5")]
NEW_YEAR = date(2027, 1, 1)
EVE = datetime(2026, 12, 31, 22, 50, tzinfo=UTC)  # ten to midnight in Warsaw
MIDNIGHT = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
MORNING = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    world.open_commune()
    return world.resident()


@pytest.fixture
def admin(jan: Resident) -> Clerk:
    return world.admin()


def adopted(lines: list[Line], since: date, by: Clerk) -> FilePlan:
    with acting_for(COMMUNE):
        return planning.adopt_plan(planning.bring_plan(lines, "wykaz.csv", since, by=by), by=by)


@pytest.fixture
def replaced(admin: Clerk) -> FilePlan:
    """A plan since January 2026 and another from New Year, in which class 6131 is gone."""
    adopted(OLD, date(2026, 1, 1), admin)
    return adopted(NEW, NEW_YEAR, admin)


def give(file_class: str, since: date, by: Clerk) -> None:
    with acting_for(COMMUNE):
        chosen = release(SERVICE, "1.0.0")
        assert chosen is not None
        office = Office.objects.get(id=COMMUNE)
        catalogue.adopt(chosen, VALUES | {"klasa_jrwa": file_class}, office=office, valid_from=since, by=by)


def case_of(receipt: Receipt) -> Case:
    with acting_for(COMMUNE):
        found = queries.case_of_submission(receipt.submission_id)
    assert found is not None
    return found


def submitted_at(instant: datetime, by: Resident) -> Case:
    with time_is(instant):
        return case_of(world.submitted(by))


def test_a_plan_is_in_force_from_its_day_and_the_one_before_until_the_day_before(replaced: FilePlan) -> None:
    with acting_for(COMMUNE):
        assert [row.symbol for row in classes_on(date(2026, 12, 31))] == ["61", "6131", "6140"]
        assert [row.symbol for row in classes_on(NEW_YEAR)] == ["61", "6132", "6140"]
        assert classes_on(date(2025, 12, 31)) == []


def test_a_class_that_only_groups_opens_no_case(replaced: FilePlan) -> None:
    with acting_for(COMMUNE):
        assert not valid("61", NEW_YEAR)
        assert valid("6132", NEW_YEAR)
        assert valid("cokolwiek", date(2025, 12, 31))  # no plan then: nothing to check against


@pytest.mark.parametrize(("file_class", "near"), [("61", "6131"), ("6139", "6131"), ("6132", "6131")])
def test_an_offer_with_a_wrong_class_is_refused_with_the_nearest(
    replaced: FilePlan, admin: Clerk, file_class: str, near: str
) -> None:
    with pytest.raises(WrongLocalValue, match=f"Najbliższa, w której można założyć sprawę: {near}"):
        give(file_class, date(2026, 12, 1), admin)


def test_an_offer_for_next_year_needs_a_class_of_next_year(replaced: FilePlan, admin: Clerk) -> None:
    with pytest.raises(WrongLocalValue, match="6131: nie ma w wykazie"):
        give("6131", NEW_YEAR, admin)
    give("6132", NEW_YEAR, admin)


def test_an_office_without_a_plan_adopts_as_before(jan: Resident, admin: Clerk) -> None:
    give("0000", date(2026, 12, 1), admin)


def test_offers_whose_class_ends_are_told_beforehand_until_they_have_another(replaced: FilePlan, admin: Clerk) -> None:
    def told() -> list[tuple[str, date]]:
        with acting_for(COMMUNE):
            return [(one.file_class, one.since) for one in classes_ending(adoptions(), date(2026, 11, 23))]

    assert told() == [("6131", NEW_YEAR)]
    give("6132", NEW_YEAR + timedelta(days=7), admin)
    assert told() == [("6131", NEW_YEAR)]  # a week is still uncovered
    give("6132", NEW_YEAR, admin)
    assert told() == []


def test_an_open_case_keeps_class_and_mark_past_new_year(replaced: FilePlan, jan: Resident) -> None:
    case = submitted_at(EVE, jan)
    with time_is(MORNING), acting_for(COMMUNE):
        kept = Case.objects.get(pk=case.pk)
    assert (kept.file_class, kept.mark, kept.class_to_mend) == ("6131", "OŚ.6131.1.2026", False)


def test_a_case_of_the_new_year_stands_in_the_new_class(replaced: FilePlan, admin: Clerk, jan: Resident) -> None:
    give("6132", NEW_YEAR, admin)
    before, after = submitted_at(EVE, jan), submitted_at(MIDNIGHT, jan)
    assert (before.mark, after.mark) == ("OŚ.6131.1.2026", "OŚ.6132.1.2027")


def test_a_submission_of_the_eve_opened_after_midnight_has_the_class_of_its_opening(
    replaced: FilePlan, admin: Clerk, jan: Resident
) -> None:
    give("6132", NEW_YEAR, admin)
    with time_is(EVE):
        receipt = world.submit(world.draft(jan), jan)
    with time_is(MORNING):
        drain(COMMUNE)
    case = case_of(receipt)
    assert (case.file_class, case.mark, case.class_to_mend) == ("6132", "OŚ.6132.1.2027", False)


def test_without_any_valid_class_the_case_is_opened_all_the_same_and_waits_for_one(
    replaced: FilePlan, jan: Resident
) -> None:
    case = submitted_at(MORNING, jan)
    assert case.class_to_mend
    assert (case.file_class, case.mark) == ("6131", "")
    assert case.register_number == "RPW/1/2027"
    with acting_for(COMMUNE):
        assert filing.to_mend() == 1
        assert case.tasks.count() > 0  # the process goes on


def test_a_mended_class_brings_the_mark_of_the_year_of_opening(replaced: FilePlan, jan: Resident) -> None:
    case, clerk = submitted_at(MORNING, jan), world.clerks().signing
    with time_is(datetime(2028, 1, 3, 9, tzinfo=UTC)), acting_for(COMMUNE):
        mended = filing.mend_class(case.pk, "6132", version=case.version, by=clerk)
        assert lists.search(clerk, "OŚ.6132.1.2027") == [mended]
    assert (mended.file_class, mended.mark, mended.class_to_mend) == ("6132", "OŚ.6132.1.2027", False)
    drain(COMMUNE)
    assert Matter.objects.get(submission_id=mended.submission_id).mark == "OŚ.6132.1.2027"


@pytest.mark.parametrize("symbol", ["6131", "61", "", "99"])
def test_a_class_is_mended_only_to_one_that_was_valid_on_the_day_of_opening(
    replaced: FilePlan, jan: Resident, symbol: str
) -> None:
    case, clerk = submitted_at(MORNING, jan), world.clerks().signing
    with acting_for(COMMUNE), pytest.raises(WrongFileClass):
        filing.mend_class(case.pk, symbol, version=case.version, by=clerk)


def test_a_good_class_is_not_mended_and_a_stranger_mends_none(replaced: FilePlan, jan: Resident) -> None:
    desk = world.clerks()
    good, bad = submitted_at(EVE, jan), submitted_at(MORNING, jan)
    with acting_for(COMMUNE), pytest.raises(NotHandled):
        filing.mend_class(good.pk, "6140", version=good.version, by=desk.signing)
    with acting_for(COMMUNE), pytest.raises(Forbidden):
        filing.mend_class(bad.pk, "6132", version=bad.version, by=desk.plain)


def test_an_import_is_taken_back_until_a_case_uses_it(replaced: FilePlan, admin: Clerk, jan: Resident) -> None:
    submitted_at(EVE, jan)
    with acting_for(COMMUNE):
        filing.undo_plan(replaced, by=admin)
        assert [row.symbol for row in classes_on(NEW_YEAR)] == ["61", "6131", "6140"]
    again = adopted(NEW, NEW_YEAR, admin)
    give("6132", NEW_YEAR, admin)
    submitted_at(MORNING, jan)
    with acting_for(COMMUNE), pytest.raises(WrongPlan, match="stoją już sprawy"):
        filing.undo_plan(again, by=admin)


def test_a_plan_does_not_reach_behind_the_one_in_force(replaced: FilePlan, admin: Clerk) -> None:
    with pytest.raises(WrongPlan, match="Jest już wykaz od"):
        adopted(OLD, date(2026, 12, 1), admin)


def test_a_plan_that_changes_nothing_is_not_confirmed(replaced: FilePlan, admin: Clerk) -> None:
    with pytest.raises(WrongPlan, match="niczego nie zmienia"):
        adopted(NEW, date(2027, 2, 1), admin)


def test_a_head_of_unit_brings_no_plan(jan: Resident) -> None:
    with pytest.raises(Forbidden):
        adopted(OLD, NEW_YEAR, world.clerks().signing)
