"""Coming in and going out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from okienko.desk.attempts import MOST
from okienko.desk.staff import WAIT, WRONG
from okienko.desk.tests.browser import Browser
from okienko.offices.queries import Place
from okienko.people import actions as people
from okienko.tenancy.clock import now, time_is

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
