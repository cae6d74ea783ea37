"""Answers in words, as the resident was asked: for the check page, the desk and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from okienko.catalogue.queries import Offered
from okienko.language.answers import typed
from okienko.language.assess import Assessment, assess
from okienko.language.model import Page, Question
from okienko.offices.law import law_data

MONTHS = (
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
    "października", "listopada", "grudnia",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """A question and its answer in words; `item` is the place in a list, from 0."""

    page: str
    question: str
    text: str
    answer: str
    item: int | None = None


def judged(offered: Offered, answers: Mapping[str, Any], day: date, attached: set[str] | None = None) -> Assessment:
    """What stored answers mean under an offer on a day."""
    said = typed(answers, offered.service.pages)
    return assess(offered.service, said, day=day, law=law_data(), local=offered.local, attached=attached)


def said(assessed: Assessment) -> list[Said]:
    """Every asked question with its answer, in the order of the pages."""
    return [line for asked in assessed.pages for line in _page(assessed, asked)]


def _page(assessed: Assessment, asked: Any) -> Iterator[Said]:
    page: Page = asked.page
    if page.kind == "attachments":
        return
    answers = assessed.scope.answers
    if not page.many:
        for question in asked.asked:
            yield Said(page.id, question.id, question.text, in_words(question, answers.get(question.id)))
        return
    for number, item in enumerate(answers.get(page.many) or []):
        for question in asked.items[number].asked:
            yield Said(page.id, question.id, question.text, in_words(question, item.get(question.id)), number)


def in_words(question: Question, value: Any) -> str:
    """An answer as a person would write it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Tak" if value else "Nie"
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",") + (f" {question.unit}" if question.unit else "")
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if isinstance(value, list):
        return ", ".join(_label(question, str(one)) for one in value)
    if isinstance(value, dict):
        return _address(value)
    return _label(question, str(value))


def _label(question: Question, value: str) -> str:
    return next((option.label for option in question.options if option.value == value), value)


def _address(parts: Mapping[str, str]) -> str:
    street = " ".join(filter(None, (parts.get("ulica"), parts.get("nr"))))
    town = " ".join(filter(None, (parts.get("kod"), parts.get("miejscowosc"))))
    return ", ".join(filter(None, (street, town)))
