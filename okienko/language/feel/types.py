"""`instance of`: whether a value is of a type."""

from __future__ import annotations

from collections.abc import Mapping

from okienko.language.feel.nodes import Type
from okienko.language.feel.values import POLISH, Function, Range, Value, kind

_ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}


def instance_of(value: Value, wanted: Type) -> bool:
    """Whether the value is of the type; null is only of Null."""
    name = " ".join(wanted.name.split())
    name = _ALIASES.get(name, name)
    if name == "Null" or value is None:
        return name == "Null" and value is None
    if name == "Any":
        return True
    if kind(value) != name:
        return wanted.known is not None and name not in POLISH and wanted.known(value, name)
    if isinstance(value, list):
        return all(_fits(item, inner) for inner in wanted.inner for item in value)
    if isinstance(value, Mapping):
        fields = zip(wanted.keys, wanted.inner, strict=True)
        return all(key in value and _fits(value[key], inner) for key, inner in fields)
    if isinstance(value, Range):
        ends = [end for end in (value.start, value.end) if end is not None]
        return all(_fits(end, inner) for inner in wanted.inner for end in ends)
    if isinstance(value, Function) and wanted.inner:
        return len(value.parameters) == len(wanted.inner) - 1
    return True


def _fits(value: Value, wanted: Type) -> bool:
    return value is None or instance_of(value, wanted)
