"""Acts done by hand: a withdrawal on paper."""

from __future__ import annotations

from typing import Any

import pytest

from okienko.cases.models import Case, CaseParty, Status
from okienko.desk.tests.browser import Browser, case_of
from okienko.tenancy.context import acting_for


@pytest.fixture
def path(browser: Browser, case: Case) -> str:
    """The page of other acts of a case that the clerk has."""
    browser.take(case)
    return f"sprawa/{case.pk}/czynnosci/"


def withdrawal(case: Case, **other: str) -> dict[str, Any]:
    with acting_for(case.office_id):
        party = CaseParty.objects.get(case=case).party_id
    day = {"dzien_wycofania-day": "23", "dzien_wycofania-month": "11", "dzien_wycofania-year": "2026"}
    return {"kto_wycofal": str(party), "jak_wycofal": "protokol", "powod_wycofania": "Drzewo zostaje.", **day, **other}


def test_a_withdrawal_on_paper_ends_the_case_and_says_who_how_and_when(browser: Browser, case: Case, path: str) -> None:
    assert "Odnotuj wycofanie przez stronę" in browser.text(path)
    assert "Drzewa nie wolno usunąć" in browser.text(f"{path}wycofanie/")
    answer = browser.send(f"{path}wycofanie/", withdrawal(case))
    assert answer.status_code == 302, answer.content.decode()
    page = browser.text(f"sprawa/{case.pk}/")
    for said in (
        "Sprawę wycofała strona: Jan Przykładny",
        "Ustnie, do protokołu, 23 listopada 2026",
        "Drzewo zostaje.",
    ):
        assert said in page, said
    with acting_for(browser.place.id):
        ended = case_of(browser.place)
        assert (ended.status, ended.outcome) == (Status.ENDED, "wycofane")
    assert "Odnotuj wycofanie" not in browser.text(path)
    assert browser.get(f"{path}wycofanie/").status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"dzien_wycofania-day": "24"},
        {"dzien_wycofania-day": "22"},
        {"dzien_wycofania-day": "31"},
        {"jak_wycofal": "telefon"},
        {"kto_wycofal": ""},
        {"kto_wycofal": "00000000-0000-0000-0000-000000000000"},
        {"powod_wycofania": "x" * 301},
    ],
    ids=["tomorrow", "before the filing", "no such day", "by phone", "nobody", "a stranger", "too long"],
)
def test_a_wrong_withdrawal_is_refused_and_keeps_what_was_typed(
    browser: Browser, case: Case, path: str, wrong: dict[str, str]
) -> None:
    answer = browser.send(f"{path}wycofanie/", withdrawal(case) | {"powod_wycofania": "Drzewo zostaje."} | wrong)
    assert answer.status_code == 422
    assert (wrong.get("powod_wycofania") or "Drzewo zostaje.") in answer.content.decode()
    with acting_for(browser.place.id):
        assert case_of(browser.place).status == Status.OPEN


def test_a_withdrawal_from_an_old_page_is_refused(browser: Browser, case: Case, path: str) -> None:
    answer = browser.send(f"{path}wycofanie/", withdrawal(case), wersja="0")
    assert answer.status_code == 409


def test_whoever_has_not_the_case_withdraws_nothing(colleague: Browser, case: Case, path: str) -> None:
    assert colleague.send(f"{path}wycofanie/", withdrawal(case)).status_code == 409
    assert colleague.get(f"{path}zmyslone/").status_code == 404
