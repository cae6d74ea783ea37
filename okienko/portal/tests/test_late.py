"""An appeal after its term, as the resident sends it: told that it is late, and taken all the same."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from okienko.cases import clock
from okienko.cases.models import Case
from okienko.offices.queries import Place
from okienko.people.models import Clerk
from okienko.portal.tests.browser import Browser
from okienko.tenancy.context import acting_for
from tests import roads, world
from tests.roads import at


@pytest.fixture
def road(commune: Place, noon: datetime) -> Case:
    """The permit was collected on 1 December; nobody appealed in time."""
    roads.offer_roads()
    world.clerks()
    case = roads.applied(world.resident())
    with acting_for(world.COMMUNE):
        head = Clerk.objects.get(head=True)
    roads.permitted(case, head, world.resident())
    with at("2026-12-16T00:00"):
        clock.elapse(world.COMMUNE)
    return case


def test_a_late_appeal_and_a_request_go_out_from_the_page_of_the_matter(
    client: Client, commune: Place, road: Case
) -> None:
    home = Browser(client, commune)
    matter = f"/{commune.slug}/sprawa/{road.submission_id}/"
    with at("2026-12-16T10:00"):
        home.log_in(world.resident())
        home.open(matter)
        assert "Odwołanie (termin minął)" in home.text
        home.open(f"{matter}odpowiedz/odwolanie/")
        assert "Termin minął z końcem dnia 15 grudnia 2026" in home.text
        assert "organowi odwoławczemu" in home.text
        assert home.send(f"{matter}odpowiedz/odwolanie/", {"odwolanie_tresc": "Za dużo."}).status_code == 303
        home.open(matter)
        assert "Odwołanie (termin minął)" not in home.text
        day = {"kpa_ustanie-day": "17", "kpa_ustanie-month": "12", "kpa_ustanie-year": "2026"}
        asked = {"kpa_przeszkoda": "Byłam w szpitalu.", **day}
        assert home.send(f"{matter}odpowiedz/kpa_przywrocenie/", asked).status_code == 422
        asked["kpa_ustanie-day"] = "14"
        assert home.send(f"{matter}odpowiedz/kpa_przywrocenie/", asked).status_code == 303
        home.open(matter)
        assert "Teraz urząd" in home.text
        assert "Wysłane: Prośba o przywrócenie terminu" in home.text
