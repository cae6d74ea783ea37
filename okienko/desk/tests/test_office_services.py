"""Services of the office: what is offered, the form of the open points, a last look, adoption."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from okienko.catalogue.models import OfferVersion
from okienko.catalogue.queries import offered
from okienko.desk.tests.browser import Browser
from okienko.desk.tests.office import FORM, METHODS, POINTS, RESOLUTION, WASTE, Admin, admin, adopted, day, published
from okienko.desk.tests.test_lists import price
from okienko.journal.facts import Head
from okienko.journal.queries import timeline
from okienko.offices.queries import Place
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for

__all__ = ["admin"]
ASKED = {"pytano-o": " ".join(POINTS)}
PATH = f"uslugi/{WASTE}/1.0.0/"
TOMORROW = datetime(2026, 12, 2, 11, tzinfo=UTC)


@pytest.fixture
def waste(commune: Place) -> None:
    """The declaration of the waste fee is released and nobody offers it."""
    published()


@pytest.mark.parametrize("path", ["", "uslugi/", PATH, "porownania/", "komorki/", "pracownicy/", "dziennik/"])
def test_the_pages_are_absent_for_a_clerk_who_is_no_administrator(browser: Browser, waste: None, path: str) -> None:
    assert browser.get(f"urzad/{path}").status_code == 404
    assert "Urząd</a>" not in browser.text("dzis/")


def test_the_menu_leads_an_administrator_to_the_office(admin: Admin) -> None:
    assert f'href="{admin.base}urzad/"' in admin.text("dzis/")
    assert admin.get("urzad/")["Location"] == f"{admin.base}urzad/uslugi/"


def test_the_list_says_what_is_offered_since_when_and_by_whom(admin: Admin, waste: None) -> None:
    page = admin.text("urzad/uslugi/")
    assert "Zgłoszenie" in page
    assert "wersja 1.0.0, od 1\u00a0I\u00a02026" in page
    assert "niepotwierdzone w źródle" in page
    assert f'href="{admin.base}urzad/{PATH}"' in page


def test_a_release_for_another_tier_is_not_offered(admin: Admin) -> None:
    published(service="pow-las-zaswiadczenie")
    assert "pow-las-zaswiadczenie" not in admin.text("urzad/uslugi/")
    assert admin.get("urzad/uslugi/pow-las-zaswiadczenie/1.0.0/").status_code == 404


def test_a_newer_release_is_offered_with_the_values_in_force(admin: Admin, commune: Place) -> None:
    adopted(commune.id)
    with time_is(TOMORROW):
        published(version="1.1.0")
    newer = f"uslugi/{WASTE}/1.1.0/"
    assert f'href="{admin.base}urzad/{newer}"' in admin.text("urzad/uslugi/")
    page = admin.text(f"urzad/{newer}")
    assert "teraz urząd ma wersję 1.0.0" in page
    assert f'value="{RESOLUTION}"' in page
    assert "1.0.0 → 1.1.0" in admin.sent(newer, FORM, **ASKED).content.decode()
    admin.sent(newer, FORM | {"co-dalej": "wdroz"}, **ASKED)
    assert "Wdróż nowszą wersję" not in admin.text("urzad/uslugi/")


@pytest.mark.parametrize("path", ["uslugi/nie-ma/1.0.0/", f"uslugi/{WASTE}/9.9.9/"])
def test_a_release_that_is_not_there_is_absent(admin: Admin, waste: None, path: str) -> None:
    assert admin.get(f"urzad/{path}").status_code == 404


def test_the_form_says_law_limits_and_when_a_point_applies(admin: Admin, waste: None) -> None:
    page = admin.text(f"urzad/{PATH}")
    assert "Od czego gmina liczy opłatę" in page
    assert "art. 6k ust. 3" in page
    assert "Najmniej 2, najwyżej 4." in page
    assert "Zapytamy, gdy „Od czego gmina liczy opłatę” to „Od ilości zużytej wody”." in page
    assert 'name="stawka_woda"' not in page


def test_the_unit_is_chosen_from_units_of_the_office(admin: Admin, waste: None) -> None:
    assert "Ochrona środowiska (OŚ)" in admin.text(f"urzad/{PATH}")
    answer = admin.sent(PATH, FORM | {"komorka": "Referat, którego nie ma"})
    assert answer.status_code == 422
    assert "Wybierz komórkę urzędu" in answer.content.decode()


@pytest.mark.parametrize("method", METHODS)
def test_a_changed_choice_brings_the_points_that_apply_now(admin: Admin, waste: None, method: str) -> None:
    first = admin.sent(PATH, FORM | {"metoda": method})
    page = first.content.decode()
    assert first.status_code == 200
    assert "Doszły pytania" in page
    assert all(f'name="{name}"' in page for name in METHODS[method])
    assert "govuk-error-message" not in page


def test_a_point_that_was_asked_and_left_empty_is_a_mistake(admin: Admin, waste: None) -> None:
    answer = admin.sent(PATH, FORM | {"metoda": "woda"}, **{"pytano-o": " ".join([*POINTS, "stawka_woda"])})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="stawka_woda-error"' in page
    assert 'id="woda_norma-error"' not in page  # it is new on this page


def test_the_last_look_shows_old_and_new_side_by_side(admin: Admin, commune: Place) -> None:
    adopted(commune.id)
    answer = admin.sent(PATH, FORM | {"stawka_osoba": "38,50"}, **ASKED)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "35 zł" in page
    assert "38,50 zł" in page
    assert "Co się zmieni od 1\u00a0grudnia 2026" in page
    assert "Bez zmian: 12" in page


def test_adoption_is_in_force_from_its_day_with_one_resolution_for_all(admin: Admin, waste: None) -> None:
    answer = admin.sent(PATH, FORM | {"co-dalej": "wdroz"}, **ASKED)
    assert answer.status_code == 302
    assert "działa w urzędzie z tymi wartościami od 1 grudnia 2026" in admin.text("urzad/uslugi/")
    with acting_for(admin.place.id):
        assert offered(WASTE, date(2026, 11, 30)) is None
        held = offered(WASTE, date(2026, 12, 1))
        assert held is not None
        assert held.values["stawka_osoba"] == "35"
        assert held.values["metoda.uchwala"] == held.values["kdr.uchwala"] == RESOLUTION
        assert "stawka_woda" not in held.values


def test_a_value_may_have_a_resolution_of_its_own(admin: Admin, waste: None) -> None:
    admin.sent(PATH, FORM | {"kdr.uchwala": "nr V/5/2025", "co-dalej": "wdroz"}, **ASKED)
    page = admin.text(f"urzad/{PATH}")
    assert 'name="kdr.uchwala" type="text" value="nr V/5/2025"' in page
    assert f'name="uchwala-rady" type="text" value="{RESOLUTION}"' in page


def test_the_journal_and_the_list_name_who_adopted(admin: Admin, waste: None) -> None:
    admin.sent(PATH, FORM | {"co-dalej": "wdroz"}, **ASKED)
    assert "Zofia Sekretarska" in admin.text("urzad/uslugi/").split("Kto wdrożył")[1]
    with acting_for(admin.place.id):
        version = OfferVersion.objects.get(offer__service=WASTE)
        heads: list[Head] = [entry.head for entry in timeline([_offer(version)], since=version.offer_id)]
    assert [head.actor for head in heads] == [version.adopted_by]
    assert ":clerk:" in version.adopted_by


def _offer(version: OfferVersion) -> str:
    return f"urn:okienko:{version.offer.office_id}:offer:{version.offer_id}"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"stawka_osoba": "99"}, "stawka_osoba"),
        ({"stawka_osoba": ""}, "stawka_osoba"),
        ({"kontakt": " "}, "kontakt"),
        ({"kdr": "moze"}, "kdr"),
        ({"uchwala-rady": ""}, "uchwala-rady"),
        (day("od-dnia", date(2026, 11, 22)), "od-dnia"),
        ({"od-dnia-month": "13"}, "od-dnia"),
    ],
    ids=["over the limit", "empty", "blank", "not on the list", "no resolution", "yesterday", "no day"],
)
@pytest.mark.parametrize("step", ["sprawdz", "wdroz"])
def test_a_fault_stands_at_its_field_and_everything_typed_stays(
    admin: Admin, waste: None, wrong: dict[str, str], field: str, step: str
) -> None:
    answer = admin.sent(PATH, FORM | wrong | {"dni_platnosci": "do 7. dnia", "co-dalej": step}, **ASKED)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert f'href="#{field}"' in page
    assert 'value="do 7. dnia"' in page
    with acting_for(admin.place.id):
        assert offered(WASTE, date(2026, 12, 1)) is None


def test_today_is_early_enough(admin: Admin, waste: None) -> None:
    answer = admin.sent(PATH, FORM | day("od-dnia", date(2026, 11, 23)) | {"co-dalej": "wdroz"}, **ASKED)
    assert answer.status_code == 302


def test_going_back_from_the_last_look_keeps_everything(admin: Admin, waste: None) -> None:
    answer = admin.sent(PATH, FORM | {"stawka_osoba": "12", "co-dalej": "popraw"}, **ASKED)
    assert answer.status_code == 200
    assert 'value="12"' in answer.content.decode()


def test_answers_to_points_that_do_not_apply_travel_along_but_are_not_adopted(admin: Admin, waste: None) -> None:
    page = admin.sent(PATH, FORM | {"metoda": "gospodarstwo"}).content.decode()
    assert '<input type="hidden" name="stawka_osoba" value="35">' in page
    answers = {"metoda": "gospodarstwo", "stawka_gospodarstwo": "80", "co-dalej": "wdroz"}
    assert admin.sent(PATH, FORM | answers, **ASKED | {"pytano-o": ""}).status_code == 302
    with acting_for(admin.place.id):
        held = offered(WASTE, date(2026, 12, 1))
    assert held is not None
    assert "stawka_osoba" not in held.values


def test_a_page_older_than_the_last_adoption_is_stale(admin: Admin, commune: Place) -> None:
    before = admin.form(f"urzad/{PATH}") if published() else {}
    adopted(commune.id)
    answer = admin.sent(PATH, FORM | {"co-dalej": "wdroz", "kontakt": "tel. 11"}, widziano=before["widziano"], **ASKED)
    assert answer.status_code == 409
    assert 'value="tel. 11"' in answer.content.decode()
    with acting_for(commune.id):
        assert OfferVersion.objects.filter(offer__service=WASTE).count() == 1


def test_a_planned_change_is_told_and_replaced(admin: Admin, waste: None) -> None:
    admin.sent(PATH, FORM | {"co-dalej": "wdroz"} | day("od-dnia", date(2027, 1, 1)), **ASKED)
    assert "od 1\u00a0I\u00a02027" in admin.text("urzad/uslugi/")
    page = admin.sent(PATH, FORM, **ASKED).content.decode()
    assert "Zmiana zaplanowana na 1\u00a0stycznia 2027 nie wejdzie w życie" in page


def test_more_adoptions_cost_no_more_queries(admin: Admin, commune: Place) -> None:
    for _ in range(2):
        adopted(commune.id)
    two = price(admin, "urzad/uslugi/"), price(admin, f"urzad/{PATH}")
    for _ in range(48):
        adopted(commune.id)
    assert (price(admin, "urzad/uslugi/"), price(admin, f"urzad/{PATH}")) == two


def test_what_is_adopted_is_offered_when_its_day_comes(admin: Admin, waste: None) -> None:
    admin.sent(PATH, FORM | {"co-dalej": "wdroz"}, **ASKED)
    with time_is(TOMORROW), acting_for(admin.place.id):
        assert offered(WASTE, date(2026, 12, 2)) is not None
