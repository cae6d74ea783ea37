"""Values as text and as JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from okienko.language.feel.lexer import is_simple, quote
from okienko.language.feel.temporal import temporal_text
from okienko.language.feel.values import Function, Json, Range, Value, YearsMonths, number_text


def text_of(value: Value) -> str:
    """The value as `string()` gives it: text as it is, all else as it would be written."""
    return value if isinstance(value, str) else literal_of(value)


def literal_of(value: Value) -> str:
    """The value as it would be written in an expression."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, list):
        return "[" + ", ".join(literal_of(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {literal_of(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Range):
        opening, closing = "[" if value.start_included else "(", "]" if value.end_included else ")"
        return f"{opening}{literal_of(value.start)}..{literal_of(value.end)}{closing}"
    return _scalar(value)


def _scalar(value: Value) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, dt.date | dt.time | dt.timedelta | YearsMonths):
        return temporal_text(value)
    return "function"


def _key(name: str) -> str:
    return name if is_simple(name) else quote(name)


def to_json(value: Value) -> Json:
    """The value for JSON: numbers as text, dates and durations as ISO text."""
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, Function):
        raise TypeError("a function has no place in JSON")
    return literal_of(value)
