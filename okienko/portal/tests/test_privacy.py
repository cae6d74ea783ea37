"""The clause on personal data: generated from the card, the office and the file class."""

from __future__ import annotations

import pytest

from okienko.offices.filing import category
from okienko.offices.law import law_data
from okienko.offices.models import Profile
from okienko.offices.queries import Place, forget
from okienko.portal.tests.browser import SERVICE, Browser
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from tests import world

CLAUSE = f"{SERVICE}dane/"


def told(commune: Place, **fields: str) -> None:
    with acting_for(commune.id):
        Profile.objects.update(**fields)
    forget()


def test_clause_names_controller_purpose_law_and_rights(browser: Browser) -> None:
    assert browser.open(CLAUSE).status_code == 200
    for words in (
        "Urząd: Gmina Przasnysz", "ul. Zmyślona 1", "Zgłoszenie zamiaru usunięcia drzewa", "art. 83f",
        "RODO, art. 6 ust. 1 lit. c", "Samorządowe Kolegium Odwoławcze, jeśli się odwołasz",
        "Prezes Urzędu Ochrony Danych Osobowych", "niepotwierdzone w źródle",
    ):  # fmt: skip
        assert words in browser.text, words


def test_officer_is_shown_as_missing_until_the_office_gives_one(browser: Browser, commune: Place) -> None:
    browser.open(CLAUSE)
    assert "Urząd nie podał kontaktu do inspektora" in browser.text
    told(commune, officer="Jan Strażnik, iod@przyklad.example")
    browser.open(CLAUSE)
    assert "Jan Strażnik, iod@przyklad.example" in browser.text
    assert "nie podał kontaktu do inspektora" not in browser.text


def test_time_of_keeping_is_the_cards_until_the_office_has_its_own(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.open(CLAUSE)
    assert "kategoria archiwalna B5, klasa 6131" in browser.text
    assert "5 lat po zakończeniu" in browser.text
    assert "proponuje karta usługi" in browser.text
    monkeypatch.setattr("okienko.catalogue.clauses.category", lambda symbol, day: "A")
    browser.open(CLAUSE)
    assert "na zawsze" in browser.text
    assert "proponuje karta usługi" not in browser.text


def test_what_comes_by_itself_is_told(browser: Browser) -> None:
    browser.open(CLAUSE)
    assert "z jednym wyjątkiem" in browser.text
    assert "Możesz usunąć drzewo" in browser.text
    assert "Potwierdzenie złożenia" in browser.text


def test_optional_questions_are_told_apart(browser: Browser) -> None:
    browser.open(CLAUSE)
    assert "Co jeszcze urząd powinien wiedzieć? (nieobowiązkowe)" in browser.text
    assert "Jaki to gatunek? (nieobowiązkowe)" not in browser.text


def test_clause_is_linked_from_service_check_and_paper(home: Browser) -> None:
    home.open(SERVICE)
    assert CLAUSE in home.page.content.decode()
    home.fill()
    for page in ("sprawdz", "druk"):
        home.open(f"{home.draft}{page}/")
        assert CLAUSE in home.page.content.decode(), page


def test_clause_of_a_service_that_is_not_offered_is_absent(browser: Browser) -> None:
    assert browser.open("/gmina-przasnysz/usluga/gm-smieci-deklaracja/dane/").status_code == 404


def test_each_provision_behind_the_pages_is_confirmed_only_by_a_source() -> None:
    law = law_data()
    ours = [value for key, values in law.entries.items() if key.startswith("strony.") for value in values]
    assert len(ours) > 5
    assert all(value.law.source in law.sources for value in ours if value.law.confirmed)


def test_office_without_a_list_of_files_has_no_category(commune: Place) -> None:
    with acting_for(world.COMMUNE):
        assert category("6131", today()) == ""
