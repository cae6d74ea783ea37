"""E-mails that the life of a case brings: a turn that comes, a term that ends, a draft that goes."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from okienko.cases.models import Case
from okienko.cases.reminding import remind_of_terms, tell_turn
from okienko.deliveries.models import Notice
from okienko.people.models import Resident
from okienko.submissions.models import Matter
from okienko.submissions.reminding import remind_of_drafts
from okienko.tenancy.clock import time_is, today
from okienko.tenancy.context import acting_for
from okienko.tenancy.ids import uuid7
from tests import world


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    world.open_commune()
    return world.resident()


@pytest.fixture
def case(jan: Resident) -> Case:
    world.submitted(jan)
    with acting_for(world.COMMUNE):
        return Case.objects.select_related("submission").get()


def waiting(case: Case, days: int = 3) -> Case:
    """The case waits for its resident until that many days from now."""
    case.turn, case.due_name, case.due_on = "mieszkaniec", "uzupelnienie", today() + timedelta(days=days)
    with acting_for(case.office_id):
        case.save(update_fields=["turn", "due_name", "due_on"])
    return case


def whys() -> list[str]:
    return list(Notice.objects.order_by("id").values_list("why", flat=True))


def test_a_turn_that_comes_is_told_and_one_that_stays_is_not(case: Case, jan: Resident) -> None:
    waiting(case)
    with acting_for(case.office_id):
        tell_turn(case, jan.pk, uuid7())
        Matter.objects.update(turn="mieszkaniec")
        tell_turn(case, jan.pk, uuid7())
    assert whys() == ["ruch"]


def test_the_turn_of_the_office_is_not_told(case: Case, jan: Resident) -> None:
    with acting_for(case.office_id):
        tell_turn(case, jan.pk, uuid7())
    assert whys() == []


def test_a_term_is_told_three_days_before_its_end_and_once(case: Case) -> None:
    waiting(case, 3)
    with acting_for(case.office_id):
        assert remind_of_terms() == 1
        assert remind_of_terms() == 1
    assert whys() == ["termin"]


@pytest.mark.parametrize("days", [4, -1], ids=["too early", "over"])
def test_a_term_further_away_or_over_is_not_told(case: Case, days: int) -> None:
    waiting(case, days)
    with acting_for(case.office_id):
        assert remind_of_terms() == 0


@pytest.mark.parametrize(("days", "told"), [(26, 0), (28, 1)], ids=["too early", "three days before"])
def test_the_owner_of_a_draft_is_told_before_it_goes(jan: Resident, noon: datetime, days: int, told: int) -> None:
    world.draft(jan)
    with time_is(noon + timedelta(days=days)), acting_for(world.COMMUNE):
        assert remind_of_drafts() == told
        assert remind_of_drafts() == told
    assert whys() == ["szkic"] * told
