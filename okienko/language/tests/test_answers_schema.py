"""The JSON Schema of a service's answers, held against the stories of the services."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from okienko.language.answers import from_json, to_json
from okienko.language.answers_schema import answers_schema
from okienko.language.assess import Assessment
from okienko.language.bundle import read_bundle
from okienko.language.calendar import Calendar
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.model import Question, Service
from okienko.language.stories import load_stories
from okienko.language.stories.play import _Playing
from okienko.language.tests.small_service import LAW, small_bundle

ROOT = Path(__file__).parents[3]
LAWS = LawData.load(ROOT)
NAMES = sorted(file.parent.name for file in (ROOT / "services").glob("*/service.yaml"))
TREE = {"gatunek": "inny", "stan": "stoi", "owocowe": False, "kilka_pni": False, "obwod": "96.5"}
ANSWERS: dict[str, Any] = {
    "pelnomocnik": False, "dzialka": "142207_2.0099.123/4", "wlasciciel_gruntu": "osoba", "wspolwlasnosc": False,
    "firma": False, "budowa_firmowa": "nie", "rejestr_zabytkow": False, "las": False, "teren_zieleni": False,
    "drzewa": [TREE],
}  # fmt: skip


def _service(name: str) -> Service:
    return load(read_bundle(ROOT / "services" / name, root=ROOT), law=LAWS)


def _ready(name: str, service: Service) -> Iterator[tuple[str, Assessment]]:
    calendar = Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8"))
    for story in load_stories(read_bundle(ROOT / "services" / name, root=ROOT)):
        assessment = _Playing(service, story, LAWS, calendar)._assessed()
        if assessment.ready:
            yield story.title, assessment


def _asked(assessment: Assessment) -> dict[str, Any]:
    """The answers to what is asked: what stayed behind when its question vanished means nothing."""
    answers, asked = assessment.scope.answers, dict[str, Any]()
    for one in assessment.pages:
        if one.page.many:
            pairs = zip(answers.get(one.page.many, []), one.items, strict=True)
            asked[one.page.many] = [_of(item, thing.asked) for item, thing in pairs]
        else:
            asked |= _of(answers, one.asked)
    return asked


def _of(answers: Any, questions: Iterable[Question]) -> dict[str, Any]:
    return {question.id: answers[question.id] for question in questions if question.id in answers}


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_story_submits_is_valid(name: str) -> None:
    service = _service(name)
    schema = Draft202012Validator(answers_schema(service))
    told = dict(_ready(name, service))
    refused = {
        title: [error.message for error in schema.iter_errors(json.loads(to_json(_asked(one))))]
        for title, one in told.items()
    }
    assert {title: errors for title, errors in refused.items() if errors} == {}
    assert len(told) > 10


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_itself_is_one(name: str) -> None:
    Draft202012Validator.check_schema(answers_schema(_service(name)))


def _errors(answers: dict[str, Any]) -> list[str]:
    schema = Draft202012Validator(answers_schema(_service("gm-wycinka-zgloszenie")))
    return [error.message for error in schema.iter_errors(answers)]


def test_a_number_may_be_written_as_a_number_or_as_text() -> None:
    assert _errors(ANSWERS) == []
    numbered = ANSWERS | {"drzewa": [TREE | {"obwod": 96.5}]}
    assert _errors(numbered) == []
    pages = _service("gm-wycinka-zgloszenie").pages
    kept = [from_json(json.dumps(one), pages)["drzewa"][0]["obwod"] for one in (ANSWERS, numbered)]
    assert kept == [Decimal("96.5"), Decimal("96.5")]


@pytest.mark.parametrize(
    "changed",
    [
        {"pelnomocnik": "nie"},
        {"pelnomocnik": None},
        {"wlasciciel_gruntu": "sąsiad"},
        {"pelnomocnik": True},
        {"wspolwlasnosc": True},
        {"telefon": "zadzwoń"},
        {"uwagi": "x" * 1001},
        {"dzialka": ""},
        {"drzewa": []},
        {"drzewa": [TREE] * 51},
        {"drzewa": [TREE | {"obwod": 0}]},
        {"drzewa": [TREE | {"obwod": "96,5"}]},
        {"drzewa": [TREE | {"gatunek": "baobab"}]},
        {"drzewa": [TREE | {"kilka_pni": True}]},
        {"drzewa": [{name: value for name, value in TREE.items() if name != "owocowe"}]},
        {"nie_ma_takiego": 1},
    ],
    ids=str,
)
def test_what_could_not_be_submitted_is_refused(changed: dict[str, Any]) -> None:
    assert _errors(ANSWERS | changed)


@pytest.mark.parametrize("name", [name for name in ANSWERS if name != "wspolwlasnosc"])
def test_what_is_asked_of_everybody_is_required(name: str) -> None:
    assert _errors({other: value for other, value in ANSWERS.items() if other != name})


def test_what_hangs_on_a_simple_condition_is_required_under_it() -> None:
    without = {name: value for name, value in ANSWERS.items() if name != "wspolwlasnosc"}
    assert _errors(without)
    assert _errors(without | {"wlasciciel_gruntu": "gmina"}) == []


@pytest.mark.parametrize("condition", ['obwod < 800 and dzis > date("2026-01-01")', "duzy", "obwod > 7"])
def test_what_hangs_on_a_condition_that_cannot_be_said_is_not_required(condition: str) -> None:
    page = f"  - page: dalsza\n    when: {condition}\n    ask:\n      - {{id: dalsze, text: Co?, type: text}}\n"
    bundle = small_bundle({"form.yaml": ("  - page: pliki\n", page + "  - page: pliki\n")})
    schema = answers_schema(load(bundle, law=LAW))
    assert "dalsze" in schema["properties"]
    assert "dalsze" not in json.dumps([schema["required"], schema["allOf"]])


@pytest.mark.parametrize(
    ("condition", "test"),
    [
        ('gatunek != "inny"', {"not": {"properties": {"gatunek": {"const": "inny"}}, "required": ["gatunek"]}}),
        ('not(gatunek = "inny")', {"not": {"properties": {"gatunek": {"const": "inny"}}, "required": ["gatunek"]}}),
        (
            'gatunek in ("inny", "topola")',
            {"properties": {"gatunek": {"enum": ["inny", "topola"]}}, "required": ["gatunek"]},
        ),
    ],
)  # fmt: skip
def test_simple_conditions_become_tests(condition: str, test: dict[str, Any]) -> None:
    page = f"  - page: dalsza\n    when: {condition}\n    ask:\n      - {{id: dalsze, text: Co?, type: text}}\n"
    bundle = small_bundle({"form.yaml": ("  - page: pliki\n", page + "  - page: pliki\n")})
    assert {"if": test, "then": {"required": ["dalsze"]}} in answers_schema(load(bundle, law=LAW))["allOf"]
