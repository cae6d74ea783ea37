"""Coming in and going out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from okienko.desk.staff import WAIT, WRONG
from okienko.desk.tests.browser import Browser
from okienko.offices import actions as offices
from okienko.offices.models import Office, Profile, Unit
from okienko.offices.queries import Place
from okienko.people import actions as people
from okienko.people import attempts
from okienko.people.attempts import MOST
from okienko.people.models import Clerk, LoginTry
from okienko.tenancy.clock import now, time_is
from okienko.tenancy.context import acting_for
from tests import world

LOGIN = "/biurko/logowanie/"


def enter(client: Client, login: str = "podpis", password: str = "okienko", **more: str):
    return client.post(LOGIN, {"login": login, "haslo": password, **more})


def test_a_page_of_the_desk_leads_to_the_login_and_back(commune: Place) -> None:
    client = Client()
    asked = f"/biurko/{commune.slug}/kolejka/"

    led = client.get(asked)
    page = client.get(led["Location"])
    back = enter(client, dalej=asked)

    assert led["Location"].startswith(LOGIN)
    assert asked in page.content.decode()
    assert (back.status_code, back["Location"]) == (302, asked)


def test_the_start_is_the_office_of_the_clerk(browser: Browser) -> None:
    assert browser.client.get("/biurko/")["Location"] == f"{browser.base}dzis/"
    assert browser.get()["Location"] == f"{browser.base}dzis/"


@pytest.mark.parametrize(
    ("login", "password"),
    [("podpis", "zle"), ("nikt", "okienko"), ("podpis\x00", "okienko"), ("x" * 5000, "okienko"), ("", "")],
    ids=["wrong password", "unknown login", "NUL", "absurd length", "empty"],
)
def test_wrong_logins_all_look_the_same(commune: Place, login: str, password: str) -> None:
    answer = enter(Client(), login, password)

    assert answer.status_code == 422
    assert WRONG in answer.content.decode()


def test_a_closed_account_does_not_come_in(browser: Browser) -> None:
    account = people.open_account("podpis", "okienko")
    account.is_active = False
    account.save(update_fields=["is_active"])

    assert enter(Client()).status_code == 422
    assert browser.get("dzis/").status_code == 302


def test_a_new_password_ends_old_sessions(browser: Browser) -> None:
    people.open_account("podpis", "inne haslo")

    assert browser.get("dzis/")["Location"].startswith(LOGIN)


def test_the_session_key_is_new_after_login(commune: Place) -> None:
    client = Client()
    enter(client)
    first = client.cookies["okienko_biurko"].value
    enter(client)

    assert client.cookies["okienko_biurko"].value != first


def test_guessing_has_to_wait_and_then_may_go_on(commune: Place) -> None:
    client = Client()
    for _ in range(MOST):
        enter(client, password="zle")

    waits = enter(client)
    with time_is(now() + timedelta(minutes=16)):
        later = enter(client)

    assert waits.status_code == 422
    assert WAIT in waits.content.decode()
    assert later.status_code == 302


def test_failures_are_counted_together_and_without_the_login_itself(commune: Place) -> None:
    for _ in range(MOST):
        enter(Client(), "Podpis", "zle")

    assert WAIT in enter(Client(), "podpis").content.decode()
    assert LoginTry.objects.count() == MOST
    assert not LoginTry.objects.filter(login__icontains="podpis").exists()


def test_a_login_that_succeeds_is_forgotten_and_others_are_not(commune: Place) -> None:
    enter(Client(), "zwykly", "zle")
    enter(Client(), "podpis", "zle")
    enter(Client(), "podpis")

    assert LoginTry.objects.count() == 1


def test_old_failures_are_swept(commune: Place) -> None:
    enter(Client(), "zwykly", "zle")
    with time_is(now() + timedelta(minutes=16)):
        enter(Client(), "podpis", "zle")

    assert LoginTry.objects.count() == 1


def test_invented_logins_do_not_fill_the_table(commune: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attempts, "KEPT", 3)
    for number in range(8):
        enter(Client(), f"zmyslony-{number}", "zle")

    assert LoginTry.objects.count() == 3


def test_the_administrator_of_an_office_that_offers_nothing_comes_in(commune: Place) -> None:
    office = Office.objects.get(id=1481)
    with acting_for(office.id):
        profile = Profile(name="Urząd Miasta", town="Przasnysz", address="ul. Nowa 1")
        offices.open_office(profile, [], [Unit(symbol="OR", name="Organizacyjny")], by=world.SET_UP)
        account = people.open_account("nowy", "okienko")
        clerk = Clerk(account_id=account.pk, first_name="Ewa", last_name="Nowa", position="sekretarz", admin=True)
        people.employ(clerk, Unit.objects.get(), by=world.SET_UP)
    client = Client()

    assert enter(client, "nowy")["Location"] == f"/biurko/{office.slug}/dzis/"
    page = client.get(f"/biurko/{office.slug}/urzad/uslugi/")
    assert page.status_code == 200
    assert "nie świadczy jeszcze żadnej usługi" in page.content.decode()


def test_a_clerk_of_an_office_without_a_letterhead_is_told_so(commune: Place) -> None:
    with acting_for(1481):
        unit = Unit(symbol="OR", name="Organizacyjny")
        unit.save(force_insert=True)
        account = people.open_account("nowy", "okienko")
        clerk = Clerk(account_id=account.pk, first_name="Ewa", last_name="Nowa", position="sekretarz", admin=True)
        people.employ(clerk, unit, by=world.SET_UP)

    assert enter(Client(), "nowy").status_code == 422


def test_a_clerk_who_works_there_no_longer_does_not_come_in(commune: Place) -> None:
    with acting_for(commune.id):
        Clerk.objects.filter(first_name="Piotr").update(active=False)

    assert enter(Client(), "zwykly").status_code == 422


def test_logging_out_ends_the_session(browser: Browser) -> None:
    assert browser.client.get("/biurko/wyloguj/").status_code == 405

    browser.client.post("/biurko/wyloguj/")

    assert browser.get("dzis/").status_code == 302


@pytest.mark.parametrize("back", ["https://zly.example/", "//zly.example/biurko/", "/moje-sprawy/"])
def test_a_login_leads_nowhere_else(commune: Place, back: str) -> None:
    assert enter(Client(), dalej=back)["Location"] == f"/biurko/{commune.slug}/dzis/"


@pytest.mark.parametrize("slug", ["gmina-krasne", "nie-ma-takiego"], ids=["another office", "no office"])
def test_another_office_looks_absent(browser: Browser, slug: str) -> None:
    assert browser.get(f"/biurko/{slug}/dzis/").status_code == 404


def test_a_post_without_the_token_is_refused(commune: Place) -> None:
    client = Client(enforce_csrf_checks=True)

    assert enter(client).status_code == 403


def test_pages_are_never_kept_by_the_browser(browser: Browser) -> None:
    assert "no-store" in browser.get("dzis/")["Cache-Control"]
