"""Units, letterhead and numbering: who may change them, and what the journal keeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from okienko.journal.queries import timeline
from okienko.offices import actions
from okienko.offices.actions import Letterhead, Statement
from okienko.offices.facts import LetterheadChanged
from okienko.offices.models import Profile, Unit
from okienko.offices.queries import place
from okienko.people.models import Clerk
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from tests import world

LETTERHEAD = Letterhead("Urząd Gminy", "Przasnysz", "ul. Nowa 2", "", "", "", "#2f6244")
STATEMENT = Statement("Ewa Dostępna", "e@przyklad.example", "22 000 00 00", "Wejście bez stopni.")
ACTS: dict[str, Callable[[Clerk], object]] = {
    "add_unit": lambda by: actions.add_unit("GK", "Gospodarka komunalna", by=by),
    "rename_unit": lambda by: actions.rename_unit(Unit.objects.get(), "Środowisko", by=by),
    "change_letterhead": lambda by: actions.change_letterhead(LETTERHEAD, by=by),
    "draw_statement": lambda by: actions.draw_statement(STATEMENT, by=by),
    "change_arms": lambda by: actions.change_arms(b'<svg xmlns="http://www.w3.org/2000/svg"/>', by=by),
    "choose_numbering": lambda by: actions.choose_numbering("external", by=by),
}


@pytest.fixture
def admin(db: None, noon: datetime) -> Clerk:
    world.open_commune()
    return world.admin()


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_administrator_does_it_and_a_head_does_not(admin: Clerk, act: Callable[[Clerk], object]) -> None:
    head = world.clerks().signing
    with acting_for(world.COMMUNE), pytest.raises(Forbidden):
        act(head)
    with acting_for(world.COMMUNE):
        act(admin)


def test_an_administrator_of_another_office_does_nothing_here(admin: Clerk) -> None:
    world.open_commune(1481)
    with acting_for(1481), pytest.raises(Forbidden):
        actions.change_letterhead(LETTERHEAD, by=admin)


def test_the_journal_keeps_what_was_and_what_is(admin: Clerk) -> None:
    with acting_for(world.COMMUNE):
        profile = Profile.objects.get()
        held = place()
        assert held is not None
        same = replace(LETTERHEAD, name=held.full_name, town=held.town, brand=held.brand)
        actions.change_letterhead(same, by=admin)
        last = timeline([profile.urn], since=profile.pk)[-1].fact
    assert last == LetterheadChanged({"address": "ul. Zmyślona 1, 06-300 Przasnysz"}, {"address": "ul. Nowa 2"})


def test_what_did_not_change_is_no_fact(admin: Clerk) -> None:
    with acting_for(world.COMMUNE):
        actions.change_letterhead(LETTERHEAD, by=admin)
        actions.change_letterhead(LETTERHEAD, by=admin)
        profile = Profile.objects.get()
        facts = [entry.fact for entry in timeline([profile.urn], since=profile.pk)]
    assert sum(isinstance(fact, LetterheadChanged) for fact in facts) == 1


def test_a_statement_looked_through_again_keeps_its_first_day(admin: Clerk) -> None:
    with acting_for(world.COMMUNE):
        with time_is(datetime(2026, 3, 1, 12, tzinfo=UTC)):
            actions.draw_statement(STATEMENT, by=admin)
        actions.draw_statement(STATEMENT, by=admin)
        profile = Profile.objects.get()
    assert (profile.statement_on, profile.reviewed_on) == (date(2026, 3, 1), date(2026, 11, 23))


def test_pages_carry_the_new_letterhead_at_once(admin: Clerk) -> None:
    with acting_for(world.COMMUNE):
        place()
        actions.change_letterhead(LETTERHEAD, by=admin)
        here = place()
    assert here is not None
    assert (here.full_name, here.brand) == ("Urząd Gminy", "#2f6244")
