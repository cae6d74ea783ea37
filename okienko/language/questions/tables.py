"""A small table: rows of a few columns, each column a question of a simple type. Works without scripts:
a button sends the page as it stands and gets it back with one row more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from okienko.language.model import Question
from okienko.language.questions.base import POLISH, Answer, Kind, NotUnderstood, Posted, Voice, single

ROWS = "ile"  # hidden field: how many rows stand on the page
ORDER = "wiersz"  # button: `<id>+` for one more, `<id>-<number>` for one less
Kinds = Callable[[Question], Kind]


class Table(Kind):
    """Rows of columns. The answer is a list of mappings; empty rows are left out."""

    name = "table"
    says = "tabela: wiersze z kolumn w `columns`; w regułach lista"
    words = frozenset({"columns", "at_least", "at_most"})
    simple = False
    form_only = True

    def __init__(self, kinds: Kinds) -> None:
        self.kind = kinds

    def cells(self, question: Question, row: int) -> tuple[Question, ...]:
        """The questions of one row, from 1."""
        return tuple(replace(column, id=f"{question.id}-{row}-{column.id}") for column in question.columns)

    def _rows(self, question: Question) -> Iterator[int]:
        return iter(range(1, question.at_most + 1))

    def fields(self, question: Question) -> tuple[str, ...]:
        cells = (cell for row in self._rows(question) for cell in self.cells(question, row))
        return (f"{question.id}-{ROWS}", *(name for cell in cells for name in self.kind(cell).fields(cell)))

    def first(self, question: Question) -> str:
        cell = self.cells(question, 1)[0]
        return self.kind(cell).first(cell)

    def asks(self, question: Question) -> str:
        return "Wypełnij co najmniej jeden wiersz."

    def read(self, question: Question, posted: Posted) -> Answer:
        rows: list[dict[str, Answer]] = []
        faults: dict[str, str] = {}
        for number in self._rows(question):
            cells = self.cells(question, number)
            if any(single(cell, posted, name) for cell in cells for name in self.kind(cell).fields(cell)):
                rows.append(self._row(question, number, posted, faults))
        if faults:
            raise NotUnderstood(parts=faults)
        if rows and len(rows) < question.at_least:
            raise NotUnderstood(_too_few(question))
        return rows or None

    def _row(self, question: Question, number: int, posted: Posted, faults: dict[str, str]) -> dict[str, Answer]:
        values: dict[str, Answer] = {}
        for column, cell in zip(question.columns, self.cells(question, number), strict=True):
            place, kind = f"-{number}-{column.id}", self.kind(cell)
            try:
                values[column.id] = kind.read(cell, posted)
            except NotUnderstood as fault:
                faults |= {f"{place}{suffix}": f"Wiersz {number}: {text}" for suffix, text in fault.texts.items()}
                continue
            if values[column.id] is None and not column.optional:
                faults[place] = f"Wiersz {number}: {kind.missing(cell)}"
        return values

    def fault(self, question: Question, value: Answer) -> str | None:
        if not isinstance(value, list) or not value or not all(isinstance(row, Mapping) for row in value):
            return self.missing(question)
        if not question.at_least <= len(value) <= question.at_most:
            return _too_few(question) if len(value) < question.at_least else _too_many(question)
        for number, row in enumerate(value, 1):
            for column in question.columns:
                given, kind = row.get(column.id), self.kind(column)
                said = kind.fault(column, given) if given is not None else _lacks(kind, column)
                if said:
                    return f"Wiersz {number}: {said}"
        return None

    def restored(self, question: Question, value: Any) -> Answer:
        if not isinstance(value, list):
            return value
        columns = {column.id: column for column in question.columns}
        return [
            {
                name: self.kind(columns[name]).restored(columns[name], cell) if name in columns else cell
                for name, cell in row.items()
            }
            if isinstance(row, Mapping)
            else row
            for row in value
        ]

    def told(self, question: Question, value: Answer, voice: Voice = POLISH) -> str:
        """A line a row: `1. Klon, 3 szt.`"""
        if not isinstance(value, list):
            return str(value)
        return "\n".join(f"{number}. {self._told_row(question, row, voice)}" for number, row in enumerate(value, 1))

    def _told_row(self, question: Question, row: Any, voice: Voice) -> str:
        if not isinstance(row, Mapping):
            return str(row)
        cells = ((column, row.get(column.id)) for column in question.columns)
        told = (
            f"{column.text}: {self.kind(column).told(column, cell, voice)}"
            for column, cell in cells
            if cell is not None
        )
        return "; ".join(told)

    def sent(self, question: Question, value: Answer) -> dict[str, str | list[str]]:
        if not isinstance(value, list):
            return {}
        found: dict[str, str | list[str]] = {f"{question.id}-{ROWS}": str(len(value))}
        for number, row in enumerate(value[: question.at_most], 1):
            for column, cell in zip(question.columns, self.cells(question, number), strict=True):
                if row.get(column.id) is not None:
                    found |= self.kind(cell).sent(cell, row[column.id])
        return found

    def schema(self, question: Question) -> dict[str, Any]:
        columns = {column.id: {"title": column.text, **self.kind(column).schema(column)} for column in question.columns}
        needed = [column.id for column in question.columns if not column.optional]
        row = {"type": "object", "properties": _nullable(columns, needed), "required": needed}
        return {"type": "array", "items": row, "minItems": max(1, question.at_least), "maxItems": question.at_most}


def _nullable(columns: dict[str, Any], needed: list[str]) -> dict[str, Any]:
    return {name: one if name in needed else {"anyOf": [{"type": "null"}, one]} for name, one in columns.items()}


def _lacks(kind: Kind, column: Question) -> str | None:
    return None if column.optional else kind.missing(column)


def _too_few(question: Question) -> str:
    return f"Wypełnij co najmniej tyle wierszy: {question.at_least}."


def _too_many(question: Question) -> str:
    return f"Zostaw najwyżej tyle wierszy: {question.at_most}."


def rows_shown(question: Question, typed: Mapping[str, Any]) -> int:
    """How many rows stand on the page with what was typed."""
    text = str(typed.get(f"{question.id}-{ROWS}", ""))
    count = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return min(max(count, question.at_least, 1), question.at_most)


def reordered(
    questions: Mapping[str, Question], typed: Mapping[str, str | list[str]], order: str
) -> dict[str, str | list[str]] | None:
    """What was typed with one row more or less, as the button orders; nothing when it orders nothing we know."""
    name, sign, number = order.partition("+") if order.endswith("+") else order.rpartition("-")
    question = questions.get(name)
    if question is None or question.type != "table":
        return None
    shown = rows_shown(question, typed)
    if sign == "+":
        return {**typed, f"{name}-{ROWS}": str(min(shown + 1, question.at_most))}
    gone = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
    return _without(question, typed, gone, shown) if 1 <= gone <= shown else None


def _without(
    question: Question, typed: Mapping[str, str | list[str]], gone: int, shown: int
) -> dict[str, str | list[str]]:
    kept = {name: text for name, text in typed.items() if not name.startswith(f"{question.id}-")}
    kept[f"{question.id}-{ROWS}"] = str(shown - 1)
    for name, text in typed.items():
        row, _, rest = name.removeprefix(f"{question.id}-").partition("-")
        if name.startswith(f"{question.id}-") and row.isdigit() and int(row) != gone:
            kept[f"{question.id}-{int(row) - (int(row) > gone)}-{rest}"] = text
    return kept
