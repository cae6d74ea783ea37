"""Sheets to fill in by hand: every place that can be drawn is drawn, and codes are read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, get_args

import pytest
from pypdf import PdfReader

from okienko.documents.printing import FormCode, code_words, form_code, form_sheet, read_code
from okienko.language.examples import bundle, law
from okienko.language.loader import load
from okienko.language.model import Option, Page, Question, QuestionType
from okienko.language.twin import Setting, paper

AT = datetime(2026, 1, 1, 12, tzinfo=UTC)
OFFICE = {"nazwa": "Urząd", "adres": "ul. Próbna 1", "organ": "Wójt", "godziny": "8–16", "kontakt": "tel. 1"}


def _question(kind: Any) -> Question:
    options = (Option("a", "Alfa"), Option("b", "Beta")) if kind in ("choice", "choices") else ()
    return Question(kind.replace("-", "_"), f"Pytanie typu {kind}?", kind, options=options)


def _sheet(*pages: Page) -> bytes:
    service = load(bundle(), law=law())
    frame = {
        "urzad": OFFICE, "kod": code_words(form_code(1, bundle().digest), service, "Urząd"), "wydanie": "1.0.0",
        "demo": False, "w_internecie": "", "klauzula": [{"tytul": "Dane", "tekst": "Ważne."}], "niepotwierdzone": True,
    }  # fmt: skip
    shown = replace(service, pages=pages or service.pages)
    return form_sheet(paper(shown, Setting(law=law().at(AT.date()).contexts, frame=frame)), at=AT)


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_every_type_of_question_has_a_place_that_can_be_drawn() -> None:
    questions = tuple(map(_question, get_args(QuestionType)))
    text = _text(_sheet(Page("wszystko", "Wszystko", questions)))
    assert [one.text for one in questions if one.text not in text] == []


def test_the_service_of_examples_can_be_printed() -> None:
    text = _text(_sheet())
    assert "Ławka 1" in text
    assert "Kolejne opisz tak samo na osobnej kartce" in text
    assert "Każda z tych osób czyta całe pismo" in text


@pytest.mark.parametrize(
    "hostile",
    [
        "#panic()",
        "*gwiazdki* _i_ `kod` $x$",
        "= Nagłówek",
        "@odwołanie <etykieta>",
        "\\u{202e}",
        "x" * 3000,
        "🪑 עברית",
    ],
    ids=["call", "markup", "heading", "reference", "escape", "long", "signs without a glyph"],
)
def test_whatever_stands_in_a_definition_is_text(hostile: str) -> None:
    question = replace(_question("choice"), text=hostile, hint=hostile, options=(Option("a", hostile),))
    page = Page("a", hostile, (question,), intro=hostile)
    assert _sheet(page).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("F1487-97DA490E", FormCode(1487, "97da490e")),
        (" f1487 97da490e ", FormCode(1487, "97da490e")),
        ("*F0-00000000*", FormCode(0, "00000000")),
        ("F1487-97DA490", None),
        ("F1487-97DA490EE", None),
        ("FX-97DA490E", None),
        ("AB2C-7XYZ-QK45", None),
        ("", None),
        ("F" + "9" * 50, None),
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str, read: FormCode | None) -> None:
    assert read_code(typed) == read


def test_a_code_reads_back() -> None:
    assert read_code(form_code(1487, "97da490e" * 8)) == FormCode(1487, "97da490e")
