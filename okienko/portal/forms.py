"""Questions of a service as fields of a form: what stands in them, what is wrong, what to say on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest

from okienko.language.answers import PageInput, fault_of, fields_of, missing
from okienko.language.model import Question
from okienko.language.questions import kind_of, tables
from okienko.ui import asking
from okienko.ui.asking import Field, summary
from okienko.ui.speech import say

__all__ = ["SHOWN", "Field", "faults", "fields", "near", "offer", "only_shown", "posted", "reordered", "summary"]
SHOWN = "pokazane"  # hidden fields with the ids of the questions that stood on the page


def posted(request: HttpRequest) -> dict[str, list[str]]:
    """Everything that was posted, by name."""
    return {name: [str(one) for one in values] for name, values in request.POST.lists()}


def fields(questions: Iterable[Question], answers: Mapping[str, Any], read: PageInput | None = None) -> list[Field]:
    """The questions with what was typed just now, else with what was answered before."""
    typed, errors = (read.typed, read.errors) if read else (None, {})
    return [
        replace(one, errors=errors, label=_label(one.question), hint=one.question.hint, size="s")
        for one in asking.asked(questions, answers, typed)
    ]


def near(shown: Iterable[Field], towns: tuple[tuple[str, str], ...]) -> list[Field]:
    """Fields that ask for a town offer these while one types."""
    return [replace(one, suggestions={**one.suggestions, "miejscowosc": towns}) for one in shown]


def _label(question: Question) -> str:
    return say("{question} (nieobowiązkowe)", question=question.text) if question.optional else question.text


def offer(shown: Iterable[Field], known: Mapping[str, Any]) -> list[Field]:
    """Empty fields of these types hold what the account knows, and say so."""
    return [
        _offered(one, known[one.question.type]) if one.empty and known.get(one.question.type) else one for one in shown
    ]


def _offered(one: Field, answer: Any) -> Field:
    hint = " ".join(filter(None, (one.hint, say("Wpisaliśmy to z Twojego profilu: sprawdź, popraw albo usuń."))))
    return replace(one, typed=kind_of(one.question).sent(one.question, answer), hint=hint, offered=True)


def reordered(questions: Iterable[Question], read: PageInput, request: HttpRequest) -> PageInput | None:
    """The page as typed with a table one row longer or shorter, when that button was pressed: nothing is wrong yet."""
    typed = tables.reordered({one.id: one for one in questions}, read.typed, request.POST.get(tables.ORDER, ""))
    return None if typed is None else PageInput(typed=typed)


def only_shown(questions: Iterable[Question], read: PageInput, shown: list[str]) -> list[Question]:
    """Questions that the new answers brought up: they were not on the page, so nothing is wrong with them yet."""
    if not shown:
        return []
    fresh = [question for question in questions if question.id not in shown]
    brought = []
    for question in fresh:
        faults = [name for name in (question.id, *fields_of(question)) if name in read.errors]
        if faults:
            brought.append(question)
        for name in dict.fromkeys(faults):
            del read.errors[name]
    return brought


def faults(questions: Iterable[Question], answers: Mapping[str, Any]) -> dict[str, str]:
    """What is missing or does not fit in stored answers."""
    found = {}
    for question in questions:
        value = answers.get(question.id)
        if value is None or value == "":
            if not question.optional:
                found[question.id] = missing(question)
        elif text := fault_of(question, value):
            found[question.id] = text
    return found
