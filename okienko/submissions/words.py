"""Answers in words, as the resident was asked: for the check page, the desk and letters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okienko.catalogue.queries import Offered
from okienko.language.answers import typed
from okienko.language.assess import Assessment, assess
from okienko.language.model import Page, Question
from okienko.language.questions import told
from okienko.offices.law import law_data


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
    return told(question, value)
