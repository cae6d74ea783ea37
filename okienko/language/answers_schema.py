"""The JSON Schema (2020-12) of the answers of one service: what a submission through an interface would carry.

It says what can be said without running rules: types, choices, bounds, what must be answered whatever else is, and
`if`/`then` where a condition is simple. It speaks of what is asked: an answer that stayed behind when its
question vanished is left out. Whether answers may be submitted is judged by `assess`, as on the pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from okienko.language.feel import Expression
from okienko.language.feel.nodes import Call, Comparison, In, Literal, Logic, Name, Node
from okienko.language.feel.syntax import syntax_of
from okienko.language.model import Page, Question, Service
from okienko.language.questions import schema_of

Schema: TypeAlias = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"


def answers_schema(service: Service) -> Schema:
    """What the answers of the service look like as JSON."""
    pages = [page for page in service.pages if page.kind == "questions"]
    asked = [(question, page.when) for page in pages if not page.many for question in page.questions]
    root = _object(asked)
    for page in pages:
        if page.many:
            root["properties"][page.many] = _list(page)
            _must(root, page.many, page.at_least > 0, [page.when], _plain_names(asked))
    return {
        "$schema": DRAFT,
        "$id": f"https://okienko.example/schema/answers/{service.id}/{service.version}.json",
        "title": service.name,
        "description": f"{service.id}, wydanie {service.version}: odpowiedzi na pytania formularza.",
        **_tidy(root),
    }


def _object(asked: list[tuple[Question, Expression | None]]) -> Schema:
    schema: Schema = {
        "type": "object",
        "properties": {question.id: schema_of(question) for question, _ in asked},
        "additionalProperties": False,
        "required": [],
        "allOf": [],
    }
    names = _plain_names(asked)
    for question, outer in asked:
        _must(schema, question.id, not question.optional, [outer, question.when], names)
    return schema


def _list(page: Page) -> Schema:
    item = _object([(question, None) for question in page.questions])
    return {
        "title": page.title,
        "type": "array",
        "minItems": page.at_least,
        "maxItems": page.at_most,
        "items": _tidy(item),
    }


def _plain_names(asked: Iterable[tuple[Question, Expression | None]]) -> dict[str, Question]:
    return {question.id: question for question, _ in asked}


def _must(
    schema: Schema, name: str, needed: bool, conditions: list[Expression | None], names: Mapping[str, Question]
) -> None:
    """The name is required always, under a simple condition, or (where that cannot be said) not at all."""
    whens = [when for when in conditions if when is not None]
    if not needed:
        return
    if not whens:
        schema["required"].append(name)
        return
    said = [_condition(syntax_of(when.text, names=when.names | when.fields), names) for when in whens]
    if all(said):
        test = said[0] if len(said) == 1 else {"allOf": said}
        same = next((one for one in schema["allOf"] if one["if"] == test), None)
        if same is None:
            schema["allOf"].append({"if": test, "then": {"required": [name]}})
        else:
            same["then"]["required"].append(name)


def _condition(node: Node, names: Mapping[str, Question]) -> Schema | None:
    """The condition over answers beside, if it is simple."""
    match node:
        case Name(name=name) if name in names and names[name].type == "yes-no":
            return _is(name, {"const": True})
        case Call(function=Name(name="not"), positional=(Name(name=name),)) if name in names:
            return _is(name, {"const": False})
        case Call(function=Name(name="not"), positional=((Comparison() | In()) as inner,)):
            said = _condition(inner, names)
            return {"not": said} if said else None
        case Comparison(operator="=" | "!=", left=Name(name=name), right=Literal(value=bool() | str() as value)):
            if name not in names:
                return None
            said = _is(name, {"const": value})
            return said if node.operator == "=" else {"not": said}
        case In(value=Name(name=name), tests=tests) if name in names and not tests.denied:
            values = list(_literals(tests.tests))
            return _is(name, {"enum": values}) if len(values) == len(tests.tests) else None
        case Logic(operator=operator, operands=operands):
            parts = [_condition(part, names) for part in operands]
            return {"allOf" if operator == "and" else "anyOf": parts} if all(parts) else None
    return None


def _literals(tests: Iterable[Any]) -> Iterator[str | bool]:
    for test in tests:
        if not test.operator and isinstance(test.operand, Literal) and isinstance(test.operand.value, str | bool):
            yield test.operand.value


def _is(name: str, value: Schema) -> Schema:
    return {"properties": {name: value}, "required": [name]}


def _tidy(schema: Schema) -> Schema:
    return {word: value for word, value in schema.items() if value not in ([], {})}
