"""Acts done by hand: a withdrawal on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest

from okienko.cases.models import Case, CaseParty, Status
from okienko.desk.tests.browser import Browser, case_of
from okienko.tenancy.context import acting_for
from tests.several import also


@pytest.fixture
def path(browser: Browser, case: Case) -> str:
    """The page of other acts of a case that the clerk has."""
    browser.take(case)
    return f"sprawa/{case.pk}/czynnosci/"


def withdrawal(case: Case, **other: str) -> dict[str, Any]:
    with acting_for(case.office_id):
        party = CaseParty.objects.get(case=case, role="wnioskodawca").party_id
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


MOVE = {"skad": "1", "dokad": "ogledziny", "powod_przeniesienia": "Kompletność sprawdzono wcześniej na papierze."}


def test_a_head_moves_a_case_after_seeing_what_it_leads_to(browser: Browser, case: Case, path: str) -> None:
    assert "Przenieś ręcznie" in browser.text(path)
    check = browser.send(f"{path}przeniesienie/", MOVE)
    assert check.status_code == 200
    page = check.content.decode()
    for said in (
        "Zniknie zadanie: Sprawdź zgłoszenie", "Powstanie zadanie: Przeprowadź oględziny",
        "Termin „Oględziny drzewa” biegnie dalej, do 14.12.2026", "Żadne pismo nie powstanie",
    ):  # fmt: skip
        assert said in page, said
    assert "Przeniesiono" not in browser.text(f"sprawa/{case.pk}/")
    moved = browser.send(f"{path}przeniesienie/", MOVE | {"sprawdzone": "tak"})
    assert moved.status_code == 302, moved.content.decode()
    page = browser.text(f"sprawa/{case.pk}/")
    assert "Przeniesiono ręcznie: Sprawdź zgłoszenie → Przeprowadź oględziny" in page
    assert "Kompletność sprawdzono wcześniej" in page


def undo_of(browser: Browser, case: Case, path: str) -> str:
    browser.send(f"{path}przeniesienie/", MOVE | {"sprawdzone": "tak"})
    found = re.search(r'action="([^"]+cofnij/[^"]+)"', browser.text(f"sprawa/{case.pk}/"))
    assert found is not None
    return found[1]


def test_a_move_is_taken_back_with_one_button(browser: Browser, case: Case, path: str) -> None:
    assert browser.send(undo_of(browser, case, path)).status_code == 302
    page = browser.text(f"sprawa/{case.pk}/")
    assert "Cofnięto przeniesienie: Przeprowadź oględziny → Sprawdź zgłoszenie" in page
    with acting_for(browser.place.id):
        assert [task.node for task in case.tasks.filter(closed_at=None)] == ["sprawdz"]


def test_a_move_is_not_taken_back_once_something_has_happened(browser: Browser, case: Case, path: str) -> None:
    undo = undo_of(browser, case, path)
    browser.send(f"{path}zadanie/", {"tresc_zadania": "Zadzwoń"})
    assert browser.send(undo).status_code == 409
    assert browser.get(undo).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"powod_przeniesienia": ""}, {"dokad": "koniec_sprzeciw"}, {"dokad": "sprawdz"}, {"skad": "7"}, {"dokad": ""}],
    ids=["no reason", "to an end", "to where it stands", "from nowhere", "no target"],
)
def test_a_wrong_move_is_refused_and_keeps_what_was_typed(
    browser: Browser, case: Case, path: str, wrong: dict[str, str]
) -> None:
    answer = browser.send(f"{path}przeniesienie/", MOVE | wrong | {"sprawdzone": "tak"})
    assert answer.status_code == 422
    assert (wrong.get("powod_przeniesienia", "Kompletność")) in answer.content.decode()


def test_a_move_from_an_old_page_is_refused(browser: Browser, case: Case, path: str) -> None:
    answer = browser.send(f"{path}przeniesienie/", MOVE | {"sprawdzone": "tak"}, wersja="0")
    assert answer.status_code == 409


def test_only_the_head_moves_a_case(colleague: Browser, case: Case) -> None:
    colleague.take(case)
    assert "Przenieś ręcznie" not in colleague.text(f"sprawa/{case.pk}/czynnosci/")
    assert colleague.get(f"sprawa/{case.pk}/czynnosci/przeniesienie/").status_code == 404
    assert colleague.send(f"sprawa/{case.pk}/czynnosci/przeniesienie/", MOVE).status_code == 404


def test_an_added_task_stands_beside_the_others_and_is_done_with_a_sentence(
    browser: Browser, case: Case, path: str
) -> None:
    day = {"dzien_zadania-day": "3", "dzien_zadania-month": "12", "dzien_zadania-year": "2026"}
    assert browser.send(f"{path}zadanie/", {"tresc_zadania": "Zadzwoń do sąsiada", **day}).status_code == 302
    page = browser.text(f"sprawa/{case.pk}/")
    assert "Zadzwoń do sąsiada (do 03.12.2026)" in page
    assert "Sprawdź zgłoszenie" in page
    with acting_for(browser.place.id):
        token = case.tasks.get(node="dodane").token
    done = browser.send(f"sprawa/{case.pk}/zadanie/{token}/", {"dodane_zdanie": "Nie ma nic przeciw."})
    assert done.status_code == 302, done.content.decode()
    page = browser.text(f"sprawa/{case.pk}/")
    assert "Zrobione: Zadzwoń do sąsiada" in page
    assert "Nie ma nic przeciw." in page
    with acting_for(browser.place.id):
        assert [task.node for task in case.tasks.filter(closed_at=None)] == ["sprawdz"]


@pytest.mark.parametrize("wrong", [{"tresc_zadania": ""}, {"tresc_zadania": "x" * 121}, {"dzien_zadania-day": "1"}])
def test_a_wrong_task_is_refused(browser: Browser, path: str, wrong: dict[str, str]) -> None:
    day = {"dzien_zadania-day": "3", "dzien_zadania-month": "11", "dzien_zadania-year": "2026"}
    given = {"tresc_zadania": "Zadzwoń"} | (day if "dzien_zadania-day" in wrong else {}) | wrong
    assert browser.send(f"{path}zadanie/", given).status_code == 422


def test_a_withdrawal_by_one_of_two_is_told_whole_and_the_case_goes_on(browser: Browser, case: Case, path: str) -> None:
    other = also(case, "Ewa Druga")
    said = withdrawal(case) | {"kto_wycofal": str(other.party_id)}
    answer = browser.send(f"{path}wycofanie/", said)
    assert answer.status_code == 302, answer.content.decode()
    page = browser.text(f"sprawa/{case.pk}/")
    for words in ("Sprawa trwa dla pozostałych", "jedna z osób: Ewa Druga", "do protokołu, 23 listopada 2026"):
        assert words in page, words
    assert "Ewa Druga" not in browser.text(f"{path}wycofanie/")
    assert browser.send(f"{path}wycofanie/", said).status_code == 422
