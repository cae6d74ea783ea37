"""Small changes of an expression's text, to see whether any story notices them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from okienko.language.feel.reader import Site
from okienko.language.feel.temporal import parse_date
from okienko.language.feel.values import CONTEXT, number_text

_SWAPS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "=": "!=",
    "!=": "=",
    "and": "or",
    "or": "and",
    "true": "false",
    "false": "true",
    "some": "every",
    "every": "some",
}
_COMMA_AFTER = re.compile(r"\s*,\s*")
_COMMA_BEFORE = re.compile(r"\s*,\s*$")
_OPENINGS = {"[": "(", "(": "[", "]": "["}
_CLOSINGS = {"]": ")", ")": "]", "[": "]"}


_SIGNS = 1_000_000  # of all texts together, about


def mutants_of(text: str, sites: Iterable[Site]) -> list[tuple[str, str]]:
    """For each place each change by one: a Polish description and the whole new text."""
    found = []
    for site in sorted(set(sites), key=lambda each: each.start)[: max(20, _SIGNS // (len(text) + 1))]:
        old = text[site.start : site.end]
        if site.kind == "string":
            found += _without(text, site)
        for new in _changes(site.kind, old):
            changed = text[: site.start] + new + text[site.end :]
            found.append((f"„{old}” → „{new}” (znak {site.start + 1})", changed))
    return found


def _without(text: str, site: Site) -> list[tuple[str, str]]:
    """The list without this text, if others remain."""
    after = _COMMA_AFTER.match(text, site.end)
    before = _COMMA_BEFORE.search(text[: site.start])
    what = f"skreślono „{text[site.start : site.end]}”"
    if after:
        return [(what, text[: site.start] + text[after.end() :])]
    return [(what, text[: before.start()] + text[site.end :])] if before else []


def _changes(kind: str, old: str) -> Iterator[str]:
    if kind == "number":
        number = Decimal(old)
        yield from (number_text(CONTEXT.add(number, Decimal(step))) for step in (-1, 1))
    elif kind == "date":
        yield from _neighbours(old)
    elif kind == "open":
        yield _OPENINGS[old]
    elif kind == "close":
        yield _CLOSINGS[old]
    elif old in _SWAPS:
        yield _SWAPS[old]


def _neighbours(quoted: str) -> Iterator[str]:
    day = parse_date(quoted.strip('"'))
    for step in (-1, 1):
        if day is not None and dt.date.min < day < dt.date.max:
            yield f'"{day + dt.timedelta(step)}"'
