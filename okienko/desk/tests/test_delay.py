"""Terms explained on the case page; a term that passed without a notice; a plea against delay."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.cases import actions
from okienko.cases.models import Case, Task
from okienko.cases.queries import matter_for
from okienko.desk.tests.browser import Browser
from okienko.documents.models import Document, State
from okienko.journal.drain import drain
from okienko.people.models import Clerk
from okienko.tenancy.context import acting_for
from tests import world
from tests.roads import at, done
from tests.world import COMMUNE

WHY = {"kpa_ponaglenie_powod": "Minęły trzy tygodnie."}


@pytest.fixture
def signing(case: Case) -> Clerk:
    """The head of the unit, who may sign."""
    with acting_for(COMMUNE):
        return Clerk.objects.get(head=True)


@pytest.fixture
def urged(case: Case) -> Case:
    """Jan urged the office on 10 December."""
    with at("2026-12-10T10:00"), acting_for(COMMUNE):
        actions.reply(case.pk, "kpa_ponaglenie", WHY, [], key="ponaglenie", by=world.resident())
    drain(COMMUNE)
    return case


def test_the_case_page_says_why_each_term_ends_on_its_day(browser: Browser, case: Case) -> None:
    page = re.sub(r"\s+", " ", browser.text(f"sprawa/{case.pk}/"))
    assert "Dlaczego ten dzień: oględziny drzewa" in page
    assert "Dnia, w którym nastąpiło zdarzenie, nie liczy się (art. 57 § 1 KPA; niepotwierdzone w źródle)." in page


def test_a_term_that_passed_without_a_notice_is_told_with_the_way_to_give_it(browser: Browser, case: Case) -> None:
    browser.take(case)
    with at("2026-12-14T10:00"):
        assert "nie dostały zawiadomienia" not in browser.text(f"sprawa/{case.pk}/")
    with at("2026-12-15T10:00"):
        page = browser.text(f"sprawa/{case.pk}/")
        assert "Termin „Oględziny drzewa” minął 14 grudnia 2026, a strony nie dostały zawiadomienia o nowym." in page
        assert "(art. 36 KPA; niepotwierdzone w źródle)" in page
        assert "Do kiedy sprawa będzie załatwiona?" in browser.text(f"sprawa/{case.pk}/zadanie/kpa_przedluz/")


def test_whoever_does_not_have_the_case_is_told_to_take_it_before_the_notice(colleague: Browser, case: Case) -> None:
    with at("2026-12-15T10:00"):
        assert "Zawiadom o nowym terminie: najpierw weź sprawę." in colleague.text(f"sprawa/{case.pk}/")


def test_a_plea_is_a_task_of_the_office_with_its_own_term(browser: Browser, urged: Case) -> None:
    with acting_for(COMMUNE):
        urged.refresh_from_db()
        task = Task.objects.get(case=urged, closed_at=None, node="kpa_przekaz_ponaglenie")
    assert (task.label, urged.turn) == ("Przekaż ponaglenie z aktami", "urzad")
    browser.take(urged)
    with at("2026-12-11T10:00"):
        page = browser.text(f"sprawa/{urged.pk}/")
        for said in ("Wpłynęło: Ponaglenie", "Minęły trzy tygodnie.", "Przekazanie ponaglenia z aktami"):
            assert said in page, said
        assert "Termin 7 dni biegnie od 10 grudnia 2026 (wpływ: Ponaglenie)" in re.sub(r"\s+", " ", page)
        assert "Przekaż ponaglenie z aktami" in browser.text(f"sprawa/{urged.pk}/zadanie/{task.token}/")


def test_the_nearest_term_of_the_office_is_that_of_the_plea_when_it_ends_first(urged: Case, case: Case) -> None:
    with acting_for(COMMUNE):
        case.refresh_from_db()
    assert (case.due_name, case.due_on) == ("ogledziny", date(2026, 12, 14))


def test_a_plea_is_passed_on_with_a_sealed_letter_and_the_higher_body_has_its_term(
    browser: Browser, urged: Case, signing: Clerk
) -> None:
    with at("2026-12-11T10:00"):
        done(urged, signing, "kpa_przekaz_ponaglenie", {})
        with acting_for(COMMUNE):
            assert Document.objects.get(letter="kpa_przekaz_ponaglenie").state == State.SEALED
        page = browser.text(f"sprawa/{urged.pk}/")
        assert "Rozpatrzenie ponaglenia przez organ wyższego stopnia (termin innego organu)" in page
        assert "Odnotuj, jak rozpatrzono ponaglenie" in browser.text(f"sprawa/{urged.pk}/czynnosci/")


def test_a_notice_of_a_new_term_ends_the_warning(browser: Browser, case: Case, signing: Clerk) -> None:
    with at("2026-12-15T10:00"):
        new = {"kpa_przyczyna": "dowody", "kpa_przyczyna_zdanie": "Czekamy.", "kpa_nowy_termin": date(2026, 12, 30)}
        done(case, signing, "kpa_przedluz", new)
        page = re.sub(r"\s+", " ", browser.text(f"sprawa/{case.pk}/"))
        assert "nie dostały zawiadomienia" not in page
        assert "15 grudnia 2026 urząd wyznaczył nowy ostatni dzień: 30 grudnia 2026" in page


def test_the_resident_may_send_one_plea_at_a_time(urged: Case) -> None:
    with acting_for(COMMUNE):
        matter = matter_for(world.resident(), urged.submission_id)
    assert matter is not None
    assert (matter.pleas, len(matter.replies)) == ((), 1)


def test_terms_and_pleas_cost_no_query_more(browser: Browser, case: Case) -> None:
    browser.text(f"sprawa/{case.pk}/")
    counts = []
    for day in ("2026-12-01T10:00", "2026-12-15T10:00"):
        with at(day), CaptureQueriesContext(connection) as seen:
            browser.text(f"sprawa/{case.pk}/")
        counts.append(len(seen))
    assert counts[0] == counts[1]
