"""Units, letterhead, numbering and the journal of settings."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from okienko.cases.models import Case
from okienko.desk.office_sentences import TELLERS
from okienko.desk.tests.office import FORM, POINTS, WASTE, Admin, admin, adopted, published
from okienko.desk.tests.test_lists import price
from okienko.journal.facts import kinds
from okienko.offices.models import Numbering, Profile, Unit
from okienko.offices.queries import Place, forget
from okienko.tenancy.context import acting_for

__all__ = ["admin"]
LETTERHEAD = {
    "co": "dane", "nazwa": "Urząd Gminy Przasnysz", "adres": "ul. Nowa 2, 06-300 Przasnysz", "miejscowosc": "Przasnysz",
    "telefon": "29 000 00 00", "email": "urzad@przyklad.example", "bip": "https://bip.przyklad.example/",
    "kolor": "#2f6244", "godziny": "pon.–pt. 8–16", "inspektor": "iod@przyklad.example",
}  # fmt: skip
STATEMENT = {
    "co": "dostepnosc", "dostepnosc-osoba": "Ewa Dostępna", "dostepnosc-email": "e@przyklad.example",
    "dostepnosc-telefon": "22 000 00 00", "dostepnosc-budynek": "Wejście bez stopni.",
}  # fmt: skip
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'


def unit_id(place: Place, symbol: str = "OŚ") -> str:
    with acting_for(place.id):
        return str(Unit.objects.get(symbol=symbol).pk)


def test_units_stand_with_people_and_open_cases(admin: Admin, case: Case) -> None:
    page = admin.text("urzad/komorki/")
    assert "Ochrona środowiska" in page
    assert page.count('govuk-table__cell--numeric">3<') == 1
    assert page.count('govuk-table__cell--numeric">1<') == 1
    assert "Symbol się nie zmienia" in page


def test_a_unit_is_added_and_can_be_chosen_for_people(admin: Admin) -> None:
    assert admin.sent("komorki/", {"co": "dodaj", "symbol": "GK", "nazwa": "Gospodarka komunalna"}).status_code == 302
    assert "Gospodarka komunalna (GK)" in admin.text("urzad/pracownicy/nowy/")


@pytest.mark.parametrize(
    ("symbol", "name"),
    [("", "Kadry"), ("A.B", "Kadry"), ("OŚ", "Kadry"), ("ABCDEFGHIJKLM", "Kadry"), ("KD", " ")],
    ids=["no symbol", "a dot", "taken", "too long", "no name"],
)
def test_a_mistaken_unit_is_not_added(admin: Admin, symbol: str, name: str) -> None:
    answer = admin.sent("komorki/", {"co": "dodaj", "symbol": symbol, "nazwa": name})
    assert answer.status_code == 422
    assert 'id="symbol-error"' in answer.content.decode()
    with acting_for(admin.place.id):
        assert Unit.objects.count() == 1


def test_a_unit_has_a_new_name_and_its_old_symbol(admin: Admin, case: Case) -> None:
    form = {"co": "zmien", "komorka": unit_id(admin.place), "nowa-nazwa": "Referat Środowiska"}
    assert admin.sent("komorki/", form).status_code == 302
    with acting_for(admin.place.id):
        unit = Unit.objects.get()
    assert (unit.symbol, unit.name) == ("OŚ", "Referat Środowiska")
    assert admin.sent("komorki/", form | {"nowa-nazwa": ""}).status_code == 422
    assert admin.sent("komorki/", form | {"komorka": "nikt"}).status_code == 404


def test_the_letterhead_is_changed_at_once(admin: Admin) -> None:
    assert admin.sent("naglowek/", LETTERHEAD).status_code == 302
    page = admin.text("urzad/naglowek/")
    assert all(f'name="{name}"' in page and f'value="{text}"' in page for name, text in LETTERHEAD.items())


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("nazwa", "", "Podaj nazwę urzędu"), ("adres", "", "Podaj adres"), ("miejscowosc", "", "Podaj miejscowość"),
        ("email", "urzad", "Podaj adres e-mail"), ("bip", "javascript:alert(1)", "https://"),
        ("kolor", "#ffcc00", "Najbliższy dobry: #"), ("kolor", "zielony", "to nie kolor"),
        ("telefon", "9" * 41, "Najwyżej 40 znaków"),
    ],
    ids=["no name", "no address", "no town", "no e-mail", "no link", "too light", "no colour", "too long"],
)  # fmt: skip
def test_a_mistake_in_the_letterhead_stands_at_its_field(admin: Admin, field: str, text: str, said: str) -> None:
    answer = admin.sent("naglowek/", LETTERHEAD | {field: text})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}-error"' in page
    assert said in page
    assert "ul. Nowa 2" in page or field == "adres"
    with acting_for(admin.place.id):
        assert Profile.objects.get().address == "ul. Zmyślona 1, 06-300 Przasnysz"


def test_the_statement_of_accessibility_is_drawn_up_and_told(admin: Admin) -> None:
    assert admin.sent("naglowek/", STATEMENT).status_code == 302
    page = admin.text("urzad/naglowek/")
    assert all(f'name="{name}"' in page and text in page for name, text in STATEMENT.items() if name != "co")
    assert "Ostatni przegląd" in page
    assert "przejrzano deklarację dostępności" in admin.text("urzad/dziennik/")


def test_a_statement_without_a_contact_is_refused_at_its_field(admin: Admin) -> None:
    answer = admin.sent("naglowek/", STATEMENT | {"dostepnosc-email": "", "dostepnosc-osoba": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="dostepnosc-email-error"' in page
    assert "Wejście bez stopni." in page


def test_arms_are_shown_and_taken_away(admin: Admin) -> None:
    assert admin.sent("naglowek/", {"co": "herb", "herb": SimpleUploadedFile("herb.svg", SVG)}).status_code == 302
    [address] = re.findall(r'src="(/motyw/[^"]+)"', admin.text("urzad/naglowek/"))
    assert admin.sent("naglowek/", {"co": "herb", "bez-herbu": "1"}).status_code == 302
    assert address not in admin.text("urzad/naglowek/")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"no picture", b"<html/>", SVG.replace(b"<path", b"<script>alert(1)</script><path"),
        SVG.replace(b"<path", b'<path onclick="x()"'), SVG.replace(b"<path", b'<path style="fill:url(http://x/)"'),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, SVG.replace(b"<path", b'<use href="http://x/#a"/><path'),
        SVG.replace(b"<path", b"<style>a{}<!-- x -->@import url(http://x/)</style><path"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.decode()).encode("utf-16"),
        SVG + b"<!--" + b"x" * 200_000 + b"-->",
    ],
    ids=[
        "nothing", "text", "html", "script", "handler", "far style", "entity", "far link", "style behind a comment",
        "entity in other signs", "too large",
    ],
)  # fmt: skip
def test_what_is_more_than_a_drawing_is_no_arms(admin: Admin, content: bytes) -> None:
    answer = admin.sent("naglowek/", {"co": "herb", "herb": SimpleUploadedFile("herb.svg", content)})
    assert answer.status_code == 422
    assert 'id="herb-error"' in answer.content.decode()


def test_numbering_is_chosen_before_the_first_case(admin: Admin) -> None:
    assert admin.sent("naglowek/", {"co": "numery", "numery": "external"}).status_code == 302
    with acting_for(admin.place.id):
        assert Profile.objects.get().numbering == Numbering.EXTERNAL


@pytest.mark.parametrize("held", [Numbering.OWN, Numbering.EXTERNAL])
def test_numbering_stays_once_there_are_cases(admin: Admin, case: Case, held: Numbering) -> None:
    with acting_for(admin.place.id):
        Profile.objects.update(numbering=held)
    forget()
    other = Numbering.EXTERNAL if held == Numbering.OWN else Numbering.OWN
    answer = admin.sent("naglowek/", {"co": "numery", "numery": other})
    assert answer.status_code == 422
    assert "dwa ciągi numerów" in answer.content.decode()
    with acting_for(admin.place.id):
        assert Profile.objects.get().numbering == held


def test_an_unknown_numbering_is_refused(admin: Admin) -> None:
    assert admin.sent("naglowek/", {"co": "numery", "numery": "x"}).status_code == 422


def test_the_journal_tells_each_change_in_a_sentence(admin: Admin) -> None:
    published()
    admin.sent("komorki/", {"co": "dodaj", "symbol": "GK", "nazwa": "Gospodarka komunalna"})
    admin.sent("komorki/", {"co": "zmien", "komorka": unit_id(admin.place, "GK"), "nowa-nazwa": "Komunalka"})
    admin.sent("naglowek/", LETTERHEAD)
    admin.sent("naglowek/", {"co": "numery", "numery": "external"})
    admin.sent(f"uslugi/{WASTE}/1.0.0/", FORM | {"co-dalej": "wdroz"}, **{"pytano-o": " ".join(POINTS)})
    page = admin.text("urzad/dziennik/")
    for said in (
        "Otwarto urząd", "Dodano komórkę: Gospodarka komunalna (GK)", "Komórka GK nazywa się: Komunalka",
        "adres: ul. Zmyślona 1, 06-300 Przasnysz → ul. Nowa 2", "Znaki sprawom nadaje: EZD urzędu",
        "Od czego gmina liczy opłatę: Od liczby osób", "Anna Wzorcowa może podpisywać, upoważnienie nr 12/2026",
        "Uprawnienia: administrator urzędu", "Zofia Sekretarska",
    ):  # fmt: skip
        assert said in page, said
    assert page.index("Wdrożono usługę „Deklaracja") < page.index("Otwarto urząd")


def test_a_second_adoption_tells_only_what_changed(admin: Admin, commune: Place) -> None:
    adopted(commune.id)
    changed = FORM | {"stawka_osoba": "38,50", "co-dalej": "wdroz"}
    admin.sent(f"uslugi/{WASTE}/1.0.0/", changed, **{"pytano-o": " ".join(POINTS)})
    newest = admin.text("urzad/dziennik/").split("Wdrożono usługę „Deklaracja")[1]
    assert "Stawka miesięczna za osobę: 35 zł → 38,50 zł (uchwała nr XII/89/2026" in newest
    assert "Rachunek gminy" not in newest


@pytest.mark.parametrize("kind", sorted(kind for kind in kinds() if kind.split(".")[0] in ("offices", "people")))
def test_each_fact_of_the_settings_has_its_sentence(kind: str) -> None:
    elsewhere = ("people.MandateGiven", "people.MandateProven", "people.ClerkKeysChosen")
    assert kinds()[kind] in TELLERS or kind in elsewhere


def test_fifty_facts_cost_as_many_queries_as_two(admin: Admin, commune: Place) -> None:
    def add(numbers: range) -> None:
        for number in numbers:
            admin.sent("komorki/", {"co": "dodaj", "symbol": f"K{number}", "nazwa": f"Komórka {number}"})
        admin.text("urzad/komorki/")  # says once what was added

    add(range(2))
    two = price(admin, "urzad/dziennik/"), price(admin, "urzad/komorki/")
    adopted(commune.id)
    add(range(2, 50))
    assert (price(admin, "urzad/dziennik/"), price(admin, "urzad/komorki/")) == two


def test_only_the_latest_hundred_are_shown(admin: Admin) -> None:
    for number in range(100):
        admin.sent("komorki/", {"co": "dodaj", "symbol": f"K{number}", "nazwa": f"Komórka {number}"})
    page = admin.text("urzad/dziennik/")
    assert "sto najnowszych" in page
    assert "Otwarto urząd" not in page
    assert page.count("Dodano komórkę") == 100
