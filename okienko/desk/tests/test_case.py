"""The case page."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, open_cases
from okienko.journal.actions import erase
from okienko.journal.models import Fact
from okienko.offices.queries import Place
from okienko.tenancy.context import acting_for
from tests import world


def test_the_page_tells_everything_about_the_case(browser: Browser, case: Case) -> None:
    page = browser.text(f"sprawa/{case.pk}/")

    for said in (
        case.mark,
        "Jan Przykładny",
        "Zgłoszenie zamiaru usunięcia drzewa",
        "za 15 dni roboczych",
        "Teraz urząd",
        f"Założono sprawę {case.mark}",
        "Na jakiej działce rośnie drzewo?",
        "142207_2.0099.123/4",
        "Drzewo 1",
        "96 cm",
        "mapka.pdf",
        "Termin 21 dni biegnie od 23 listopada 2026 (złożenie)",
        "Sprawa stoi na kroku: Sprawdź zgłoszenie",
        'class="process"',
        "To samo słowami",
        "Niepotwierdzone w wydaniu gm-wycinka-zgloszenie",
    ):
        assert said in page, said


def test_a_demonstration_says_so_on_every_page(browser: Browser, case: Case) -> None:
    for path in ("dzis/", "kolejka/", "szukaj/", f"sprawa/{case.pk}/"):
        assert "To jest pokaz" in browser.text(path), path


def test_the_pesel_is_not_shown(browser: Browser, case: Case) -> None:
    page = browser.text(f"sprawa/{case.pk}/")

    assert "00610112345" not in page
    assert "kończy się na 2345" in page


def test_whoever_does_not_have_the_case_is_told_to_take_it(colleague: Browser, case: Case) -> None:
    before = colleague.text(f"sprawa/{case.pk}/")
    colleague.take(case)
    after = colleague.text(f"sprawa/{case.pk}/")

    assert "Najpierw weź sprawę: Sprawdź zgłoszenie" in before
    assert "Najpierw weź sprawę" not in after
    assert f"{colleague.base}sprawa/{case.pk}/zadanie/" in after


def test_an_absent_case_and_a_spoilt_address_look_the_same(browser: Browser) -> None:
    assert browser.get(f"sprawa/{uuid4()}/").status_code == 404
    assert browser.get("sprawa/nic/").status_code == 404


def test_looking_at_the_address_of_an_act_does_nothing(browser: Browser, case: Case) -> None:
    answer = browser.get(f"sprawa/{case.pk}/wez/")

    assert answer["Location"] == f"{browser.base}sprawa/{case.pk}/"
    assert "nikt nie prowadzi" in browser.text(f"sprawa/{case.pk}/")


def test_giving_back_what_one_does_not_have_looks_absent(colleague: Browser, browser: Browser, case: Case) -> None:
    browser.take(case)

    assert colleague.client.post(f"{colleague.base}sprawa/{case.pk}/oddaj/").status_code == 404


def test_erased_content_says_so(browser: Browser, case: Case, commune: Place) -> None:
    with acting_for(commune.id):
        opened = Fact.objects.get(kind="cases.CaseOpened")
        erase([opened.pk], by=world.SET_UP, at=commune.id, reason="próba")

    page = browser.text(f"sprawa/{case.pk}/?pokaz=wszystko")

    assert "Treść tego wpisu usunięto" in page
    assert f"Założono sprawę {case.mark}" not in page


@pytest.mark.parametrize(
    ("chosen", "shown", "hidden"),
    [
        ("", "Wpłynęło pismo", "Do zrobienia: Sprawdź zgłoszenie"),
        ("wszystko", "Do zrobienia: Sprawdź zgłoszenie", "Nie ma takich wpisów."),
        ("zadania", "Do zrobienia: Sprawdź zgłoszenie", "Wpłynęło pismo"),
        ("terminy", "Termin „Oględziny drzewa”", "Wpłynęło pismo"),
        ("notatki", "Nie ma takich wpisów.", "Wpłynęło pismo"),
        ("zmyslone", "Wpłynęło pismo", "Do zrobienia: Sprawdź zgłoszenie"),
    ],
)
def test_the_timeline_shows_what_matters_and_everything_on_demand(
    browser: Browser, case: Case, chosen: str, shown: str, hidden: str
) -> None:
    page = browser.text(f"sprawa/{case.pk}/?pokaz={chosen}")
    assert shown in page
    assert hidden not in page


@pytest.mark.parametrize("count", [2, 30])
def test_the_page_costs_the_same_however_long_the_journal(browser: Browser, commune: Place, count: int) -> None:
    case = open_cases(commune, 1)[0]
    path = f"sprawa/{case.pk}/"
    browser.get(path)
    with CaptureQueriesContext(connection) as short:
        browser.get(path)
    for _ in range(count):
        browser.client.post(f"{browser.base}{path}wez/")
        browser.client.post(f"{browser.base}{path}oddaj/")
    browser.get(path)

    with CaptureQueriesContext(connection) as long:
        browser.get(path)

    assert len(long) == len(short) + 1  # names of the clerks who acted, once there are any
