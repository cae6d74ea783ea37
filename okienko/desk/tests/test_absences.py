"""Absences: who may say that somebody is away, what the substitute may do meanwhile, and that nothing is left after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import HttpResponse

from okienko.cases import actions, handling
from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, clerk_of_another_unit, open_cases, task_path
from okienko.desk.tests.office import Admin, admin, day
from okienko.desk.tests.test_letter import LACKS
from okienko.desk.tests.test_lists import price
from okienko.documents.models import Document
from okienko.offices.models import Unit
from okienko.offices.queries import Place
from okienko.people import actions as people
from okienko.people.models import Absence, Clerk
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world

__all__ = ["admin"]
TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
AFTER = datetime(2026, 11, 28, 9, tzinfo=UTC)
PATH = "nieobecnosci/"


@pytest.fixture
def third(commune: Place) -> Clerk:
    """One more clerk of the unit, login `trzeci`, who may not sign."""
    with acting_for(commune.id):
        account = people.open_account("trzeci", "okienko")
        clerk = Clerk(account_id=account.pk, first_name="Ewa", last_name="Trzecia", position="inspektor")
        return people.employ(clerk, Unit.objects.get(symbol="OŚ"), by=world.SET_UP)


def id_of(place: Place, name: str) -> str:
    with acting_for(place.id):
        return str(Clerk.objects.get(first_name=name).pk)


def away(
    browser: Browser, who: str, substitute: str = "", first: date = TODAY, last: date = FRIDAY, **more: str
) -> HttpResponse:
    """The form sent; people are named by their first names."""
    place = browser.place
    by = id_of(place, substitute) if substitute else "nikt"
    form = {"co": "zaplanuj", "osoba": id_of(place, who), "zastepca": by, "powod": "urlop"}
    return browser.send(PATH, form | day("od", first) | day("do", last) | more)


@pytest.fixture
def held(colleague: Browser, case: Case) -> Case:
    """The case is Piotr's, and Ewa stands in for him till Friday."""
    colleague.take(case)
    return case


@pytest.fixture
def ewa(third: Clerk, commune: Place, held: Case, colleague: Browser) -> Browser:
    assert away(colleague, "Piotr", "Ewa").status_code == 302
    return Browser(commune, "trzeci")


def test_the_substitute_sees_the_cases_in_a_section_of_their_own(ewa: Browser, held: Case) -> None:
    page = ewa.text("dzis/")
    section = page.split("W zastępstwie: Piotr Cichy, do 27 listopada 2026", 1)[1]
    assert held.mark in section


def test_the_substitute_works_on_the_case_under_their_own_name(ewa: Browser, held: Case) -> None:
    assert "prowadzi Piotr Cichy, Ty w zastępstwie" in ewa.text(f"sprawa/{held.pk}/")
    assert ewa.send(task_path(ewa.place, held), {"kompletne": "nie"}).status_code == 302
    assert "Ewa Trzecia" in ewa.text(f"sprawa/{held.pk}/")


def test_a_colleague_who_does_not_stand_in_still_may_not(ewa: Browser, held: Case, commune: Place) -> None:
    with acting_for(commune.id):
        account = people.open_account("czwarty", "okienko")
        clerk = Clerk(account_id=account.pk, first_name="Jan", last_name="Czwarty", position="inspektor")
        people.employ(clerk, Unit.objects.get(symbol="OŚ"), by=world.SET_UP)
    other = Browser(commune, "czwarty")
    assert other.send(task_path(other.place, held), {"kompletne": "nie"}).status_code == 409
    assert "W zastępstwie" not in other.text("dzis/")


def test_standing_in_gives_no_leave_to_sign(ewa: Browser, held: Case) -> None:
    ewa.send(task_path(ewa.place, held), {"kompletne": "nie"})
    page = ewa.text(task_path(ewa.place, held))
    assert "Nie masz upoważnienia do podpisania" in page or "Może podpisać: Anna Wzorcowa" in page
    ewa.send(task_path(ewa.place, held), LACKS)
    with acting_for(ewa.place.id):
        assert not Document.objects.filter(letter="wezwanie").exists()


