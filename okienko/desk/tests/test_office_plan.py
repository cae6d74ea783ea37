"""Wykaz akt: the import with its last look, the tree, the search, the export, and classes that services lose."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, open_cases
from okienko.desk.tests.office import Admin, admin, day
from okienko.desk.tests.test_lists import price
from okienko.offices.models import FileClass, FilePlan
from okienko.offices.queries import Place
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world

__all__ = ["admin"]
PATH = "wykaz-akt/"
OLD = "symbol;nazwa;kategoria\n6;Środowisko;\n61;Ochrona przyrody;\n6131;Usuwanie drzew;B5\n6140;Zieleń;B5\n"
NEW = "symbol;nazwa;kategoria\n6;Środowisko;\n61;Przyroda;\n6132;Drzewa i krzewy;BE5\n6140;Zieleń;B5\n"
THIS_YEAR, NEW_YEAR = date(2026, 1, 1), date(2027, 1, 1)
MORNING = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


def upload(admin: Admin, text: str, since: date, **more: Any) -> HttpResponse:
    file = SimpleUploadedFile("wykaz.csv", text.encode("cp1250"), "text/csv")
    return admin.sent(PATH, {"co": "importuj", "plik": file, **day("od-dnia", since), **more})


def imported(admin: Admin, text: str, since: date) -> HttpResponse:
    look = upload(admin, text, since)["Location"]
    return admin.send(look)


@pytest.fixture
def old(admin: Admin) -> None:
    """The office has its plan."""
    assert imported(admin, OLD, THIS_YEAR).status_code == 302


def test_without_a_plan_the_administrator_is_told_on_each_page_that_asks_for_classes(admin: Admin) -> None:
    for path in ("wykaz-akt/", "uslugi/", f"uslugi/{world.SERVICE}/1.0.0/"):
        assert "Zaimportuj wykaz" in admin.text(f"urzad/{path}") or "zaimportuj wykaz" in admin.text(f"urzad/{path}")


def test_a_clerk_who_is_no_administrator_finds_no_such_page(browser: Browser) -> None:
    assert browser.get(f"urzad/{PATH}").status_code == 404
    assert browser.get("urzad/wykaz-akt.csv").status_code == 404


def test_a_file_is_looked_at_before_anything_changes(admin: Admin) -> None:
    answer = upload(admin, OLD, THIS_YEAR)
    page = admin.text(answer["Location"])
    assert "Nowe klasy: 4" in page
    assert "Usuwanie drzew" in page
    with acting_for(admin.place.id):
        assert not FileClass.objects.exists()


def test_the_last_look_tells_new_changed_ended_and_what_services_lose(admin: Admin, old: None) -> None:
    page = admin.text(upload(admin, NEW, NEW_YEAR)["Location"])
    assert "Nowe klasy: 1" in page
    assert "Zmienione klasy: 1" in page
    assert "Klasy, które się skończą: 1" in page
    assert "Bez zmian: 2" in page
    assert "klasy 6131 w nowym wykazie nie ma" in page
    assert "To nie jest 1 stycznia" not in page


def test_a_change_in_the_middle_of_a_year_is_warned_of(admin: Admin, old: None) -> None:
    assert "To nie jest 1 stycznia" in admin.text(upload(admin, NEW, date(2026, 12, 1))["Location"])


def test_a_confirmed_plan_stands_as_a_tree_on_its_day(admin: Admin, old: None) -> None:
    assert "Wykaz akt obowiązuje od" in (page := admin.text(f"urzad/{PATH}"))
    assert "4\u00a0klasy, w tym 2, w których można zakładać sprawy" in page
    assert imported(admin, NEW, NEW_YEAR).status_code == 302
    today = admin.text(f"urzad/{PATH}")
    later = admin.text(f"urzad/{PATH}?stan-day=1&stan-month=1&stan-year=2027")
    assert ("6131" in today, "6132" in today) == (True, False)
    assert "Drzewa i krzewy" in later
    assert "Klasy na dzień 1\u00a0stycznia 2027" in later
    assert "W tym dniu urząd nie miał wykazu" in admin.text(f"urzad/{PATH}?stan-day=1&stan-month=1&stan-year=2025")


@pytest.mark.parametrize(
    ("sought", "found"), [("613", True), ("drzew", True), ("usuwanie DRZEW", True), ("zielen", False)]
)
def test_classes_are_sought_by_symbol_or_words(admin: Admin, old: None, sought: str, found: bool) -> None:
    hits = admin.text(f"urzad/{PATH}?q={sought}").split("<table")[1]
    assert ("Usuwanie drzew" in hits) is found


def test_a_search_that_finds_nothing_says_so(admin: Admin, old: None) -> None:
    assert "Nic nie pasuje do „basen”" in admin.text(f"urzad/{PATH}?q=basen")


def test_a_day_that_is_no_day_is_a_mistake_at_its_field(admin: Admin, old: None) -> None:
    answer = admin.get(f"urzad/{PATH}?stan-day=31&stan-month=2&stan-year=2027")
    assert answer.status_code == 422
    assert 'id="stan-error"' in answer.content.decode()


def test_wrong_lines_are_listed_and_nothing_is_kept(admin: Admin) -> None:
    answer = upload(admin, OLD + "61.31;Drzewa;B5\n6150;;C\n", NEW_YEAR)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Wiersze do poprawy: 2" in page
    assert ">6</td>" in page
    assert ">7</td>" in page
    assert 'href="#plik"' in page
    assert 'value="2027"' in page  # the day stays as it was typed
    with acting_for(admin.place.id):
        assert not FilePlan.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"plik": ""}, "plik"), ({"od-dnia-month": "13"}, "od-dnia"), ({"od-dnia-day": ""}, "od-dnia")],
    ids=["no file", "no such month", "no day"],
)
def test_an_import_without_a_file_or_a_day_is_a_mistake_at_its_field(
    admin: Admin, sent: dict[str, str], field: str
) -> None:
    answer = upload(admin, OLD, NEW_YEAR, **sent)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()


def test_a_day_before_the_plan_in_force_is_a_mistake(admin: Admin, old: None) -> None:
    answer = upload(admin, NEW, THIS_YEAR)
    assert answer.status_code == 422
    assert "Podaj dzień późniejszy" in answer.content.decode()


def test_a_last_look_older_than_another_import_is_stale(admin: Admin, old: None) -> None:
    first, second = upload(admin, NEW, NEW_YEAR)["Location"], upload(admin, NEW, NEW_YEAR)["Location"]
    seen = admin.form(first)["widziano"]
    assert admin.send(second).status_code == 302
    answer = admin.send(first, widziano=seen)
    assert answer.status_code == 409


def test_an_import_is_taken_back_from_the_page(admin: Admin, old: None) -> None:
    page = admin.text(f"urzad/{PATH}")
    assert "Cofnij ten import" in page
    with acting_for(admin.place.id):
        plan = FilePlan.objects.get()
    assert admin.sent(PATH, {"co": "cofnij", "import": str(plan.pk)}).status_code == 302
    page = admin.text(f"urzad/{PATH}")
    assert "cofnięty" in page
    assert "nie ma tu jeszcze swojego wykazu" in page


def test_an_import_that_a_case_uses_is_not_taken_back(admin: Admin, old: None) -> None:
    open_cases(admin.place, 1)
    page = admin.text(f"urzad/{PATH}")
    assert "używa go 1\u00a0sprawa" in page
    with acting_for(admin.place.id):
        plan = FilePlan.objects.get()
    answer = admin.sent(PATH, {"co": "cofnij", "import": str(plan.pk)})
    assert answer.status_code == 422
    assert "stoją już sprawy (1)" in answer.content.decode()


def test_an_export_can_be_imported_again(admin: Admin, old: None) -> None:
    answer = admin.get("urzad/wykaz-akt.csv?stan=2026-11-23")
    text = answer.content.decode("utf-8-sig")
    assert 'filename="wykaz-akt-2026-11-23.csv"' in answer["Content-Disposition"]
    assert "6131;Usuwanie drzew;B5;61;2026-01-01;;2026-11-23" in text
    assert "Ten wykaz jest taki sam" in admin.text(upload(admin, text, NEW_YEAR)["Location"])


def test_the_form_of_an_adoption_suggests_classes_and_refuses_others(admin: Admin, old: None) -> None:
    path = f"uslugi/{world.SERVICE}/1.0.0/"
    page = admin.text(f"urzad/{path}")
    assert '<option value="6131">Usuwanie drzew</option>' in page
    assert '<option value="61">' not in page
    answers = world.VALUES | day("od-dnia", date(2026, 12, 1)) | {"klasa_jrwa": "61", "co-dalej": "sprawdz"}
    answer = admin.sent(path, answers)
    assert answer.status_code == 422
    assert "tylko grupuje inne klasy" in answer.content.decode()
    assert "Najbliższa, w której można założyć sprawę: 6131" in answer.content.decode()


def test_services_whose_class_ends_are_told_with_the_way_to_mend_them(admin: Admin, old: None) -> None:
    imported(admin, NEW, NEW_YEAR)
    page = admin.text("urzad/uslugi/")
    assert "klasa 6131 nie otworzy sprawy od 1\u00a0stycznia 2027" in page
    href = f"uslugi/{world.SERVICE}/1.0.0/?od=2027-01-01"
    assert f'{href}"' in page
    form = admin.text(f"urzad/{href}")
    assert 'name="od-dnia-year" type="text" inputmode="numeric" value="2027"' in form
    assert '<option value="6132">' in form
    assert '<option value="6131">' not in form


def test_a_case_without_a_valid_class_is_shown_and_mended_at_the_desk(
    admin: Admin, old: None, browser: Browser
) -> None:
    imported(admin, NEW, NEW_YEAR)
    with time_is(MORNING):
        case = open_cases(admin.place, 1)[0]
        assert "klasa do poprawienia" in browser.text("kolejka/?pokaz=wszystkie")
        assert "Klasa do poprawienia" in browser.text(f"sprawa/{case.pk}/")
        assert "czekają na klasę z wykazu: 1" in admin.text(f"urzad/{PATH}")
        path = f"sprawa/{case.pk}/czynnosci/"
        assert '<option value="6132">' in browser.text(path)
        wrong = browser.send(path, {"co": "klasa", "klasa": "6131"})
        assert wrong.status_code == 422
        assert 'value="6131"' in wrong.content.decode()
        assert browser.send(path, {"co": "klasa", "klasa": "6132"}).status_code == 302
        page = browser.text(f"sprawa/{case.pk}/")
    assert "Klasa do poprawienia" not in page
    assert "Poprawiono klasę akt: 6132" in page
    with acting_for(admin.place.id):
        assert Case.objects.get(pk=case.pk).mark == "OŚ.6132.1.2027"


def test_the_journal_tells_of_plans(admin: Admin, old: None) -> None:
    assert "Nowy wykaz akt od 1 stycznia 2026" in admin.text("urzad/dziennik/")


def test_a_longer_plan_costs_no_more_queries(admin: Admin, old: None, commune: Place) -> None:
    two = [price(admin, f"urzad/{path}") for path in (PATH, "uslugi/", f"uslugi/{world.SERVICE}/1.0.0/")]
    more = "".join(f"62{number:02};Klasa {number};B5\n" for number in range(48))
    imported(admin, OLD + more, date(2026, 11, 23))
    admin.get("urzad/uslugi/")  # the notice of what was done is read
    assert [price(admin, f"urzad/{path}") for path in (PATH, "uslugi/", f"uslugi/{world.SERVICE}/1.0.0/")] == two
