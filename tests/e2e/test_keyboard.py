"""Everything can be done with the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.clerk import DESK, Clerk
from tests.e2e.conftest import Windows
from tests.e2e.keyboard import FOCUSED, KeyboardClerk, KeyboardResident, SwiftClerk
from tests.e2e.resident import SERVICE, Resident

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


@pytest.fixture
def mark(windows: Windows) -> str:
    """A matter that a resident has just sent."""
    resident = Resident(windows())
    resident.fill()
    resident.logs_in_to_send("Halina Fikcyjna")
    resident.sends()
    return resident.mark


def _settles(clerk: KeyboardClerk, mark: str) -> None:
    """From the queue to the certificate."""
    clerk.takes(mark)
    clerk.checks(complete=True)
    clerk.inspects("2026-11-20")
    clerk.writes_certificate()
    clerk.signs()


def test_a_clerk_settles_a_case_by_shortcuts(windows: Windows, mark: str) -> None:
    clerk = SwiftClerk(windows())
    clerk.logs_in("nowak")

    _settles(clerk, mark)

    clerk.strikes("n")
    assert clerk.main.get_by_label("Czego dotyczy?").evaluate(FOCUSED)
    clerk.pick("Czego dotyczy?", "Wizyta")
    clerk.page.keyboard.press("Tab")
    clerk.page.keyboard.type("Był w g 1 n j.")  # keys that are shortcuts elsewhere
    clerk.strikes("Enter")
    clerk.reads("Notatka jest w sprawie", "Był w g 1 n j.")


def test_a_clerk_settles_a_case_with_shortcuts_switched_off(windows: Windows, mark: str) -> None:
    clerk = KeyboardClerk(windows())
    clerk.logs_in("nowak")
    clerk.follow("moje ustawienia", clerk.page.get_by_role("banner"))
    clerk.choose("Skróty z jednym klawiszem", "Wyłączone")
    clerk.press("Zapisz")
    try:
        for key in ("g", "k", "j", "n", "1", "?", "/"):
            clerk.page.keyboard.press(key)
        assert clerk.path == f"{DESK}moje-ustawienia/"
        _settles(clerk, mark)
    finally:
        clerk.open(f"{DESK}moje-ustawienia/")
        clerk.choose("Skróty z jednym klawiszem", "Włączone")
        clerk.press("Zapisz")


def test_the_palette_leads_to_a_case_and_back_to_where_one_was(windows: Windows, mark: str) -> None:
    clerk = KeyboardClerk(windows())
    clerk.logs_in("nowak")
    dialogue = clerk.page.get_by_role("dialog", name="Przejdź do")

    clerk.page.keyboard.press("Control+k")
    expect(dialogue.get_by_role("searchbox")).to_be_focused()
    clerk.page.keyboard.press("Escape")
    expect(dialogue).to_be_hidden()
    clerk.page.keyboard.press("Control+k")
    clerk.page.keyboard.type(mark)
    expect(dialogue.get_by_role("link", name=mark)).to_be_visible()
    clerk.page.keyboard.press("ArrowDown")
    expect(dialogue.get_by_role("link", name=mark)).to_be_focused()
    clerk.strikes("Enter")

    expect(clerk.main.get_by_role("heading", level=2).first).to_contain_text(mark)


def test_back_leads_from_the_chosen_case_to_the_list(windows: Windows, mark: str) -> None:
    clerk = KeyboardClerk(windows())
    clerk.logs_in("nowak")
    clerk.open(f"{DESK}kolejka/")

    clerk.follow(mark)
    clerk.reads("Ostatnio w sprawie")
    assert clerk.main.get_by_role("link", name=mark).evaluate(FOCUSED)
    chosen = clerk.page.url
    clerk.page.go_back()
    clerk.reads_not("Ostatnio w sprawie")
    clerk.page.go_forward()
    clerk.reads("Ostatnio w sprawie")
    assert clerk.page.url == chosen
    clerk.page.reload()

    clerk.reads("Ostatnio w sprawie")


@pytest.mark.parametrize("width", [1280, 360])
def test_without_scripts_the_case_stands_beside_its_list(windows: Windows, width: int, mark: str) -> None:
    clerk = Clerk(windows(scripts=False, width=width))
    clerk.logs_in("nowak")
    clerk.open(f"{DESK}kolejka/")

    clerk.follow(mark)

    clerk.reads("Ostatnio w sprawie")
    assert clerk.main.locator("a.rows__link").first.is_visible() == (width == 1280)
    clerk.follow("Wróć do listy")
    assert clerk.main.locator("a.rows__link").first.is_visible()
