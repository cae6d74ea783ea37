"""Pages of questions: one thing each, errors that keep what was typed, skipping, stops, lists."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.portal.tests.browser import TREE, Browser
from okienko.submissions.models import Draft
from okienko.tenancy.context import acting_for


def answers_of(browser: Browser) -> dict[str, object]:
    with acting_for(browser.place.id):
        return Draft.objects.get(id=browser.draft.split("/")[3]).answers


def test_missing_answer_is_422_with_a_summary_and_a_marked_title(browser: Browser) -> None:
    browser.begin()
    browser.send(f"{browser.draft}zglaszajacy/")
    assert browser.page.status_code == 422
    assert "<title>Błąd: " in browser.page.content.decode()
    assert 'href="#pelnomocnik"' in browser.page.content.decode()
    assert 'id="pelnomocnik"' in browser.page.content.decode()


def test_wrong_answer_keeps_what_was_typed(browser: Browser) -> None:
    browser.begin()
    browser.send(f"{browser.draft}drzewa/1/", TREE | {"obwod": "osiemdziesiąt"})
    assert browser.page.status_code == 422
    assert 'value="osiemdziesiąt"' in browser.page.content.decode()
    assert 'value="topola" checked' in browser.page.content.decode()


def test_page_that_is_not_asked_is_skipped(browser: Browser) -> None:
    browser.begin()
    assert browser.answer("zglaszajacy")["Location"] == f"{browser.draft}dzialka/"
    browser.open(f"{browser.draft}pelnomocnictwo/")
    assert browser.page.status_code == 303


def test_page_that_is_asked_comes_next(browser: Browser) -> None:
    browser.begin()
    assert browser.answer("zglaszajacy", {"pelnomocnik": "tak"})["Location"] == f"{browser.draft}pelnomocnictwo/"


def test_question_brought_up_by_an_answer_is_asked_on_the_same_page(browser: Browser) -> None:
    browser.begin()
    browser.open(f"{browser.draft}wlasciciel/")
    assert "więcej niż jednego właściciela" not in browser.text
    browser.answer("zglaszajacy")
    browser.answer("dzialka")
    shown = {"pokazane": ["wlasciciel_gruntu"], "wlasciciel_gruntu": "osoba"}
    there = browser.send(f"{browser.draft}wlasciciel/", shown)
    assert there["Location"] == f"{browser.draft}wlasciciel/#wspolwlasnosc"
    browser.open(f"{browser.draft}wlasciciel/")
    assert "więcej niż jednego właściciela" in browser.text


def test_stop_leads_to_an_end_that_says_where_to_go(browser: Browser) -> None:
    browser.begin()
    for page in ("zglaszajacy", "dzialka", "wlasciciel"):
        browser.answer(page)
    there = browser.answer("firma", {"firma": "tak"})
    assert there["Location"] == f"{browser.draft}koniec/"
    browser.open(there["Location"])
    assert "Tu kończy się ta usługa" in browser.text
    assert "potrzebujesz zezwolenia" in browser.text


def test_answer_behind_a_stop_stays_until_the_stop_is_gone(browser: Browser) -> None:
    browser.fill()
    browser.answer("firma", {"firma": "tak"})
    browser.answer("firma", {"firma": "nie"})
    assert browser.open(f"{browser.draft}sprawdz/").status_code == 200


def test_answer_of_a_skipped_page_leaves_the_draft(browser: Browser) -> None:
    browser.begin()
    browser.answer("zglaszajacy", {"pelnomocnik": "tak"})
    browser.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "nie"})
    assert "bliska_rodzina" in answers_of(browser)
    browser.answer("zglaszajacy", {"pelnomocnik": "nie"})
    assert answers_of(browser) == {"pelnomocnik": False}


def test_list_adds_changes_and_removes(browser: Browser) -> None:
    browser.fill()
    browser.send(f"{browser.draft}drzewa/2/", TREE | {"gatunek": "wierzba"})
    browser.send(f"{browser.draft}drzewa/1/", TREE | {"obwod": "120"})
    browser.open(f"{browser.draft}drzewa/")
    assert "Drzewo 2" in browser.text
    assert "120 cm" in browser.text
    browser.send(f"{browser.draft}drzewa/", {"usun": "1"})
    browser.open(f"{browser.draft}drzewa/")
    assert "120 cm" not in browser.text
    assert "wierzba" in browser.text


def test_list_without_things_asks_for_the_first(browser: Browser) -> None:
    browser.begin()
    assert browser.open(f"{browser.draft}drzewa/")["Location"] == f"{browser.draft}drzewa/1/"
    assert browser.send(f"{browser.draft}drzewa/").status_code == 422


def test_thing_out_of_turn_is_404(browser: Browser) -> None:
    browser.begin()
    assert browser.open(f"{browser.draft}drzewa/3/").status_code == 404
    assert browser.open(f"{browser.draft}drzewa/0/").status_code == 404
    assert browser.open(f"{browser.draft}drzewa/999999999999/").status_code == 404


def test_change_from_the_check_page_leads_back_there(browser: Browser) -> None:
    browser.fill()
    there = browser.send(f"{browser.draft}dzialka/?z=sprawdz", {"dzialka": "Bogate 12"})
    assert there["Location"] == f"{browser.draft}sprawdz/"
    browser.open(there["Location"])
    assert "Bogate 12" in browser.text


def test_check_page_leads_to_what_is_missing(browser: Browser) -> None:
    browser.begin()
    browser.answer("zglaszajacy")
    there = browser.open(f"{browser.draft}sprawdz/")
    assert there["Location"] == f"{browser.draft}dzialka/?z=sprawdz&popraw=1"
    browser.open(there["Location"])
    assert browser.page.status_code == 200
    assert "Podaj identyfikator działki" in browser.text


def test_form_page_costs_two_statements(browser: Browser) -> None:
    browser.begin()
    browser.open(f"{browser.draft}zglaszajacy/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.open(f"{browser.draft}zglaszajacy/")
    assert len(_own(asked)) <= 2, _own(asked)
    with CaptureQueriesContext(connection) as saved:
        browser.answer("zglaszajacy")
    assert len(_own(saved)) <= 2, _own(saved)


def _own(asked: CaptureQueriesContext) -> list[str]:
    frame = ("BEGIN", "SET LOCAL", "COMMIT", "SAVEPOINT", "RELEASE")
    return [one["sql"] for one in asked.captured_queries if not one["sql"].startswith(frame)]
