"""Shortcuts, the switch for them, and the palette."""

from __future__ import annotations

import re

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, clerk_of_another_unit, open_cases
from okienko.desk.tests.test_lists import price
from okienko.desk.views.own import SHORTCUTS
from okienko.journal.models import Fact
from okienko.offices.queries import Place
from okienko.people import actions
from okienko.people.models import Clerk
from okienko.tenancy.context import acting_for

KEYS = re.compile(r'data-(?:row-)?key="([^"]+)"')


def keys_of(browser: Browser, path: str) -> set[str]:
    """What the controls of a page are pressed by."""
    return set(KEYS.findall(browser.text(path)))


def test_every_listed_shortcut_has_a_control_that_is_seen(browser: Browser, case: Case) -> None:
    free = keys_of(browser, f"sprawa/{case.pk}/")
    browser.take(case)
    held = keys_of(browser, f"sprawa/{case.pk}/")

    listed = {keys for _, lines in SHORTCUTS for keys, _ in lines} - {"j", "k", "Enter", "1 2 3", "Ctrl+K"}
    assert free | held >= listed | {"1", "Control+K"}


def test_the_keys_of_a_case_lead_to_pages_and_never_do_anything(browser: Browser, case: Case) -> None:
    browser.take(case)

    page = browser.text(f"sprawa/{case.pk}/")

    for key in ("1", "n"):
        assert re.search(rf'<a [^>]*data-key="{key}"', page)
    assert not re.search(r'<button[^>]*data-key="[123n]"', page)


def test_the_free_case_of_a_row_is_taken_by_the_row_alone(browser: Browser, case: Case) -> None:
    page = browser.text("kolejka/")

    assert 'data-row-key="a"' in page
    assert 'data-key="a"' not in page


def test_switched_off_no_key_alone_is_left_anywhere(browser: Browser, case: Case) -> None:
    browser.take(case)
    assert browser.send("moje-ustawienia/", {"skroty": "wylaczone"}).status_code == 302

    for path in ("dzis/", "kolejka/?pokaz=wszystkie", f"dzis/?sprawa={case.pk}", f"sprawa/{case.pk}/", "skroty/"):
        assert keys_of(browser, path) == {"Control+K"}, path
        assert "data-keys" not in browser.text(path), path
    assert "Skróty z jednym klawiszem są wyłączone" in browser.text("skroty/")


def test_the_switch_is_the_clerks_own_and_is_recorded_once(browser: Browser, colleague: Browser) -> None:
    browser.send("moje-ustawienia/", {"skroty": "wylaczone"})
    browser.send("moje-ustawienia/", {"skroty": "wylaczone"})

    assert "data-keys" in colleague.text("dzis/")
    with acting_for(browser.place.id):
        assert Fact.objects.filter(kind="people.ClerkKeysChosen").count() == 1
    browser.send("moje-ustawienia/", {"skroty": "wlaczone"})
    assert "data-keys" in browser.text("dzis/")


def test_a_choice_that_is_none_is_told(browser: Browser) -> None:
    answer = browser.send("moje-ustawienia/", {"skroty": "x"})

    assert answer.status_code == 422
    assert "Wybierz, czy skróty mają działać." in answer.content.decode()


def test_whoever_works_here_no_more_adjusts_nothing(browser: Browser) -> None:
    with acting_for(browser.place.id):
        gone = Clerk.objects.get(last_name="Cichy")
        gone.active = False
        with pytest.raises(Exception, match="uprawnień"):
            actions.choose_keys(False, by=gone)


@pytest.mark.parametrize(
    ("sought", "goal"),
    [
        ("przykł", "Jan Przykładny"), ("OŚ.6131.1.2026", "OŚ.6131.1.2026"), ("kol", "Kolejka"),
        ("ust", "Moje ustawienia"), ("zamiaru", "Zgłoszenie zamiaru usunięcia drzewa"), ("term", "Terminy"),
    ],
)  # fmt: skip
def test_the_palette_finds_by_beginnings_of_words(browser: Browser, case: Case, sought: str, goal: str) -> None:
    page = browser.text(f"idz/?q={sought}")

    assert goal in page[page.index("paleta-wyniki") :]


def test_the_case_in_hand_gives_its_actions_by_their_pages(browser: Browser, colleague: Browser, case: Case) -> None:
    browser.take(case)

    page = browser.text(f"idz/?sprawa={case.pk}&q=spra")

    assert re.search(rf'href="{browser.base}sprawa/{case.pk}/zadanie/[^"]+">Sprawdź zgłoszenie', page)
    assert f"idz/?sprawa={case.pk}" in browser.text(f"sprawa/{case.pk}/")
    assert "zadanie/" not in colleague.text(f"idz/?sprawa={case.pk}&q=spra")


def test_the_palette_shows_nothing_of_another_unit(browser: Browser, case: Case) -> None:
    stranger = Browser(browser.place, clerk_of_another_unit(browser.place))

    page = stranger.text(f"idz/?sprawa={case.pk}&q=Jan")

    assert case.mark not in page
    assert "Nic takiego nie ma" in page
    assert "Zgłoszenie zamiaru" not in stranger.text("idz/")


@pytest.mark.parametrize("query", ["sprawa=nic", "q=%00", "q=%3Cb%3Ex%3C/b%3E&sprawa=1", "q=" + "a" * 300])
def test_the_palette_bears_anything(browser: Browser, query: str) -> None:
    answer = browser.get(f"idz/?{query}")

    assert answer.status_code == 200
    assert "<b>x</b>" not in answer.content.decode()


def test_the_palette_never_looks_by_pesel(browser: Browser, case: Case) -> None:
    page = browser.text("idz/?q=00610112345")

    assert case.mark not in page
    assert "Szukaj po numerze PESEL" in page


def test_the_palette_costs_the_same_for_two_cases_and_fifty(browser: Browser, commune: Place) -> None:
    case = open_cases(commune, 2)[0]
    two = price(browser, f"idz/?q=Jan&sprawa={case.pk}")

    open_cases(commune, 48)

    assert price(browser, f"idz/?q=Jan&sprawa={case.pk}") == two
