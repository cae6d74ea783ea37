"""Pipe tables to decision tables of DMN and back, without loss: what the other cannot hold is refused.

Words without quotation marks become texts, the legal basis an annotation. What DMN has no place for (a dash of
another length, the order of columns, words as they stood) is kept beside, and counts on the way back where the cell
is unchanged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from okienko.language.dmn._types import ALIASES, BASIC, fields_of
from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.model import Clause, Decision, DecisionTable, Element, InputData, Model, Rule, Variable
from okienko.language.feel import (
    Expression,
    FeelSyntaxError,
    UnaryTests,
    Value,
    compile_expression,
    compile_unary_tests,
    literal_of,
)
from okienko.language.feel.lexer import quote
from okienko.language.feel.reader import Site
from okienko.language.tables import Table, TableError, parse_table
from okienko.language.tables.hits import RANKING, Policy, policy_of
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
    """The decision table as a pipe table; an output without a name gets this one.

    `names` are all that its cells may mean: a bare word is a name in DMN, but a text in a pipe table. `TableError` for
    what no pipe table can hold. Types of FEEL itself are left out.
    """
    policy = policy_of(f"{box.hit} {box.aggregation}")
    if policy is None:
        raise ModelError(box.line, f"nieznany sposób wyboru wiersza „{box.hit} {box.aggregation}”.")
    outputs = [clause.text or name for clause in box.outputs]
    _check_clauses(box, outputs, policy)
    plain = (*(clause.text for clause in box.inputs), *outputs, BASIS)
    header = box.kept if sorted(box.kept) == sorted(plain) else plain
    known = frozenset(names)
    lines = [header, *(_cells(box, rule, plain, header, known) for rule in box.rules)]
    priorities = _priorities(box, outputs, policy)
    table = parse_table(text_of(lines), outputs=outputs, names=names, hit=str(policy), priorities=priorities)
    for each in outputs:
        _listed(table, each)
    return table


def _check_clauses(box: DecisionTable, outputs: list[str], policy: Policy) -> None:
    """TableError for what stands beside the cells and has no place in a pipe table."""
    for clause in box.inputs:
        if clause.values:
            _cannot(box, clause.text, f"dozwolonych wartości ({clause.values})")
    for name, clause in zip(outputs, box.outputs, strict=True):
        if clause.default:
            _cannot(box, name, f"wyniku domyślnego ({clause.default})")
        if clause.values and policy.code not in RANKING:
            _cannot(box, name, f"dozwolonych wartości ({clause.values})")
    columns = [*(clause.text for clause in box.inputs), *outputs, ""]
    types = [*(clause.type for clause in (*box.inputs, *box.outputs)), box.type]
    for column, type_name in zip(columns, types, strict=True):
        check_type(box, column, type_name)


def check_type(box: DecisionTable, column: str, type_name: str) -> None:
    """TableError for a type of the model: it may allow less, or change what is given."""
    if type_name and ALIASES.get(type_name, type_name) not in {*BASIC, ""}:
        _cannot(box, column, f"typu „{type_name}”")


def _cannot(box: DecisionTable, column: str, what: str) -> NoReturn:
    raise TableError(box.line, column, f"tabela z kreskami nie ma miejsca dla {what}.")


def _priorities(box: DecisionTable, outputs: list[str], policy: Policy) -> dict[str, list[Value]] | None:
    """The values of the results from the most to the least important, where the hit policy asks for them."""
    if policy.code not in RANKING:
        return None
    found: dict[str, list[Value]] = {}
    for name, clause in zip(outputs, box.outputs, strict=True):
        if not clause.values:
            continue
        try:
            values = compile_expression(f"[{clause.values}]").evaluate({})
        except FeelSyntaxError as wrong:
            raise TableError(box.line, name, f"kolejność wyników „{clause.values}”: {wrong}") from wrong
        found[name] = values if isinstance(values, list) else []
    if not found:
        raise TableError(box.line, "", f"{policy.hit} nie ma kolejności wyników (outputValues).")
    return found


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
    for place, cell in enumerate(written[:-1]):
        _check_words(rule, plain[place], cell, names, is_test=place < count)
    by_name = dict(zip(plain, map(_one_line, written), strict=True))
    cells = [by_name[name] for name in header]
    if len(rule.kept) == len(header) == len(box.kept):
        tests = set(plain[:count])
        for place, (name, kept) in enumerate(zip(header, rule.kept, strict=True)):
            if _means(kept, name in tests, name == BASIS, names) == " ".join(cells[place].split()):
                cells[place] = kept
    return tuple(cells)


def _one_line(cell: str) -> str:
    return " ".join(cell.split()) if "\n" in cell else cell.strip()


def _check_words(rule: Rule, column: str, cell: str, names: frozenset[str], *, is_test: bool) -> None:
    """TableError for a bare word that nobody knows: it would become a text."""
    try:
        compiled = (compile_unary_tests if is_test else compile_expression)(cell, names=names, words=True)
    except FeelSyntaxError:
        return  # said when the table is read, with its place
    for site in compiled.sites:
        if site.kind == "word":
            word = cell[site.start : site.end]
            raise TableError(rule.line, column, f"nieznana nazwa „{word}”; tekst stoi w DMN w cudzysłowie.")


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """A decision table of a model, and its twin or why it has none."""

    name: str
    table: Table | None
    wrong: TableError | None = None
    types: tuple[tuple[str, str], ...] = ()  # of columns, for the reader: a pipe table has none

    def heading(self) -> str:
        """The name, above it what the text of the table does not say."""
        assert self.table is not None
        said = [f"hit: {self.table.policy}"]
        if self.table.policy.code in RANKING:
            said += [f"{name}: {', '.join(map(literal_of, ranks))}" for name, ranks in self.table.ranks.items()]
        if self.types:
            said.append("typy: " + ", ".join(f"{column} {name}" for column, name in self.types))
        return f"# {'; '.join(said)}\n{self.name}:"


def tables_of(model: Model) -> Iterator[Drawn]:
    """The decision tables of the model as pipe tables, in the order of the file."""
    for decision in model.decisions():
        box, name = decision.body, decision.variable.name
        if not isinstance(box, DecisionTable):
            continue
        typed = [(clause.text or name, clause.type) for clause in (*box.inputs, *box.outputs) if clause.type]
        try:
            check_type(box, "", decision.variable.type)
            yield Drawn(name, table_of(box, name, _known(model, decision)), types=tuple(typed))
        except TableError as wrong:
            yield Drawn(name, None, wrong)


def _known(model: Model, decision: Decision) -> set[str]:
    """The names that the decision may use: what it requires, imports by their names, components of types."""
    spaces = {each.namespace: each.name for each in model.imports}
    known = set(fields_of(model.types.values()))
    for reference in (*decision.inputs, *decision.needs, *decision.knows):
        namespace, _, name = reference.rpartition("#")
        element = model.elements.get(name) if namespace in ("", model.namespace) else None
        known.add(element.variable.name if element else spaces.get(namespace, ""))
    return known - {""}


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
