"""Everything can be done with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Windows
from tests.e2e.keyboard import FOCUSED, KeyboardResident
from tests.e2e.resident import SERVICE

pytestmark = pytest.mark.e2e


def test_a_resident_submits_without_a_mouse(windows: Windows) -> None:
    resident = KeyboardResident(windows())

    resident.open("/")
    resident.type("Co chcesz załatwić?", "wyciąć drzewo")
    resident.press("Szukaj")
    resident.follow("Gmina Przasnysz")
    resident.fill()
    resident.logs_in_to_send("Halina Fikcyjna")
    resident.sends()

    resident.reads("Teraz urząd")


def test_the_first_stop_leads_past_the_header(windows: Windows) -> None:
    resident = KeyboardResident(windows())
    resident.open(SERVICE)

    resident.page.keyboard.press("Tab")
    skip = resident.page.get_by_role("link", name="Przejdź do treści")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    resident.page.keyboard.press("Enter")
    resident.page.keyboard.press("Tab")

    expect(resident.main.get_by_role("button", name="Zacznij")).to_be_focused()


def test_the_faults_take_the_focus_and_lead_to_their_question(windows: Windows) -> None:
    resident = KeyboardResident(windows())
    resident.begin()
    resident.press("Dalej")

    assert resident.main.locator(".govuk-error-summary").evaluate(FOCUSED)
    fault = resident.main.get_by_role("link", name="Zaznacz, czy zgłaszasz w imieniu kogoś innego.")
    resident.reach(fault)
    resident.page.keyboard.press("Enter")

    expect(resident.main.get_by_role("radio", name="Tak")).to_be_focused()
