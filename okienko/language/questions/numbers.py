"""Numbers with their unit, and money."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Voice

NUMBER = re.compile(r"[+-]?[0-9]{1,15}([.,][0-9]{1,9})?")
_GROSZ = Decimal("0.01")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]{1,2}")
_CURRENCY = re.compile(r"\s*(zł|zl|pln)\.?$", re.IGNORECASE)
_UNITS = {
    "cm": "w centymetrach",
    "m": "w metrach",
    "m²": "w metrach kwadratowych",
    "zł": "w złotych",
    "%": "w procentach",
}


class Number(Kind):
    """A number within bounds, with so many places after the comma."""

    name = "number"
    says = "liczba, z jednostką w `unit`"
    words = frozenset({"unit", "minimum", "maximum", "decimals"})

    def asks(self, question: Question) -> str:
        unit = _UNITS.get(question.unit, f"({question.unit})" if question.unit else "")
        example = question.minimum if question.minimum is not None and question.minimum > 12 else 12
        return f"Podaj liczbę{' ' + unit if unit else ''}, na przykład {example}."

    def value(self, question: Question, text: str) -> Decimal:
        digits = text.removesuffix(question.unit).replace(" ", "") if question.unit else text.replace(" ", "")
        if not NUMBER.fullmatch(digits):
            raise NotUnderstood(self.missing(question))
        value = plain(Decimal(digits.replace(",", ".")))
        if said := bounds_fault(question, value):
            raise NotUnderstood(said)
        return value

    def fault(self, question: Question, value: Answer) -> str | None:
        if not isinstance(value, Decimal) or not value.is_finite():
            return self.missing(question)
        return bounds_fault(question, value)

    def restored(self, question: Question, value: Any) -> Answer:
        if isinstance(value, str) and NUMBER.fullmatch(value) and "," not in value:
            return Decimal(value)
        return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return (said(value) if isinstance(value, Decimal) else str(value)) + (
            f" {question.unit}" if question.unit else ""
        )

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        return {question.id: said(value) if isinstance(value, Decimal) else str(value)}

    def schema(self, question: Question) -> dict[str, Any]:
        """Kept as text, so that no digit is lost; a plain JSON number is read as well."""
        places = rf"(\.[0-9]{{1,{question.decimals}}})?" if question.decimals else ""
        found: dict[str, Any] = {"type": ["string", "number"], "pattern": f"^-?[0-9]{{1,15}}{places}$"}
        for word, bound in (("minimum", question.minimum), ("maximum", question.maximum)):
            if bound is not None:
                found[word] = int(bound) if bound == bound.to_integral_value() else float(bound)
        return found


class Money(Number):
    """An amount in złoty and grosze, never under zero unless the question says so."""

    name = "money"
    says = "kwota w złotych i groszach; w regułach liczba"
    words = frozenset({"minimum", "maximum"})

    def asks(self, question: Question) -> str:
        return "Podaj kwotę w złotych, na przykład 1 250,50."

    def value(self, question: Question, text: str) -> Decimal:
        bare = _CURRENCY.sub("", text).replace(" ", "")
        digits = bare.replace(".", "") if _THOUSANDS.fullmatch(bare) else bare
        if not NUMBER.fullmatch(digits):
            raise NotUnderstood(self.missing(question))
        amount = Decimal(digits.replace(",", "."))
        if said := self._wrong(question, amount):
            raise NotUnderstood(said)
        return abs(amount).quantize(_GROSZ) if amount == 0 else amount.quantize(_GROSZ)

    def _wrong(self, question: Question, amount: Decimal) -> str | None:
        if amount.as_tuple().exponent < -2 and amount != amount.quantize(_GROSZ):  # type: ignore[operator]
            return "Podaj kwotę z najwyżej dwoma cyframi po przecinku."
        low = question.minimum if question.minimum is not None else Decimal(0)
        if amount < low:
            return f"Podaj kwotę nie mniejszą niż {zloty(low)}."
        if question.maximum is not None and amount > question.maximum:
            return f"Podaj kwotę nie większą niż {zloty(question.maximum)}."
        return None

    def fault(self, question: Question, value: Answer) -> str | None:
        if not isinstance(value, Decimal) or not value.is_finite():
            return self.missing(question)
        return self._wrong(question, value)

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        return zloty(value) if isinstance(value, Decimal) else str(value)

    def schema(self, question: Question) -> dict[str, Any]:
        found = super().schema(question)
        low = {} if question.minimum is not None else {"minimum": 0}
        return {**low, **found, "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,2})?$"}


def plain(value: Decimal) -> Decimal:
    """The number without trailing zeros, exponent or a minus before zero."""
    if value == 0:
        return Decimal(0)
    short = value.normalize()
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def bounds_fault(question: Question, value: Decimal) -> str | None:
    """Why the number cannot stand: its places after the comma, its bounds."""
    places = -int(value.as_tuple().exponent) if value.is_finite() else 0
    if places > question.decimals:
        if question.decimals:
            return f"Podaj liczbę z najwyżej {question.decimals} miejscami po przecinku."
        return "Podaj liczbę całkowitą, bez przecinka."
    unit = f" {question.unit}" if question.unit else ""
    low, high = question.minimum, question.maximum
    if (low is None or value >= low) and (high is None or value <= high):
        return None
    if low is not None and high is not None:
        return f"Podaj liczbę od {said(low)} do {said(high)}{unit}."
    if low is not None:
        return f"Podaj liczbę nie mniejszą niż {said(low)}{unit}."
    return f"Podaj liczbę nie większą niż {said(high or Decimal(0))}{unit}."


def said(number: Decimal) -> str:
    """The number with a comma."""
    return format(number, "f").replace(".", ",")


def zloty(amount: Decimal) -> str:
    """`17 zł`, `17,50 zł`, `1 200 zł`; rounded to a grosz."""
    rounded = amount.quantize(_GROSZ)
    whole = rounded == rounded.to_integral_value()
    text = f"{rounded.to_integral_value() if whole else rounded:,f}"
    return f"{text} zł".replace(",", "\u00a0").replace(".", ",")
