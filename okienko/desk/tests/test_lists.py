"""Moje dziś, Kolejka, search: what a row says, in which order, and at what price."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.cases import lists
from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, clerk_of_another_unit, open_cases
from okienko.journal.models import Content, Fact
from okienko.offices.models import Unit
from okienko.offices.queries import Place
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for

AFTER_INSPECTION_TERM = datetime(2026, 12, 17, 11, tzinfo=UTC)


def price(browser: Browser, path: str) -> int:
    browser.get(path)  # what is remembered in memory is remembered now
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert browser.get(path).status_code == 200
    return len(asked)


def test_the_queue_offers_what_nobody_has(browser: Browser, case: Case) -> None:
    page = browser.text("kolejka/")

    assert case.mark in page
    assert "Jan Przykładny" in page
    assert "za 15 dni roboczych" in page
    assert f"{browser.base}sprawa/{case.pk}/wez/" in page


def test_taking_is_one_click_and_leads_back_with_an_undo(browser: Browser, case: Case) -> None:
    here = f"{browser.base}kolejka/"

    answer = browser.client.post(f"{browser.base}sprawa/{case.pk}/wez/", {"dalej": here})
    page = browser.text(answer["Location"])

    assert answer["Location"] == here
    assert f"Masz sprawę {case.mark}" in page
    assert f'action="{browser.base}sprawa/{case.pk}/oddaj/"' in page
    assert "Masz sprawę" not in browser.text("kolejka/")


def test_an_undone_taking_puts_the_case_back(browser: Browser, case: Case) -> None:
    browser.take(case)

    browser.client.post(f"{browser.base}sprawa/{case.pk}/oddaj/")

    assert case.mark in browser.text("kolejka/")
    assert case.mark not in browser.text("dzis/")


def test_taking_leads_to_no_foreign_page(browser: Browser, case: Case) -> None:
    answer = browser.client.post(f"{browser.base}sprawa/{case.pk}/wez/", {"dalej": "//zly.example/"})

    assert answer["Location"] == f"{browser.base}sprawa/{case.pk}/"


def test_my_day_lists_my_cases_and_nobody_elses(browser: Browser, colleague: Browser, case: Case) -> None:
    browser.take(case)

    assert case.mark in browser.text("dzis/")
    assert case.mark not in colleague.text("dzis/")
    assert "prowadzi Anna Wzorcowa" in colleague.text("kolejka/?pokaz=wszystkie")


def test_an_overdue_case_says_so_in_words_and_shape(browser: Browser, case: Case) -> None:
    browser.take(case)

    with time_is(AFTER_INSPECTION_TERM):
        page = Browser(browser.place).text("dzis/")
        late = Browser(browser.place).text("dzis/?pokaz=po-terminie")

    assert "po terminie od 3 dni" in page
    assert "deadline--late" in page
    assert case.mark in late


def test_a_case_in_time_is_not_among_the_overdue(browser: Browser, case: Case) -> None:
    browser.take(case)
    browser.get("dzis/")  # says once that the case is taken

    assert case.mark not in browser.text("dzis/?pokaz=po-terminie")
    assert case.mark not in browser.text("kolejka/?pokaz=po-terminie")


def test_a_case_without_a_mark_says_so(browser: Browser, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.mark = ""
    monkeypatch.setattr("okienko.desk.views.queue.sifted", lambda clerk, sieve, after: [case])

    assert "bez znaku" in browser.text("kolejka/")


@pytest.mark.parametrize("sought", ["mark", "register_number"])
def test_search_finds_by_exact_number(browser: Browser, case: Case, sought: str) -> None:
    found = browser.client.get(f"{browser.base}szukaj/", {"q": getattr(case, sought)}).content.decode()

    assert f"{browser.base}sprawa/{case.pk}/" in found


@pytest.mark.parametrize("sought", ["Jan", "przykł", "PRZYKLADNY jan", "142207 0099 123/4", "6131.1"])
def test_search_finds_by_beginnings_of_words(browser: Browser, case: Case, sought: str) -> None:
    assert case.mark in browser.client.get(f"{browser.base}szukaj/", {"q": sought}).content.decode()


def test_a_pesel_finds_exactly_and_leaves_a_trace_without_the_number(browser: Browser, case: Case) -> None:
    def asked(text: str) -> str:
        return browser.client.get(f"{browser.base}szukaj/", {"q": text}).content.decode()

    assert case.mark in asked("00610112345")
    assert case.mark not in asked("00610112346")
    assert case.mark not in asked("0061011234")
    with acting_for(browser.place.id):
        looked = Fact.objects.filter(kind="cases.PeselLookedUp").order_by("id")
        bodies = Content.objects.filter(id__in=looked).order_by("id").values_list("body", flat=True)
        told = [json.loads(body) for body in bodies]
    assert [one["found"] for one in told] == [1, 0]
    assert "00610112345" not in str(told)


def test_search_finds_nothing_of_another_unit(browser: Browser, case: Case) -> None:
    with acting_for(browser.place.id):
        unit = Unit(symbol="GK", name="Gospodarka komunalna")
        unit.save(force_insert=True)
        Case.objects.update(unit=unit)
    for text in ("Przykładny", "00610112345", case.mark, "142207"):
        assert f"sprawa/{case.pk}/" not in browser.client.get(f"{browser.base}szukaj/", {"q": text}).content.decode()


@pytest.mark.parametrize("sought", ["Nowak", "<b>x</b>", "\x00", "%", "🌲" * 300], ids=str.isprintable)
def test_search_bears_anything(browser: Browser, case: Case, sought: str) -> None:
    answer = browser.client.get(f"{browser.base}szukaj/", {"q": sought})

    assert answer.status_code == 200
    assert "<b>x</b>" not in answer.content.decode()


def test_another_unit_sees_none_of_it(browser: Browser, case: Case) -> None:
    stranger = Browser(browser.place, clerk_of_another_unit(browser.place))

    for page in ("kolejka/?pokaz=wszystkie", "szukaj/?q=Jan"):
        assert case.mark not in stranger.text(page)
    assert stranger.get(f"sprawa/{case.pk}/").status_code == 404


@pytest.mark.parametrize("path", ["kolejka/?pokaz=x", "kolejka/?po=x", "dzis/?pokaz=x"])
def test_a_spoilt_address_is_absent(browser: Browser, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_the_queue_goes_on_where_it_stopped(browser: Browser, commune: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 2)
    first, second, third = open_cases(commune, 3)

    page = browser.text("kolejka/")
    rest = browser.text(f"kolejka/?po={second.pk}")

    assert third.mark not in page
    assert f"po={second.pk}" in page
    assert third.mark in rest
    assert first.mark not in rest


@pytest.mark.parametrize("path", ["dzis/", "kolejka/", "kolejka/?pokaz=wszystkie", "szukaj/?q=Jan"])
def test_fifty_rows_cost_as_many_queries_as_two(browser: Browser, commune: Place, path: str, hold: Any) -> None:
    hold(open_cases(commune, 2), browser)
    two = price(browser, path)

    hold(open_cases(commune, 48), browser)

    assert price(browser, path) == two


@pytest.fixture
def hold(request: pytest.FixtureRequest) -> Any:
    """For the clerk's own list the cases have to be the clerk's."""

    def give(cases: list[Case], browser: Browser) -> None:
        for case in cases if "dzis/" in request.node.name else []:
            browser.take(case)

    return give
