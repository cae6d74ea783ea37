"""Models in a folder: what they import is looked for beside them and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from okienko.language.dmn._xml import LIMIT
from okienko.language.dmn.deciding import Decisions, Find
from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.model import Import
from okienko.language.dmn.reading import read_model
from okienko.language.feel import Outcome, Value, YearsMonths, clock, text_of, to_feel
from okienko.language.feel.temporal import READERS

_BESIDE = 200  # models of one folder that are looked at for an import


def open_decisions(path: Path) -> Decisions:
    """The model of the file with all it imports."""
    return _opened(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _opened(path: Path, changed: int) -> Decisions:
    return Decisions(read_model(_content(path)), _beside(path))


def _content(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT + 1)


def _beside(path: Path) -> Find:
    """A finder of imports among the models in the folder of this one."""
    spaces: dict[Path, str | None] = {}

    def find(wanted: Import) -> bytes | None:
        named = path.parent / Path(wanted.location).name if wanted.location else None
        others = [named] if named and named.is_file() else sorted(path.parent.glob("*.dmn"))[:_BESIDE]
        for other in others:
            if other == path:
                continue
            if other not in spaces:
                spaces[other] = _namespace(other)
            if spaces[other] == wanted.namespace:
                return _content(other)
        return None

    return find


def _namespace(path: Path) -> str | None:
    try:
        return read_model(_content(path)).namespace
    except ModelError:
        return None


def evaluate(
    model_path: str, kind: str, target: str, inputs: Mapping[str, object], now: dt.datetime | None = None
) -> object:
    """The value of a decision, a decisionService or a bkm, as the runners of conformance cases ask for it.

    Dates, times and durations may come as objects with `kind` and `lex`; they leave as ISO text.
    """
    return _given_back(computed(Path(model_path), kind, target, inputs, now))


def computed(
    model: Path, kind: str, target: str, inputs: Mapping[str, object], now: dt.datetime | None = None
) -> Value:
    """The same as a value of FEEL."""
    given = {name: _taken(value) for name, value in inputs.items()} | (clock(now) if now else {})
    return outcome_of(open_decisions(model), kind, target, given).value


def outcome_of(decisions: Decisions, kind: str, target: str, inputs: Mapping[str, Value]) -> Outcome:
    """The value of the target with its reasons; `kind` is decision, decisionService or bkm."""
    asks = {"decision": decisions.decide, "decisionService": decisions.serve, "bkm": decisions.call}
    return asks[kind](target, inputs)


def _taken(value: object) -> Value:
    if isinstance(value, list):
        return [_taken(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _taken(item) for name, item in value.items()}
    sort, text = getattr(value, "kind", None), getattr(value, "lex", None)
    if isinstance(text, str) and isinstance(sort, str) and sort in READERS:
        return READERS[sort](text.strip())
    return to_feel(value)


def _given_back(value: Value) -> object:
    if isinstance(value, list):
        return [_given_back(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _given_back(item) for name, item in value.items()}
    if isinstance(value, dt.date | dt.time | dt.timedelta | YearsMonths):
        return text_of(value)
    return value
