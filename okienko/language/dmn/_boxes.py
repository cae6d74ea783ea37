"""Boxed expressions of the file to those of the model."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from okienko.language.dmn import model as boxes
from okienko.language.dmn._xml import (
    DEEPEST,
    ROWS,
    child,
    children,
    feel_in,
    kept_in,
    language_of,
    line_of,
    local,
    needed,
    squeezed,
    text_in,
    type_in,
)
from okienko.language.dmn.errors import ModelError
from okienko.language.feel.lexer import is_simple

_ENTRIES, _LONG_NAMES = 1000, 100


def boxed_in(element: etree._Element, depth: int = 0) -> boxes.Boxed | None:
    """The expression directly within the element, or nothing."""
    found = child(element, *_READERS)
    return None if found is None else boxed(found, depth + 1)


def boxed(element: etree._Element, depth: int = 0) -> boxes.Boxed:
    """The expression that the element is."""
    if depth > DEEPEST:
        raise ModelError(line_of(element), "wyrażenia są zagnieżdżone zbyt głęboko.")
    return _READERS[local(element)](element, depth)


def variable_of(element: etree._Element) -> boxes.Variable:
    """The name and type that the element declares."""
    return boxes.Variable(squeezed(element.get("name")), type_in(element))


def _text(element: etree._Element, depth: int) -> boxes.Boxed:
    return boxes.Text(line_of(element), type_in(element), text_in(element), language_of(element))


def _table(element: etree._Element, depth: int) -> boxes.Boxed:
    inputs = tuple(_input(each) for each in children(element, "input"))
    outputs = tuple(_output(each) for each in children(element, "output"))
    if not outputs:
        raise ModelError(line_of(element), "tabela nie ma kolumny wyniku („output”).")
    rules = [_rule(each) for each in children(element, "rule")]
    if len(rules) > ROWS:
        raise ModelError(line_of(element), f"tabela ma {len(rules)} wierszy, a może mieć najwyżej {ROWS}.")
    for rule in rules:
        if (len(rule.inputs), len(rule.outputs)) != (len(inputs), len(outputs)):
            raise ModelError(rule.line, f"wiersz tabeli ma inną liczbę komórek niż {len(inputs)} i {len(outputs)}.")
    return boxes.DecisionTable(
        line_of(element),
        type_in(element),
        inputs=inputs,
        outputs=outputs,
        rules=tuple(rules),
        hit=element.get("hitPolicy", "UNIQUE"),
        aggregation=element.get("aggregation", ""),
        annotations=tuple(each.get("name", "") for each in children(element, "annotation")),
        kept=kept_in(element),
    )


def _input(element: etree._Element) -> boxes.Clause:
    expression = needed(element, "inputExpression")
    return boxes.Clause(
        feel_in(expression),
        type_in(expression),
        feel_in(child(element, "inputValues")),
        element.get("label", ""),
    )


def _output(element: etree._Element) -> boxes.Clause:
    return boxes.Clause(
        squeezed(element.get("name")),
        type_in(element),
        feel_in(child(element, "outputValues")),
        element.get("label", ""),
        feel_in(child(element, "defaultOutputEntry")),
    )


def _rule(element: etree._Element) -> boxes.Rule:
    return boxes.Rule(
        tuple(feel_in(cell) for cell in children(element, "inputEntry")),
        tuple(feel_in(cell) for cell in children(element, "outputEntry")),
        tuple(text_in(cell) for cell in children(element, "annotationEntry")),
        kept_in(element),
        line_of(element),
    )


def _context(element: etree._Element, depth: int) -> boxes.Boxed:
    entries = []
    for each in children(element, "contextEntry"):
        variable = child(each, "variable")
        value = boxed_in(each, depth) or boxes.Text(line_of(each), "", "null")
        entries.append(boxes.Entry(None if variable is None else variable_of(variable), value))
    _check_names(element, [entry.variable.name for entry in entries if entry.variable])
    return boxes.Context(line_of(element), type_in(element), tuple(entries))


def _check_names(element: etree._Element, names: list[str]) -> None:
    """Each name is known to the entries after it, and one with blanks must be looked for at every word there."""
    long = sum(not is_simple(name) for name in names)
    for count, most, what in ((len(names), _ENTRIES, "pól"), (long, _LONG_NAMES, "nazw ze spacjami")):
        if count > most:
            raise ModelError(line_of(element), f"zestaw ma {what}: {count}, a może mieć najwyżej {most}.")


def _list(element: etree._Element, depth: int) -> boxes.Boxed:
    items = tuple(boxed(each, depth + 1) for each in children(element, *_READERS))
    return boxes.Listed(line_of(element), type_in(element), items)


def _relation(element: etree._Element, depth: int) -> boxes.Boxed:
    columns = tuple(variable_of(each) for each in children(element, "column"))
    rows = []
    for row in children(element, "row"):
        cells = tuple(boxed(each, depth + 1) for each in children(row, *_READERS))
        if len(cells) != len(columns):
            raise ModelError(line_of(row), f"wiersz relacji ma komórek: {len(cells)}, a kolumn jest {len(columns)}.")
        rows.append(cells)
    return boxes.Relation(line_of(element), type_in(element), columns, tuple(rows))


def function_of(element: etree._Element, depth: int = 0) -> boxes.Function:
    """The function that the element defines; an element without parameters is one as well."""
    return boxes.Function(
        line_of(element),
        type_in(element),
        tuple(variable_of(each) for each in children(element, "formalParameter")),
        boxed_in(element, depth),
        element.get("kind", "FEEL"),
    )


def _invocation(element: etree._Element, depth: int) -> boxes.Boxed:
    bindings = tuple(
        (squeezed(needed(each, "parameter").get("name")), boxed_in(each, depth))
        for each in children(element, "binding")
    )
    return boxes.Invocation(line_of(element), type_in(element), boxed_in(element, depth), bindings)


def _conditional(element: etree._Element, depth: int) -> boxes.Boxed:
    parts = [boxed_in(needed(element, name), depth + 1) for name in ("if", "then", "else")]
    return boxes.Conditional(line_of(element), type_in(element), *parts)


def _filter(element: etree._Element, depth: int) -> boxes.Boxed:
    parts = [boxed_in(needed(element, name), depth + 1) for name in ("in", "match")]
    return boxes.Filter(line_of(element), type_in(element), *parts)


def _for(element: etree._Element, depth: int) -> boxes.Boxed:
    return _loop(element, depth, "for", "return")


def _some(element: etree._Element, depth: int) -> boxes.Boxed:
    return _loop(element, depth, "some", "satisfies")


def _every(element: etree._Element, depth: int) -> boxes.Boxed:
    return _loop(element, depth, "every", "satisfies")


def _loop(element: etree._Element, depth: int, kind: boxes.Quantifier, body: str) -> boxes.Boxed:
    source = needed(element, "in")
    variable = boxes.Variable(squeezed(element.get("iteratorVariable")), type_in(source))
    return boxes.Loop(
        line_of(element),
        type_in(element),
        kind,
        variable,
        boxed_in(source, depth + 1),
        boxed_in(needed(element, body), depth + 1),
    )


_READERS: dict[str, Callable[[etree._Element, int], boxes.Boxed]] = {
    "literalExpression": _text,
    "decisionTable": _table,
    "context": _context,
    "list": _list,
    "relation": _relation,
    "functionDefinition": function_of,
    "invocation": _invocation,
    "conditional": _conditional,
    "filter": _filter,
    "for": _for,
    "some": _some,
    "every": _every,
}
