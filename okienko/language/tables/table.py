"""A decision table: which rows are met, what they give, and on what basis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from okienko.language.feel import Exhausted, Expression, Run, UnaryTests, Value, reason_of
from okienko.language.shortened import shortened
from okienko.language.tables.hits import Hit, Policy, settle

BASIS = "podstawa"
ANY = ("-", "–")


class TableError(Exception):
    """The table cannot be read: the line in the file, the column, and in Polish what was expected."""

    def __init__(self, line: int, column_name: str, text: str) -> None:
        self.line = line
        self.column_name = shortened(column_name, 80)
        self.text = shortened(text)
        place = f"Wiersz {line}" + (f", kolumna „{self.column_name}”" if column_name else "")
        super().__init__(f"{place}: {self.text}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written and as compiled; `number` counts from 1, `line` is that of the file."""

    number: int
    line: int
    cells: tuple[str, ...]
    tests: tuple[UnaryTests, ...]
    results: tuple[Expression, ...]
    basis: str

    def telling(self) -> tuple[tuple[int, UnaryTests], ...]:
        """The cells that ask for something: `-` does not, so its column is not computed for it."""
        return tuple((place, test) for place, test in enumerate(self.tests) if test.text not in ANY)


@dataclass(frozen=True, slots=True)
class Decided:
    """What the table gives, by which rows (from 1), on what legal basis."""

    values: dict[str, Value]
    rows: tuple[int, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to decide."""

    header: tuple[str, ...]
    inputs: tuple[Expression, ...]
    outputs: tuple[str, ...]
    rows: tuple[Row, ...]
    policy: Policy
    names: frozenset[str]
    ranks: Mapping[str, tuple[Value, ...]]
    telling: tuple[tuple[tuple[int, UnaryTests], ...], ...]

    def decide(self, scope: Mapping[str, Value]) -> Decided | None:
        """What the rows that are met give, or nothing."""
        return self._decide(scope, None)

    def explain(self, scope: Mapping[str, Value]) -> tuple[Decided | None, tuple[str, ...]]:
        """The same, with the reasons of every null and of every conflict of rows."""
        problems: list[str] = []
        decided = self._decide(scope, problems)
        return decided, tuple(dict.fromkeys(problems))

    def _decide(self, scope: Mapping[str, Value], problems: list[str] | None) -> Decided | None:
        try:
            hits = self._hits(scope, Run(problems))
        except (RecursionError, Exhausted) as endless:
            if problems is not None:
                problems.append(reason_of(endless))
            return None
        values, kept = settle(self.policy, hits, self.outputs, self.ranks, problems)
        if values is None:
            return None
        basis = dict.fromkeys(self.rows[number - 1].basis for number in kept)
        return Decided(values, kept, "; ".join(text for text in basis if text))

    def _hits(self, scope: Mapping[str, Value], run: Run) -> list[Hit]:
        """The rows that are met; each input column is computed when first wanted."""
        asked: dict[int, Value] = {}
        hits: list[Hit] = []
        run.spend(len(self.rows))
        for row, tests in zip(self.rows, self.telling, strict=True):
            for place, test in tests:
                if place not in asked:
                    asked[place] = self.inputs[place].within(scope, run)
                if not test.within(asked[place], scope, run):
                    break
            else:
                results = zip(self.outputs, row.results, strict=True)
                hits.append(Hit(row.number, {name: run.result(cell.within(scope, run)) for name, cell in results}))
                if self.policy.code == "F":
                    break
        return hits

    def to_text(self) -> str:
        """The table as aligned text that reads back the same."""
        return text_of([self.header, *(row.cells for row in self.rows)])

    def mutants(self) -> list[tuple[str, str]]:
        """Each change by one that a story should notice: what changed, and the whole new text."""
        lines = [self.header, *(row.cells for row in self.rows)]
        found = []
        for row in self.rows:
            for what, cells in _mutated_cells(self, row):
                changed = [*lines[: row.number], cells, *lines[row.number + 1 :]]
                found.append((f"wiersz {row.number}, {what}", text_of(changed)))
            if len(self.rows) > 1:
                rest = lines[: row.number] + lines[row.number + 1 :]
                found.append((f"wiersz {row.number} skreślony", text_of(rest)))
        return found


def text_of(lines: list[tuple[str, ...]]) -> str:
    """Lines of cells as an aligned pipe table."""
    escaped = [[cell.replace("|", "\\|") for cell in line] for line in lines]
    widths = [max(map(len, column)) for column in zip(*escaped, strict=True)]
    return "".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |\n"
        for line in escaped
    )


def _mutated_cells(table: Table, row: Row) -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    inputs = [place for place, name in enumerate(table.header[:-1]) if name not in table.outputs]
    outputs = [table.header.index(name) for name in table.outputs]
    compiled: list[tuple[int, UnaryTests | Expression]] = [
        *zip(inputs, row.tests, strict=True),
        *zip(outputs, row.results, strict=True),
    ]
    for place, code in compiled:
        changes = code.mutants()
        if isinstance(code, Expression):
            changes += _other_texts(code, [other.cells[place] for other in table.rows])
        for what, text in changes:
            cells = (*row.cells[:place], text, *row.cells[place + 1 :])
            found.append((f"{table.header[place]}: {what}", cells))
    return found


def _other_texts(code: Expression, column: list[str]) -> list[tuple[str, str]]:
    """For a result that is plain text: the next other result of its column."""
    if code.names or not isinstance(code.evaluate({}), str):
        return []
    after = column[column.index(code.text) :] + column
    other = next((text for text in after if text != code.text), "inna wartość")
    return [(f"„{code.text}” → „{other}”", other)]
