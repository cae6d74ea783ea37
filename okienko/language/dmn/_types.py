"""Types of a model: whether a value is of one, and how a near one is made to fit (DMN 10.3.2.9.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import cached_property

from okienko.language.dmn.errors import ModelError
from okienko.language.dmn.model import ItemType
from okienko.language.feel import (
    FeelSyntaxError,
    Function,
    Run,
    UnaryTests,
    Value,
    YearsMonths,
    compile_unary_tests,
    kind,
    literal_of,
)
from okienko.language.feel.temporal import READERS

ALIASES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
    "Any": "",
    "any": "",
}
BASIC = frozenset(
    {"number", "string", "boolean", "date", "time", "date and time"}
    | {"days and time duration", "years and months duration", "context", "list", "function", "range"}
)
_DEEPEST = 100
_LARGEST = 6144  # places that a decimal128 may have


class Misfit(Exception):
    """The value is not of the type; why, in Polish."""


class Types:
    """The types that a model knows by name: its own and, after the name of an import, those of others."""

    def __init__(self, own: Mapping[str, ItemType], imported: Mapping[str, Types]) -> None:
        self.own = own
        self.imported = imported
        self._tests: dict[str, UnaryTests] = {}

    def fitted(self, value: Value, name: str, run: Run) -> Value:
        """The value as one of the type; null, with the reason noted, when it is none."""
        if not name or value is None:
            return value
        try:
            return self._named(value, name, 0)
        except Misfit as misfit:
            run.note(str(misfit))
            return None

    def is_of(self, value: Value, name: str) -> bool:
        """Whether the value is of the type as it stands, whatever values the type allows (`instance of`)."""
        try:
            return value is not None and kind(self._plain._named(value, name, 0)) == kind(value)
        except (Misfit, ModelError):
            return False

    @cached_property
    def _plain(self) -> Types:
        own = {name: _unrestricted(item) for name, item in self.own.items()}
        return Types(own, {name: other._plain for name, other in self.imported.items()})

    def allowed(self, name: str) -> str:
        """The unary tests that restrict the type, or nothing."""
        item = self.own.get(name)
        if item is not None:
            return item.allowed
        prefix, _, rest = name.partition(".")
        return self.imported[prefix].allowed(rest) if prefix in self.imported else ""

    @cached_property
    def fields(self) -> frozenset[str]:
        """All names of components, which may hold blanks."""
        return fields_of(self.own.values()).union(*(types.fields for types in self.imported.values()))

    def _named(self, value: Value, name: str, depth: int) -> Value:
        if depth > _DEEPEST:
            raise ModelError(0, f"typ „{name}” jest określony przez sam siebie.")
        if name in self.own:
            return self._of_item(value, self.own[name], depth + 1)
        basic = ALIASES.get(name, name)
        if not basic or value is None:
            return value
        if basic in BASIC:
            return _basic(value, basic)
        prefix, dot, rest = name.partition(".")
        if dot and prefix in self.imported:
            return self.imported[prefix]._named(value, rest, depth + 1)
        raise ModelError(0, f"nieznany typ „{name}”.")

    def _of_item(self, value: Value, item: ItemType, depth: int) -> Value:
        if value is None:
            return None
        if item.collection:
            items = value if isinstance(value, list) else [value]
            fitting: Value = [self._single(each, item, depth) for each in items]
        else:
            single = value[0] if isinstance(value, list) and len(value) == 1 and self._wants_one(item) else value
            fitting = self._single(single, item, depth)
        if item.constraint:
            self._check(fitting, item.constraint, item)
        return fitting

    def _wants_one(self, item: ItemType) -> bool:
        base = self.own.get(item.base)
        return base is None or not (base.collection or item.base == item.name) or bool(item.components)

    def _single(self, value: Value, item: ItemType, depth: int) -> Value:
        if value is None:
            return None
        if item.parameters is not None:
            if not isinstance(value, Function) or len(value.parameters) not in (0, len(item.parameters)):
                raise Misfit(f"Wartość nie jest funkcją typu „{item.name}”.")
            return value
        if item.components:
            return self._with_components(value, item, depth)
        fitting = self._named(value, item.base, depth) if item.base else value
        if item.allowed:
            self._check(fitting, item.allowed, item)
        return fitting

    def _with_components(self, value: Value, item: ItemType, depth: int) -> Value:
        if not isinstance(value, Mapping):
            raise Misfit(f"Wartość {_shown(value)} nie ma pól typu „{item.name}”.")
        fitting = dict(value)
        for component in item.components:
            if component.name in value:
                fitting[component.name] = self._of_item(value[component.name], component, depth + 1)
        missing = [each.name for each in item.components if each.name not in value]
        if missing:
            raise Misfit(f"Wartość typu „{item.name}” nie ma pola „{missing[0]}”.")
        return fitting

    def _check(self, value: Value, allowed: str, item: ItemType) -> None:
        tests = self._tests.get(allowed)
        if tests is None:
            try:
                tests = self._tests[allowed] = compile_unary_tests(allowed)
            except FeelSyntaxError as wrong:
                raise ModelError(item.line, f"dozwolone wartości typu „{item.name}”: {wrong}") from wrong
        if tests.test(value, {}) is not True:
            raise Misfit(f"Wartość {_shown(value)} nie jest dozwolona w typie „{item.name}” ({allowed}).")

    def from_json(self, value: Value, name: str, depth: int = 0) -> Value:
        """Text and numbers of JSON as the type wants them: dates have no other way to be written there."""
        if depth > _DEEPEST:
            raise ModelError(0, f"typ „{name}” jest określony przez sam siebie.")
        item = self.own.get(name)
        if item is not None:
            return self._item_from_json(value, item, depth + 1)
        prefix, dot, rest = name.partition(".")
        if dot and prefix in self.imported:
            return self.imported[prefix].from_json(value, rest, depth + 1)
        basic = ALIASES.get(name, name)
        if isinstance(value, str) and basic in READERS:
            read = READERS[basic](value)
            return value if read is None else read
        return _number(value) if isinstance(value, str) and basic == "number" else value

    def _item_from_json(self, value: Value, item: ItemType, depth: int) -> Value:
        if isinstance(value, list):
            return [self._item_from_json(each, item, depth + 1) for each in value]
        if isinstance(value, Mapping) and item.components:
            known = [each for each in item.components if each.name in value]
            read = {each.name: self._item_from_json(value[each.name], each, depth + 1) for each in known}
            return {**value, **read}
        return self.from_json(value, item.base, depth + 1) if item.base != item.name else value


def fields_of(items: Iterable[ItemType]) -> frozenset[str]:
    """All names of components of the types, however deep."""
    found: set[str] = set()
    waiting = list(items)
    while waiting:
        item = waiting.pop()
        found.update(each.name for each in item.components)
        waiting.extend(item.components)
    return frozenset(found)


def _unrestricted(item: ItemType) -> ItemType:
    components = tuple(_unrestricted(each) for each in item.components)
    return replace(item, allowed="", constraint="", components=components)


def _basic(value: Value, wanted: str) -> Value:
    if kind(value) == wanted:
        return value
    if wanted == "list":
        return [value]
    if isinstance(value, list) and len(value) == 1 and (value[0] is None or kind(value[0]) == wanted):
        return value[0]
    if wanted == "date and time" and isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time(), dt.UTC)
    raise Misfit(f"Wartość {_shown(value)} nie jest typu „{wanted}”.")


def _number(text: str) -> Value:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() and abs(number.adjusted()) < _LARGEST else text


def _shown(value: Value) -> str:
    text = str(value) if isinstance(value, YearsMonths) else literal_of(value)
    return text if len(text) <= 40 else text[:40] + "…"
