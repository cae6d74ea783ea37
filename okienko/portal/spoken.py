"""A service in the language of the reader: its texts, answers in words, and labels that facts keep in Polish.

Only what is shown changes. What is stored, judged and written to the office is of the release itself, in Polish.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from okienko.catalogue.queries import Offered
from okienko.language.assess import Shown
from okienko.language.calendar import Term
from okienko.language.model import Option, Question, Service
from okienko.language.questions import Voice
from okienko.language.questions import told as answer_in_words
from okienko.language.texts import dictionary, spoken
from okienko.ui import writing as write
from okienko.ui.speech import POLISH, InPolish, Translated, language, say, told

UNITS = {
    "day": "dzień|dni|dni", "working-day": "dzień roboczy|dni robocze|dni roboczych",
    "week": "tydzień|tygodnie|tygodni", "month": "miesiąc|miesiące|miesięcy", "year": "rok|lata|lat",
}  # fmt: skip
_UNTIL = re.compile(r"(?P<text>.+) do (?P<day>\d{1,2})\.(?P<month>\d{2})\.(?P<year>\d{4})")
_kept: dict[tuple[UUID, str], Offered] = {}


def shown(found: Offered) -> Offered:
    """The offer with its service in the language spoken now; Polish and marked where a translation lacks."""
    if language() == POLISH:
        return found
    key = (found.version_id, language())
    if key not in _kept:
        _kept[key] = replace(found, service=translated(found.service))
    return _kept[key]


def searchable(found: Offered) -> Service:
    """The service in the language spoken now, to be found by its Polish words too."""
    there = shown(found).service
    if there is found.service:
        return there
    polish = found.service
    return replace(there, keywords=(*there.keywords, polish.name, polish.plain_name, *polish.keywords))


def translated(service: Service) -> Service:
    """The service in the language spoken now."""
    return spoken(service, language(), otherwise=InPolish, known_as=Translated)


def words_of(*services: Service) -> Callable[[str], str]:
    """Says labels of these services, or sentences of the frame, in the language spoken now."""
    if language() == POLISH:
        return str
    known: dict[str, str] = {}
    for service in services:
        known |= dictionary(service, language())
    return lambda text: _say(text, known)


def _say(text: str, known: Mapping[str, str]) -> str:
    if text in known:
        return Translated(known[text])
    until = _UNTIL.fullmatch(text)
    if until and until["text"] in known:
        day = date(int(until["year"]), int(until["month"]), int(until["day"]))
        return Translated(say("{what} do {day}", what=known[until["text"]], day=write.day(day)))
    head, colon, rest = text.partition(": ")
    if colon and rest in known and told(head + colon.strip()) != InPolish(head + colon.strip()):
        return Translated(f"{told(head + colon.strip())} {known[rest]}")
    return told(text)


def asked(*questions: Question) -> tuple[Question, ...]:
    """Questions that the portal itself asks, in the language spoken now."""
    if language() == POLISH:
        return questions
    return tuple(
        replace(
            one, text=_own(one.text), hint=_own(one.hint), missing=_own(one.missing),
            options=tuple(Option(option.value, _own(option.label)) for option in one.options),
        )
        for one in questions
    )  # fmt: skip


def _own(text: str) -> str:
    found = told(text)
    return found if isinstance(found, InPolish) else Translated(found)


def in_words(question: Question, value: Any) -> str:
    """An answer as a person would write it, in the language spoken now."""
    return answer_in_words(question, value, Voice(say, write.day))


def worked_out(one: Shown) -> str:
    """What a rule gave, in the language spoken now."""
    if isinstance(one.value, bool):
        return say("Tak") if one.value else say("Nie")
    if isinstance(one.value, date):
        return write.day(one.value)
    return one.text if isinstance(one.value, Decimal) else told(one.text)


def term_words(term: Term) -> str:
    """How long a term is: 21 dni, 21 days, 21 день."""
    return write.count(term.count, *UNITS[term.unit].split("|"))
