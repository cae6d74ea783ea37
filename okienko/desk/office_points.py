"""Open points of a service in words: their values, their limits, and when the office is asked for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from okienko.language.local import ANSWER, ANSWERS, RESOLUTION
from okienko.language.model import OpenPoint, Service

NONE = "brak"
_PART = re.compile(r"""\b(?:and|or)\b|(\w+)\s*(!=|<=|>=|=|<|>)\s*(?:"([^"]*)"|([\d.]+))""")
_JOINED = {"and": "i", "or": "albo"}
_SIGNS = {
    "=": "to", "!=": "to nie", "<": "to mniej niż", "<=": "to najwyżej", ">": "to więcej niż", ">=": "to co najmniej"
}  # fmt: skip


def shown(point: OpenPoint, value: str) -> str:
    """A value as people read it."""
    if not value:
        return NONE
    if point.type in ("money", "number"):
        figure = value.replace(".", ",")
        return f"{figure} zł" if point.type == "money" else figure
    return next((option.label for option in point.options if option.value == value), value)


def resolution_of(point: OpenPoint, values: Mapping[str, str]) -> str:
    """The council's resolution from which the value comes."""
    return values.get(point.name + RESOLUTION, "")


def common_resolution(values: Mapping[str, str]) -> str:
    """The resolution from which most of an office's values come."""
    named = Counter(text for name, text in values.items() if name.endswith(RESOLUTION))
    return named.most_common(1)[0][0] if named else ""


def limits(point: OpenPoint) -> str:
    """Between what the law lets the value be."""
    bounds = (("najmniej", point.minimum), ("najwyżej", point.maximum))
    text = ", ".join(f"{word} {bound:f}".replace(".", ",") for word, bound in bounds if bound is not None)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def condition(service: Service, point: OpenPoint) -> str:
    """When the office is asked for the point: „Od czego liczy się opłatę” to „Od liczby osób”."""
    if point.when is None:
        return ""
    parts = list(_PART.finditer(point.when.text))
    if not _PART.sub("", point.when.text).strip():
        return " ".join(_JOINED.get(part[0]) or _compared(service, part) for part in parts)
    asked = ", ".join(f"„{service.local[name].text}”" for name in sorted(point.when.names) if name in service.local)
    return f"wskazuje na to odpowiedź: {asked}"


def _compared(service: Service, match: re.Match[str]) -> str:
    name, sign, text, figure = match.groups()
    point = service.local.get(name)
    if point is None:
        return f"„{name}” {_SIGNS[sign]} {text or figure}"
    value = shown(point, text) if figure is None else figure.replace(".", ",")
    return f"„{point.text}” {_SIGNS[sign]} „{value}”"


def decides(service: Service, name: str) -> bool:
    """Whether other points are asked only by what this one says."""
    return any(point.when is not None and name in point.when.names for point in service.local.values())


def group_of(point: OpenPoint) -> str:
    """Under which heading of the form the point stands."""
    if point.resolution:
        return "Z uchwały rady"
    if point.type == "account":
        return "Rachunki"
    if point.type == "question":
        return "Własne pytanie urzędu"
    if point.type in ("text", "file-class") and point.when is None:
        return "Kto prowadzi te sprawy"
    return "Inne ustalenia urzędu"


GROUPS = ("Kto prowadzi te sprawy", "Z uchwały rady", "Inne ustalenia urzędu", "Własne pytanie urzędu", "Rachunki")


def comparable(service: Service) -> list[OpenPoint]:
    """Points by which offices differ in what residents meet: choices and figures."""
    return [point for point in service.local.values() if point.type in ("choice", "money", "number")]


def difference(service: Service, before: Mapping[str, str], after: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each point with its value in force and the new one; `changed` says how, in a word."""
    return [_line(point, before, after) for name, point in service.local.items() if name in before or name in after]


def _line(point: OpenPoint, before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Any]:
    pairs = [(values.get(point.name), resolution_of(point, values)) for values in (before, after)]
    changed = "nowe" if pairs[0][0] is None else "już nie dotyczy" if pairs[1][0] is None else "zmiana"
    return {
        "text": point.text,
        "before": "–" if pairs[0][0] is None else shown(point, pairs[0][0]) + _answered(point, before),
        "after": "–" if pairs[1][0] is None else shown(point, pairs[1][0]) + _answered(point, after),
        "resolution_before": pairs[0][1],
        "resolution_after": pairs[1][1],
        "changed": "" if pairs[0] == pairs[1] and _answered(point, before) == _answered(point, after) else changed,
    }


def _answered(point: OpenPoint, values: Mapping[str, str]) -> str:
    """How the office's own question is answered, beside its text."""
    label = next((one.label for one in ANSWERS if one.value == values.get(point.name + ANSWER)), "")
    return f" ({label[:1].lower()}{label[1:]})" if label else ""
