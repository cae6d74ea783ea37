"""Coming in, staying, leaving; what happens to answers when the session lapses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.test import Client

from okienko.offices.queries import Place
from okienko.people import queries as people
from okienko.people.queries import Resident
from okienko.portal.tests.browser import SERVICE, Browser
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world


def test_login_leads_back_to_the_check_page_with_answers_kept(browser: Browser, jan: Resident) -> None:
    browser.fill()
    browser.open(f"{browser.draft}sprawdz/")
    assert "Zaloguj się i wyślij" in browser.text
    browser.log_in(jan, after=f"{browser.draft}sprawdz/")
    assert browser.page["Location"] == f"{browser.draft}sprawdz/"
    browser.open(browser.page["Location"])
    assert "Jan Przykładny" in browser.text
    assert "•••••••2345" in browser.text
    assert jan.pesel not in browser.text
    assert browser.send(f"{browser.draft}wyslij/").status_code == 303
    assert "/sprawa/" in browser.page["Location"]


def test_cookie_is_for_this_host_and_no_script(browser: Browser, jan: Resident) -> None:
    cookie = browser.log_in(jan).cookies["okienko_konto"]
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["domain"], cookie["path"]) == ("Lax", "", "/")


def test_session_lasts_two_hours_from_the_last_page(home: Browser, noon: datetime) -> None:
    for hours in (1.9, 3.8, 5.7):
        with time_is(noon + timedelta(hours=hours)):
            assert home.open("/konto/").status_code == 200
    with time_is(noon + timedelta(hours=7.8)):
        assert home.open("/konto/")["Location"].startswith("/logowanie/")


def test_answer_typed_when_the_session_lapsed_is_kept(home: Browser, jan: Resident, noon: datetime) -> None:
    home.begin()
    home.answer("zglaszajacy")
    with time_is(noon + timedelta(hours=5)):
        there = home.answer("dzialka", {"dzialka": "Bogate 12"})
        assert there["Location"] == f"{home.draft}wlasciciel/"
        there = home.open(there["Location"])
        assert there["Location"].startswith("/logowanie/?dalej=")
        home.open(there["Location"])
        assert "Odpowiedzi są zapisane" in home.text
        home.log_in(jan, after=f"{home.draft}dzialka/")
        home.open(f"{home.draft}dzialka/")
        assert 'value="Bogate 12"' in home.page.content.decode()


def test_lapsed_session_does_not_send(home: Browser, noon: datetime) -> None:
    home.fill()
    with time_is(noon + timedelta(hours=5)):
        there = home.send(f"{home.draft}wyslij/")
    assert there["Location"] == f"/logowanie/?dalej={home.draft.replace('/', '%2F')}sprawdz%2F"


def test_raised_epoch_ends_the_session(home: Browser, jan: Resident) -> None:
    Resident.objects.filter(pk=jan.pk).update(epoch=1)
    people.forget()
    assert home.open("/konto/").status_code == 303


def test_session_revoked_a_moment_ago_does_not_send(home: Browser, jan: Resident) -> None:
    home.fill()
    Resident.objects.filter(pk=jan.pk).update(epoch=1)
    assert home.send(f"{home.draft}wyslij/")["Location"].startswith("/logowanie/")


def test_logout_takes_everything_along(home: Browser) -> None:
    home.begin()
    home.send("/wyloguj/")
    assert home.open("/konto/").status_code == 303
    assert home.open(f"{home.draft}zglaszajacy/").status_code == 404
    assert home.open("/wyloguj/").status_code == 405


def test_login_is_good_once_and_in_its_own_browser(browser: Browser, jan: Resident) -> None:
    there = browser.send("/logowanie/?dalej=/konto/")
    back = browser.send(there["Location"], {"osoba": jan.subject})["Location"]
    stolen = Browser(Client(), browser.place)
    assert stolen.open(back).status_code == 422
    browser.client.cookies["okienko_wejscie"] = browser.client.cookies["okienko_wejscie"].value
    once = browser.client.cookies["okienko_wejscie"].value
    assert browser.open(back).status_code == 303
    browser.client.cookies["okienko_wejscie"] = once
    assert browser.open(back).status_code == 422
    assert "już użyto" in browser.text


def test_late_login_is_refused(browser: Browser, jan: Resident, noon: datetime) -> None:
    there = browser.send("/logowanie/?dalej=/konto/")
    back = browser.send(there["Location"], {"osoba": jan.subject})["Location"]
    with time_is(noon + timedelta(minutes=6)):
        assert browser.open(back).status_code == 422


def test_fake_provider_says_what_it_is(browser: Browser) -> None:
    browser.open("/atrapa/logowanie/?stan=x")
    assert "ATRAPA: udaje login.gov.pl" in browser.text
    assert browser.send("/atrapa/logowanie/?stan=x", {"osoba": "nikt"}).status_code == 422


def test_saved_link_opens_the_draft_elsewhere(browser: Browser, commune: Place) -> None:
    browser.begin()
    browser.answer("zglaszajacy")
    browser.send(f"{browser.draft}zapisz/")
    link = "/" + browser.page.content.decode().partition("http://testserver/")[2].partition('"')[0]
    other = Browser(Client(), commune)
    assert other.open(link)["Location"] == browser.draft
    assert other.open(browser.draft)["Location"] == f"{browser.draft}dzialka/"
    assert other.open(f"/{commune.slug}/powrot/{'x' * 32}/").status_code == 422


def test_button_saves_what_is_on_the_page_and_leads_to_the_link(browser: Browser) -> None:
    browser.begin()
    there = browser.answer("dzialka", {"dzialka": "Bogate 12", "zapisz": "1"})
    assert there["Location"] == f"{browser.draft}zapisz/"
    browser.open(f"{browser.draft}dzialka/")
    assert 'value="Bogate 12"' in browser.page.content.decode()


def test_service_page_offers_the_draft_that_was_begun(browser: Browser) -> None:
    browser.begin()
    browser.open(SERVICE)
    assert "Masz niedokończony szkic" in browser.text
    assert browser.draft in browser.page.content.decode()


def test_browser_holds_ten_drafts(browser: Browser) -> None:
    addresses = [browser.begin() for _ in range(11)]
    assert browser.open(f"{addresses[0]}zglaszajacy/").status_code == 404
    assert browser.open(f"{addresses[1]}zglaszajacy/").status_code == 200


def test_draft_of_another_office_is_absent_here(browser: Browser, commune: Place) -> None:
    world.open_commune(1481)
    browser.begin()
    moved = browser.draft.replace(commune.slug, "przasnysz")
    browser.client.cookies["okienko_szkice"] = ""
    assert browser.open(f"{moved}zglaszajacy/").status_code == 404
    with acting_for(1481):
        assert commune.id != 1481
