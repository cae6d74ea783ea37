"""A `Model` to DMN 1.5: what is written reads back as the same model."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from lxml import etree

from okienko.language.dmn import model as parts
from okienko.language.dmn._xml import OURS, SPACE

Element = etree._Element


def write_model(model: parts.Model) -> bytes:
    """The file of the model, in UTF-8."""
    spaces: dict[str | None, str] = {None: SPACE, "okienko": OURS}
    root = etree.Element(f"{{{SPACE}}}definitions", {"id": "definitions"}, nsmap=spaces)  # type: ignore[arg-type]
    _set(root, name=model.name, namespace=model.namespace or "urn:okienko")
    for each in model.imports:
        _import(root, each)
    for item in model.types.values():
        _item(root, "itemDefinition", item)
    for element in model.elements.values():
        _element(element, root)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _set(element: Element, **attributes: str) -> None:
    for name, value in attributes.items():
        if value:
            element.set(name, value)


def _add(parent: Element, tag: str, **attributes: str) -> Element:
    element = etree.SubElement(parent, f"{{{SPACE}}}{tag}")
    _set(element, **attributes)
    return element


def _text(parent: Element, tag: str, text: str, **attributes: str) -> None:
    """An element that holds its text in `text`, as DMN likes it."""
    _add(_add(parent, tag, **attributes), "text").text = text


def _import(root: Element, each: parts.Import) -> None:
    kind = each.kind or SPACE
    _add(root, "import", name=each.name, namespace=each.namespace, locationURI=each.location, importType=kind)


def _item(parent: Element, tag: str, item: parts.ItemType) -> None:
    element = _add(parent, tag, name=item.name, isCollection="true" if item.collection else "")
    if item.base:
        _add(element, "typeRef").text = item.base
    if item.allowed:
        _text(element, "allowedValues", item.allowed)
    if item.constraint:
        _text(element, "typeConstraint", item.constraint)
    for component in item.components:
        _item(element, "itemComponent", component)
    if item.parameters is not None:
        function = _add(element, "functionItem", outputTypeRef=item.result)
        for parameter in item.parameters:
            _variable(function, "parameters", parameter)


def _variable(parent: Element, tag: str, variable: parts.Variable) -> None:
    _add(parent, tag, name=variable.name, typeRef=variable.type)


def _named(parent: Element, tag: str, element: parts.Element) -> Element:
    written = _add(parent, tag, id=element.id, name=element.variable.name)
    if isinstance(element, parts.Decision) and element.question:
        _add(written, "question").text = element.question
    _variable(written, "variable", element.variable)
    return written


def _required(parent: Element, requirement: str, tag: str, references: Iterable[str]) -> None:
    for reference in references:
        _add(_add(parent, requirement), tag, href=reference)


@singledispatch
def _element(element: parts.Element, root: Element) -> None:
    _named(root, "inputData", element)


@_element.register
def _(element: parts.Decision, root: Element) -> None:
    written = _named(root, "decision", element)
    _required(written, "informationRequirement", "requiredInput", element.inputs)
    _required(written, "informationRequirement", "requiredDecision", element.needs)
    _required(written, "knowledgeRequirement", "requiredKnowledge", element.knows)
    if element.body is not None:
        _box(element.body, written)


@_element.register
def _(element: parts.Knowledge, root: Element) -> None:
    written = _named(root, "businessKnowledgeModel", element)
    logic = _add(written, "encapsulatedLogic", typeRef=element.body.type, kind=_kind(element.body))
    _function(element.body, logic)
    _required(written, "knowledgeRequirement", "requiredKnowledge", element.knows)


@_element.register
def _(element: parts.Service, root: Element) -> None:
    written = _named(root, "decisionService", element)
    for tag, references in (
        ("outputDecision", element.outputs),
        ("encapsulatedDecision", element.encapsulated),
        ("inputDecision", element.input_decisions),
        ("inputData", element.inputs),
    ):
        for reference in references:
            _add(written, tag, href=reference)


def _kind(function: parts.Function) -> str:
    return "" if function.kind == "FEEL" else function.kind


def _function(function: parts.Function, written: Element) -> None:
    for parameter in function.parameters:
        _variable(written, "formalParameter", parameter)
    if function.body is not None:
        _box(function.body, written)


@singledispatch
def _box(box: parts.Boxed, parent: Element) -> None:
    raise TypeError(type(box).__name__)


@_box.register
def _(box: parts.Text, parent: Element) -> None:
    _text(parent, "literalExpression", box.text, typeRef=box.type, expressionLanguage=box.language)


@_box.register
def _(box: parts.DecisionTable, parent: Element) -> None:
    written = _add(parent, "decisionTable", typeRef=box.type, hitPolicy=box.hit, aggregation=box.aggregation)
    _kept(written, box.kept)
    for clause in box.inputs:
        column = _add(written, "input", label=clause.label)
        _text(column, "inputExpression", clause.text, typeRef=clause.type)
        if clause.values:
            _text(column, "inputValues", clause.values)
    for clause in box.outputs:
        column = _add(written, "output", name=clause.text, typeRef=clause.type, label=clause.label)
        if clause.values:
            _text(column, "outputValues", clause.values)
        if clause.default:
            _text(column, "defaultOutputEntry", clause.default)
    for name in box.annotations:
        _add(written, "annotation").set("name", name)
    for rule in box.rules:
        _rule(rule, _add(written, "rule"))


def _rule(rule: parts.Rule, written: Element) -> None:
    _kept(written, rule.kept)
    for tag, cells in (("inputEntry", rule.inputs), ("outputEntry", rule.outputs), ("annotationEntry", rule.notes)):
        for cell in cells:
            _text(written, tag, cell)


def _kept(written: Element, cells: tuple[str, ...]) -> None:
    if not cells:
        return
    extensions = _add(written, "extensionElements")
    for cell in cells:
        etree.SubElement(extensions, f"{{{OURS}}}cell").text = cell


@_box.register
def _(box: parts.Context, parent: Element) -> None:
    written = _add(parent, "context", typeRef=box.type)
    for entry in box.entries:
        place = _add(written, "contextEntry")
        if entry.variable is not None:
            _variable(place, "variable", entry.variable)
        _box(entry.value, place)


@_box.register
def _(box: parts.Listed, parent: Element) -> None:
    written = _add(parent, "list", typeRef=box.type)
    for item in box.items:
        _box(item, written)


@_box.register
def _(box: parts.Relation, parent: Element) -> None:
    written = _add(parent, "relation", typeRef=box.type)
    for column in box.columns:
        _variable(written, "column", column)
    for row in box.rows:
        place = _add(written, "row")
        for cell in row:
            _box(cell, place)


@_box.register
def _(box: parts.Function, parent: Element) -> None:
    _function(box, _add(parent, "functionDefinition", typeRef=box.type, kind=_kind(box)))


@_box.register
def _(box: parts.Invocation, parent: Element) -> None:
    written = _add(parent, "invocation", typeRef=box.type)
    _part(written, "", box.called)
    for name, value in box.bindings:
        binding = _add(written, "binding")
        _add(binding, "parameter", name=name)
        _part(binding, "", value)


@_box.register
def _(box: parts.Conditional, parent: Element) -> None:
    written = _add(parent, "conditional", typeRef=box.type)
    for tag, part in (("if", box.condition), ("then", box.then), ("else", box.otherwise)):
        _part(written, tag, part)


@_box.register
def _(box: parts.Filter, parent: Element) -> None:
    written = _add(parent, "filter", typeRef=box.type)
    _part(written, "in", box.source)
    _part(written, "match", box.match)


@_box.register
def _(box: parts.Loop, parent: Element) -> None:
    written = _add(parent, box.kind, typeRef=box.type, iteratorVariable=box.variable.name)
    _part(written, "in", box.source, box.variable.type)
    _part(written, "return" if box.kind == "for" else "satisfies", box.body)


def _part(parent: Element, tag: str, box: parts.Boxed | None, type_name: str = "") -> None:
    place = _add(parent, tag, typeRef=type_name) if tag else parent
    if box is not None:
        _box(box, place)
