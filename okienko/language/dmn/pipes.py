"""Pipe tables to decision tables of DMN and back, without loss.

Words without quotation marks become texts, the legal basis an annotation. What DMN has no place for (a dash of
another length, the order of columns, words as they stood) is kept beside, and counts on the way back where the cell
is unchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.model import Clause, Decision, DecisionTable, Element, InputData, Model, Rule, Variable
from okienko.language.feel import (
    Expression,
    FeelSyntaxError,
    UnaryTests,
    compile_expression,
    compile_unary_tests,
    literal_of,
)
from okienko.language.feel.lexer import quote
from okienko.language.feel.reader import Site
from okienko.language.tables import Table, TableError, parse_table
from okienko.language.tables.hits import RANKING, policy_of
from okienko.language.tables.table import ANY, BASIS, text_of


def box_of(table: Table) -> DecisionTable:
    """The pipe table as a decision table of DMN."""
    inputs = [name for name in table.header[:-1] if name not in table.outputs]
    rules = []
    for row in table.rows:
        tests = tuple(_tests(test) for test in row.tests)
        results = tuple(_quoted(result) for result in row.results)
        rules.append(Rule(tests, results, (row.basis,), row.cells))
    return DecisionTable(
        inputs=tuple(Clause(name) for name in inputs),
        outputs=tuple(Clause(name, values=_listed(table, name)) for name in table.outputs),
        rules=tuple(rules),
        hit=table.policy.hit,
        aggregation=table.policy.aggregated,
        annotations=(BASIS,),
        kept=table.header,
    )


def _listed(table: Table, name: str) -> str:
    """The values of the result from the most to the least important, where the hit policy asks for them."""
    if table.policy.code not in RANKING or name not in table.ranks:
        return ""
    values = list(dict.fromkeys(map(literal_of, table.ranks[name])))
    place = table.outputs.index(name)
    for row in table.rows:
        cell = row.results[place]
        if cell.names or literal_of(cell.evaluate({})) not in values:
            text = (
                f"{table.policy.hit} w DMN wybiera spośród wymienionych wyników, a komórka „{cell.text}” nim nie jest."
            )
            raise TableError(row.line, name, text)
    return ", ".join(values)


def _tests(cell: UnaryTests) -> str:
    return "-" if cell.text in ANY else _quoted(cell)


def _quoted(cell: UnaryTests | Expression) -> str:
    """The cell with quotation marks around its bare words."""
    text = cell.text
    for site in sorted(cell.sites, key=_start, reverse=True):
        bare = text[site.start : site.end]
        if site.kind in ("string", "word") and not bare.startswith('"'):
            text = text[: site.start] + quote(" ".join(bare.split())) + text[site.end :]
    return text


def _start(site: Site) -> int:
    return site.start


def table_of(box: DecisionTable, name: str, names: Collection[str] = ()) -> Table:
    """The decision table as a pipe table; an output without a name gets this one. `TableError` if it is none."""
    outputs = [clause.text or name for clause in box.outputs]
    plain = (*(clause.text for clause in box.inputs), *outputs, BASIS)
    header = box.kept if sorted(box.kept) == sorted(plain) else plain
    known = frozenset(names)
    lines = [header, *(_cells(box, rule, plain, header, known) for rule in box.rules)]
    policy = policy_of(f"{box.hit} {box.aggregation}")
    if policy is None:
        raise ModelError(box.line, f"nieznany sposób wyboru wiersza „{box.hit} {box.aggregation}”.")
    return parse_table(text_of(lines), outputs=outputs, names=names, hit=str(policy))


def _cells(
    box: DecisionTable, rule: Rule, plain: tuple[str, ...], header: tuple[str, ...], names: frozenset[str]
) -> tuple[str, ...]:
    """The row in the order of the header; a cell kept from before stands where it still means the same."""
    count = len(box.inputs)
    written = [
        *(cell or "-" for cell in rule.inputs),
        *(cell or "null" for cell in rule.outputs),
        "; ".join(rule.notes),
    ]
    by_name = dict(zip(plain, (" ".join(cell.split()) for cell in written), strict=True))
    cells = [by_name[name] for name in header]
    if len(rule.kept) == len(header) == len(box.kept):
        tests = set(plain[:count])
        for place, (name, kept) in enumerate(zip(header, rule.kept, strict=True)):
            if _means(kept, name in tests, name == BASIS, names) == cells[place]:
                cells[place] = kept
    return tuple(cells)


def _means(kept: str, is_test: bool, is_basis: bool, names: frozenset[str]) -> str:
    """What the kept cell would be in DMN."""
    if is_basis:
        return " ".join(kept.split())
    try:
        if is_test:
            return " ".join(_tests(compile_unary_tests(kept, names=names, words=True)).split())
        return " ".join(_quoted(compile_expression(kept, names=names, words=True)).split())
    except FeelSyntaxError:
        return ""


def model_of(title: str, tables: Mapping[str, Table]) -> Model:
    """A model with a decision for each table; what they ask and none of them decides is input data."""
    wanted = dict.fromkeys(name for table in tables.values() for name in sorted(table.names) if name not in tables)
    elements: dict[str, Element] = {name: InputData(_id(name), Variable(name)) for name in wanted}
    for name, table in tables.items():
        asked = sorted(table.names - {name})
        inputs = _references(each for each in asked if each not in tables)
        needs = _references(each for each in asked if each in tables)
        elements[name] = Decision(_id(name), Variable(name), box_of(table), inputs, needs)
    return Model(title, "urn:okienko:tabele", {each.id: each for each in elements.values()}, {})


def _references(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"#{_id(name)}" for name in names)


def _id(name: str) -> str:
    """The name as an id of XML; two names never give the same one."""
    return "_" + "".join(sign if sign.isalnum() or sign == "_" else f"-{ord(sign):x}-" for sign in name)
