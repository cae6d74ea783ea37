"""`rules.yaml`: tables and one-line formulas, each deciding one name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from okienko.language.feel import Expression
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.names import Names, check_names, dated_used, expression
from okienko.language.loader.problems import nearest
from okienko.language.loader.reserved import VALUES, refuse_reserved
from okienko.language.loader.shapes import HITS
from okienko.language.loader.tree import Node
from okienko.language.model import Competence, Question, Rule
from okienko.language.tables import Table, TableError, parse_table

_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
_PLAIN = re.compile(r'[^<>=\[\]()"?.]+|"[^"]*"')


@dataclass(frozen=True)
class Ruling:
    """What reading a rule needs: names, keys of dated law, the choices that table cells may name."""

    source: Source
    names: Names
    dated: Collection[str]
    choices: Mapping[str, Question]

    def dated_roots(self) -> dict[str, set[str]]:
        """`oplata_skarbowa` → all its keys."""
        roots: dict[str, set[str]] = {}
        for key in self.dated:
            roots.setdefault(key.split(".")[0], set()).add(key)
        return roots


def collect(root: Node | None, names: Names, in_case: Collection[str] = ()) -> None:
    """Remember the names of all rules, and which dated data they declare. Those that a step of the process asks are
    known only later."""
    decisions = root.get("decisions") if root else None
    for node in (decisions.items or []) if decisions else []:
        name, each, dated = node.get("decide"), node.get("each"), node.get("dated")
        if name is not None and name.text in in_case:
            names.in_case.add(name.text)
        elif name is not None:
            (names.each.setdefault(each.text, set()) if each else names.rules).add(name.text)
        names.dated.update(item.text for item in ((dated.items or [dated]) if dated else []))


def read_rules(root: Node | None, ruling: Ruling) -> dict[str, Rule]:
    """Rules by name."""
    fields = ruling.source.fields(root, "rules")
    rules: dict[str, Rule] = {}
    for node in ruling.source.each(fields.get("decisions")):
        rule = _rule(ruling, ruling.source.fields(node, "rule"))
        if rule.name in rules:
            ruling.source.fault(node, f"Reguła „{rule.name}” powtarza się.", "każda nazwa tylko raz")
        if rule.name in ruling.names.questions or rule.name in ruling.names.lists:
            ruling.source.fault(node, f"Reguła „{rule.name}” ma nazwę pytania.", "inna nazwa")
        rules[rule.name] = rule
    return rules


def _rule(ruling: Ruling, fields: Fields) -> Rule:
    source, names = ruling.source, ruling.names
    name = fields.name("decide")
    refuse_reserved(source, fields.get("decide"), name, VALUES)
    each = fields.text("each") or None
    if each and each not in names.lists:
        source.unknown(fields.values["each"], "nazwa listy (many) z form.yaml", names.lists, each)
    if ("table" in fields) == ("formula" in fields):
        source.fault(fields.node, f"Reguła „{name}” ma mieć tabelę albo formułę, jedno z dwojga.", "table albo formula")
    in_case = name in names.in_case
    if in_case and (each or "show" in fields):
        text = f"O regułę „{name}” pyta krok procesu: nie może mieć „each” ani „show”."
        source.fault(fields.get("each") or fields.get("show"), text, "reguła dla całej sprawy")
    known = (names.item(each) | (names.later if in_case else set())) - {name}
    if each and "show" in fields:
        source.fault(fields.get("show"), "Reguły dla każdej rzeczy z listy nie pokazujemy osobno.", "suma bez each")
    return Rule(
        name=name,
        text=fields.text("text"),
        table=read_table(ruling, fields, (name,), known),
        formula=expression(source, fields.get("formula"), known, names.fields()),
        each=each,
        law=source.law(fields.get("law"), f"reguła „{name}”"),
        dated=_dated(ruling, fields),
        show=fields.text("show"),
        unit=fields.text("unit"),
        place=source.place(fields.values.get("decide") or fields.node or Node("map", 1)),
        in_case=in_case,
    )


def _dated(ruling: Ruling, fields: Fields) -> tuple[str, ...]:
    declared = fields.texts("dated")
    for node in ruling.source.each(fields.get("dated")):
        if node.text not in ruling.dated:
            ruling.source.unknown(node, "klucz danych prawa z data/law", ruling.dated)
    for word in ("table", "formula"):
        written = fields.get(word)
        for key in dict.fromkeys(dated_used(written.text, ruling.dated_roots()) if written else ()):
            if key not in declared:
                text = f"Reguła czyta „{key}”, a nie ma tego w „dated”."
                ruling.source.fault(written, text, f"dated: [{key}]", nearest(key, declared))
    return declared


def read_table(ruling: Ruling, fields: Fields, outputs: tuple[str, ...], known: set[str]) -> Table | None:
    """The pipe table under `table`, with faults noted at the lines of the file."""
    node = fields.get("table")
    if node is None:
        return None
    source = ruling.source
    hit = fields.one_of("hit", HITS, "FIRST") if "hit" in fields.words else "FIRST"
    first = node.line + (1 if node.block else 0)
    try:
        table = parse_table(node.text, outputs=outputs, names=known, hit=hit, first_line=first)
    except TableError as fault:
        text = f"Kolumna „{fault.column_name}”: {fault.text}" if fault.column_name else f"Tabela: {fault.text}"
        source.notes.add(source.file, fault.line, text, "tabela, której ostatnia kolumna to podstawa")
        return None
    _check_cells(ruling, table, known)
    return table


def _check_cells(ruling: Ruling, table: Table, known: set[str]) -> None:
    inputs = [place for place, name in enumerate(table.header[:-1]) if name not in table.outputs]
    for row in table.rows:
        for place in inputs:
            question = ruling.choices.get(table.header[place])
            if question is not None:
                _check_options(ruling.source, row.line, row.cells[place], question)
        for place, result in zip(map(table.header.index, table.outputs), row.results, strict=True):
            text = row.cells[place]
            used = {*result.names, *([text.split(".")[0]] if _PATH.fullmatch(text) else [])}
            check_names(ruling.source, row.line, text, used, known, ruling.names.fields())


def _check_options(source: Source, line: int, cell: str, question: Question) -> None:
    inner = cell.removeprefix("not(").removesuffix(")") if cell.startswith("not(") else cell
    allowed = [option.value for option in question.options]
    for part in (part.strip() for part in inner.split(",")):
        value = part.strip('"')
        if _PLAIN.fullmatch(part) and value not in ("-", "–", "null") and value not in allowed:
            source.notes.unknown(source.file, line, f"odpowiedź na pytanie „{question.id}”", value, allowed)


def read_competence(ruling: Ruling, node: Node | None) -> Competence | None:
    """Who is competent: a table whose output is `organ`."""
    if node is None:
        return None
    fields = ruling.source.fields(node, "competence")
    law = ruling.source.law(fields.get("law"), "właściwość")
    fields.need("table")
    table = read_table(ruling, fields, ("organ",), ruling.names.top())
    return Competence(table, law) if table else None


def uses(rule: Rule) -> set[str]:
    """Names that the rule reads."""
    if rule.table is not None:
        return set(rule.table.names)
    return expression_uses(rule.formula)


def expression_uses(read: Expression | None) -> set[str]:
    """Names that the expression reads, those after a dot too."""
    if read is None:
        return set()
    return {*read.names, *read.fields, *re.findall(r"\.\s*([a-z]\w*)", read.text)}


def circles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Each way from a name back to itself, once."""
    done: set[str] = set()
    found: dict[frozenset[str], list[str]] = {}
    for first in sorted(edges):
        path = {} if first in done else {first: iter(sorted(edges[first]))}  # names on the way, in order
        while path:
            at, ways = next(reversed(path.items()))
            name = next(ways, None)
            if name is None:
                done.add(at)
                del path[at]
            elif name in path:
                circle = list(path)[list(path).index(name) :]
                found.setdefault(frozenset(circle), circle)
            elif name in edges and name not in done:
                path[name] = iter(sorted(edges[name]))
    return list(found.values())
