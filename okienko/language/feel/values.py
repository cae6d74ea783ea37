"""The values of FEEL, how Python values become them, and how they leave as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import TypeAlias, Union

from okienko.language.feel.runs import Run

Json: TypeAlias = Union[bool, str, "list[Json]", "dict[str, Json]", None]

# DMN 10.3.2.3.1: numbers are those of IEEE 754-2008 decimal128, which has no infinity and no NaN for us.
_LARGEST = 6144
CONTEXT = Context(prec=34, Emin=-6143, Emax=6144, traps=[])


MOST_MONTHS = 10**15  # far beyond any calendar, and a number that can be written


@dataclass(frozen=True, order=True, slots=True)
class YearsMonths:
    """A duration of whole months, without days, so that it may be added to a date by the calendar."""

    total: int

    def __post_init__(self) -> None:
        if abs(self.total) > MOST_MONTHS:
            raise OverflowError

    @property
    def years(self) -> int:
        return abs(self.total) // 12 * (-1 if self.total < 0 else 1)

    @property
    def months(self) -> int:
        return abs(self.total) % 12 * (-1 if self.total < 0 else 1)

    def __str__(self) -> str:
        years, months = divmod(abs(self.total), 12)
        text = (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return ("-" if self.total < 0 else "") + "P" + (text or "0M")


@dataclass(frozen=True, slots=True)
class Range:
    """All between two ends; an end of None is open to infinity."""

    start: Value
    end: Value
    start_included: bool = True
    end_included: bool = True


class Function:
    """A function as a value: named parameters and what it does with one value for each."""

    __slots__ = ("body", "name", "parameters")

    def __init__(self, parameters: tuple[str, ...], body: Callable[..., Value], name: str = "funkcja") -> None:
        self.parameters = parameters
        self.body = body
        self.name = name

    def call(self, arguments: list[Value], run: Run) -> Value:
        """The result for arguments in order; a wrong number of them is null."""
        if len(arguments) != len(self.parameters):
            run.note(f"{self.name}: oczekiwano argumentów: {len(self.parameters)}, podano: {len(arguments)}.")
            return None
        return self.body(*arguments)

    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        """The result for arguments by name; a name that is missing or too much is null."""
        if set(arguments) != set(self.parameters):
            run.note(f"{self.name}: oczekiwano argumentów: {', '.join(self.parameters)}.")
            return None
        return self.body(*(arguments[name] for name in self.parameters))


Value: TypeAlias = Union[
    bool,
    Decimal,
    str,
    dt.date,
    dt.time,
    dt.datetime,
    dt.timedelta,
    YearsMonths,
    "list[Value]",
    Mapping[str, "Value"],
    Range,
    Function,
    None,
]

_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    dt.datetime: "date and time",
    dt.date: "date",
    dt.time: "time",
    dt.timedelta: "days and time duration",
    YearsMonths: "years and months duration",
    list: "list",
    dict: "context",
    Range: "range",
    Function: "function",
}

POLISH = {
    "null": "brak wartości",
    "boolean": "prawda lub fałsz",
    "number": "liczba",
    "string": "tekst",
    "date and time": "data z godziną",
    "date": "data",
    "time": "godzina",
    "days and time duration": "czas w dniach",
    "years and months duration": "czas w miesiącach",
    "list": "lista",
    "context": "zestaw pól",
    "range": "zakres",
    "function": "funkcja",
}


def kind(value: Value) -> str:
    """The name of the FEEL type the value belongs to."""
    found = _KINDS.get(type(value))
    if found is None:
        found = next((name for known, name in _KINDS.items() if isinstance(value, known)), None)
    if found is None and isinstance(value, Mapping):
        return "context"
    if found is None:
        raise TypeError(f"{type(value).__name__} is no FEEL value")
    return found


def to_feel(value: object) -> Value:
    """The FEEL value of what JSON or YAML gave; text stays text, a binary float is refused."""
    if isinstance(value, float):
        raise TypeError("a binary float has no place in FEEL: read it as Decimal")
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) <= _LARGEST):
        raise TypeError("neither infinity nor NaN nor what decimal128 cannot hold is a number of FEEL")
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, list | tuple):
        return [to_feel(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_feel(item) for key, item in value.items()}
    if isinstance(value, (*_KINDS, Mapping)):
        return value  # type: ignore[return-value]
    raise TypeError(f"{type(value).__name__} is no FEEL value")


def number_text(number: Decimal) -> str:
    """The number in plain digits: equal numbers give equal text."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
