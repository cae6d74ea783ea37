"""Pipe text to a table; what is wrong is said with line and column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeVar

from okienko.language.feel import (
    Expression,
    FeelSyntaxError,
    UnaryTests,
    Value,
    compile_expression,
    compile_unary_tests,
)
from okienko.language.tables.hits import KNOWN, Policy, policy_of
from okienko.language.tables.table import ANY, BASIS, Row, Table, TableError

ROWS = 2000
_COMPARED, _LONGEST_NAME = 300, 80
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-{3,}:?")
_PARTS = re.compile(r'(?:"(?:[^"\\]|\\.)*"|\([^()]*\)|\[[^\[\]]*\]|[^,"])+')
Compiled = TypeVar("Compiled", Expression, UnaryTests)
_Line = tuple[int, tuple[str, ...]]


def parse_table(
    text: str,
    *,
    outputs: Sequence[str],
    names: Collection[str] = (),
    hit: str = "FIRST",
    first_line: int = 1,
    priorities: Mapping[str, Sequence[Value]] | None = None,
) -> Table:
    """The table of a pipe text. Without `priorities` a result's rank is its first place in its column."""
    policy = policy_of(hit)
    if policy is None:
        raise TableError(first_line, "", f"nieznany sposób wyboru wiersza „{hit}”; znane: {KNOWN}.")
    (line, header), *lines = _lines(text, first_line)
    _check_header(line, header, outputs)
    reader = _Reader(header, tuple(outputs), frozenset(names))
    inputs = tuple(reader.input_column(line, name) for name in header[:-1] if name not in outputs)
    rows = tuple(reader.row(number, *row) for number, row in enumerate(lines, 1))
    if not rows:
        raise TableError(line, "", "tabela jest pusta: pod nagłówkiem oczekiwano wierszy.")
    _check_shadows(reader, rows, policy)
    return Table(
        header=header,
        inputs=inputs,
        outputs=tuple(outputs),
        rows=rows,
        policy=policy,
        names=_names(inputs, rows),
        ranks=_ranks(outputs, rows, priorities or {}),
        telling=tuple(row.telling() for row in rows),
    )


def _lines(text: str, first_line: int) -> list[_Line]:
    """The lines as cells with their numbers, without blank lines and the rule under the header."""
    found = [(number, _cells(line)) for number, line in enumerate(text.split("\n"), first_line) if line.strip()]
    if not found:
        raise TableError(first_line, "", "tabela jest pusta: oczekiwano nagłówka i wierszy.")
    if len(found) > 1 and all(_RULE.fullmatch(cell) for cell in found[1][1]):
        del found[1]
    if len(found) > ROWS:
        raise TableError(first_line, "", f"tabela ma wierszy: {len(found)}, a może mieć najwyżej {ROWS}.")
    width = len(found[0][1])
    for number, cells in found:
        if len(cells) != width:
            raise TableError(number, "", f"oczekiwano kolumn: {width}, a jest: {len(cells)}.")
    return found


def _cells(line: str) -> tuple[str, ...]:
    parts = _PIPE.split(line.strip())
    if parts and not parts[0]:
        del parts[0]
    if parts and not parts[-1]:
        del parts[-1]
    return tuple(part.strip().replace("\\|", "|") for part in parts)


def _check_header(line: int, header: tuple[str, ...], outputs: Sequence[str]) -> None:
    if not header or header[-1] != BASIS:
        raise TableError(line, header[-1] if header else "", f"ostatnią kolumną ma być „{BASIS}”.")
    for place, name in enumerate(header):
        if not name:
            raise TableError(line, "", f"kolumna {place + 1} nie ma nazwy.")
        if name in header[:place]:
            raise TableError(line, name, "ta kolumna stoi w nagłówku dwa razy.")
    for name in outputs:
        if name not in header:
            raise TableError(line, name, f"brak kolumny wyniku{nearest(name, header)}.")


