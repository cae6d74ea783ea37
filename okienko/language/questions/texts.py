"""Answers that are written: a line, several lines, an e-mail address, a telephone number, a parcel."""

from __future__ import annotations

import re
from typing import Any

from okienko.language.model import Question
from okienko.language.questions.base import Answer, Kind, NotUnderstood, shortened

_PARCEL = re.compile(r"[0-9]{6}_[0-9]\.[0-9]{4}(\.AR_[0-9]+)?\.[0-9]+(/[0-9]+)?", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>\"',;:()\[\]\\]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.IGNORECASE)


class Line(Kind):
    """One line."""

    name = "text"
    says = "jeden wiersz tekstu"
    words = frozenset({"max_length"})


class Lines(Kind):
    """Several lines."""

    name = "long-text"
    says = "kilka wierszy tekstu"
    words = frozenset({"max_length"})
    length = 4000
    simple = False


class Email(Kind):
    """An e-mail address."""

    name = "email"
    says = "adres e-mail"
    words = frozenset({"max_length"})
    length = 254

    def asks(self, question: Question) -> str:
        return "Podaj adres e-mail, na przykład anna@example.org."

    def value(self, question: Question, text: str) -> str:
        if len(text) > question.max_length or not _EMAIL.fullmatch(text):
            raise NotUnderstood(self.missing(question))
        return text

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": question.max_length}


class Phone(Kind):
    """A telephone number, with its country or without."""

    name = "phone"
    says = "numer telefonu"
    words = frozenset({"max_length"})
    length = 20

    def asks(self, question: Question) -> str:
        return "Podaj numer telefonu, na przykład 600 100 200."

    def value(self, question: Question, text: str) -> str:
        digits = re.sub(r"[ ()./-]", "", text)
        if not re.fullmatch(r"\+?[0-9]{7,15}", digits):
            raise NotUnderstood(self.missing(question))
        return digits

    def schema(self, question: Question) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+?[0-9]{7,15}$"}


class Parcel(Kind):
    """The identifier of a parcel, or where it lies in words: few people know the identifier."""

    name = "parcel"
    says = "działka: identyfikator albo słowa, gdzie leży"
    words = frozenset({"max_length"})

    def asks(self, question: Question) -> str:
        return "Podaj identyfikator działki, na przykład 142299_2.0099.12/3, albo napisz słowami, gdzie leży."

    def value(self, question: Question, text: str) -> Answer:
        compact = text.replace(" ", "")
        return compact.upper() if _PARCEL.fullmatch(compact) else shortened(question, text)