def test_a_substitute_who_may_sign_signs_under_their_own_authorisation(
    third: Clerk, browser: Browser, commune: Place, case: Case
) -> None:
    trzeci = Browser(commune, "trzeci")
    trzeci.take(case)
    assert away(trzeci, "Ewa", "Anna").status_code == 302
    browser.send(task_path(commune, case), {"kompletne": "nie"})
    look = browser.send(task_path(commune, case), LACKS)["Location"]
    page = browser.text(look)
    assert "z up. Wójta Gminy Przasnysz, Anna Wzorcowa, kierownik referatu" in page
    assert "Upoważnienie nr 12/2026" in page
    assert browser.send(look).status_code == 302
    with acting_for(commune.id):
        signed = Document.objects.get(letter="wezwanie")
    assert signed.signed_as == "z up. Wójta Gminy Przasnysz, Anna Wzorcowa, kierownik referatu"


def test_an_excluded_clerk_never_stands_in(ewa: Browser, held: Case, third: Clerk) -> None:
    with acting_for(ewa.place.id):
        version = Case.objects.get(pk=held.pk).version
        handling.exclude(held.pk, third.pk, "rodzina", version=version, by=third)
    assert held.mark not in ewa.text("dzis/").split("W zastępstwie")[1]
    assert ewa.send(task_path(ewa.place, held), {"kompletne": "nie"}).status_code == 409


def test_after_the_last_day_nothing_is_left(ewa: Browser, held: Case) -> None:
    with time_is(AFTER):
        assert "W zastępstwie" not in ewa.text("dzis/")
        assert ewa.send(task_path(ewa.place, held), {"kompletne": "nie"}).status_code == 409
    with acting_for(ewa.place.id):
        assert Case.objects.get(pk=held.pk).clerk is not None


def test_a_clerk_who_comes_back_early_ends_the_substitution(ewa: Browser, held: Case, colleague: Browser) -> None:
    with acting_for(ewa.place.id):
        absence = Absence.objects.get()
    with time_is(datetime(2026, 11, 25, 8, tzinfo=UTC)):
        page = colleague.text(PATH)
        assert "Wrócił wcześniej" in page
        assert colleague.send(PATH, {"co": "odwolaj", "nieobecnosc": str(absence.pk)}).status_code == 302
        assert "W zastępstwie" not in ewa.text("dzis/")
    with acting_for(ewa.place.id):
        ended = Absence.objects.get()
    assert (ended.last_on, ended.cancelled) == (date(2026, 11, 24), False)


def test_an_absence_called_off_before_it_began_never_was(colleague: Browser, third: Clerk) -> None:
    away(colleague, "Piotr", "Ewa", date(2026, 12, 1), date(2026, 12, 5))
    with acting_for(colleague.place.id):
        absence = Absence.objects.get()
    assert colleague.send(PATH, {"co": "odwolaj", "nieobecnosc": str(absence.pk)}).status_code == 302
    assert away(colleague, "Piotr", "Ewa", date(2026, 12, 1), date(2026, 12, 5)).status_code == 302
    again = colleague.send(PATH, {"co": "odwolaj", "nieobecnosc": str(absence.pk)})
    assert again.status_code == 422


def test_the_head_and_the_administrator_say_it_for_others_and_a_colleague_does_not(
    browser: Browser, colleague: Browser, admin: Admin, third: Clerk
) -> None:
    assert away(colleague, "Ewa", "Piotr").status_code == 404
    assert away(browser, "Ewa", "Piotr").status_code == 302
    assert away(admin, "Anna", "Piotr").status_code == 302
    assert "Kto: <strong>Piotr Cichy</strong>" in colleague.text(PATH)


def test_a_clerk_of_another_unit_neither_stands_in_nor_plans(browser: Browser, commune: Place) -> None:
    other = Browser(commune, clerk_of_another_unit(commune))
    answer = away(browser, "Piotr", "Ewa")
    assert answer.status_code == 422
    assert 'id="zastepca-error"' in answer.content.decode()
    assert away(other, "Piotr", "").status_code == 404
    assert "Piotr Cichy" not in other.text(PATH)


