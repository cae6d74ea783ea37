"""JSON Schemas (2020-12) of the files of a service, so that editors complete and explain its words.

Made from `words.py` (what a word means) and `shapes.py` (what may stand behind it): what a schema says, the loader
says too. The loader knows more: names that lead nowhere, expressions, laws without a source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from okienko.language.loader.shapes import INSTEAD, ONE_OF, SHAPES, WITH, Shape
from okienko.language.loader.words import SECTIONS

Schema: TypeAlias = dict[str, Any]
DRAFT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "docs/schema"
_SCALAR = ["string", "number", "boolean"]
_NAME = "^[a-z][a-z0-9_]*$"
_ENTRY = "^[a-z][a-z0-9_-]*$"
_ANYTHING: Schema = {"type": ["object", "array", "string", "number", "boolean", "null"]}
_TEXT: Schema = {"type": [*_SCALAR, "null"]}
_SOME_TEXT: Schema = {"type": _SCALAR, "minLength": 1}
_TEXTS: Schema = {"anyOf": [{"type": "array", "items": {"type": _SCALAR}}, _TEXT]}
_QUESTIONS: Schema = {"type": ["array", "null"], "items": {"$ref": "#/$defs/question"}}
_TREE: Schema = {
    "type": ["object", "array", *_SCALAR, "null"],
    "additionalProperties": {"$ref": "#/$defs/tree"},
    "items": {"$ref": "#/$defs/tree"},
}

FILES: Mapping[str, tuple[str, Schema]] = {
    "service": ("service.yaml", {"$ref": "#/$defs/service"}),
    "form": ("form.yaml", {"$ref": "#/$defs/form"}),
    "rules": ("rules.yaml", {"$ref": "#/$defs/rules"}),
    "story": ("stories/*.yaml", {"type": "array", "items": {"$ref": "#/$defs/story"}}),
    "questions": (
        "services/shared/questions.yaml",
        {
            "type": "object",
            "propertyNames": {"pattern": _NAME},
            "additionalProperties": {"$ref": "#/$defs/shared-question"},
        },
    ),
    "acts": (
        "services/shared/acts/*.yaml",
        {
            "type": "array",
            "items": {
                "if": {"required": ["message"]},
                "then": {"$ref": "#/$defs/plea"},
                "else": {
                    "if": {"required": ["deadline"]},
                    "then": {"$ref": "#/$defs/duty"},
                    "else": {"$ref": "#/$defs/act"},
                },
            },
        },
    ),
    "texts": ("texts/*.yaml", {"$ref": "#/$defs/texts"}),
}


def schemas() -> dict[str, Schema]:
    """Each schema by the name of its file."""
    made = {}
    for name, (file, root) in FILES.items():
        defs = _reachable(root, _definitions())
        made[f"{name}.schema.json"] = {
            "$schema": DRAFT,
            "$id": f"https://okienko.example/schema/{name}.schema.json",
            "title": file,
            **root,
            "$defs": defs,
        }
    return made


def write(folder: Path) -> list[Path]:
    """The schemas stand in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, schema in schemas().items():
        (folder / name).write_text(as_text(schema), "utf-8")
        written.append(folder / name)
    return written


