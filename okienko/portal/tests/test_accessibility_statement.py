"""The accessibility statement: every id that machines look for, and only what is true."""

from __future__ import annotations

import re

import pytest

from okienko.offices.actions import Statement, draw_statement
from okienko.offices.queries import Place
from okienko.portal.accessibility import NEEDED_IDS
from okienko.portal.tests.browser import Browser
from okienko.tenancy.context import acting_for
from tests import world

OFFICE = "/gmina-przasnysz/dostepnosc/"
SAID = Statement("Ewa Dostępna", "dostepnosc@przyklad.example", "22 000 00 00", "Wejście bez stopni.")


@pytest.mark.parametrize("path", ["/dostepnosc/", OFFICE])
@pytest.mark.parametrize("drawn", [False, True], ids=["not drawn up", "drawn up"])
def test_each_needed_id_stands_once(browser: Browser, commune: Place, path: str, drawn: bool) -> None:
    if drawn:
        with acting_for(commune.id):
            draw_statement(SAID, by=world.admin())
    page = browser.open(path).content.decode()
    ids = re.findall(r'\bid="(a11y-[a-z-]+)"', page)
    assert sorted(set(ids)) == sorted(ids)
    assert set(NEEDED_IDS) <= set(ids)


@pytest.mark.parametrize("name", ["a11y-data-publikacja", "a11y-data-aktualizacja"])
def test_days_are_written_for_machines(browser: Browser, name: str) -> None:
    page = browser.open(OFFICE).content.decode()
    assert re.search(rf'<time id="{name}" datetime="\d{{4}}-\d\d-\d\d">', page)


def test_statement_carries_what_the_office_says(browser: Browser, commune: Place) -> None:
    browser.open(OFFICE)
    assert "nie sporządził jeszcze tej deklaracji" in browser.text
    with acting_for(commune.id):
        draw_statement(SAID, by=world.admin())
    browser.open(OFFICE)
    for words in ("Ewa Dostępna", "dostepnosc@przyklad.example", "Wejście bez stopni", "Ostatni przegląd: 23"):
        assert words in browser.text, words
    assert "nie sporządził" not in browser.text


def test_a_demonstration_is_no_statement_of_an_office(browser: Browser) -> None:
    browser.open(OFFICE)
    assert "nie należy do żadnego urzędu" in browser.text
