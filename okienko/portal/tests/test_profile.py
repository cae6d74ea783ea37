"""The profile: what is changed is confirmed first, nothing is used silently, nobody sees another's."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from okienko.deliveries import posting
from okienko.deliveries.mail import FakePost
from okienko.deliveries.models import FakeMail
from okienko.journal.drain import drain
from okienko.offices.queries import Place
from okienko.people import profile
from okienko.people.models import AccountEvent, Resident
from okienko.people.profile import Contact, profile_of, reach_of
from okienko.portal.tests.browser import Browser
from okienko.tenancy.clock import time_is
from tests import world

PROFILE = "/konto/profil/"
NEW = "jan.nowy@przyklad.example"


def link() -> str:
    """The path in the newest mail."""
    posting.post(FakePost())
    text = FakeMail.objects.order_by("-id")[0].text
    return "/" + next(line for line in text.splitlines() if line.startswith("http")).split("/", 3)[3]


def ask(browser: Browser, address: str = NEW) -> str:
    assert browser.send(f"{PROFILE}email/", {"email": address}).status_code == 303, browser.text
    return link()


def test_the_profile_is_reached_from_the_list_of_matters(home: Browser) -> None:
    assert f'href="{PROFILE}"' in home.open("/konto/").content.decode()
    assert home.open(PROFILE).status_code == 200
    assert "k.p.a. art. 63 § 1. niepotwierdzone w źródle" in home.text


@pytest.mark.parametrize("path", ["", "kontakt/", "email/", "zawiadomienia/", "adres/cokolwiek/"])
def test_a_stranger_is_led_to_the_login_and_back(browser: Browser, path: str) -> None:
    assert browser.open(PROFILE + path)["Location"].startswith("/logowanie/?dalej=%2Fkonto%2Fprofil%2F")


def test_contact_is_kept_as_typed(home: Browser, jan: Resident) -> None:
    said = {"telefon": "600 123-456", "adres-ulica": "Lipowa", "adres-nr": "3", "adres-kod": "06-300"}
    home.send(f"{PROFILE}kontakt/", said | {"adres-miejscowosc": "Zmyślonka"})
    home.open(home.page["Location"])
    assert "600123456" in home.text
    assert "Lipowa 3, 06-300 Zmyślonka" in home.text


def test_a_wrong_telephone_is_refused_and_everything_typed_stays(home: Browser, jan: Resident) -> None:
    home.send(f"{PROFILE}kontakt/", {"telefon": "sześćset", "adres-ulica": "Lipowa"})
    assert home.page.status_code == 422
    assert "Podaj numer telefonu cyframi" in home.text
    assert b'value="Lipowa"' in home.page.content
    assert profile_of(jan).phone == ""


def test_a_new_address_is_used_only_after_its_link(home: Browser, jan: Resident) -> None:
    path = ask(home)
    assert reach_of(jan.pk).email == ""
    assert NEW not in home.open(path).content.decode().partition("<main")[2]
    home.send(path)
    assert reach_of(jan.pk).email == NEW


def test_opening_the_link_alone_confirms_nothing(home: Browser, jan: Resident) -> None:
    home.open(ask(home))
    assert reach_of(jan.pk).email == ""


def test_a_link_works_once(home: Browser) -> None:
    path = ask(home)
    home.send(path)
    assert home.send(path).status_code == 422
    assert "Ten link już nie działa" in home.text


def test_a_link_of_somebody_else_looks_like_a_dead_one(home: Browser, jan: Resident, commune: Place) -> None:
    path = ask(home)
    other = Browser(Client(), commune)
    other.log_in(world.resident("Ewa Obca", "00620112341"))
    assert other.send(path).status_code == 422
    assert "Ten link już nie działa" in other.text
    assert NEW not in other.text
    assert reach_of(jan.pk).email == ""


def test_a_link_dies_after_a_day(home: Browser, jan: Resident, noon: datetime) -> None:
    path = ask(home)
    token = path.rstrip("/").rpartition("/")[2]
    with time_is(noon + timedelta(hours=24, minutes=1)), pytest.raises(profile.LinkDead):
        profile.confirm_email(jan, token, by=jan)


def test_a_newer_link_kills_the_older(home: Browser, jan: Resident, noon: datetime) -> None:
    old = ask(home)
    with time_is(noon + timedelta(minutes=3)):
        new = ask(home, "drugi@przyklad.example")
        assert home.send(old).status_code == 422
        assert home.send(new).status_code == 303
    assert reach_of(jan.pk).email == "drugi@przyklad.example"


def test_nobodys_mailbox_is_filled_by_asking_again_and_again(home: Browser) -> None:
    ask(home)
    assert home.send(f"{PROFILE}email/", {"email": NEW}).status_code == 422
    assert "spróbuj za dwie minuty" in home.text
    home.send(f"{PROFILE}email/", {"usun": "1"})
    assert home.send(f"{PROFILE}email/", {"email": NEW}).status_code == 422


@pytest.mark.parametrize("address", ["", "jan", "jan@", "a b@c.pl", "a@b.pl\r\nBcc: x@y.pl"])
def test_what_is_no_address_is_refused(home: Browser, address: str) -> None:
    assert home.send(f"{PROFILE}email/", {"email": address}).status_code == 422
    assert FakeMail.objects.count() == 0


def test_an_address_can_be_taken_away(home: Browser, jan: Resident) -> None:
    home.send(ask(home))
    home.send(f"{PROFILE}email/", {"usun": "1"})
    assert reach_of(jan.pk).email == ""


@pytest.mark.parametrize(("posted", "status"), [("pisma", 303), ("", 422), ("byle-co", 422)])
def test_notices_are_chosen_from_the_list(home: Browser, jan: Resident, posted: str, status: int) -> None:
    assert home.send(f"{PROFILE}zawiadomienia/", {"zawiadomienia": posted}).status_code == status
    assert reach_of(jan.pk).wanted == ("pisma" if status == 303 else "wszystkie")


def test_signing_out_everywhere_ends_other_sessions(home: Browser, jan: Resident, commune: Place) -> None:
    phone = Browser(Client(), commune)
    phone.log_in(jan)
    home.send("/wyloguj/", {"wszedzie": "1"})
    assert phone.open(PROFILE).status_code == 303
    assert AccountEvent.objects.get().what == AccountEvent.What.SIGNED_OUT


def test_own_data_hold_the_profile_and_the_matters_and_nobody_elses(home: Browser, jan: Resident) -> None:
    world.submitted(world.resident("Ewa Obca", "00620112341"))
    profile.keep_contact(jan, Contact("600123456"), by=jan)
    home.submit()
    drain(home.place.id)
    told = json.loads(home.send(f"{PROFILE}dane/").content)
    assert told["osoba"]["pesel"] == jan.pesel
    assert told["profil"]["telefon"] == "600123456"
    assert len(told["sprawy"]) == 1
    assert "Obca" not in home.page.content.decode()
    assert home.open(f"{PROFILE}dane/").status_code == 405


def test_changing_somebody_elses_profile_is_forbidden(jan: Resident) -> None:
    with pytest.raises(Exception, match="Nie masz uprawnień"):
        profile.keep_contact(jan, Contact("600123456"), by=world.resident("Ewa Obca", "00620112341"))


def test_a_login_does_not_write_over_the_profile(home: Browser, jan: Resident) -> None:
    home.send(ask(home))
    home.send("/wyloguj/")
    home.log_in(jan)
    assert reach_of(jan.pk).email == NEW


def test_the_telephone_of_the_profile_is_offered_and_no_answer_until_it_is_sent(home: Browser, jan: Resident) -> None:
    profile.keep_contact(jan, Contact("600123456"), by=jan)
    home.begin()
    for page in ("zglaszajacy", "dzialka", "wlasciciel", "firma", "budowa", "miejsce"):
        home.answer(page)
    home.open(f"{home.draft}uwagi/")
    assert "Wpisaliśmy to z Twojego profilu" in home.text
    assert b'value="600123456"' in home.page.content
    assert "600123456" not in home.open(f"{home.draft}druk/").content.decode()


def test_an_offer_that_was_taken_out_does_not_come_back(home: Browser, jan: Resident) -> None:
    profile.keep_contact(jan, Contact("600123456"), by=jan)
    home.fill()
    home.answer("uwagi", {"uwagi": "Brama od ogrodu.", "telefon": ""})
    home.open(f"{home.draft}uwagi/")
    assert b"600123456" not in home.page.content


def test_the_profile_costs_the_same_with_a_long_history(home: Browser, jan: Resident) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            home.open(PROFILE)
        return len(asked)

    home.open(PROFILE)
    for _ in range(2):
        profile.keep_contact(jan, Contact("600123456"), by=jan)
    few = cost()
    for _ in range(48):
        profile.keep_contact(jan, Contact("600123456"), by=jan)
    assert cost() == few
