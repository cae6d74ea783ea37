"""People of the office: employed with a password shown once, changed, switched off and on; authorised to sign."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from okienko.cases.facts import CaseReleased
from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, case_of, clerk_of_another_unit, open_cases
from okienko.desk.tests.office import Admin, admin, day
from okienko.desk.tests.test_lists import price
from okienko.journal.queries import timeline
from okienko.offices.models import Unit
from okienko.offices.queries import Place
from okienko.people import actions
from okienko.people.models import Authorisation, Clerk
from okienko.people.queries import authorisation_for
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world

__all__ = ["admin"]
OWN_PASSWORD = "/biurko/haslo/"


def clerk(place: Place, last_name: str) -> Clerk:
    with acting_for(place.id):
        return Clerk.objects.select_related("unit").get(last_name=last_name)


def newcomer(place: Place, **changed: str) -> dict[str, str]:
    unit = clerk(place, "Cichy").unit_id
    told = {"imie": "Ewa", "nazwisko": "Nowa", "login": "nowa.ewa", "komorka": str(unit), "stanowisko": "referent"}
    return told | changed


def post(who: Clerk, **changed: str) -> dict[str, str]:
    """The form of a person as the page shows it."""
    held = {"co": "zmien", "komorka": str(who.unit_id), "stanowisko": who.position}
    return held | {"kierownik": "tak" if who.head else ""} | {"administrator": "tak" if who.admin else ""} | changed


def test_the_list_stands_by_unit_with_rights_and_cases(admin: Admin, browser: Browser, case: Case) -> None:
    browser.take(case)
    page = admin.text("urzad/pracownicy/")
    assert "Ochrona środowiska (OŚ)" in page
    assert "1\u00a0otwarta sprawa" in page
    for said in ("Anna Wzorcowa", "kierownik</strong>", "administrator urzędu</strong>", "Piotr Cichy"):
        assert said in page, said


def test_a_new_clerk_logs_in_with_a_password_that_is_shown_once(admin: Admin) -> None:
    answer = admin.sent("pracownicy/nowy/", newcomer(admin.place))
    assert answer.status_code == 302
    page = admin.text("urzad/pracownicy/")
    password = re.search(r"Hasło: ([a-z2-9-]{19})\.", page)
    assert password is not None
    assert password[1] not in admin.text("urzad/pracownicy/")
    fresh = Browser(admin.place, "nowa.ewa", password[1])
    assert fresh.get("kolejka/")["Location"] == OWN_PASSWORD
    mine = {"nowe": "cztery rozne slowa", "powtorz": "cztery rozne slowa"}
    assert fresh.send(OWN_PASSWORD, mine).status_code == 302
    assert "Ewa Nowa" in fresh.text("kolejka/")
    assert fresh.get("urzad/uslugi/").status_code == 404
    assert "Ewa Nowa" in Browser(admin.place, "nowa.ewa", "cztery rozne slowa").text("dzis/")


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [("krotkie", "krotkie", "nowe"), ("cztery rozne slowa", "cztery inne slowa", "powtorz")],
    ids=["short", "unlike"],
)
def test_a_mistaken_password_changes_nothing(browser: Browser, first: str, second: str, field: str) -> None:
    answer = browser.send(OWN_PASSWORD, {"nowe": first, "powtorz": second})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert f'value="{first}"' not in answer.content.decode()
    assert Browser(browser.place, "podpis").get("dzis/").status_code == 200


def test_nobody_sets_a_password_without_having_logged_in(commune: Place) -> None:
    assert Client().get(OWN_PASSWORD)["Location"] == "/biurko/logowanie/"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"login": "podpis"}, "login"), ({"login": "Ewa Ł"}, "login"), ({"imie": " "}, "imie"),
        ({"nazwisko": ""}, "nazwisko"), ({"komorka": "nikt"}, "komorka"), ({"stanowisko": ""}, "stanowisko"),
    ],
    ids=["taken login", "spoilt login", "first name", "last name", "unit", "position"],
)  # fmt: skip
def test_a_mistake_employs_nobody(admin: Admin, wrong: dict[str, str], field: str) -> None:
    answer = admin.sent("pracownicy/nowy/", newcomer(admin.place, **wrong))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert "referent" in answer.content.decode() or field == "stanowisko"
    with acting_for(admin.place.id):
        assert not Clerk.objects.filter(last_name="Nowa").exists()


def test_a_taken_login_keeps_its_password(admin: Admin) -> None:
    admin.sent("pracownicy/nowy/", newcomer(admin.place, login="podpis"))
    assert Browser(admin.place, "podpis").get("dzis/").status_code == 200


def test_an_administrator_makes_another(admin: Admin) -> None:
    who = clerk(admin.place, "Cichy")
    answer = admin.sent(f"pracownicy/{who.pk}/", post(who, administrator="tak", stanowisko="starszy inspektor"))
    assert answer.status_code == 302
    changed = clerk(admin.place, "Cichy")
    assert (changed.admin, changed.position, changed.head) == (True, "starszy inspektor", False)
    assert Browser(admin.place, "zwykly").get("urzad/uslugi/").status_code == 200


def test_nobody_takes_the_administrators_right_from_themselves(admin: Admin) -> None:
    me = clerk(admin.place, "Sekretarska")
    answer = admin.sent(f"pracownicy/{me.pk}/", post(me, administrator=""))
    assert answer.status_code == 422
    assert "ktoś musi zostać" in answer.content.decode()
    assert admin.sent(f"pracownicy/{me.pk}/", {"co": "wylacz"}).status_code == 422
    assert clerk(admin.place, "Sekretarska").admin
    assert 'value="wylacz"' not in admin.text(f"urzad/pracownicy/{me.pk}/")


def test_whoever_leaves_gives_their_cases_back(admin: Admin, colleague: Browser, commune: Place) -> None:
    for case in open_cases(commune, 2):
        colleague.take(case)
    who = clerk(commune, "Cichy")
    assert "Do kolejki wróci: 2\u00a0sprawy" in admin.text(f"urzad/pracownicy/{who.pk}/")
    admin.sent(f"pracownicy/{who.pk}/", {"co": "wylacz"})
    assert "Do kolejki wróciło spraw: 2." in admin.text("urzad/pracownicy/")
    with acting_for(commune.id):
        assert Case.objects.filter(clerk=None).count() == 2
        facts = timeline([case.urn], since=case.submission_id)
    returned = [entry.fact for entry in facts if isinstance(entry.fact, CaseReleased)]
    assert returned == [CaseReleased(str(case.pk), str(who.pk))]
    assert colleague.get("dzis/").status_code == 404


def test_whoever_comes_back_has_access_and_no_cases(admin: Admin, commune: Place) -> None:
    who = clerk(commune, "Cichy")
    admin.sent(f"pracownicy/{who.pk}/", {"co": "wylacz"})
    assert "bez dostępu" in admin.text("urzad/pracownicy/")
    admin.sent(f"pracownicy/{who.pk}/", {"co": "wlacz"})
    assert Browser(commune, "zwykly").get("dzis/").status_code == 200


def test_cases_stay_with_the_unit_that_a_clerk_leaves(admin: Admin, colleague: Browser, case: Case) -> None:
    colleague.take(case)
    clerk_of_another_unit(admin.place)
    who, other = clerk(admin.place, "Cichy"), clerk(admin.place, "Obca")
    admin.sent(f"pracownicy/{who.pk}/", post(who, komorka=str(other.unit_id)))
    with acting_for(admin.place.id):
        assert (case_of(admin.place).clerk_id, case_of(admin.place).unit_id) == (None, case.unit_id)


def test_a_new_position_takes_no_cases_away(admin: Admin, colleague: Browser, case: Case) -> None:
    colleague.take(case)
    who = clerk(admin.place, "Cichy")
    admin.sent(f"pracownicy/{who.pk}/", post(who, stanowisko="starszy inspektor"))
    assert case_of(admin.place).clerk_id == who.pk


def test_a_clerk_of_another_office_is_absent(admin: Admin) -> None:
    world.open_commune(1481)
    with acting_for(1481):
        account = actions.open_account("obcy", "okienko")
        stranger = Clerk(account_id=account.pk, first_name="Jan", last_name="Obcy", position="inspektor")
        actions.employ(stranger, Unit.objects.get(symbol="OŚ"), by=world.SET_UP)
    assert admin.get(f"urzad/pracownicy/{stranger.pk}/").status_code == 404


def test_fifty_people_cost_as_many_queries_as_two(admin: Admin, commune: Place) -> None:
    two = price(admin, "urzad/pracownicy/"), price(admin, "urzad/upowaznienia/")
    with acting_for(commune.id):
        unit = Unit.objects.get(symbol="OŚ")
        for number in range(48):
            person = Clerk(account_id=9000 + number, first_name="Jan", last_name=f"Nr{number}", position="referent")
            leave = Authorisation(
                clerk=person, body="wojt", number=str(number), given_on=date(2026, 1, 5), valid_from=date(2026, 1, 5)
            )  # fmt: skip
            actions.employ(person, unit, by=world.SET_UP)
            actions.authorise(leave, by=world.SET_UP)
    assert (price(admin, "urzad/pracownicy/"), price(admin, "urzad/upowaznienia/")) == two


class TestSigning:
    GIVEN = day("nadano", date(2026, 11, 23)) | day("od", date(2026, 11, 24)) | {"organ": "wojt", "numer": "77/2026"}

    def form(self, place: Place, **changed: str) -> dict[str, str]:
        return self.GIVEN | {"osoba": str(clerk(place, "Cichy").pk), "usluga": world.SERVICE} | changed

    def test_a_leave_is_granted_for_one_service_from_its_day(self, admin: Admin) -> None:
        assert admin.sent("upowaznienia/", self.form(admin.place)).status_code == 302
        page = admin.text("urzad/upowaznienia/")
        assert "nr 77/2026" in page
        assert "jeszcze nie działa" in page
        with acting_for(admin.place.id):
            held = authorisation_for(
                clerk(admin.place, "Cichy"), body="wojt", service=world.SERVICE, day=date(2026, 11, 24)
            )
        assert (held.number, held.valid_to) == ("77/2026", None)

    def test_it_may_be_for_all_services(self, admin: Admin) -> None:
        admin.sent("upowaznienia/", self.form(admin.place, usluga="wszystkie"))
        with acting_for(admin.place.id):
            assert Authorisation.objects.get(number="77/2026").service == ""

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"osoba": "nikt"}, "osoba"), ({"organ": "starosta"}, "organ"), ({"usluga": "nie-ma"}, "usluga"),
            ({"numer": " "}, "numer"), ({"od-day": "22"}, "od"), (day("do", date(2026, 11, 20)), "do"),
            ({"nadano-day": "32"}, "nadano"),
        ],
        ids=["nobody", "another body", "no service", "no number", "before it is given", "ends first", "no day"],
    )  # fmt: skip
    def test_a_mistake_grants_nothing(self, admin: Admin, wrong: dict[str, str], field: str) -> None:
        answer = admin.sent("upowaznienia/", self.form(admin.place) | wrong)
        assert answer.status_code == 422
        assert f'id="{field}-error"' in answer.content.decode()
        with acting_for(admin.place.id):
            assert Authorisation.objects.count() == 1

    def path(self, place: Place) -> str:
        with acting_for(place.id):
            return f"upowaznienia/{Authorisation.objects.get(number='12/2026').pk}/"

    def test_it_ends_on_a_day_and_stays_in_the_list(self, admin: Admin) -> None:
        assert admin.sent(self.path(admin.place), day("do", date(2026, 11, 30))).status_code == 302
        assert "do 30\u00a0XI\u00a02026" in admin.text("urzad/upowaznienia/")
        with time_is(datetime(2026, 12, 1, 11, tzinfo=UTC)):
            page = admin.text("urzad/upowaznienia/")
        assert "skończone" in page
        assert "Zakończ<" not in page

    @pytest.mark.parametrize("last", [date(2026, 11, 22), date(2025, 1, 1)], ids=["yesterday", "before it began"])
    def test_it_never_ends_in_the_past(self, admin: Admin, last: date) -> None:
        answer = admin.sent(self.path(admin.place), day("do", last))
        assert answer.status_code == 422
        assert 'id="do-error"' in answer.content.decode()

    def test_it_is_never_made_longer(self, admin: Admin) -> None:
        admin.sent(self.path(admin.place), day("do", date(2026, 11, 30)))
        assert admin.sent(self.path(admin.place), day("do", date(2026, 12, 30))).status_code == 422
