"""Life events on pages, and the page of an office by event and by name."""

from __future__ import annotations

from okienko.offices.models import Profile
from okienko.offices.queries import Place, forget
from okienko.portal.tests.browser import SERVICE, Browser
from okienko.tenancy.context import acting_for
from tests import world

TREES = "/zycie/dzialka-i-drzewa/"


def test_start_leads_to_the_events_and_they_to_services(browser: Browser) -> None:
    assert TREES in browser.open("/").content.decode()
    assert TREES in browser.open("/zycie/").content.decode()
    assert SERVICE in browser.open(TREES).content.decode()


def test_a_service_that_nobody_offers_says_what_to_do(browser: Browser) -> None:
    browser.open(TREES)
    assert browser.text.count("Jeszcze nie tutaj") == 4
    assert "Zadzwoń do starostwa powiatowego" in browser.text
    assert "Zadzwoń do urzędu gminy" in browser.text


def test_a_service_of_two_offices_lets_one_choose(browser: Browser) -> None:
    world.open_commune(1481)
    page = browser.open(TREES).content.decode()
    assert "Wybierz urząd, w którym leży ta sprawa" in page
    assert page.count("gm-wycinka-zgloszenie/") == 2


def test_an_event_that_is_not_there_is_404(browser: Browser) -> None:
    assert browser.open("/zycie/nic-takiego/").status_code == 404


def test_first_page_of_an_event_without_any_office_helps(browser: Browser) -> None:
    browser.open("/zycie/mieszkam-smieci/")
    assert browser.page.status_code == 200
    assert browser.text.count("Jeszcze nie tutaj") == 4


def test_office_page_shows_services_by_event_and_by_name(browser: Browser) -> None:
    browser.open("/gmina-przasnysz/")
    assert "Mam działkę i drzewa" in browser.text
    assert "Mieszkam w gminie: śmieci" not in browser.text
    assert browser.page.content.decode().count(f'href="{SERVICE}"') == 2


def test_office_page_has_hours_accounts_and_bip(browser: Browser, commune: Place) -> None:
    browser.open("/gmina-przasnysz/")
    assert "Urząd ich nie podał" in browser.text
    assert "Rachunek gminy dla opłaty skarbowej" in browser.text
    with acting_for(commune.id):
        Profile.objects.update(hours="pon.–pt. 8–16", bip_url="https://bip.przyklad.example/")
    forget()
    page = browser.open("/gmina-przasnysz/").content.decode()
    assert "pon.–pt. 8–16" in page
    assert 'href="https://bip.przyklad.example/"' in page