def as_text(schema: Schema) -> str:
    """The schema as a file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _definitions() -> dict[str, Schema]:
    defs = {section: _section(section) for section in SHAPES}
    defs["shared-question"] = _shared_question(defs["question"])
    defs["texts"] = _texts()
    defs["tree"] = _TREE
    return defs


def _section(section: str) -> Schema:
    title, words = SECTIONS[section]
    shapes = SHAPES[section]
    needed = [word for word, shape in shapes.items() if shape.needed]
    schema: Schema = {
        "type": "object",
        "title": title,
        "properties": {word: _word(shapes[word], words[word]) for word in words},
        "additionalProperties": False,
    }
    if section in INSTEAD:
        schema["anyOf"] = [{"required": needed}, {"required": [INSTEAD[section]]}]
    elif needed:
        schema["required"] = needed
    if section in ONE_OF:
        schema["oneOf"] = [{"required": list(group)} for group in ONE_OF[section]]
    if section in WITH:
        schema["dependentRequired"] = {word: list(others) for word, others in WITH[section].items()}
    return schema


def _word(shape: Shape, meaning: str) -> Schema:
    return {"description": meaning, **_KINDS[shape.kind](shape)}


def _ref(section: str) -> Schema:
    return {"$ref": f"#/$defs/{section}"}


def _enum(shape: Shape) -> Schema:
    return {"enum": [*shape.values, *([] if shape.needed else [None])]}


def _enums(shape: Shape) -> Schema:
    one: Schema = {"enum": list(shape.values)}
    return {"anyOf": [one, {"type": "array", "items": one, **({"minItems": 1} if shape.needed else {})}]}


def _one_or_more(schema: Schema, needed: bool) -> Schema:
    many: Schema = {"type": "array", "items": schema, **({"minItems": 1} if needed else {})}
    return {"anyOf": [schema, many, *([] if needed else [{"type": "null"}])]}


def _law(shape: Shape) -> Schema:
    text = _SOME_TEXT if shape.needed else _TEXT
    return {"anyOf": [text, _ref("law")]}


_OPTIONS: Schema = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"type": _SCALAR, "minLength": 1}},
        {"type": "array", "items": {"type": _SCALAR, "minLength": 1}},
        _TEXT,
    ]
}

_KINDS: Mapping[str, Callable[[Shape], Schema]] = {
    "text": lambda shape: _SOME_TEXT if shape.needed else _TEXT,
    "table": lambda shape: {"type": "string", "minLength": 1} if shape.needed else {"type": ["string", "null"]},
    "name": lambda shape: {"type": "string", "pattern": _NAME},
    "flag": lambda shape: {"enum": ["yes", "no", True, False, "true", "false"]},
    "enum": _enum,
    "enums": _enums,
    "number": lambda shape: {"type": ["number", "null"]},
    "count": lambda shape: {"type": ["integer", "null"], "minimum": shape.least},
    "day": lambda shape: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    "moment": lambda shape: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([T ].*)?$"},
    "term": lambda shape: {"type": "string", "minLength": 1},
    "feel": lambda shape: {
        "type": [*_SCALAR, *([] if shape.needed else ["null"])],
        "pattern": r"^\s*[^\n]*\s*$",
        **({"minLength": 1} if shape.needed else {}),
    },
    "texts": lambda shape: _one_or_more({"type": _SCALAR}, True) if shape.needed else _TEXTS,
    "law": _law,
    "laws": lambda shape: _one_or_more({"anyOf": [{"type": _SCALAR}, _ref("law")]}, shape.needed),
    "section": lambda shape: _ref(shape.section),
    "sections": lambda shape: _one_or_more(_ref(shape.section), shape.needed),
    "entries": lambda shape: {
        "type": "object" if shape.needed else ["object", "null"],
        "propertyNames": {"pattern": _ENTRY},
        "additionalProperties": _ref(shape.section),
    },
    "questions": lambda shape: _QUESTIONS,
    "ask": lambda shape: {"anyOf": [{"const": "attachments"}, {**_QUESTIONS, "type": "array", "minItems": 1}]},
    "options": lambda shape: _OPTIONS,
    "organ": lambda shape: {"anyOf": [_SOME_TEXT, {"type": "object", "additionalProperties": {"type": "string"}}]},
    "names": lambda shape: {"type": ["object", "null"], "additionalProperties": {"type": "string"}},
    "map": lambda shape: {"type": ["object", "null"]},
    "any": lambda shape: _ANYTHING,
}


def _shared_question(question: Schema) -> Schema:
    """A question that stands under its name: without `id`, and refers to no other."""
    properties = {word: value for word, value in question["properties"].items() if word not in ("id", "shared")}
    return {
        "type": "object",
        "title": "Pytanie wspólne",
        "properties": properties,
        "additionalProperties": False,
        "required": ["text", "type"],
    }


def _texts() -> Schema:
    title, words = SECTIONS["texts"]
    return {
        "type": "object",
        "title": title,
        "properties": {word: {"description": meaning, **_ref("tree")} for word, meaning in words.items()},
        "additionalProperties": False,
    }


def _reachable(root: Schema, defs: Mapping[str, Schema]) -> dict[str, Schema]:
    """The definitions that the schema leads to."""
    found: dict[str, Schema] = {}
    todo = [json.dumps(root)]
    while todo:
        text = todo.pop()
        for name, schema in defs.items():
            if name not in found and f'"#/$defs/{name}"' in text:
                found[name] = schema
                todo.append(json.dumps(schema))
    return {name: found[name] for name in sorted(found)}
