"""Two who may sign decide the same case at once: one letter goes out, the other is told what happened."""

from __future__ import annotations

from datetime import date

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, case_of, task_path
from okienko.documents.models import Document, State
from okienko.people import actions as people
from okienko.people.models import Authorisation, Clerk
from okienko.tenancy.context import acting_for
from tests import world
from tests.roads import at

OBJECTION = {"rozstrzygniecie": "sprzeciw", "powod_sprzeciwu": ["zabytek"], "sprzeciw_zdanie": ""}


@pytest.fixture
def second(browser: Browser, case: Case) -> Browser:
    """Another head of the unit, with leave to sign, in the very case that the first one has."""
    with acting_for(browser.place.id):
        clerk = Clerk.objects.get(first_name="Piotr")
        clerk.head = True
        clerk.save(update_fields=["head"])
        given = date(2026, 1, 5)
        leave = Authorisation(clerk=clerk, body="wojt", number="13/2026", given_on=given, valid_from=given)
        people.authorise(leave, by=world.SET_UP)
    return Browser(browser.place, "zwykly")


def test_one_of_two_decisions_goes_out(browser: Browser, second: Browser, case: Case) -> None:
    browser.take(case)
    browser.send(task_path(browser.place, case), {"kompletne": "tak"})
    inspected = {"data_ogledzin-day": "23", "data_ogledzin-month": "11", "data_ogledzin-year": "2026"}
    browser.send(task_path(browser.place, case), inspected | {"zgodne_ze_zgloszeniem": "zgodne"})
    path = task_path(browser.place, case)
    with at("2026-11-24T10:00"):
        first = browser.send(path, OBJECTION | {"pismo": "sprzeciw"})["Location"]
        other = second.send(path, {"rozstrzygniecie": "zaswiadczenie", "pismo": "zaswiadczenie"})["Location"]
        shown = second.form(other)
        assert browser.send(first).status_code == 302
        late = second.client.post(other, shown)
        assert late.status_code == 409
        assert "Wydano pismo: Decyzja o sprzeciwie" in late.content.decode()
    with acting_for(browser.place.id):
        assert [
            one.letter for one in Document.objects.exclude(state=State.PREVIEW) if one.letter != "potwierdzenie"
        ] == ["sprzeciw"]
        assert case_of(browser.place).outcome == "sprzeciw"
