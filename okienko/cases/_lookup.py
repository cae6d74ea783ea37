"""By which words a case is found: names of its parties, its mark, addresses, parcels and short answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

from okienko.cases.models import Case, CaseWord
from okienko.language.assess import Assessment
from okienko.language.folding import folded_words
from okienko.language.model import Question

LONGEST, MOST = 40, 60  # signs of a word, words of a case
FOUND_BY = ("address", "parcel", "text", "company", "land-register", "vehicle", "plate", "vin")


def remember(case: Case, names: Iterable[str], assessed: Assessment) -> None:
    """The case can be found by these names and by what its answers say of places and things."""
    add_words(case, [*names, case.mark, case.register_number, *_answers(assessed)])


def add_words(case: Case, texts: Iterable[str]) -> None:
    """Further words by which the case is found."""
    words = list(dict.fromkeys(word[:LONGEST] for text in texts for word in folded_words(text)))[:MOST]
    CaseWord.objects.bulk_create([CaseWord(case=case, word=word) for word in words], ignore_conflicts=True)


def found(unit_id: UUID, text: str, most: int) -> list[UUID]:
    """Ids of cases of the unit in which each word of the text begins some word, the newest first."""
    words = sorted({word[:LONGEST] for word in folded_words(text[:200])}, key=len, reverse=True)[:8]
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_found(%s, %s, %s)", [words, unit_id, most])
        return [row[0] for row in cursor.fetchall()]


def _answers(assessed: Assessment) -> Iterator[str]:
    answers = assessed.scope.answers
    for asked in assessed.pages:
        if asked.page.many:
            for item, thing in zip(asked.items, answers.get(asked.page.many) or [], strict=False):
                yield from _said(item.asked, thing)
        else:
            yield from _said(asked.asked, answers)


def _said(questions: Iterable[Question], answers: Any) -> Iterator[str]:
    for question in questions:
        value = answers.get(question.id)
        if question.type in FOUND_BY and value:
            yield " ".join(value.values()) if isinstance(value, dict) else str(value)
