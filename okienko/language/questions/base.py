"""What a type of question is: one object that reads, judges, keeps, tells and describes its answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeAlias

from okienko.language.calendar import day_words
from okienko.language.model import Question

Answer: TypeAlias = Any  # bool, str, Decimal, date, list of options or rows, a mapping of parts
Posted: TypeAlias = Mapping[str, Sequence[str]]

INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ONLY_ONE = "Podaj tylko jedną odpowiedź."


class NotUnderstood(Exception):
    """The answer cannot be taken; `texts`: field suffix ("" for the whole) → what to do."""

    def __init__(self, text: str = "", parts: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.texts: Mapping[str, str] = parts or {"": text}


@dataclass(frozen=True, slots=True)
class Voice:
    """How answers are told: words of our own, with places to fill, and days. The default speaks Polish."""

    say: Callable[..., str] = lambda text, **values: text.format(**values)
    day: Callable[[date], str] = day_words


POLISH = Voice()


class Kind:
    """A type of question. Texts said here are Polish sentences that tell what to do."""

    name: ClassVar[str]
    says: ClassVar[str]  # what it is, in the list of words
    words: ClassVar[frozenset[str]] = frozenset()  # words of a question that have a meaning for this type alone
    length: ClassVar[int] = 200  # the most signs where the question does not say
    simple: ClassVar[bool] = True  # one value: it can be a column of a table
    form_only: ClassVar[bool] = False  # it needs the pages of a form: no task and no letter can ask it

    def fields(self, question: Question) -> tuple[str, ...]:
        """The names under which the answer is posted."""
        return (question.id,)

    def first(self, question: Question) -> str:
        """The id of the element to which an error about the whole answer leads."""
        return question.id

    def lists(self, question: Question) -> bool:
        """Whether several values are posted under one name."""
        return False

    def missing(self, question: Question) -> str:
        """What to say when there is no answer."""
        return question.missing or self.asks(question)

    def asks(self, question: Question) -> str:
        """The same, where the question itself does not say it better."""
        return "Napisz odpowiedź."

    def read(self, question: Question, posted: Posted) -> Answer:
        """The typed answer; nothing when the fields are empty; `NotUnderstood` when they cannot be read."""
        text = single(question, posted, question.id)
        return self.value(question, text) if text else None

    def value(self, question: Question, text: str) -> Answer:
        """The answer that this text is; `NotUnderstood` when it is none."""
        return shortened(question, text)

    def fault(self, question: Question, value: Answer) -> str | None:
        """Why a stored answer does not fit the question (any more); nothing when it does."""
        if not isinstance(value, str) or not value or FORBIDDEN.search(value):
            return self.missing(question)
        return too_long(question, len(value)) if len(value) > question.max_length else None

    def restored(self, question: Question, value: Any) -> Answer:
        """The answer as it was before it became JSON; what does not fit stays as it is."""
        return value

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        """The answer as a person would write it."""
        return str(value)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        """The answer as its fields would send it."""
        return {question.id: str(value)}

    def schema(self, question: Question) -> dict[str, Any]:
        """A fragment of JSON Schema (2020-12) for the stored answer."""
        return {"type": "string", "minLength": 1, "maxLength": question.max_length}


def single(question: Question, posted: Posted, name: str) -> str:
    """The one value under the name, tidied; empty when there is none."""
    given = [text for text in posted.get(name, ()) if text]
    if len(given) > 1:
        raise NotUnderstood(ONLY_ONE)
    return clean(question, given[0]) if given else ""


def clean(question: Question, text: str) -> str:
    """The text as it is meant. Direction and zero-width marks come along when people paste and mean nothing;
    control signs, NUL and broken halves of signs are refused."""
    if len(text) > question.max_length * 4 + 1000:
        raise NotUnderstood(too_long(question, len(text)))
    if FORBIDDEN.search(text):
        raise NotUnderstood("Usuń znaki, których nie widać, i wpisz odpowiedź jeszcze raz.")
    visible = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    if question.type == "long-text":
        return "\n".join(line.rstrip() for line in visible.replace("\t", " ").splitlines()).strip()
    return " ".join(visible.split())


def shortened(question: Question, text: str) -> str:
    """The text, which is not too long."""
    if len(text) > question.max_length:
        raise NotUnderstood(too_long(question, len(text)))
    return text


def too_long(question: Question, length: int) -> str:
    """What to do with a text of that many signs."""
    return f"Skróć odpowiedź do {question.max_length} znaków: teraz ma {length}."
