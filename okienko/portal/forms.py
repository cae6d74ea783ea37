"""Questions of a service as fields of a form: what stands in them, what is wrong, what to say on top."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from okienko.language.answers import ADDRESS_PARTS, DATE_PARTS, PageInput, fault_of, fields_of, missing
from okienko.language.model import Question

SHOWN = "pokazane"  # hidden fields with the ids of the questions that stood on the page


@dataclass(frozen=True)
class Field:
    """One question on a page: what stands in it and what is wrong with it."""

    question: Question
    value: Any = ""
    error: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)  # of an address: what is wrong with each part
    offered: bool = False  # the value comes from the profile and is to be confirmed, it is no answer yet

    @property
    def options(self) -> list[tuple[str, str]]:
        return [(option.value, option.label) for option in self.question.options]


def posted(request: HttpRequest) -> dict[str, list[str]]:
    """Everything that was posted, by name."""
    return {name: [str(one) for one in values] for name, values in request.POST.lists()}


def fields(questions: Iterable[Question], answers: Mapping[str, Any], read: PageInput | None = None) -> list[Field]:
    """The questions with what was typed just now, else with what was answered before."""
    return [_field(question, answers, read) for question in questions]


def _field(question: Question, answers: Mapping[str, Any], read: PageInput | None) -> Field:
    value = _shown(question, answers.get(question.id))
    errors: Mapping[str, str] = {}
    if read is not None:
        errors = read.errors
        typed = _typed(question, read.typed)
        value = typed if typed is not None else ([] if question.several else "")
    parts = {part: errors[f"{question.id}-{part}"] for part in ADDRESS_PARTS if f"{question.id}-{part}" in errors}
    return Field(question, value, errors.get(question.id), parts)


def offer(shown: Iterable[Field], known: Mapping[str, str]) -> list[Field]:
    """Empty fields of these types hold what the profile knows, and say so."""
    return [
        replace(one, value=known[one.question.type], offered=True)
        if not one.value and known.get(one.question.type)
        else one
        for one in shown
    ]


def _typed(question: Question, typed: Mapping[str, Any]) -> Any:
    if question.type == "date":
        return {part: typed.get(f"{question.id}-{part}", "") for part in DATE_PARTS}
    if question.type == "address":
        return {part: typed.get(f"{question.id}-{part}", "") for part in ADDRESS_PARTS}
    return typed.get(question.id)


def _shown(question: Question, value: Any) -> Any:
    """A stored answer as it stands in its field."""
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    if value is None:
        return [] if question.several else {} if question.type == "address" else ""
    return value


def summary(questions: Iterable[Question], errors: Mapping[str, str]) -> dict[str, str]:
    """Errors by the id of the element to which the summary's link leads."""
    addresses = {question.id: f"{question.id}-ulica" for question in questions if question.type == "address"}
    return {addresses.get(name, name): text for name, text in errors.items()}


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
