"""Tasks without a letter: questions, mistakes, and what happens when somebody else was faster."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, task_path
from okienko.tenancy.clock import time_is

INSPECTION = {"data_ogledzin-day": "11", "data_ogledzin-month": "12", "data_ogledzin-year": "2026"}
AT_INSPECTION = datetime(2026, 12, 11, 12, tzinfo=UTC)


@pytest.fixture
def path(browser: Browser, case: Case) -> str:
    """The page of the first task of a case that the clerk has."""
    browser.take(case)
    return task_path(browser.place, case)


def test_a_task_is_done_and_the_next_one_opens(browser: Browser, case: Case, path: str) -> None:
    answer = browser.send(path, {"kompletne": "tak"})
    page = browser.text(f"sprawa/{case.pk}/")

    assert answer["Location"] == f"{browser.base}sprawa/{case.pk}/"
    assert "Zrobione: Sprawdź zgłoszenie" in page
    assert "Czy zgłoszenie jest kompletne? Tak." in page
    assert "Przeprowadź oględziny <kbd" in page


def test_a_missing_answer_is_a_422_with_a_way_to_the_field(browser: Browser, path: str) -> None:
    answer = browser.send(path)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "<title>Błąd: " in page
    assert 'href="#kompletne"' in page


def test_what_was_typed_stays(browser: Browser, case: Case, path: str) -> None:
    browser.send(path, {"kompletne": "tak"})
    nasty = "<script>alert(1)</script> 🌲"

    answer = browser.send(
        task_path(browser.place, case),
        {"ogledziny_zdanie": nasty, "data_ogledzin-day": "31", "data_ogledzin-month": "2"},
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'value="31"' in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 🌲" in page
    assert nasty not in page


def test_the_inspection_is_judged_by_the_day_of_the_clerk(browser: Browser, case: Case, path: str) -> None:
    browser.send(path, {"kompletne": "tak"})
    answers = INSPECTION | {"zgodne_ze_zgloszeniem": "zgodne"}
    next_path = task_path(browser.place, case)

    early = browser.send(next_path, answers)
    with time_is(AT_INSPECTION):
        done = browser.send(next_path, answers)
        page = browser.text(f"sprawa/{case.pk}/?pokaz=terminy")

    assert early.status_code == 422
    assert "Dzień oględzin nie może być późniejszy niż dzisiejszy." in early.content.decode()
    assert done.status_code == 302
    assert "urząd działa do 25 grudnia 2026, a mieszkaniec może na to liczyć od 29 grudnia 2026" in page
    assert "za 8 dni roboczych" in page


def test_a_changed_case_answers_409_with_what_changed_and_what_was_typed(
    browser: Browser, colleague: Browser, case: Case, path: str
) -> None:
    opened = browser.form(path)
    colleague.take(case)

    answer = browser.send(path, {"kompletne": "nie"}, **opened)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Co się zmieniło" in page
    assert "Sprawa ma prowadzącego" in page
    assert "Piotr Cichy" in page
    assert "Założono sprawę" not in page
    assert 'value="nie" checked' in page
    assert "Zrobione: Sprawdź zgłoszenie" not in browser.text(f"sprawa/{case.pk}/")


def test_after_a_clash_the_same_page_can_be_sent_again(
    browser: Browser, colleague: Browser, case: Case, path: str
) -> None:
    colleague.take(case)
    clash = browser.client.post(browser.base + path, {"kompletne": "nie", "wersja": "0", "widziano": ""})
    fresh = clash.content.decode().split('name="wersja" value="')[1].split('"')[0]

    again = browser.client.post(browser.base + path, {"kompletne": "nie", "wersja": fresh})

    assert clash.status_code == 409
    assert again.status_code == 302


def test_a_task_done_meanwhile_keeps_what_was_typed(browser: Browser, case: Case, path: str) -> None:
    browser.send(path, {"kompletne": "tak"})

    answer = browser.client.post(browser.base + path, {"kompletne": "nie", "wersja": "1"})
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "To zadanie jest już zakończone" in page
    assert "Czy zgłoszenie jest kompletne?" in page
    assert browser.get(path).status_code == 410


def test_whoever_does_not_have_the_case_cannot_do_its_task(colleague: Browser, case: Case) -> None:
    path = task_path(colleague.place, case)

    page = colleague.text(path)
    answer = colleague.send(path, {"kompletne": "tak"})

    assert "Najpierw weź sprawę." in page
    assert answer.status_code == 409
    assert 'value="tak" checked' in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "\x00"])
def test_a_spoilt_version_is_never_the_newest(browser: Browser, path: str, version: str) -> None:
    assert browser.send(path, {"kompletne": "tak"}, wersja=version).status_code == 409


@pytest.mark.parametrize(
    "answer", ["może", "", "\x00", "<b>", "tak" * 9999], ids=["other word", "empty", "NUL", "HTML", "too long"]
)
def test_bad_answers_are_refused(browser: Browser, path: str, answer: str) -> None:
    assert browser.send(path, {"kompletne": answer}).status_code == 422
