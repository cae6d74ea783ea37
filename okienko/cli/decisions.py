"""`okienko feel` and `okienko dmn`: expressions and decision models by hand.

Exit codes: 0 a value, 1 something cannot be read, 3 the value is null and there is a reason.
"""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from decimal import Decimal
from pathlib import Path
from typing import NoReturn

from okienko.cli._printing import feel_text, json_text, put
from okienko.cli.places import CLONE
from okienko.language.bundle import BundleRefused, read_bundle
from okienko.language.dmn import ModelError, model_of, open_decisions, outcome_of, read_model, tables_of, write_model
from okienko.language.errors import Refusal
from okienko.language.feel import (
    FeelSyntaxError,
    Outcome,
    Value,
    clock,
    compile_expression,
    literal_of,
    to_feel,
    to_json,
)
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, load
from okienko.language.stories.reach import tables
from okienko.tenancy.clock import WARSAW, now

NULL = 3
LARGEST = 5_000_000


def feel(given: Namespace) -> int:
    """The value of the expression is printed, reasons of a null beside."""
    scope = _clock() | _context(given.context)
    try:
        expression = compile_expression(_as_typed(given.expression), names=scope)
    except FeelSyntaxError as wrong:
        _refuse(f"{wrong}\n  {_line(wrong.text, wrong.position)}")
    return _told(expression.explain(scope), as_json=given.json)


def _as_typed(text: str) -> str:
    """The words as they were typed: where Python was told not to speak UTF-8 it hands them over as disguised bytes."""
    try:
        return os.fsencode(text).decode("utf-8", "replace")
    except UnicodeEncodeError:
        return text


def evaluate(given: Namespace) -> int:
    """The value of the decision of the model is printed, reasons of a null beside."""
    path = Path(given.model)
    try:
        decisions = open_decisions(path)
        inputs = _clock() | decisions.from_json(_context(given.input))
        outcome = outcome_of(decisions, decisions.kind_of(given.decision), given.decision, inputs)
    except (ModelError, OSError) as wrong:
        _refuse(_about(path, wrong))
    return _told(outcome, as_json=given.json)


def print_tables(given: Namespace) -> int:
    """Each decision table of the model is printed as a pipe table; one that cannot be is named, with the reason."""
    path = Path(given.model)
    code = 0
    try:
        for drawn in tables_of(read_model(path.read_bytes())):
            if drawn.table is not None:
                put(f"{drawn.heading()}\n{drawn.table.to_text()}\n".encode("utf-8", "replace"))
            else:
                print(f"{path}, tabela „{drawn.name}”: {drawn.wrong}", file=sys.stderr)
                code = 1
    except (ModelError, OSError) as wrong:
        _refuse(_about(path, wrong))
    return code


def write(given: Namespace) -> int:
    """The tables of the service are printed as one DMN model."""
    folder = Path(given.folder)
    try:
        service = load(read_bundle(folder, root=CLONE), law=LawData.load(CLONE))
    except (DefinitionRefused, BundleRefused, OSError) as wrong:
        _refuse(f"{folder}: tej usługi nie da się odczytać (okienko services check). {wrong}")
    put(write_model(model_of(folder.name, dict(tables(service)))) + b"\n")
    return 0


def _context(file: str | None) -> dict[str, Value]:
    """The object of the JSON file as FEEL values; numbers stay decimal."""
    if file is None:
        return {}
    path = Path(file)
    try:
        if path.stat().st_size > LARGEST:
            _refuse(f"{path}: plik ma więcej niż {LARGEST // 1_000_000} MB.")
        read = json.loads(path.read_text("utf-8"), parse_float=Decimal, parse_constant=_no_number)
        if not isinstance(read, dict):
            _refuse(f"{path}: oczekiwano obiektu JSON, np. {{'wiek': 18}}.")
        return {name: to_feel(value) for name, value in read.items()}
    except json.JSONDecodeError as wrong:
        _refuse(f"{path}, wiersz {wrong.lineno}, znak {wrong.colno}: to nie jest JSON ({wrong.msg}).")
    except (OSError, ValueError, TypeError, RecursionError) as wrong:
        _refuse(_about(path, wrong))


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"„{text}” nie jest liczbą")


def _clock() -> dict[str, Value]:
    return clock(now().astimezone(WARSAW).replace(microsecond=0))


def _told(outcome: Outcome, *, as_json: bool) -> int:
    try:
        text = json_text(to_json(outcome.value)) if as_json else feel_text(literal_of(outcome.value))
    except TypeError:
        _refuse("Wynikiem jest funkcja albo zakres, a tego nie da się zapisać w JSON.")
    print(text)
    for problem in outcome.problems:
        print(f"Powód: {problem}", file=sys.stderr)
    return NULL if outcome.value is None and outcome.problems else 0


def _about(path: Path, wrong: Exception) -> str:
    if isinstance(wrong, FileNotFoundError):
        return f"{path}: nie ma takiego pliku."
    return f"{path}: {wrong}"


def _line(text: str, position: int) -> str:
    """The line of the expression with the place marked under it."""
    start = text.rfind("\n", 0, position) + 1
    line = text[start:].split("\n")[0]
    place = position - start
    first = max(0, place - 60)
    return f"{line[first : first + 100]}\n  {' ' * (place - first)}^"


def _refuse(text: str) -> NoReturn:
    raise Refusal(text, code="decyzja")
