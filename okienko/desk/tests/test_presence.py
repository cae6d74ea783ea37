"""Two clerks at one case, and what changed since one of them looked."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.cases.models import Case, CaseLook, Status
from okienko.cases.sweeping import sweep_looks
from okienko.desk.tests.browser import Browser, clerk_of_another_unit, task_path
from okienko.offices.queries import Place
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for

HERE, NEW, CHANGED = "Jest tu też", "nowe<span", "rows__changed"


@pytest.mark.parametrize("page", ["", "czynnosci/", "zadanie"], ids=["case", "more", "task"])
def test_whoever_looked_just_now_is_named_to_the_other(
    browser: Browser, colleague: Browser, case: Case, page: str
) -> None:
    path = task_path(browser.place, case) if page == "zadanie" else f"sprawa/{case.pk}/{page}"
    assert HERE not in browser.text(path)

    seen = colleague.text(path)

    assert HERE in seen
    assert "Anna Wzorcowa, przed chwilą" in seen
    assert "Piotr Cichy, przed chwilą" not in seen


def test_after_some_minutes_they_are_said_and_then_gone(
    browser: Browser, colleague: Browser, case: Case, noon: datetime
) -> None:
    browser.get(f"sprawa/{case.pk}/")

    with time_is(noon + timedelta(minutes=2)):
        soon = colleague.text(f"sprawa/{case.pk}/")
    with time_is(noon + timedelta(minutes=11)):
        later = colleague.text(f"sprawa/{case.pk}/")

    assert "Anna Wzorcowa, 2 min temu" in soon
    assert HERE not in later


def test_looking_at_another_case_is_not_being_here(browser: Browser, colleague: Browser, case: Case) -> None:
    browser.get("kolejka/")
    browser.get(f"kolejka/?sprawa={case.pk}")

    assert HERE not in colleague.text(f"sprawa/{case.pk}/")


def test_what_others_did_since_my_visit_is_marked_while_the_visit_lasts(
    browser: Browser, colleague: Browser, case: Case, noon: datetime
) -> None:
    first = browser.text(f"sprawa/{case.pk}/")
    with time_is(noon + timedelta(hours=1)):
        note(colleague, case, "Zadzwonił sąsiad.")
    with time_is(noon + timedelta(hours=2)):
        second = browser.text(f"sprawa/{case.pk}/")
    with time_is(noon + timedelta(hours=2, minutes=5)):
        again = browser.text(f"sprawa/{case.pk}/")
    with time_is(noon + timedelta(hours=3)):
        third = browser.text(f"sprawa/{case.pk}/")

    assert NEW not in first
    for page in (second, again):
        assert page.count(NEW) == 1
        assert "Nowe od Twojej ostatniej wizyty" in page
        assert "1\u00a0wpis." in page
    assert NEW not in third


def test_what_happens_during_the_first_visit_is_marked_too(
    browser: Browser, colleague: Browser, case: Case, noon: datetime
) -> None:
    browser.get(f"sprawa/{case.pk}/")
    with time_is(noon + timedelta(minutes=3)):
        note(colleague, case, "Zadzwonił sąsiad.")

    with time_is(noon + timedelta(minutes=6)):
        assert browser.text(f"sprawa/{case.pk}/").count(NEW) == 1


def note(browser: Browser, case: Case, text: str) -> None:
    browser.take(case)
    said = {"co": "notatka", "czego": "telefon", "notatka": text}
    assert browser.send(f"sprawa/{case.pk}/czynnosci/", said).status_code == 302


def test_ones_own_acts_are_no_news(browser: Browser, case: Case, noon: datetime) -> None:
    browser.get(f"sprawa/{case.pk}/")
    with time_is(noon + timedelta(hours=1)):
        note(browser, case, "Sam to napisałem.")

    with time_is(noon + timedelta(hours=2)):
        assert NEW not in browser.text(f"sprawa/{case.pk}/")


@pytest.mark.parametrize("path", ["kolejka/?pokaz=wszystkie", "szukaj/?q=Jan"])
def test_lists_mark_what_changed_since_i_looked(browser: Browser, colleague: Browser, case: Case, path: str) -> None:
    colleague.take(case)
    assert CHANGED not in browser.text(path)
    browser.get(f"sprawa/{case.pk}/")
    assert CHANGED not in browser.text(path)

    colleague.client.post(f"{colleague.base}sprawa/{case.pk}/oddaj/")

    assert CHANGED in browser.text(path)
    browser.get(f"sprawa/{case.pk}/")
    assert CHANGED not in browser.text(path)


def test_taking_and_giving_back_from_a_list_is_no_change_to_oneself(browser: Browser, case: Case) -> None:
    browser.get(f"sprawa/{case.pk}/")

    browser.take(case)
    assert CHANGED not in browser.text("dzis/")
    browser.client.post(f"{browser.base}sprawa/{case.pk}/oddaj/")

    assert CHANGED not in browser.text("kolejka/")


def test_what_a_colleague_did_before_my_act_stays_a_change(browser: Browser, colleague: Browser, case: Case) -> None:
    browser.get(f"sprawa/{case.pk}/")
    colleague.take(case)

    browser.take(case)

    assert CHANGED in browser.text("dzis/")


def test_a_look_leaves_no_fact_and_waits_for_nobody(browser: Browser, case: Case) -> None:
    browser.get(f"sprawa/{case.pk}/")

    with CaptureQueriesContext(connection) as asked:
        browser.get(f"sprawa/{case.pk}/")

    said = [query["sql"] for query in asked]
    assert sum("INSERT INTO" in sql for sql in said) == 1
    assert not [sql for sql in said if "FOR UPDATE" in sql or ("journal_fact" in sql and "INSERT" in sql)]
    with connection.cursor() as cursor:  # a key to the case would wait for whoever has its row
        cursor.execute(
            "SELECT confrelid::regclass::text FROM pg_constraint "
            "WHERE contype = 'f' AND conrelid = 'cases_caselook'::regclass"
        )
        assert cursor.fetchall() == [("people_clerk",)]


def test_the_forbidden_look_leaves_nothing(browser: Browser, case: Case) -> None:
    stranger = Browser(browser.place, clerk_of_another_unit(browser.place))

    assert stranger.get(f"sprawa/{case.pk}/").status_code == 404
    with acting_for(browser.place.id):
        assert CaseLook.objects.count() == 0


def test_looks_at_ended_cases_are_swept(browser: Browser, case: Case, commune: Place) -> None:
    browser.get(f"sprawa/{case.pk}/")
    assert sweep_looks(commune.id) == 0
    with acting_for(commune.id):
        Case.objects.filter(pk=case.pk).update(status=Status.ENDED)

    assert sweep_looks(commune.id) == 1
    assert sweep_looks(commune.id) == 0


def test_a_stale_save_shows_what_changed_and_keeps_what_was_typed(
    browser: Browser, colleague: Browser, case: Case
) -> None:
    clerk_of_another_unit(browser.place)
    browser.take(case)
    path = f"sprawa/{case.pk}/czynnosci/"
    old = browser.form(path)
    colleague.take(case)
    typed = {"co": "przekaz", "komorka": "", "zdanie": "Bo to ich rzecz."}

    answer = browser.client.post(f"{browser.base}{path}", old | typed)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Co się zmieniło" in page
    assert "Sprawa ma prowadzącego" in page
    assert "Piotr Cichy" in page
    assert 'value="Bo to ich rzecz."' in page
    assert f'name="wersja" value="{int(old["wersja"]) + 1}"' in page


@pytest.mark.parametrize(
    "said",
    [
        {"co": "notatka", "czego": "telefon", "notatka": "Zadzwonił sąsiad."},
        {"co": "przekaz", "komorka": "", "zdanie": "Zadzwonił sąsiad."},
    ],
    ids=["note", "hand over"],
)
def test_what_was_typed_into_a_case_taken_over_is_not_lost(
    browser: Browser, colleague: Browser, case: Case, said: dict[str, str]
) -> None:
    colleague.take(case)
    path = f"sprawa/{case.pk}/czynnosci/"
    old = colleague.form(path)
    browser.take(case)

    answer = colleague.client.post(f"{colleague.base}{path}", old | said)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Co się zmieniło" in page
    assert "Anna Wzorcowa" in page
    assert "Twój tekst, którego nie zapisano" in page
    assert "Zadzwonił sąsiad." in page
    assert "Zadzwonił sąsiad." not in browser.text(f"sprawa/{case.pk}/")
