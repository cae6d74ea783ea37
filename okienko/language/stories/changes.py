"""Small changes of one expression or one table: of numbers and signs, of answers that may be chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from okienko.language.feel import Expression, compile_expression
from okienko.language.loader.names import OFFICE_FACTS, TODAY
from okienko.language.model import Question, Service
from okienko.language.tables import Table, TableError, parse_table
from okienko.language.tables.table import text_of

_QUOTED = re.compile(r'"([^"\\]*)"')


@dataclass(frozen=True)
class Changes:
    """What a changed text may speak of: names, and the answers of questions with choices."""

    names: frozenset[str]
    choices: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, service: Service) -> Changes:
        """The names and choices of a service."""
        asked = [
            *(question for page in service.pages for question in page.questions),
            *clerk_questions(service),
        ]
        lists = [page.many for page in service.pages if page.many]
        dated = [key.split(".")[0] for rule in service.rules.values() for key in rule.dated]
        names = {question.id for question in asked}
        names |= {*lists, *dated, *service.rules, *service.local, *OFFICE_FACTS, TODAY}
        choices = {q.id: tuple(option.value for option in q.options) for q in asked if q.type in ("choice", "choices")}
        return cls(frozenset(names), choices)

    def expressions(self, expression: Expression) -> Iterator[tuple[str, Expression]]:
        """The contrary, and each change by one."""
        text = expression.text
        if text not in ("true", "false"):
            yield self._compiled(f"„{text}” → „not({text})”", f"not({text})")
        for what, changed in expression.mutants():
            yield self._compiled(what, changed)
        for found in _QUOTED.finditer(text):
            other = self._other(found[1])
            if other is not None:
                changed = f'{text[: found.start()]}"{other}"{text[found.end() :]}'
                yield self._compiled(f"„{found[1]}” → „{other}” (znak {found.start() + 1})", changed)

    def _compiled(self, what: str, text: str) -> tuple[str, Expression]:
        return what, compile_expression(text, names=self.names)

    def _other(self, value: str) -> str | None:
        """The next answer to the question that has this one."""
        for values in self.choices.values():
            if value in values and len(values) > 1:
                return values[(values.index(value) + 1) % len(values)]
        return None

    def tables(self, table: Table) -> Iterator[tuple[str, Table]]:
        """Each change by one; what the loader itself refuses (a row that can never win) is no mutant."""
        for what, text in (*table.mutants(), *self._cells(table)):
            try:
                yield what, parse_table(text, outputs=table.outputs, names=self.names, hit=table.policy.code)
            except TableError:
                continue

    def _cells(self, table: Table) -> Iterator[tuple[str, str]]:
        """Cells that name answers, each without one of them or with another in its place."""
        lines = [table.header, *(row.cells for row in table.rows)]
        for row in table.rows:
            for place, name in enumerate(table.header[:-1]):
                if name not in self.choices or row.cells[place] in ("-", "–"):
                    continue
                for what, cell in self._answers(row.cells[place], self.choices[name]):
                    cells = (*row.cells[:place], cell, *row.cells[place + 1 :])
                    changed = [*lines[: row.number], cells, *lines[row.number + 1 :]]
                    yield f"wiersz {row.number}, {name}: {what}", text_of(changed)

    def _answers(self, cell: str, values: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        parts = [part.strip() for part in cell.split(",")]
        for place, part in enumerate(parts):
            rest = [*parts[:place], *parts[place + 1 :]]
            if rest:
                yield f"bez „{part}”", ", ".join(rest)
            free = [value for value in values if f'"{value}"' not in parts and value not in parts]
            if free and not rest:
                yield f"„{part}” → „{free[0]}”", f'"{free[0]}"'


def clerk_questions(service: Service) -> list[Question]:
    """Questions asked after filing."""
    return [
        *(question for task in service.tasks.values() for question in task.ask),
        *(question for message in service.messages.values() for question in message.ask),
        *(question for letter in service.letters.values() for question in letter.asks),
    ]