def test_a_substitute_who_changed_units_does_nothing_and_is_shown(
    ewa: Browser, held: Case, third: Clerk, browser: Browser
) -> None:
    with acting_for(ewa.place.id):
        unit = Unit(symbol="FN", name="Finanse")
        unit.save(force_insert=True)
        third.unit = unit
        third.save(update_fields=["unit"])
    assert ewa.get(f"sprawa/{held.pk}/").status_code == 404
    assert "W zastępstwie" not in ewa.text("dzis/")
    assert "nie może zastępować" in browser.text(PATH)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"od-month": "13"}, "od"),
        ({"do-day": ""}, "do"),
        (day("do", TODAY - timedelta(days=3)), "do"),
        (day("od", date(2026, 10, 1)) | day("do", date(2026, 11, 22)), "do"),
        (day("do", date(2028, 1, 1)), "do"),
        ({"powod": "choroba"}, "powod"),
        ({"zastepca": ""}, "zastepca"),
        ({"zastepca": "nie-ma"}, "zastepca"),
    ],
    ids=["no month", "no last day", "backwards", "over", "too long", "no such reason", "unanswered", "spoilt"],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    browser: Browser, third: Clerk, wrong: dict[str, str], field: str
) -> None:
    answer = away(browser, "Piotr", "Ewa", **wrong)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page
    assert f'value="{id_of(browser.place, "Piotr")}" selected' in page


def test_nobody_stands_in_for_themselves(colleague: Browser) -> None:
    assert away(colleague, "Piotr", "Piotr").status_code == 422


@pytest.mark.parametrize(
    ("who", "substitute", "first", "told"),
    [
        ("Piotr", "Anna", date(2026, 11, 26), "ma już nieobecność"),
        ("Anna", "Piotr", date(2026, 11, 27), "też jest wtedy poza urzędem"),
        ("Ewa", "Anna", date(2026, 11, 25), "zastępuje wtedy: Piotr Cichy"),
        ("Ewa", "Piotr", TODAY, "zastępuje wtedy: Piotr Cichy"),
    ],
    ids=["overlapping", "the substitute is away", "a chain", "a circle"],
)
def test_absences_that_do_not_go_together_are_refused_with_the_days(
    ewa: Browser, browser: Browser, who: str, substitute: str, first: date, told: str
) -> None:
    answer = away(browser, who, substitute, first, date(2026, 12, 4))
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert "od 23.11.2026 do 27.11.2026" in answer.content.decode()


def test_absences_one_after_another_go_together(ewa: Browser, browser: Browser) -> None:
    assert away(browser, "Ewa", "Piotr", FRIDAY + timedelta(days=1), date(2026, 12, 4)).status_code == 302


def test_assigning_to_somebody_who_is_away_warns(ewa: Browser, browser: Browser, commune: Place) -> None:
    case = open_cases(commune, 1)[0]
    page = browser.text(f"sprawa/{case.pk}/czynnosci/")
    assert "Piotr Cichy (poza urzędem do 27 listopada 2026, zastępuje Ewa Trzecia)" in page
    browser.send(f"sprawa/{case.pk}/czynnosci/", {"co": "przydziel", "osoba": id_of(commune, "Piotr")})
    assert "Uwaga: ta osoba jest poza urzędem do 27 listopada 2026" in browser.text(f"sprawa/{case.pk}/")


def test_the_journal_of_the_office_tells_of_absences(ewa: Browser, admin: Admin) -> None:
    page = admin.text("urzad/dziennik/")
    assert "Piotr Cichy: poza urzędem od 23 listopada 2026 do 27 listopada 2026" in page
    assert "Zastępuje: Ewa Trzecia." in page


def test_more_cases_and_absences_cost_no_more_queries(
    ewa: Browser, held: Case, commune: Place, browser: Browser
) -> None:
    def give(count: int) -> None:
        with acting_for(commune.id):
            piotr = Clerk.objects.get(first_name="Piotr")
        for case in open_cases(commune, count):
            with acting_for(commune.id):
                actions.take(case.pk, by=piotr)

    give(1)
    pages = ("dzis/", PATH, f"sprawa/{held.pk}/")
    two = [price(ewa, path) for path in pages]
    give(48)
    for week in range(1, 20):
        away(browser, "Piotr", "Ewa", FRIDAY + timedelta(weeks=week - 1, days=1), FRIDAY + timedelta(weeks=week))
    assert [price(ewa, path) for path in pages] == two
