"""What people, robots and the malicious send."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from okienko.offices.queries import Place
from okienko.people.queries import Resident
from okienko.portal.tests.browser import ANSWERS, SERVICE, TREE, Browser
from tests import world

NASTY = {
    "empty": "",
    "long": "x" * 100_000,
    "nul": "a\x00b",
    "right-to-left": "a\u202eb",
    "html": "<script>alert(1)</script>",
    "emoji": "🌳🪓",
    "digits": "9" * 400,
    "exponent": "1e999999",
    "minus": "-5",
    "nan": "NaN",
    "json": '{"a": 1}',
    "path": "../../etc/passwd",
    "newlines": "a\r\nb",
    "control": "\x07\x1b[31m",
    "half-pair": "\ud83c".encode("utf-8", "surrogatepass").decode("latin-1"),
}
FIELDS = [(page, name) for page, answers in ANSWERS.items() for name in answers]


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY.keys())
def test_each_field_bears_it(browser: Browser, value: str) -> None:
    browser.begin()
    for page, name in FIELDS:
        assert browser.send(f"{browser.draft}{page}/", ANSWERS[page] | {name: value}).status_code in (303, 422), page
        assert "<script>alert" not in browser.page.content.decode()
    for name in TREE:
        sent = browser.send(f"{browser.draft}drzewa/1/", TREE | {name: value})
        assert sent.status_code in (303, 422), name
    browser.open(f"{browser.draft}druk/")
    assert browser.page.status_code == 200
    assert "<script>alert" not in browser.page.content.decode()


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY.keys())
def test_search_bears_it(browser: Browser, value: str) -> None:
    for path in ("/", "/gmina-przasnysz/"):
        browser.page = browser.client.get(path, {"q": value})
        assert browser.page.status_code == 200
        assert "<script>alert" not in browser.page.content.decode()


def test_field_sent_twice_is_refused(browser: Browser) -> None:
    browser.begin()
    assert browser.send(f"{browser.draft}zglaszajacy/", {"pelnomocnik": ["tak", "nie"]}).status_code == 422


@pytest.mark.parametrize("field", ["pokazane", "usun", "zapisz", "z", "inne"])
def test_own_fields_bear_it(browser: Browser, field: str) -> None:
    browser.fill()
    for value in NASTY.values():
        assert browser.send(f"{browser.draft}drzewa/", {field: value}).status_code in (303, 422)
        assert browser.send(f"{browser.draft}zalaczniki/", {field: value}).status_code in (303, 422)
        assert browser.send(f"{browser.draft}dzialka/", {field: value}).status_code in (303, 422)


UNKNOWN = "00000000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    "path",
    [
        "/nie-ma-takiego/",
        "/gmina-chorzele/",
        f"/{'x' * 300}/",
        "/gmina-przasnysz/usluga/nie-ma/",
        f"/gmina-przasnysz/usluga/{'x' * 300}/",
        f"/gmina-przasnysz/wniosek/{UNKNOWN}/",
        f"/gmina-przasnysz/wniosek/{UNKNOWN}/dzialka/",
        f"/gmina-przasnysz/wniosek/{UNKNOWN}/sprawdz/",
        "/gmina-przasnysz/wniosek/cokolwiek/",
        f"/gmina-przasnysz/sprawa/{UNKNOWN}/",
        f"/gmina-przasnysz/sprawa/{UNKNOWN}/potwierdzenie/",
        f"/gmina-przasnysz/sprawa/{UNKNOWN}/pismo/{UNKNOWN}/",
        f"/gmina-przasnysz/sprawa/{UNKNOWN}/odpowiedz/uzupelnienie/",
        "/motyw/nie-ma.css",
    ],
)
def test_unknown_is_404(home: Browser, path: str) -> None:
    assert home.open(path).status_code == 404
    assert "Nie ma takiej strony" in home.text


def test_draft_of_somebody_else_looks_absent(home: Browser) -> None:
    home.fill()
    stranger = Browser(Client(), home.place)
    stranger.open(f"{home.draft}dzialka/")
    theirs = (stranger.page.status_code, stranger.text)
    stranger.open(f"/gmina-przasnysz/wniosek/{uuid4()}/dzialka/")
    assert theirs == (404, stranger.text)
    stranger.log_in(world.resident("Ewa Obca", "00620112347"))
    assert stranger.open(f"{home.draft}dzialka/").status_code == 404
    assert stranger.send(f"{home.draft}wyslij/").status_code == 404


def test_draft_that_nobody_owns_yet_is_open_in_its_browser_alone(browser: Browser) -> None:
    browser.fill()
    stranger = Browser(Client(), browser.place)
    stranger.log_in(world.resident("Ewa Obca", "00620112347"))
    assert stranger.open(f"{browser.draft}sprawdz/").status_code == 404
    assert stranger.send(f"{browser.draft}wyslij/").status_code == 404


def test_matter_of_somebody_else_looks_absent(home: Browser) -> None:
    matter = home.submit()
    stranger = Browser(Client(), home.place)
    stranger.log_in(world.resident("Ewa Obca", "00620112347"))
    for rest in ("", "potwierdzenie/", "wycofaj/", "odpowiedz/uzupelnienie/"):
        assert stranger.open(matter + rest).status_code == 404
    assert stranger.send(f"{matter}zaplac/").status_code == 404


@pytest.mark.parametrize("token", ["", "zly", "x" * 32], ids=["missing", "wrong", "forged"])
def test_form_without_a_good_token_is_refused(commune: Place, token: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get(SERVICE)
    answer = strict.post(SERVICE, {"csrfmiddlewaretoken": token} if token else {})
    assert answer.status_code == 403
    assert "Zapisane odpowiedzi są bezpieczne" in answer.content.decode()


def test_form_with_the_token_twice_takes_the_last(commune: Place) -> None:
    strict = Client(enforce_csrf_checks=True)
    token = _token(strict.get(SERVICE))
    assert strict.post(SERVICE, {"csrfmiddlewaretoken": [token, token]}).status_code == 303
    assert strict.post(SERVICE, {"csrfmiddlewaretoken": [token, "zly"]}).status_code == 403


def _token(page: Any) -> str:
    text: str = page.content.decode()
    return text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "after", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", "/a\r\nb", "", "x"]
)
def test_login_leads_to_own_pages_only(browser: Browser, jan: Resident, after: str) -> None:
    there = browser.client.post("/logowanie/", query_params={"dalej": after})
    back = browser.send(there["Location"], {"osoba": jan.subject})
    browser.open(back["Location"])
    assert browser.page["Location"] == "/konto/"


@pytest.mark.parametrize("cookie", ["okienko_konto", "okienko_szkice", "okienko_wejscie", "okienko_csrf"])
def test_spoiled_cookie_is_as_none(browser: Browser, cookie: str) -> None:
    browser.begin()
    for value in ("", "x", "a:b:c", "eyJpZCI6MX0:zly", "x" * 5000):
        browser.client.cookies[cookie] = value
        assert browser.open(SERVICE).status_code == 200
        assert browser.open("/konto/").status_code == 303
