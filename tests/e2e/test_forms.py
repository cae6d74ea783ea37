"""The forms of the four services page by page: axe finds nothing, 320 px (1280 at a zoom of 400 %) cuts nothing off.

In Polish every page with its faults; in English and Ukrainian the promise, the first page and the clause on data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.e2e.axe_core import bring, violations
from tests.e2e.browsing import overlaps, sticks_out
from tests.e2e.conftest import Windows
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e
WIDE, NARROWEST, HEIGHT = 1280, 320, 900
MOST_PAGES = 20
SOON = date.today() + timedelta(days=60)  # noqa: DTZ011 - the stage runs by the clock on the wall


@dataclass(frozen=True)
class Form:
    """A service at an office, and what is answered by the names of the fields."""

    path: str
    answers: Mapping[str, str]


def a_day(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


FORMS = {
    "tree": Form(
        "/gmina-przasnysz/usluga/gm-wycinka-zgloszenie/",
        {"pelnomocnik": "nie", "dzialka": "142299_2.0099.12/3", "wlasciciel_gruntu": "osoba", "wspolwlasnosc": "nie",
         "firma": "nie", "budowa_firmowa": "tak", "rejestr_zabytkow": "nie", "las": "nie", "teren_zieleni": "nie",
         "gatunek": "topola", "stan": "stoi", "kilka_pni": "nie", "obwod": "96"},
    ),
    "waste": Form(
        "/gmina-przasnysz/usluga/gm-smieci-deklaracja/",
        {"pelnomocnik": "tak", "imie_nazwisko_mocodawcy": "Anna Zmyślona", "zakres_pelnomocnictwa": "sprawa",
         "bliska_rodzina": "nie", "cel": "pierwsza", "adres-ulica": "Lipowa", "adres-nr": "3", "adres-kod": "06-300",
         "adres-miejscowosc": "Przasnysz", "rodzaj": "dom", "przeprowadzka": "nie", "powierzchnia": "64,5",
         "karta_w_lokalu": "nie", "kompostownik": "tak",
         **a_day("data_zamieszkania", SOON - timedelta(days=70))},
    ),
    "forest": Form(
        "/powiat-przasnyski/usluga/pow-las-zaswiadczenie/",
        {"pelnomocnik": "nie", "kto": "inna", "interes": "inne", "interes_opis": "Do działu spadku.",
         "dzialka": "142299_2.0099.12/3", "zwolnienie": "mieszkanie"},
    ),
    "road": Form(
        "/powiat-przasnyski/usluga/pow-zajecie-pasa/",
        {"lokalizacja": "Zmyślona, przy numerze 3", "kategoria": "powiatowa", "kto": "dzialalnosc",
         "nazwa_podmiotu": "Zmyślona firma", "nip": "1234563218", "pelnomocnik": "nie", "telekomunikacja": "nie",
         "cel": "roboty", "co": "wykop", "element": "jezdnia", "dlugosc": "3", "szerokosc": "2",
         "szerokosc_jezdni": "6", "podstawa_robot": "niepotrzebne", "wplyw_na_ruch": "tak",
         **a_day("od_dnia", SOON), **a_day("do_dnia", SOON + timedelta(days=2))},
    ),
}  # fmt: skip


def wrong_with(page: Page) -> list[str]:
    """What axe and a narrow window find."""
    page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    found = violations(page)
    page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
    return found + sticks_out(page) + overlaps(page)


def answer(person: Person, form: Form) -> None:
    """Everything on the page that has an answer gets it; a needed file is a photograph."""
    for field in person.page.locator("main form :is(input, textarea):not([type=hidden])").all():
        name, kind = field.get_attribute("name") or "", field.get_attribute("type")
        if kind == "file":
            person.attach(field, "zalacznik.jpg")
        elif kind == "radio" and field.get_attribute("value") == form.answers.get(name):
            field.check()
        elif kind not in ("radio", "checkbox") and name in form.answers:
            field.fill(form.answers[name])


def go_on(person: Person) -> None:
    with person.page.expect_navigation(wait_until="domcontentloaded"):
        person.page.locator("#dalej").click()


@pytest.fixture
def person(windows: Windows) -> Person:
    context = windows()
    bring(context)
    return Person(context)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_page_of_the_form_is_without_fault(person: Person, form: Form) -> None:
    found: dict[str, list[str]] = {}
    person.open(form.path)
    found["promise"] = wrong_with(person.page)
    with person.page.expect_navigation(wait_until="domcontentloaded"):
        person.page.locator("#zacznij").click()
    for _ in range(MOST_PAGES):
        if person.path.endswith(("/sprawdz/", "/koniec/")):
            break
        before = person.path
        found[before] = wrong_with(person.page)
        go_on(person)
        if person.status == 422:
            found[f"{before} with faults"] = wrong_with(person.page)
        while person.path == before:
            answer(person, form)
            go_on(person)
            assert person.status == 200, (person.path, person.main.inner_text())
    assert person.path.endswith("/sprawdz/"), person.path
    found["check"] = wrong_with(person.page)
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_other_languages_are_without_fault(person: Person, form: Form, language: str) -> None:
    found: dict[str, list[str]] = {}
    person.open(f"/jezyk/{language}/?dalej={form.path}")
    assert person.page.locator("html").get_attribute("lang") == language
    found["promise"] = wrong_with(person.page)
    person.open(f"{form.path}dane/")
    found["clause"] = wrong_with(person.page)
    person.open(form.path)
    with person.page.expect_navigation(wait_until="domcontentloaded"):
        person.page.locator("#zacznij").click()
    found["first page"] = wrong_with(person.page)
    go_on(person)
    found["first page with faults"] = wrong_with(person.page)
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize("path", ["/", "/zycie/", "/zycie/dzialka-i-drzewa/", "/gmina-przasnysz/", "/dostepnosc/",
                                  "/gmina-przasnysz/dostepnosc/"])  # fmt: skip
@pytest.mark.parametrize("language", ["pl", "uk"])
def test_other_pages_are_without_fault(person: Person, path: str, language: str) -> None:
    person.open(f"/jezyk/{language}/?dalej={path}")
    assert wrong_with(person.page) == []
