"""Terminy: each open case is counted once, each number leads to its cases, and only the head of the unit sees it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.cases import boards
from okienko.cases.models import Case, LedgerEntry, Status
from okienko.desk import board
from okienko.desk.tests.browser import Browser, clerk_of_another_unit, open_cases
from okienko.language.ledger import Suspended, entry_to_json
from okienko.offices.law import calendar
from okienko.offices.queries import Place
from okienko.people.models import Clerk
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for

MONDAY = date(2026, 11, 23)  # the day of every test here
SHEETS = ("terminy", "zalatwianie", "miesiace", "kroki")
OTHER = {"service": "gm-inna", "title": "Inna usługa"}
Put = Callable[..., Case]


@pytest.fixture
def put(commune: Place) -> Put:
    """A new case with these columns."""

    def make(**columns: Any) -> Case:
        case = open_cases(commune, 1)[0]
        with acting_for(commune.id):
            Case.objects.filter(pk=case.pk).update(**columns)
            case.refresh_from_db()
        return case

    return make


def settled(put: Put, days: int, on: date = MONDAY, **columns: Any) -> Case:
    """A case settled so many days after it was opened."""
    opened_at = datetime.combine(on, time(11), UTC) - timedelta(days=days)
    return put(status=Status.ENDED, settled_on=on, opened_at=opened_at, turn="nikt", due_on=None, **columns)


def numbers(page: str) -> list[tuple[str, int]]:
    """Where each number of the heat table leads, and the number."""
    found = re.findall(r'class="heat__link" href="([^"#]+)#sprawy">(\d+)<', page)
    return [(unescape(href), int(count)) for href, count in found]


def listed(page: str) -> list[str]:
    return re.findall(r'class="rows__mark num">([^<]+)<', page)


def sheet(browser: Browser, name: str) -> list[list[str]]:
    content = browser.get(f"terminy/{name}.csv").content
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(), delimiter=";"))


@pytest.mark.parametrize("path", ["terminy/", *(f"terminy/{name}.csv" for name in SHEETS)])
def test_only_the_head_has_it(browser: Browser, colleague: Browser, case: Case, path: str) -> None:
    assert browser.get(path).status_code == 200
    assert colleague.get(path).status_code == 404


def test_only_the_head_is_led_to_it(browser: Browser, colleague: Browser) -> None:
    link = f'href="{browser.base}terminy/"'
    assert link in browser.text("kolejka/")
    assert link not in colleague.text("kolejka/")


def test_the_head_of_another_unit_counts_none_of_these_cases(browser: Browser, case: Case) -> None:
    stranger = clerk_of_another_unit(browser.place)
    with acting_for(browser.place.id):
        Clerk.objects.filter(last_name="Obca").update(head=True)
    page = Browser(browser.place, stranger).text("terminy/")
    assert "W komórce nie ma otwartych spraw" in page
    assert not numbers(page)


@pytest.mark.parametrize(
    ("day", "column"),
    [
        (date(2026, 11, 20), boards.LATE),
        (date(2026, 11, 22), boards.LATE),
        (date(2026, 11, 23), boards.TODAY),
        (date(2026, 11, 24), boards.NEAR),
        (date(2026, 11, 26), boards.NEAR),
        (date(2026, 11, 27), boards.FORTNIGHT),
        (date(2026, 12, 6), boards.FORTNIGHT),
        (date(2026, 12, 7), boards.LATER),
    ],
    ids=str,
)
def test_a_term_of_the_office_stands_in_the_column_of_its_day(day: date, column: str) -> None:
    at = boards.horizon(MONDAY, calendar())
    assert boards.column_of("urzad", day, at, stands=False) == column


def test_three_working_days_pass_over_a_weekend_and_a_holiday() -> None:
    assert boards.horizon(date(2026, 12, 23), calendar()).near == date(2026, 12, 30)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 29)], ids=["monday", "sunday"])
def test_the_next_week_ends_on_its_sunday(day: date) -> None:
    assert boards.horizon(day, calendar()).fortnight == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("turn", "stands", "column"),
    [
        ("urzad", True, boards.STANDS),
        ("urzad", False, boards.TERMLESS),
        ("mieszkaniec", False, boards.RESIDENT),
        ("nikt", False, boards.NOBODY),
    ],
)
def test_a_case_without_a_running_term_says_why(turn: str, stands: bool, column: str) -> None:
    at = boards.horizon(MONDAY, calendar())
    assert boards.column_of(turn, None, at, stands=stands) == column


def test_what_waits_for_the_resident_is_not_late() -> None:
    at = boards.horizon(MONDAY, calendar())
    assert boards.column_of("mieszkaniec", date(2026, 11, 1), at, stands=False) == boards.RESIDENT


def test_a_suspended_case_stands_with_its_clock(browser: Browser, put: Put) -> None:
    suspended, termless = put(due_on=None), put(due_on=None)
    with acting_for(browser.place.id):
        term = LedgerEntry.objects.filter(case=suspended).order_by("position")[0].entry["deadline"]
        entry = entry_to_json(Suspended(term, MONDAY, "k.p.a. art. 103"))
        LedgerEntry(case=suspended, position=99, entry=entry).save(force_insert=True)
    assert listed(browser.text(f"terminy/?kiedy={boards.STANDS}")) == [suspended.mark]
    assert listed(browser.text(f"terminy/?kiedy={boards.TERMLESS}")) == [termless.mark]


@pytest.fixture
def mixed(put: Put) -> list[Case]:
    """Cases of two services in five columns, one of them over."""
    return [
        put(due_on=date(2026, 11, 11)),
        put(due_on=date(2026, 11, 20)),
        put(due_on=MONDAY),
        put(due_on=date(2026, 11, 20), **OTHER),
        put(turn="mieszkaniec", due_on=date(2026, 11, 1), **OTHER),
        put(turn="nikt", due_on=None, status=Status.SETTLED),
        put(status=Status.ENDED, turn="nikt", due_on=None),
    ]


def test_each_number_leads_to_exactly_so_many_cases(browser: Browser, mixed: list[Case]) -> None:
    found = numbers(browser.text("terminy/"))
    assert len(found) == 12  # six cells, two sums of rows, three of columns and the sum of all
    assert {href: len(listed(browser.text(href))) for href, _ in found} == dict(found)


def test_a_number_leads_to_its_own_cases(browser: Browser, mixed: list[Case]) -> None:
    page = browser.text(f"terminy/?usluga={mixed[0].service}&kiedy={boards.LATE}")
    assert listed(page) == [mixed[0].mark, mixed[1].mark]
    assert f"Po terminie, {mixed[0].title}: 2 sprawy" in page


def test_the_sum_of_all_is_what_the_queue_lists(browser: Browser, mixed: list[Case]) -> None:
    sums = sheet(browser, "terminy")[-1]
    assert sums[0] == "Razem"
    assert sum(map(int, sums[1:-1])) == int(sums[-1]) == 6
    queued = browser.text("kolejka/?pokaz=wszystkie")
    assert [case.mark in queued for case in mixed] == [True] * 6 + [False]


def test_the_sheet_of_terms_has_polish_headers(browser: Browser, mixed: list[Case]) -> None:
    header, first, *_ = sheet(browser, "terminy")
    assert header[:3] == ["Usługa", "Po terminie", "Dziś"]
    assert header[-3:] == ["Czeka na mieszkańca", "Nie czeka na nikogo", "Razem"]
    assert first == ["Inna usługa", "1", "0", "0", "0", "0", "0", "0", "1", "0", "2"]


def test_a_number_says_its_column_in_words_and_shape(browser: Browser, mixed: list[Case]) -> None:
    page = browser.text("terminy/")
    assert '3<span class="govuk-visually-hidden"> (Razem: Po terminie)</span>' in page
    assert 'class="deadline deadline--late deadline--small"' in page


def opened(*days: tuple[int, int], column: str = boards.LATE) -> list[boards.OpenCase]:
    """Open cases of one column with these days in 2026."""
    return [boards.OpenCase(UUID(int=0), "a", "A", column, date(2026, *day)) for day in days]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ([], "W komórce nie ma otwartych spraw"),
        (opened((11, 22)), "1 sprawa po terminie, od 1 dnia"),
        (opened((11, 20), (11, 11), (11, 22)), "3 sprawy po terminie, najstarsza od 12 dni"),
        (opened((11, 23), column=boards.TODAY), "Nic nie jest po terminie, najbliższy termin dziś"),
        (
            opened((11, 26), (11, 30), column=boards.NEAR),
            "Nic nie jest po terminie, najbliższy termin za 3 dni robocze, 26 XI",
        ),
        (opened((11, 1), column=boards.RESIDENT), "Nic nie jest po terminie i żaden termin urzędu nie biegnie"),
    ],
    ids=["none", "one", "three", "today", "near", "resident"],
)
def test_the_title_states_the_finding(found: list[boards.OpenCase], said: str, noon: datetime) -> None:
    assert board.finding(found) == said


@pytest.mark.parametrize("query", ["kiedy=x", "usluga=a&kiedy=%00"])
def test_a_spoilt_address_is_absent(browser: Browser, case: Case, query: str) -> None:
    assert browser.get(f"terminy/?{query}").status_code == 404


def test_an_unknown_sheet_is_absent(browser: Browser) -> None:
    assert browser.get("terminy/wszystko.csv").status_code == 404


@pytest.mark.parametrize("query", ["usluga=nie-ma", "usluga=%00<b>", "kiedy=zegar-stoi&strona=9"])
def test_a_list_that_has_become_empty_says_so(browser: Browser, case: Case, query: str) -> None:
    page = browser.text(f"terminy/?{query}")
    assert "Nie ma teraz takich spraw" in page
    assert "<b>" not in page


def test_a_long_list_goes_on_where_it_stopped(
    browser: Browser, commune: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okienko.desk.views.terms.PAGE", 2)
    marks = [case.mark for case in open_cases(commune, 3)]
    assert listed(browser.text("terminy/?kiedy=wszystkie")) == marks[:2]
    assert listed(browser.text("terminy/?kiedy=wszystkie&strona=2")) == marks[2:]
    assert listed(browser.text("terminy/?kiedy=wszystkie&strona=99999999")) == marks[2:]
    assert "strona=2" in browser.text("terminy/?kiedy=wszystkie")


def test_a_unit_without_cases_is_told_what_will_be_here(browser: Browser) -> None:
    page = browser.text("terminy/")
    assert "W komórce nie ma otwartych spraw" in page
    assert "nie załatwiła żadnej sprawy" in page
    assert "<table" not in page
    assert browser.get("terminy/kroki.csv").status_code == 404


class TestSettling:
    def test_five_cases_have_a_median_and_four_have_none(self, browser: Browser, put: Put) -> None:
        for days in (3, 5, 9, 14, 70):
            settled(put, days)
        for days in (1, 2, 3, 4):
            settled(put, days, **OTHER)
        other, tree = sheet(browser, "zalatwianie")[1:]
        assert other == ["Inna usługa", "4", "", "1", "4", "4", "0", "0", "0", "0"]
        assert tree[1:] == ["5", "9", "3", "70", "2", "2", "0", "0", "1"]
        page = browser.text("terminy/")
        assert f"Najdłużej trwa: {tree[0]}, mediana 9 dni" in page
        assert "4 sprawy, za mało na medianę" in page

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            ((1, 1, 1, 1, 1), "Połowę spraw komórka załatwia w ciągu 1 dnia"),
            ((1, 2, 14, 15, 20, 21), "Połowę spraw komórka załatwia w ciągu 14,5 dnia"),
            ((7, 7, 7, 7, 7), "Połowę spraw komórka załatwia w ciągu 7 dni"),
            ((7, 7, 7, 7), "Za mało załatwionych spraw, żeby podać medianę (trzeba 5 w jednej usłudze)"),
        ],
        ids=str,
    )
    def test_one_service_is_told_alone(self, days: tuple[int, ...], said: str) -> None:
        assert board.settling([boards.Settling("a", "A", days)]).title == said

    def test_old_and_withdrawn_cases_do_not_count(self, browser: Browser, put: Put) -> None:
        settled(put, 5)
        settled(put, 5, outcome="wycofane")
        settled(put, 5, on=date(2025, 11, 23))
        settled(put, 6, on=date(2025, 11, 24))
        assert [row[1:5] for row in sheet(browser, "zalatwianie")[1:]] == [["2", "", "5", "6"]]


class TestFlow:
    def test_months_are_those_of_warsaw(self, browser: Browser, put: Put) -> None:
        put(opened_at=datetime(2026, 10, 31, 22, 59, tzinfo=UTC))
        put(opened_at=datetime(2026, 10, 31, 23, 1, tzinfo=UTC))
        settled(put, 40, on=date(2026, 11, 1))
        rows = sheet(browser, "miesiace")
        assert rows[0] == ["Miesiąc", "Założone", "Załatwione"]
        assert (rows[1][0], len(rows)) == ("październik 2025", 15)
        assert rows[-3:] == [["wrzesień 2026", "1", "0"], ["październik 2026", "1", "0"], ["listopad 2026", "1", "1"]]
        assert "Od października 2025 przybyło o 2 sprawy więcej, niż załatwiono" in browser.text("terminy/")

    def test_what_is_older_than_fourteen_months_is_left_out(self, browser: Browser, put: Put) -> None:
        put(opened_at=datetime(2025, 9, 30, 21, 59, tzinfo=UTC))
        assert [row[1:] for row in sheet(browser, "miesiace")[1:]] == [["0", "0"]] * 14

    @pytest.mark.parametrize(
        ("opened", "settled", "said"),
        [
            (1, 0, "Od listopada 2026 przybyło o 1 sprawę więcej, niż załatwiono"),
            (2, 7, "Od listopada 2026 załatwiono o 5 spraw więcej, niż przybyło"),
            (3, 3, "Od listopada 2026 komórka załatwiła tyle spraw, ile dostała"),
            (0, 0, "Od listopada 2026 komórka nie miała spraw"),
        ],
    )
    def test_the_title_weighs_what_came_against_what_went(self, opened: int, settled: int, said: str) -> None:
        assert board.flow([boards.Month(date(2026, 11, 1), opened, settled)]).title == said


class TestSteps:
    def test_the_picture_and_the_list_say_where_cases_stand(self, browser: Browser, commune: Place) -> None:
        open_cases(commune, 2)
        page = browser.text("terminy/")
        assert "Najwięcej spraw stoi na kroku: Sprawdź zgłoszenie (2 z 2)" in page
        assert re.search(r'class="badge"><text [^>]*>2 sprawy</text>', page)
        assert "Sprawdź zgłoszenie: <strong>2\N{NO-BREAK SPACE}sprawy</strong>" in page
        assert ["Sprawdź zgłoszenie", "2"] in sheet(browser, "kroki")
        assert ["Przeprowadź oględziny", "0"] in sheet(browser, "kroki")

    def test_a_case_on_a_step_that_the_drawing_lacks_is_told(self, browser: Browser, put: Put) -> None:
        old = put()
        with acting_for(browser.place.id):
            process = {"issued": 1, "tokens": [{"id": "1", "at": "dawny_krok"}]}
            Case.objects.filter(pk=old.pk).update(state={**old.state, "process": process})
        page = browser.text("terminy/")
        assert "Na krokach innych wydań usługi: 1 sprawa." in page
        assert "Żadna sprawa nie stoi na krokach z tego rysunku" in page

    def test_a_service_is_chosen_by_its_address(self, browser: Browser, put: Put) -> None:
        put()
        put()
        put(**OTHER)
        assert "(2 z 2)" in browser.text("terminy/")
        assert "(1 z 1)" in browser.text("terminy/?proces=gm-inna")
        assert "(1 z 1)" in browser.text("terminy/?usluga=gm-inna")
        assert f'href="{browser.base}terminy/?proces=gm-inna#kroki"' in browser.text("terminy/")


@pytest.mark.parametrize("path", ["terminy/", "terminy/?kiedy=wszystkie", *(f"terminy/{name}.csv" for name in SHEETS)])
def test_fifty_cases_cost_as_many_queries_as_two(browser: Browser, commune: Place, path: str) -> None:
    def price() -> int:
        browser.get(path)  # what is remembered in memory is remembered now
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        return len(asked)

    open_cases(commune, 2)
    two = price()
    open_cases(commune, 48)
    assert price() == two


def test_time_alone_makes_a_case_late(browser: Browser, case: Case) -> None:
    with time_is(datetime(2026, 12, 17, 11, tzinfo=UTC)):
        page = Browser(browser.place).text("terminy/")
    assert "1 sprawa po terminie, od 3 dni" in page
