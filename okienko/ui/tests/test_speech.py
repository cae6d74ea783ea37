"""The frame in other languages: nothing lacks, places stay filled, numbers take the right form."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from markupsafe import Markup, escape

from okienko.ui.speech import InPolish, Translated, catalogue, holes, language, say, speaking, told
from okienko.ui.writing import clock, count, day

ROOT = Path(__file__).resolve().parents[2]
PLACES = [*(ROOT / "portal").rglob("*.html"), *(ROOT / "ui/jinja2/ui").rglob("p*.html")]
CODE = [*(ROOT / "portal").glob("*.py"), *(ROOT / "portal/views").glob("*.py"), *(ROOT / "ui").glob("*.py")]
OTHERS = ["en", "uk"]


def said_in_templates() -> set[str]:
    in_pages = {text for file in PLACES for text in re.findall(r'\bt\("([^"]+)"', file.read_text(encoding="utf-8"))}
    in_code = {text for file in CODE for text in re.findall(r'\bsay\("([^"]+)"', file.read_text(encoding="utf-8"))}
    return in_pages | in_code


@pytest.mark.parametrize("name", OTHERS)
def test_everything_that_pages_say_is_in_the_catalogue(name: str) -> None:
    assert sorted(said_in_templates() - catalogue(name).keys()) == []


@pytest.mark.parametrize("name", OTHERS)
def test_places_to_fill_are_the_same(name: str) -> None:
    assert [text for text, other in catalogue(name).items() if holes(text) != holes(other)] == []


def test_languages_know_the_same_texts() -> None:
    assert catalogue("en").keys() == catalogue("uk").keys()


def test_polish_is_spoken_until_another_is_chosen() -> None:
    with speaking("en"):
        assert (language(), say("Dalej")) == ("en", "Continue")
        with speaking("xx"):
            assert say("Dalej") == "Dalej"
    assert language() == "pl"


def test_a_sentence_made_elsewhere_is_found_by_its_form() -> None:
    with speaking("en"):
        assert told("Podaj liczbę w metrach, na przykład 12.") == "Enter a number in metres, for example 12."
        assert told("Skróć odpowiedź do 200 znaków: teraz ma 345.").endswith("200 characters: it has 345 now.")


def test_what_is_not_known_is_marked_as_polish() -> None:
    with speaking("uk"):
        assert escape(told("Zdanie <nieznane>.")) == Markup('<span lang="pl">Zdanie &lt;nieznane&gt;.</span>')
        assert escape(told(Translated("Уже перекладено"))) == "Уже перекладено"
    assert escape(InPolish("Urząd")) == "Urząd"


@pytest.mark.parametrize("text", ["Zanieś to do sąsiada", "Nie zdążysz, bo zamykają", "Przyjdź za rok"])
def test_a_sentence_is_not_taken_for_a_form_of_two_letters(text: str) -> None:
    with speaking("en"):
        assert isinstance(told(text), InPolish)


def test_markup_stays_markup_and_all_else_is_escaped() -> None:
    with speaking("en"):
        made = say("Telefon: {phone}", phone=Markup("<b>1</b>"))
        assert escape(made) == "Telephone: <b>1</b>"
        assert "&lt;i&gt;" in escape(say("Szukasz: {words}", words="<i>"))


@pytest.mark.parametrize(
    ("name", "n", "words"),
    [("pl", 1, "1 dzień"), ("pl", 3, "3 dni"), ("en", 1, "1 day"), ("en", 21, "21 days"), ("uk", 1, "1 день"),
     ("uk", 21, "21 день"), ("uk", 3, "3 дні"), ("uk", 12, "12 днів"), ("uk", 14, "14 днів"), ("uk", 5, "5 днів")],
)  # fmt: skip
def test_numbers_take_the_form_of_the_language(name: str, n: int, words: str) -> None:
    with speaking(name):
        assert count(n, "dzień", "dni", "dni").replace("\u00a0", " ") == words


def test_days_are_written_in_the_language() -> None:
    with speaking("uk"):
        assert day(date(2026, 11, 27)).replace("\u00a0", " ") == "27 листопада 2026"
    with speaking("en"):
        assert clock(datetime(2026, 11, 27, 13, 5, tzinfo=UTC)).replace("\u00a0", " ") == "27 November 2026, 14:05"