def nearest(name: str, known: Collection[str]) -> str:
    """A hint at the known name that looks most like this one."""
    close = difflib.get_close_matches(name, sorted(known)[:_COMPARED], n=1) if len(name) <= _LONGEST_NAME else []
    return f"; najbliższa znana nazwa: „{close[0]}”" if close else ""


class _Reader:
    """Reads the cells of one table."""

    def __init__(self, header: tuple[str, ...], outputs: tuple[str, ...], names: frozenset[str]) -> None:
        self.header = header
        self.outputs = outputs
        self.names = names
        self.inputs = [place for place, name in enumerate(header[:-1]) if name not in outputs]
        self.results = [header.index(name) for name in outputs]

    def input_column(self, line: int, text: str) -> Expression:
        """The expression that heads an input column."""
        try:
            column = compile_expression(text, names=self.names)
        except FeelSyntaxError as wrong:
            raise TableError(line, text, f"nagłówek nie jest nazwą ani wyrażeniem. {wrong}") from wrong
        self._check_names(line, text, column.names, "nieznana kolumna")
        return column

    def row(self, number: int, line: int, cells: tuple[str, ...]) -> Row:
        """One row with all its cells compiled."""
        tests = tuple(self._cell(compile_unary_tests, line, place, cells) for place in self.inputs)
        results = tuple(self._cell(compile_expression, line, place, cells) for place in self.results)
        return Row(number, line, cells, tests, results, cells[-1])

    def _cell(self, compiler: Callable[..., Compiled], line: int, place: int, cells: tuple[str, ...]) -> Compiled:
        column, text = self.header[place], cells[place]
        if not text:
            raise TableError(line, column, "pusta komórka; „-” znaczy „bez znaczenia”, a „null” brak wyniku.")
        try:
            cell = compiler(text, names=self.names, words=True)
        except FeelSyntaxError as wrong:
            raise TableError(line, column, f"komórka „{text}”: {wrong}") from wrong
        self._check_names(line, column, cell.names, "nieznana nazwa")
        return cell

    def _check_names(self, line: int, column: str, used: Collection[str], what: str) -> None:
        for name in sorted(used):
            if self.names and name not in self.names:
                raise TableError(line, column, f"{what} „{name}”{nearest(name, self.names)}.")


def _names(inputs: tuple[Expression, ...], rows: tuple[Row, ...]) -> frozenset[str]:
    parts = [part.names for part in inputs]
    for row in rows:
        parts += [test.names for test in row.tests]
        parts += [result.names for result in row.results]
    return frozenset().union(*parts)


def _ranks(
    outputs: Sequence[str], rows: tuple[Row, ...], priorities: Mapping[str, Sequence[Value]]
) -> dict[str, tuple[Value, ...]]:
    """For each output its values from the most to the least important."""
    ranks: dict[str, tuple[Value, ...]] = {}
    for place, name in enumerate(outputs):
        if name in priorities:
            ranks[name] = tuple(priorities[name])
        elif not priorities:
            ranks[name] = tuple(row.results[place].evaluate({}) for row in rows)
    return ranks


def _check_shadows(reader: _Reader, rows: tuple[Row, ...], policy: Policy) -> None:
    """Under FIRST a row that asks no more than an earlier one can never win."""
    if policy.code != "F":
        return
    asked = [[_alternatives(row.cells[place]) for place in reader.inputs] for row in rows]
    for later, row in enumerate(rows):
        for earlier in range(later):
            if all(map(_covers, asked[earlier], asked[later])):
                number = rows[earlier].number
                raise TableError(row.line, "", f"ten wiersz nigdy nie wygra: zasłania go wiersz {number} tabeli.")


def _alternatives(cell: str) -> frozenset[str] | None:
    """The tests of a cell as plain texts; nothing for a cell that takes all."""
    if cell in ANY:
        return None
    return frozenset(" ".join(part.split()).strip('"') for part in _PARTS.findall(cell))


def _covers(earlier: frozenset[str] | None, later: frozenset[str] | None) -> bool:
    return earlier is None or (later is not None and later <= earlier)
