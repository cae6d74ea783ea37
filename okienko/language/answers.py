"""From what was posted to typed answers, and from answers to JSON and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from okienko.language.model import Page, Question
from okienko.language.questions import DATE_PARTS, FORBIDDEN, INVISIBLE, Answer, NotUnderstood, kind_of

__all__ = [
    "DATE_PARTS",
    "Answer",
    "Answers",
    "PageInput",
    "broken_check",
    "fault_of",
    "fields_of",
    "from_json",
    "missing",
    "read_page",
    "read_questions",
    "to_json",
    "typed",
    "value_of",
]
Answers: TypeAlias = Mapping[str, Answer]
KEPT = 10_000  # signs of an answer that are given back to the person who typed them


@dataclass
class PageInput:
    """What a posted page says. `values`: typed answers; `typed`: to show again; `errors`: field → text."""

    values: dict[str, Answer] = field(default_factory=dict)
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def fields_of(question: Question) -> tuple[str, ...]:
    """The names under which the answer is posted."""
    return kind_of(question).fields(question)


def missing(question: Question) -> str:
    """What to say when there is no answer."""
    return kind_of(question).missing(question)


def value_of(question: Question, posted: Mapping[str, Sequence[str]]) -> Answer:
    """The typed answer; nothing when the fields are empty; `NotUnderstood` when they cannot be read."""
    return kind_of(question).read(question, posted)


def fault_of(question: Question, value: Answer) -> str | None:
    """Why a stored answer does not fit the question (any more); nothing when it does."""
    return kind_of(question).fault(question, value)


def read_page(page: Page, posted: Mapping[str, Sequence[str]], known: Mapping[str, Any]) -> PageInput:
    """The answers of a posted page (of one item, when the page fills a list)."""
    return read_questions(page.questions, posted, known)


def read_questions(
    questions: Iterable[Question], posted: Mapping[str, Sequence[str]], known: Mapping[str, Any]
) -> PageInput:
    """The answers to these questions; one that is not asked is kept when it can be read, and never wrong."""
    read = PageInput()
    for question in questions:
        _keep(question, posted, read)
        asked = question.when is None or question.when.evaluate(_Over(read.values, known)) is True
        try:
            value = value_of(question, posted)
        except NotUnderstood as fault:
            if asked:
                read.errors.update({question.id + part: text for part, text in fault.texts.items()})
            continue
        if value is not None:
            read.values[question.id] = value
            if asked and (said := broken_check(question, _Over(read.values, known))):
                read.errors[question.id] = said
        elif asked and not question.optional:
            read.errors[question.id] = missing(question)
    return read


def broken_check(question: Question, scope: Mapping[str, Any]) -> str:
    """The sentence of the first check that is false; a check that cannot be computed counts as passed."""
    for check in question.checks:
        if check.rule.evaluate(scope) is False:
            return check.text
    return ""


class _Over(Mapping[str, Any]):
    """New answers over what is known already."""

    def __init__(self, new: Mapping[str, Any], known: Mapping[str, Any]) -> None:
        self.new, self.known = new, known

    def __getitem__(self, name: str) -> Any:
        return self.new[name] if name in self.new else self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self.known, **self.new})

    def __len__(self) -> int:
        return len({*self.known, *self.new})


def _keep(question: Question, posted: Mapping[str, Sequence[str]], read: PageInput) -> None:
    lists = kind_of(question).lists(question)
    for name in fields_of(question):
        given = [INVISIBLE.sub("", text)[:KEPT] for text in posted.get(name, ())]
        shown = ["".join(sign for sign in text if not FORBIDDEN.match(sign)) for text in given]
        if lists:
            read.typed[name] = shown
        elif shown:
            read.typed[name] = shown[0]


def to_json(answers: Answers) -> str:
    """The answers as canonical JSON: numbers and days are text, so that nothing is lost."""
    return json.dumps(_jsonable(answers), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _jsonable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _jsonable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


def from_json(text: str | bytes, pages: Iterable[Page] = ()) -> dict[str, Answer]:
    """The answers of a JSON text; with the pages, numbers and days get their types back."""
    read = json.loads(text, parse_float=Decimal, parse_int=Decimal, parse_constant=lambda name: None)
    if not isinstance(read, dict):
        raise ValueError("answers are an object")
    return typed(read, pages)


def typed(answers: Answers, pages: Iterable[Page]) -> dict[str, Answer]:
    """Answers decoded from JSON, by the types of the questions; what does not fit stays as it is."""
    result = dict(answers)
    for page in pages:
        if page.many:
            items = result.get(page.many)
            if isinstance(items, list):
                result[page.many] = [_typed_item(page.questions, item) for item in items]
        else:
            result.update(_typed_item([q for q in page.questions if q.id in result], result))
    return result


def _typed_item(questions: Iterable[Question], item: Any) -> Any:
    if not isinstance(item, Mapping):
        return item
    return {**item, **{q.id: kind_of(q).restored(q, item[q.id]) for q in questions if q.id in item}}
