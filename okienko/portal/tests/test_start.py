"""First page, office page, search, promise, and the small public things."""

from __future__ import annotations

import pytest
from django.test import Client

from okienko.offices.actions import change_arms
from okienko.offices.queries import Place
from okienko.portal.search import Index, Offer
from okienko.portal.tests.browser import SERVICE, Browser
from okienko.tenancy.context import acting_for
from tests import world


@pytest.mark.parametrize(
    "sought",
    ["wycinka", "chcę wyciąć drzewo", "WYCIAC DRZEWO", "drzewa przy domu", "dzrewo", "wycinke drzewa w Przasnyszu",
     "usunąć sosnę", "topole", "piła"],
)  # fmt: skip
def test_plain_words_find_the_service(browser: Browser, sought: str) -> None:
    browser.page = browser.client.get("/", {"q": sought})
    assert "1 usługa" in browser.text.replace("\u00a0", " ")
    assert SERVICE in browser.page.content.decode()


@pytest.mark.parametrize("sought", ["paszport", "rejestracja samochodu", "xyzzy", "dowód osobisty"])
def test_words_of_other_matters_find_nothing_and_say_what_to_try(browser: Browser, sought: str) -> None:
    browser.page = browser.client.get("/", {"q": sought})
    assert "Nie znaleźliśmy takiej sprawy" in browser.text
    assert "Spróbuj krócej" in browser.text


def test_name_of_a_place_chooses_the_office(commune: Place) -> None:
    service = world.offer().service
    index = Index([Offer(service, "gmina-przasnysz", "Gmina Przasnysz"), Offer(service, "chorzele", "Chorzele")])
    [hit] = index.search("wycinka drzewa w Chorzelach")
    assert [offer.slug for offer in hit.offers] == ["chorzele"]
    assert [len(hit.offers) for hit in index.search("wycinka")] == [2]


def test_promise_tells_cost_time_silence_and_law(browser: Browser) -> None:
    browser.open(SERVICE)
    said = browser.text.replace("\u00a0", " ")
    for words in (
        "Chcesz usunąć drzewo na własnej działce",
        "17 zł",
        "Bez opłaty",
        "Oględziny drzewa: 21 dni, od złożenia",
        "Gdy urząd nie odpowie",
        "Możesz usunąć drzewo",
        "Wójt Gminy Przasnysz",
        "niepotwierdzone w źródle",
        "art. 83f",
        "To wydanie usługi jest pokazowe",
    ):
        assert words in said, words


def test_office_page_lists_services_and_contact(browser: Browser) -> None:
    browser.open("/gmina-przasnysz/")
    assert "Wytnij drzewo na swojej działce" in browser.text
    assert "ul. Zmyślona 1" in browser.text


def test_office_that_offers_nothing_is_404(browser: Browser) -> None:
    assert browser.open("/gmina-chorzele/").status_code == 404


def test_theme_is_a_cached_style_sheet(browser: Browser) -> None:
    browser.open("/motyw/gmina-przasnysz.css")
    assert browser.page["Content-Type"].startswith("text/css")
    assert "--govuk-brand-colour: #1d5b79" in browser.page.content.decode()
    assert "max-age=300" in browser.page["Cache-Control"]


def test_arms_are_a_picture_that_runs_nothing(browser: Browser, commune: Place) -> None:
    address = "/motyw/gmina-przasnysz/herb-abc.svg"
    assert browser.open(address).status_code == 404
    with acting_for(commune.id):
        change_arms(b'<svg xmlns="http://www.w3.org/2000/svg"/>', by=world.admin())
    browser.open(address)
    assert browser.page["Content-Type"].startswith("image/svg")
    assert "sandbox" in browser.page["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/dostepnosc/",
        "/gmina-przasnysz/dostepnosc/",
        "/warsztat/ui/",
        "/warsztat/ui/pytania/",
        "/stan/",
        "/robots.txt",
        "/konto/",
    ],
)
def test_page_answers(home: Browser, path: str) -> None:
    assert home.open(path).status_code == 200


def test_demonstration_is_not_for_search_engines(commune: Place) -> None:
    assert "Disallow: /\n" in Client().get("/robots.txt").content.decode()


def test_first_page_without_any_office_is_helpful(db: None, noon: object) -> None:
    page = Client().get("/")
    assert page.status_code == 200
    assert "Żaden urząd nie udostępnia tu jeszcze spraw" in page.content.decode()
