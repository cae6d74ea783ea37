"""A plea against delay, as the resident sends it."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace

import pytest

from okienko.cases.models import Case
from okienko.cases.queries import DueLine
from okienko.desk.tests.browser import open_cases
from okienko.language.ledger import Due
from okienko.offices.queries import Place
from okienko.portal.matter import terms
from okienko.portal.tests.browser import Browser
from tests import world
from tests.roads import at


@pytest.fixture
def felling(commune: Place, noon: datetime) -> Case:
    """A notice of tree removal that the office has had since 23 November."""
    world.clerks()
    return open_cases(commune, 1)[0]


def test_a_plea_goes_out_from_the_page_of_the_matter_once_at_a_time(browser: Browser, felling: Case) -> None:
    home = browser
    matter = f"{felling.submission_id}"
    page = f"/{home.place.slug}/sprawa/{matter}/"
    with at("2026-12-15T10:00"):
        home.log_in(world.resident())
        home.open(page)
        assert "Sprawa trwa za długo?" in home.text
        home.open(f"{page}odpowiedz/kpa_ponaglenie/")
        assert "Dlaczego uważasz, że urząd zwleka?" in home.text
        assert home.send(f"{page}odpowiedz/kpa_ponaglenie/", {"kpa_ponaglenie_powod": ""}).status_code == 422
        answer = {"kpa_ponaglenie_powod": "Minął termin oględzin."}
        assert home.send(f"{page}odpowiedz/kpa_ponaglenie/", answer).status_code == 303
        home.open(page)
        assert "Sprawa trwa za długo?" not in home.text
        assert "Wysłane: Ponaglenie" in home.text
        assert "Urząd ma czas: przekazanie ponaglenia z aktami" in home.text


@pytest.mark.parametrize(
    ("whose", "kept_by", "said"),
    [
        ("mieszkaniec", "dispatch", "Wystarczy, że wyślesz najpóźniej tego dnia. Na papierze liczy się dzień nadania"),
        ("mieszkaniec", "receipt", "Pismo musi tego dnia być już w urzędzie."),
        ("mieszkaniec", "act", ""),
        ("urzad", "dispatch", ""),
    ],
)
def test_the_residents_own_term_says_what_keeps_it(whose: str, kept_by: str, said: str, noon: datetime) -> None:
    day = date(2026, 12, 14)
    due = Due(day, day, day, date(2026, 12, 15), running=True, paused=None, sentence="")
    line = DueLine("t", "Uzupełnienie", whose, due, kept_by=kept_by)
    shown = terms(SimpleNamespace(dues=(line,)))[0].kept  # type: ignore[arg-type]
    assert shown.startswith(said)
    assert bool(shown) is bool(said)


@pytest.mark.parametrize(
    ("whose", "said"), [("urzad", "Urząd ma czas"), ("mieszkaniec", "Masz czas"), ("inny", "Inny organ ma czas")]
)
def test_a_term_says_whose_it_is(whose: str, said: str, noon: datetime) -> None:
    day = date(2026, 12, 14)
    due = Due(day, day, day, date(2026, 12, 15), running=True, paused=None, sentence="")
    line = DueLine("t", "Rozpatrzenie ponaglenia", whose, due)
    assert terms(SimpleNamespace(dues=(line,)))[0].title == f"{said}: rozpatrzenie ponaglenia"  # type: ignore[arg-type]
