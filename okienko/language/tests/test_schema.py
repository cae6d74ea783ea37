"""The JSON Schemas of a service's files say what the loader says."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from okienko.language.loader import Notes
from okienko.language.loader.schema import as_text, schemas
from okienko.language.loader.shapes import INSTEAD, ONE_OF, SHAPES, WITH
from okienko.language.loader.tree import read_tree
from okienko.language.loader.words import SECTIONS
from okienko.language.tests.small_service import FILES, refusal_of, small_bundle
from okienko.language.tests.test_loader_mistakes import CASES

ROOT = Path(__file__).parents[3]
VALID = {name: Draft202012Validator(schema) for name, schema in schemas().items()}
OF_FILE = (
    (r"(.*/)?service\.yaml", "service"), (r"(.*/)?form\.yaml", "form"), (r"(.*/)?rules\.yaml", "rules"),
    (r".*stories/survivors\.yaml", ""), (r".*stories/.*\.yaml", "story"), (r".*texts/.*\.yaml", "texts"),
    (r".*shared/questions\.yaml", "questions"), (r".*shared/acts/.*\.yaml", "acts"),
)  # fmt: skip
# What the loader says when the shape of a file is wrong, and not what its names lead to.
BY_SHAPE = re.compile(
    r"Nieznane słowo|Brakuje słowa|oczekiwano tekst|oczekiwano yes albo no|jest jednym z \(|to nie jest zestaw słów"
    r"|nie można odczytać wartości|Pytania są listą|„[^”]*” ma sens tylko przy|liczba całkowita od"
)


def _schema_of(file: str) -> str:
    return next((name for pattern, name in OF_FILE if re.fullmatch(pattern, file)), "")


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def _faults(file: str, text: str) -> list[str]:
    tree = read_tree(text, file, Notes())
    assert tree is not None
    return [error.message for error in VALID[f"{_schema_of(file)}.schema.json"].iter_errors(_plain(tree.plain_value()))]


SERVED = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "services").rglob("*.yaml")
    if _schema_of(path.relative_to(ROOT).as_posix())
)


@pytest.mark.parametrize("file", SERVED)
def test_every_file_of_a_service_is_valid(file: str) -> None:
    assert _faults(file, (ROOT / file).read_text("utf-8")) == []


def test_every_kind_of_file_has_a_schema_and_is_tried() -> None:
    tried = {_schema_of(file) for file in SERVED}
    assert {f"{name}.schema.json" for name in tried} == set(VALID)


@pytest.mark.parametrize("file", [name for name in FILES if _schema_of(name)])
def test_the_small_service_is_valid(file: str) -> None:
    assert _faults(file, FILES[file]) == []


def _misshapen(case: dict[str, Any]) -> bool:
    own = (said for said in case["said"] if said.startswith(case["file"]))
    return bool(_schema_of(case["file"])) and any(map(BY_SHAPE.search, own))


MISSHAPEN = [case for case in CASES if _misshapen(case)]


@pytest.mark.parametrize("case", MISSHAPEN, ids=[f"{case['file']}: {case['new'].strip()[:50]}" for case in MISSHAPEN])
def test_what_the_loader_refuses_for_its_shape_the_schema_refuses(case: dict[str, Any]) -> None:
    assert _faults(case["file"], FILES[case["file"]].replace(case["old"], case["new"], 1))


def test_there_are_many_such_mistakes() -> None:
    assert len(MISSHAPEN) >= 19


WORDS = [(section, word) for section, (_, words) in SECTIONS.items() if section != "texts" for word in words]


def test_every_word_has_its_shape() -> None:
    # A new word in words.py needs a line in shapes.py and an example in examples/.
    assert {(section, word) for section, shapes in SHAPES.items() for word in shapes} == set(WORDS)


def test_words_that_shapes_speak_of_are_words() -> None:
    spoken = [(section, word) for section, groups in ONE_OF.items() for group in groups for word in group]
    spoken += [(section, word) for section, word in INSTEAD.items()]
    spoken += [(section, word) for section, wants in WITH.items() for first, others in wants.items()
               for word in (first, *others)]  # fmt: skip
    assert set(spoken) <= set(WORDS)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("service.yaml", "service: gm-proba\n", ""),
        ("service.yaml", "summary: Próba wszystkiego.\n", ""),
        ("service.yaml", "whose: urzad, ", ""),
        ("service.yaml", "effect: notice, ", ""),
        ("service.yaml", "archive: B5\n", ""),
        ("form.yaml", "        text: Jaki gatunek?\n", ""),
        ("form.yaml", "rule: obwod < 800, ", ""),
        ("form.yaml", "    one: rzecz\n", ""),
        ("rules.yaml", "  - decide: duzy\n    formula: obwod > 80\n", "  - decide: duzy\n"),
        ("rules.yaml", "    law: art. 8\n", "    law: art. 8\n    hit: LAST\n"),
        ("form.yaml", "minimum: 1", 'minimum: "1"'),
        ("form.yaml", "at_most: 3", "at_most: 2.5"),
        ("form.yaml", "at_most: 3", "at_most: 0"),
        ("service.yaml", "valid_from: 2026-01-01", "valid_from: 1 stycznia"),
        ("service.yaml", "tier: gmina", "tier: wies"),
        ("service.yaml", "keywords: [próba]", "keywords: [[próba]]"),
        ("service.yaml", "ends: {koniec: zgoda}", "ends: {koniec: zgoda}\nkoniec: {a: b}"),
    ],
)
def test_loader_and_schema_refuse_the_same_change(file: str, old: str, new: str) -> None:
    assert refusal_of(small_bundle({file: (old, new)})) != "wczytano"
    assert _faults(file, FILES[file].replace(old, new, 1))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("service.yaml", "name: Próba\n", "name: 2026\n"),
        ("service.yaml", "automatic", "automatic"),
        ("form.yaml", "at_most: 3", "at_most: 3\n    intro: ~"),
        ("form.yaml", "type: number\n", "type: number\n        optional: true\n"),
        ("service.yaml", "organ: wojt", "organ: {gmina: wojt}"),
        ("rules.yaml", "    law: art. 8\n", "    law: {text: art. 8, confirmed: no}\n"),
    ],
)
def test_loader_and_schema_take_the_same_change(file: str, old: str, new: str) -> None:
    text = FILES[file].replace(old, new, 1)
    assert refusal_of(small_bundle(**{file: text})) == "wczytano"
    assert _faults(file, text) == []


@pytest.mark.parametrize("name", sorted(VALID))
def test_the_published_schema_is_that_of_the_loader(name: str) -> None:
    # To mend it: .venv/bin/okienko services schema
    published = (ROOT / "docs/schema" / name).read_text("utf-8")
    assert published == as_text(schemas()[name])
    Draft202012Validator.check_schema(json.loads(published))


@pytest.mark.parametrize("name", sorted(VALID))
def test_every_word_is_explained_where_an_editor_shows_it(name: str) -> None:
    for section, schema in schemas()[name]["$defs"].items():
        for word, said in schema.get("properties", {}).items():
            assert said["description"] == SECTIONS[section.removeprefix("shared-")][1][word]
