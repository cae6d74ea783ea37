"""Ending an offer and switching the office off: numbers first, taken back at will, told in the journal."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from okienko.catalogue import actions as catalogue
from okienko.catalogue.errors import AdoptedMeanwhile
from okienko.catalogue.models import Offer, OfferVersion
from okienko.catalogue.queries import offered, offers
from okienko.desk.tests.browser import Browser, open_cases
from okienko.desk.tests.office import Admin, admin, adopted, day
from okienko.desk.tests.test_lists import price
from okienko.offices.models import Office
from okienko.offices.queries import Place
from okienko.tenancy.context import acting_for
from tests import world

__all__ = ["admin"]
TODAY, LATER = date(2026, 11, 23), date(2026, 12, 1)
ONE, ALL = f"uslugi/koniec/{world.SERVICE}/", "uslugi/koniec/"
AGAIN = f"urzad/uslugi/przywroc/{world.SERVICE}/"
FORM = day("od-dnia", TODAY) | {"gdzie": "Pokój 12"}


def taken(place: Place, on: date = TODAY) -> bool:
    with acting_for(place.id):
        return offered(world.SERVICE, on) is not None


def test_a_clerk_ends_nothing(browser: Browser) -> None:
    assert browser.get(f"urzad/{ONE}").status_code == 404
    assert browser.get(f"urzad/{ALL}").status_code == 404


def test_the_page_tells_in_numbers_what_is_open(admin: Admin, commune: Place) -> None:
    open_cases(commune, 2)
    jan = world.resident("Ewa Obca", "00620112341")
    for _ in range(3):
        world.draft(jan)
    page = admin.text(f"urzad/{ONE}")
    assert "2\u00a0otwarte sprawy idą" in page
    assert "3\u00a0szkice zostaną niewysłane" in page
    assert "To dotyczy ludzi" in page


def test_an_ended_service_is_shown_and_restored(admin: Admin, commune: Place) -> None:
    assert admin.sent(ONE, FORM).status_code == 302
    page = admin.text("urzad/uslugi/")
    assert "nie przyjmuje" in page
    assert "Przywróć przyjmowanie" in page
    assert not taken(commune)
    assert admin.send(AGAIN).status_code == 302
    assert taken(commune)
    assert "Zakończ przyjmowanie" in admin.text("urzad/uslugi/")


def test_the_end_is_taken_back_by_the_button_of_the_notice(admin: Admin, commune: Place) -> None:
    admin.sent(ONE, FORM)
    assert f'action="/biurko/{commune.slug}/{AGAIN}"' in admin.text("urzad/uslugi/")


def test_an_end_that_is_planned_is_told_and_called_off(admin: Admin, commune: Place) -> None:
    admin.sent(ONE, FORM | day("od-dnia", LATER))
    assert "koniec przyjmowania" in admin.text("urzad/uslugi/")
    assert (taken(commune), taken(commune, LATER)) == (True, False)
    admin.send(AGAIN)
    assert taken(commune, LATER)


def test_the_whole_office_is_switched_off(admin: Admin, commune: Place) -> None:
    adopted(commune.id)
    assert "Wyłącz urząd" in admin.text("urzad/uslugi/")
    assert admin.sent(ALL, FORM).status_code == 302
    with acting_for(commune.id):
        assert offers(TODAY) == {}
    assert "Wyłącz urząd" not in admin.text("urzad/uslugi/")
    assert admin.get(f"urzad/{ALL}").status_code == 302  # nothing is left to end


def test_the_desk_works_on_after_the_end(admin: Admin, browser: Browser, commune: Place) -> None:
    case = open_cases(commune, 1)[0]
    admin.sent(ALL, FORM)
    browser.take(case)
    assert case.mark in browser.text("dzis/")
    assert Browser(commune).get("dzis/").status_code == 200  # who logs in now comes in too


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (day("od-dnia", date(2026, 11, 22)), "od-dnia"),
        ({"od-dnia-month": "13"}, "od-dnia"),
        ({"gdzie": "x" * 301}, "gdzie"),
    ],
    ids=["yesterday", "no day", "too long"],
)
@pytest.mark.parametrize("path", [ONE, ALL])
def test_a_fault_stands_at_its_field_and_nothing_ends(
    admin: Admin, commune: Place, wrong: dict[str, str], field: str, path: str
) -> None:
    answer = admin.sent(path, FORM | wrong)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert taken(commune)


@pytest.mark.parametrize("path", ["uslugi/koniec/nie-ma/", "uslugi/koniec/gm-smieci-deklaracja/"])
def test_what_is_not_offered_is_not_ended(admin: Admin, path: str) -> None:
    assert admin.get(f"urzad/{path}").status_code == 404


def test_what_is_not_ended_is_not_restored(admin: Admin) -> None:
    answer = admin.client.post(f"{admin.base}{AGAIN}")
    assert answer.status_code == 422
    assert "nie jest zakończone" in answer.content.decode()


def test_the_journal_tells_of_the_end(admin: Admin) -> None:
    admin.sent(ONE, FORM)
    page = admin.text("urzad/dziennik/")
    assert "Koniec przyjmowania usługi" in page
    assert "Mieszkaniec przeczyta: Pokój 12" in page


def test_two_changes_in_the_same_instant_leave_one_and_a_kind_answer(admin: Admin, commune: Place) -> None:
    with acting_for(commune.id):
        offer = Offer.objects.get(office_id=commune.id, service=world.SERVICE)
        first = OfferVersion.objects.get(offer=offer)
        OfferVersion(  # as if the other transaction took the number that this one has counted
            offer=offer, number=3, release=first.release, values=first.values, valid_from=TODAY,
            adopted_at=first.adopted_at, adopted_by=first.adopted_by,
        ).save(force_insert=True)  # fmt: skip
        office = Office.objects.get(id=commune.id)
        adopt = partial(catalogue.adopt, first.release, world.VALUES, office=office, valid_from=TODAY)
    with acting_for(commune.id), pytest.raises(AdoptedMeanwhile):
        adopt(by=world.SET_UP)
    answer = admin.sent(ONE, FORM)
    assert answer.status_code == 409
    assert "Ktoś inny zmienił przed chwilą" in answer.content.decode()


def test_more_cases_and_drafts_cost_no_more_queries(admin: Admin, commune: Place) -> None:
    open_cases(commune, 2)
    two = price(admin, f"urzad/{ALL}")
    open_cases(commune, 48)
    assert price(admin, f"urzad/{ALL}") == two
