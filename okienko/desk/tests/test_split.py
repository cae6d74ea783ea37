"""A case beside its list: each choice is an address, and it says what the case's own page says."""

from __future__ import annotations

import gzip
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, clerk_of_another_unit, open_cases
from okienko.offices.queries import Place

LISTS = ("dzis/", "kolejka/", "kolejka/?pokaz=wszystkie", "szukaj/?q=Jan")
BUDGET = 60_000  # bytes of a desk page on the wire


def beside(path: str, case: Case) -> str:
    return f"{path}{'&' if '?' in path else '?'}sprawa={case.pk}"


@pytest.mark.parametrize("path", LISTS)
def test_a_row_leads_to_the_case_beside_the_same_list(browser: Browser, case: Case, path: str) -> None:
    if path == "dzis/":
        browser.take(case)

    page = browser.text(path)
    chosen = browser.text(beside(path, case))

    assert f'href="{browser.base}{beside(path, case).replace("&", "&amp;")}"' in page
    assert "Cała sprawa" not in page
    assert 'aria-current="true"' in chosen
    assert f'href="{browser.base}sprawa/{case.pk}/">Cała sprawa' in chosen
    assert "Najpierw weź sprawę: Sprawdź zgłoszenie" in chosen or "zadanie/" in chosen


def test_the_case_beside_the_list_says_what_its_page_says(browser: Browser, case: Case) -> None:
    pane, page = browser.text(beside("kolejka/", case)), browser.text(f"sprawa/{case.pk}/")

    for said in (
        case.mark, "Jan Przykładny", "Termin 21 dni biegnie od 23 listopada 2026 (złożenie)", "mapka.pdf",
        f"Założono sprawę {case.mark}", "142207_2.0099.123/4", "Na jakiej działce rośnie drzewo?",
    ):  # fmt: skip
        assert said in pane
        assert said in page


def test_taking_beside_the_list_stays_beside_the_list(browser: Browser, case: Case) -> None:
    here = browser.base + beside("kolejka/", case)
    assert f'name="dalej" value="{here}"' in browser.text(beside("kolejka/", case))

    answer = browser.client.post(f"{browser.base}sprawa/{case.pk}/wez/", {"dalej": here})
    page = browser.text(answer["Location"])

    assert answer["Location"] == here
    assert f"Masz sprawę {case.mark}" in page
    assert "Oddaj do kolejki" in page


def test_the_filter_of_the_list_is_not_that_of_the_timeline(browser: Browser, case: Case) -> None:
    assert f"Założono sprawę {case.mark}" in browser.text(beside("kolejka/?pokaz=wszystkie", case))


def test_no_page_is_read_twice_for_a_pesel(browser: Browser, case: Case) -> None:
    page = browser.text("szukaj/?q=00610112345")

    assert f'href="{browser.base}sprawa/{case.pk}/"' in page
    assert f"sprawa={case.pk}" not in page
    assert "Cała sprawa" not in browser.text(beside("szukaj/?q=00610112345", case))


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("chosen", ["nic", str(uuid4())], ids=["spoilt", "absent"])
def test_a_spoilt_choice_and_an_absent_case_look_the_same(browser: Browser, path: str, chosen: str) -> None:
    assert browser.get(f"{path}{'&' if '?' in path else '?'}sprawa={chosen}").status_code == 404


def test_the_case_of_another_unit_is_not_shown_beside(browser: Browser, case: Case) -> None:
    stranger = Browser(browser.place, clerk_of_another_unit(browser.place))

    assert stranger.get(beside("kolejka/", case)).status_code == 404


@pytest.mark.parametrize("path", ["kolejka/?pokaz=wszystkie", "szukaj/?q=Jan"])
def test_fifty_rows_beside_a_case_cost_as_many_queries_as_two(browser: Browser, commune: Place, path: str) -> None:
    chosen = beside(path, open_cases(commune, 2)[0])
    browser.get(chosen)
    with CaptureQueriesContext(connection) as two:
        browser.get(chosen)
    open_cases(commune, 48)

    with CaptureQueriesContext(connection) as fifty:
        page = browser.get(chosen)

    assert len(fifty) == len(two)
    assert len(gzip.compress(page.content)) <= BUDGET
