"""The board of a head of unit: from counts to findings, tables and pictures as pages and spreadsheets take them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from okienko.cases import boards
from okienko.cases.boards import OpenCase
from okienko.desk import charts
from okienko.language.calendar import MONTHS, plural
from okienko.offices.law import calendar
from okienko.tenancy.clock import today

ALL = "wszystkie"
# Words of a column and the state of the term whose shape stands beside them.
HEADS: Mapping[str, tuple[str, str]] = {
    boards.LATE: ("Po terminie", "late"),
    boards.TODAY: ("Dziś", "near"),
    boards.NEAR: ("Do 3 dni roboczych", "near"),
    boards.FORTNIGHT: ("Ten i przyszły tydzień", "calm"),
    boards.LATER: ("Później", "calm"),
    boards.STANDS: ("Zegar stoi", "paused"),
    boards.TERMLESS: ("Bez terminu", ""),
    boards.RESIDENT: ("Czeka na mieszkańca", ""),
    boards.NOBODY: ("Nie czeka na nikogo", ""),
}
GROUPS = (("Kolej na urząd", len(boards.OURS)), ("Poza urzędem", len(boards.COLUMNS) - len(boards.OURS)), ("", 1))
CASES = ("sprawa", "sprawy", "spraw")
MONTH_NAMES = (
    "styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec",
    "lipiec", "sierpień", "wrzesień", "październik", "listopad", "grudzień",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
SPANS = ((7, "Do 7 dni"), (14, "8–14 dni"), (30, "15–30 dni"), (60, "31–60 dni"))
LONGER = "Ponad 60 dni"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Numbers of a table, the same on the page and in the spreadsheet."""

    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    def columns(self) -> list[tuple[str, str]]:
        """As `ui.table` takes them: figures stand to the right."""
        return [(self.header[0], ""), *((text, "num") for text in self.header[1:])]

    def csv(self) -> bytes:
        """As Polish spreadsheets open it: semicolons, UTF-8 with a byte order mark."""
        out = StringIO()
        csv.writer(out, delimiter=";").writerows([self.header, *self.rows])
        return out.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what it shows in words and in numbers; no picture when there is nothing to draw."""

    title: str
    text: str
    picture: Markup | None
    sheet: Sheet


def cases(count: int) -> str:
    """`1 sprawa`, `3 sprawy`."""
    return f"{count} {plural(count, CASES)}"


def finding(found: Sequence[OpenCase]) -> str:
    """What the head should know first: what is late, else what is nearest."""
    if not found:
        return "W komórce nie ma otwartych spraw"
    late = [case.due_on for case in found if case.column == boards.LATE and case.due_on]
    if late:
        days = (today() - min(late)).days
        oldest = "od" if len(late) == 1 else "najstarsza od"
        return f"{cases(len(late))} po terminie, {oldest} {days} {'dnia' if days == 1 else 'dni'}"
    ahead = [case.due_on for case in found if case.column in boards.OURS and case.due_on]
    if not ahead:
        return "Nic nie jest po terminie i żaden termin urzędu nie biegnie"
    nearest = min(ahead)
    words = "dziś" if nearest == today() else f"{calendar().in_words(nearest, today())}, {_short(nearest)}"
    return f"Nic nie jest po terminie, najbliższy termin {words}"


def _short(day: date) -> str:
    return f"{day.day} {ROMAN[day.month - 1]}"


def heat(found: Sequence[OpenCase], address: str) -> dict[str, Any]:
    """The heat table as `ui.heat_table` takes it; every number leads to the list of exactly those cases."""
    counts, names = boards.counted(found), boards.titles(found)
    # Only the office's own work is shaded: what waits for others needs no hand here.
    most = max((count for (_, column), count in counts.items() if column in boards.OURS), default=0)

    def cell(count: int, label: str, shade: int = 0, **query: str) -> dict[str, Any]:
        href = f"{address}?{urlencode(query)}#sprawy" if count else ""
        return {"count": count, "label": label, "href": href, "level": shade}

    def row(service: str, name: str) -> list[dict[str, Any]]:
        cells = []
        for column in boards.COLUMNS:
            count = counts[service, column]
            shade = charts.level(count, most) if column in boards.OURS else 0
            cells.append(cell(count, f"{HEADS[column][0]}: {name}", shade, usluga=service, kiedy=column))
        return [*cells, cell(sum(one["count"] for one in cells), f"Razem: {name}", usluga=service)]

    rows = [{"name": name, "cells": row(service, name)} for service, name in names.items()]
    sums = [
        cell(sum(counts[service, column] for service in names), f"Razem: {HEADS[column][0]}", kiedy=column)
        for column in boards.COLUMNS
    ]
    columns = [{"text": HEADS[column][0], "state": HEADS[column][1]} for column in boards.COLUMNS]
    return {
        "groups": GROUPS,
        "columns": [*columns, {"text": "Razem", "state": ""}],
        "rows": rows,
        "sums": [*sums, cell(len(found), "Razem", kiedy=ALL)],
    }


def heat_sheet(found: Sequence[OpenCase]) -> Sheet:
    """The numbers of the heat table with their sums."""
    table = heat(found, "")
    header = ("Usługa", *(HEADS[column][0] for column in boards.COLUMNS), "Razem")
    lines = [*((row["name"], row["cells"]) for row in table["rows"]), ("Razem", table["sums"])]
    return Sheet(header, tuple((name, *(cell["count"] for cell in cells)) for name, cells in lines))


def settling(found: Sequence[boards.Settling]) -> Figure:
    """How many days settling took, by service: each case a dot, the median a line."""
    strips = [charts.Strip(one.title, _took(one), one.days, one.median) for one in found]
    rows: list[tuple[str | int, ...]] = [
        (
            one.title,
            len(one.days),
            _decimal(one.median) if one.median is not None else "",
            one.days[0],
            one.days[-1],
            *_spread(one.days),
        )
        for one in found
    ]
    spans = (*(text for _, text in SPANS), LONGER)
    sheet = Sheet(("Usługa", "Sprawy", "Mediana dni", "Najkrócej dni", "Najdłużej dni", *spans), tuple(rows))
    if not found:
        nothing = "Przez ostatnie 12 miesięcy komórka nie załatwiła żadnej sprawy"
        return Figure(nothing, "Wykres pojawi się po pierwszej załatwionej sprawie.", None, sheet)
    each = charts.values_in_dot(strips)
    picture = charts.dots(strips, "dni od założenia sprawy do załatwienia")
    key = "Kropka to jedna sprawa" if each == 1 else f"Kropka to najwyżej {cases(each)}"
    text = f"{key}, gruba kreska to mediana. Sprawy załatwione przez ostatnie 12 miesięcy, bez wycofanych."
    return Figure(_slowest(found), f"{_range(found)}{text}", picture, sheet)


def _range(found: Sequence[boards.Settling]) -> str:
    """Between which medians the services lie, in a sentence; nothing when there is but one."""
    known = sorted((one.median, one.title) for one in found if one.median is not None)
    if len(known) < 2:
        return ""
    (least, quick), (most, slow) = known[0], known[-1]
    return f"Mediany od {_decimal(least)} ({quick}) do {_decimal(most)} ({slow}) dni. "


def _slowest(found: Sequence[boards.Settling]) -> str:
    known = [(one.median, one.title) for one in found if one.median is not None]
    if not known:
        return f"Za mało załatwionych spraw, żeby podać medianę (trzeba {boards.ENOUGH} w jednej usłudze)"
    took, title = max(known)
    if len(found) == 1:
        days = "dni" if took > 1 and took % 1 == 0 else "dnia"
        return f"Połowę spraw komórka załatwia w ciągu {_decimal(took)} {days}"
    return f"Najdłużej trwa: {title}, mediana {_days(took)}"


def _took(one: boards.Settling) -> str:
    counted = cases(len(one.days))
    if one.median is None:
        return f"{counted}, za mało na medianę"
    return f"{counted}, mediana {_days(one.median)}"


def _spread(days: Sequence[int]) -> list[int]:
    """How many took so long, by spans."""
    edges = [-1, *(end for end, _ in SPANS)]
    within = [sum(low < day <= high for day in days) for low, high in pairwise(edges)]
    return [*within, sum(day > edges[-1] for day in days)]


def _decimal(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def _days(value: float) -> str:
    return f"{_decimal(value)} {'dzień' if value == 1 else 'dni' if value % 1 == 0 else 'dnia'}"


def flow(found: Sequence[boards.Month]) -> Figure:
    """What came and what was settled, month by month."""
    names = [f"{MONTH_NAMES[month.first.month - 1]} {month.first.year}" for month in found]
    sheet = Sheet(
        ("Miesiąc", "Założone", "Załatwione"),
        tuple((name, month.opened, month.settled) for name, month in zip(names, found, strict=True)),
    )
    opened, settled = sum(month.opened for month in found), sum(month.settled for month in found)
    first = found[0].first
    since = f"Od {MONTHS[first.month - 1]} {first.year}"
    if not opened and not settled:
        nothing = "Wykres pojawi się, gdy komórka dostanie pierwszą sprawę."
        return Figure(f"{since} komórka nie miała spraw", nothing, None, sheet)
    labels = [(ROMAN[month.first.month - 1], str(month.first.year)) for month in found]
    series = [
        charts.Line("założone", tuple(month.opened for month in found)),
        charts.Line("załatwione", tuple(month.settled for month in found), main=False),
    ]
    text = f"{since} założono {cases(opened)}, a załatwiono {settled}. Ostatni miesiąc jeszcze trwa."
    return Figure(_balance(since, opened - settled), text, charts.lines(labels, series), sheet)


def _balance(since: str, more: int) -> str:
    if not more:
        return f"{since} komórka załatwiła tyle spraw, ile dostała"
    counted = "1 sprawę" if abs(more) == 1 else cases(abs(more))
    if more > 0:
        return f"{since} przybyło o {counted} więcej, niż załatwiono"
    return f"{since} załatwiono o {counted} więcej, niż przybyło"


def places(found: boards.Waits) -> Figure:
    """Where the open cases of a service stand."""
    sheet = Sheet(("Krok", "Otwarte sprawy"), tuple((place.label, place.cases) for place in found.places))
    fullest = max(found.places, key=lambda place: place.cases, default=None)
    if fullest is None or not fullest.cases:
        title = "Żadna sprawa nie stoi na krokach z tego rysunku"
    else:
        title = f"Najwięcej spraw stoi na kroku: {fullest.label} ({fullest.cases} z {found.cases})"
    text = "Sprawa, która stoi na dwóch krokach naraz, liczy się przy obu."
    if found.elsewhere:
        text += f" Na krokach innych wydań usługi: {cases(found.elsewhere)}."
    return Figure(title, text, Markup(found.picture), sheet)  # drawn and escaped by language.processes
