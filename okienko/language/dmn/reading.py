"""DMN XML to a `Model`. Diagrams, extensions and descriptions are not looked at."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from okienko.language.dmn import model as parts
from okienko.language.dmn._boxes import boxed_in, function_of, variable_of
from okienko.language.dmn._xml import (
    child,
    children,
    feel_in,
    is_dmn,
    line_of,
    local,
    parsed,
    squeezed,
    text_in,
    type_in,
)
from okienko.language.dmn.errors import ModelError

_TYPES_DEEPEST = 40


def read_model(source: bytes | str) -> parts.Model:
    """The model of the file; `ModelError` with the line for what cannot be read."""
    root = parsed(source)
    model = parts.Model(
        squeezed(root.get("name")),
        root.get("namespace", ""),
        {},
        {},
        tuple(_import(each) for each in children(root, "import")),
    )
    for element in children(root):
        kind = local(element)
        if kind == "itemDefinition":
            item = _item(element)
            model.types[item.name] = item
        elif kind in _ELEMENTS:
            read = _ELEMENTS[kind](element)
            if read.id in model.elements:
                raise ModelError(line_of(element), f"identyfikator „{read.id}” występuje dwa razy.")
            model.elements[read.id] = read
    return model


def _import(element: etree._Element) -> parts.Import:
    kind = element.get("importType", "")
    return parts.Import(
        squeezed(element.get("name")),
        element.get("namespace", ""),
        element.get("locationURI", ""),
        "" if is_dmn(kind) else kind,
        line_of(element),
    )


def _item(element: etree._Element, depth: int = 0) -> parts.ItemType:
    if depth > _TYPES_DEEPEST:
        raise ModelError(line_of(element), "typy są zagnieżdżone zbyt głęboko.")
    function = child(element, "functionItem")
    return parts.ItemType(
        name=squeezed(element.get("name")),
        base=type_in(element),
        collection=element.get("isCollection") == "true",
        allowed=feel_in(child(element, "allowedValues")),
        constraint=feel_in(child(element, "typeConstraint")),
        components=tuple(_item(each, depth + 1) for each in children(element, "itemComponent")),
        parameters=None if function is None else tuple(variable_of(each) for each in children(function, "parameters")),
        result="" if function is None else function.get("outputTypeRef", ""),
        line=line_of(element),
    )


def _identity(element: etree._Element) -> tuple[str, parts.Variable]:
    """The id (its name, when it has none) and the variable that bears its value."""
    name = squeezed(element.get("name"))
    if not name:
        raise ModelError(line_of(element), f"„{local(element)}” nie ma nazwy.")
    declared = child(element, "variable")
    variable = parts.Variable(name, type_in(declared) if declared is not None else "")
    return element.get("id") or name, variable


def _references(element: etree._Element, *names: str) -> tuple[str, ...]:
    return tuple(each.get("href", "") for each in children(element, *names))


def _required(element: etree._Element, requirement: str, *names: str) -> tuple[str, ...]:
    return tuple(
        href for each in children(element, requirement) for href in _references(each, *names) if href.strip("#")
    )


def _input(element: etree._Element) -> parts.InputData:
    return parts.InputData(*_identity(element))


def _decision(element: etree._Element) -> parts.Decision:
    return parts.Decision(
        *_identity(element),
        boxed_in(element),
        _required(element, "informationRequirement", "requiredInput"),
        _required(element, "informationRequirement", "requiredDecision"),
        _required(element, "knowledgeRequirement", "requiredKnowledge"),
        text_in(element, "question"),
        line_of(element),
    )


def _knowledge(element: etree._Element) -> parts.Knowledge:
    logic = child(element, "encapsulatedLogic")
    # a knowledge model without logic is a function that gives nothing
    body = parts.Function() if logic is None else function_of(logic)
    knows = _required(element, "knowledgeRequirement", "requiredKnowledge")
    return parts.Knowledge(*_identity(element), body, knows, line_of(element))


def _service(element: etree._Element) -> parts.Service:
    return parts.Service(
        *_identity(element),
        _references(element, "outputDecision"),
        _references(element, "encapsulatedDecision"),
        _references(element, "inputDecision"),
        _references(element, "inputData"),
        line_of(element),
    )


_ELEMENTS: dict[str, Callable[[etree._Element], parts.Element]] = {
    "inputData": _input,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge,
    "decisionService": _service,
}
