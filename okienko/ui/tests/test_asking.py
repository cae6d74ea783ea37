"""A question on a page: what was typed stays, what is wrong stands by its field, nothing that was typed is markup."""

from __future__ import annotations

from dataclasses import replace

import pytest

from okienko.language.answers import read_questions
from okienko.language.model import Option, Question
from okienko.language.questions import KINDS, kind_of
from okienko.ui.asking import Field, summary
from okienko.ui.speech import catalogue

NASTY = "<script>alert('x')</script>"
WAGA = Question("waga", NASTY, "number", unit="kg")
KOLOR = Question("kolor", "Kolor", "choice", options=(Option("r", NASTY),))
BASE = Question(
    "q", NASTY, "text", hint=NASTY, options=(Option("a", NASTY),), columns=(WAGA, KOLOR), at_most=3, statement=NASTY
)
OF_EACH = [replace(BASE, type=name, several=name == "choices") for name in KINDS]  # type: ignore[arg-type]
ASK = '{% import "ui/components.html" as ui %}{{ ui.ask(f) }}'


def _field(question: Question, text: str = NASTY) -> Field:
    typed = {name: [text] if kind_of(question).lists(question) else text for name in kind_of(question).fields(question)}
    return Field(question, typed, dict.fromkeys((question.id, *typed), NASTY), hint=question.hint)


@pytest.mark.parametrize("question", OF_EACH, ids=KINDS)
def test_text_stays_text_in_every_type(env, question: Question) -> None:
    html = env.from_string(ASK).render(f=_field(question))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("question", OF_EACH, ids=KINDS)
def test_every_link_of_the_summary_leads_to_an_element(env, question: Question) -> None:
    html = env.from_string(ASK).render(f=Field(question))
    read = read_questions([question], {}, {})
    assert read.errors
    assert [name for name in summary([question], read.errors) if f'id="{name}"' not in html] == []


@pytest.mark.parametrize("question", OF_EACH, ids=KINDS)
def test_every_label_belongs_to_a_field_and_no_id_stands_twice(env, question: Question) -> None:
    html = env.from_string(ASK).render(f=_field(question, "x"))
    ids = [part.partition('"')[0] for part in html.split(' id="')[1:]]
    labels = [part.partition('"')[0] for part in html.split(' for="')[1:]]
    assert len(ids) == len(set(ids))
    assert set(labels) <= set(ids)


def test_parts_keep_what_was_typed_beside_what_is_wrong(env) -> None:
    question = Question("osoba", "Kto?", "person")
    posted = {"osoba-imie": ["Anna"], "osoba-pesel": ["1234"], "osoba-kraj": ["Ukraina"]}
    read = read_questions([question], posted, {})
    html = env.from_string(ASK).render(f=Field(question, read.typed, read.errors))
    assert 'value="Anna"' in html
    assert 'value="1234"' in html
    assert "Wpisz nazwisko." in html
    assert "<details" in html.split("open>")[0], "what is wrong inside is not folded away"


def test_a_table_shows_as_many_rows_as_were_asked_for(env) -> None:
    question = Question("t", "Co?", "table", columns=(replace(WAGA, text="Waga"),), at_most=3)
    html = env.from_string(ASK).render(f=Field(question, {"t-ile": "2", "t-2-waga": "7"}))
    assert 'name="t-2-waga"' in html
    assert 'name="t-3-waga"' not in html
    assert 'value="t+"' in html
    assert "Dodaj wiersz" not in env.from_string(ASK).render(f=Field(question, {"t-ile": "3"}))


@pytest.mark.parametrize("name", ["en", "uk"])
def test_what_each_type_asks_for_is_in_the_catalogue(name: str) -> None:
    own = {kind.asks(replace(BASE, type="text", unit="")) for kind in KINDS.values()} - {
        "Podaj liczbę, na przykład 12."
    }
    assert sorted(own - catalogue(name).keys()) == []
