"""Law as dated data: each value with the days it is in force, its article and its source.

A new rate is a new line in `data/law/`, not a new release of every service that reads it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from okienko.language.errors import Refusal
from okienko.language.loader.problems import Notes
from okienko.language.loader.tree import Node, read_tree
from okienko.language.model import Law, Place, Unconfirmed

Value = Decimal | str | bool
SOURCES = "data/sources.yaml"
SERVICE_NAMES = "data/service_names.csv"
_KEYS = ("text", "unit", "values")
_WORDS = ("from", "to", "value", "law", "confirmed", "source")


class NotInForce(Refusal):
    """There is no value for that key on that day: none is better than a wrong one."""

    code = "brak-danych-prawa"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a key from one day to another (both included; no end: until further notice)."""

    key: str
    text: str
    unit: str
    start: date
    end: date | None
    value: Value
    law: Law
    place: Place

    def covers(self, day: date) -> bool:
        """Whether the value is in force on that day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class KnownService:
    """A service that people may be sent to, whether or not it has a folder yet."""

    id: str
    tier: str
    name: str
    plain_name: str


@dataclass(frozen=True, slots=True)
class Snapshot(Mapping[str, object]):
    """The law on one day: values by key; `contexts` nests them for FEEL, by the parts of the key."""

    held: Mapping[str, Value]
    contexts: Mapping[str, object]
    version: str

    def __getitem__(self, name: str) -> object:
        return self.held[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)


@dataclass(frozen=True)
class LawData:
    """All dated values, the sources they may name, and the services that are known."""

    entries: Mapping[str, tuple[DatedValue, ...]]
    sources: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, KnownService] = field(default_factory=dict)
    version: str = ""

    @classmethod
    def load(cls, root: Path) -> LawData:
        """The data of the repository at `root`; `DefinitionRefused` names every mistake in it."""
        files = {f"data/law/{file.name}": file.read_text("utf-8") for file in (root / "data/law").glob("*.yaml")}
        sources = (root / SOURCES).read_text("utf-8") if (root / SOURCES).exists() else ""
        names = (root / SERVICE_NAMES).read_text("utf-8") if (root / SERVICE_NAMES).exists() else ""
        return cls.read(files, sources=sources, service_names=names)

    @classmethod
    def read(cls, files: Mapping[str, str], *, sources: str = "", service_names: str = "") -> LawData:
        """The data of these texts."""
        notes = Notes()
        known = _read_sources(sources, notes)
        entries: dict[str, tuple[DatedValue, ...]] = {}
        for file, text in sorted(files.items()):
            for key, values in _read_file(file, text, known, notes):
                if key in entries:
                    notes.add(
                        file,
                        values[0].place.line,
                        f"Klucz „{key}” jest już w innym pliku.",
                        "każdy klucz raz",
                    )
                entries[key] = values
        notes.refuse()
        version = hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest()
        return cls(MappingProxyType(entries), MappingProxyType(known), _read_services(service_names), version)

    @property
    def keys(self) -> frozenset[str]:
        """All keys, whatever the day."""
        return frozenset(self.entries)

    @property
    def unconfirmed(self) -> tuple[Unconfirmed, ...]:
        """Values without a source in the repository."""
        return tuple(
            Unconfirmed(f"{value.text}: {value.value}", value.law.text, value.place)
            for values in self.entries.values()
            for value in values
            if not value.law.confirmed
        )

    def at(self, day: date) -> Snapshot:
        """The law on that day; a key with no value then is absent."""
        return _snapshot(self, day)

    def cite(self, key: str, day: date) -> DatedValue:
        """The value in force with its article and source."""
        for value in self.entries.get(key, ()):
            if value.covers(day):
                return value
        raise NotInForce(f"Nie ma wartości „{key}” na dzień {day.isoformat()}. Uzupełnij dane prawa w data/law.")

    def __hash__(self) -> int:
        return hash(self.version)


@lru_cache(maxsize=256)
def _snapshot(law: LawData, day: date) -> Snapshot:
    values = {key: value.value for key, dated in law.entries.items() for value in dated if value.covers(day)}
    contexts: dict[str, object] = {}
    for key, value in values.items():
        *path, last = key.split(".")
        inner = contexts
        for part in path:
            inner = inner.setdefault(part, {})  # type: ignore[assignment]
        inner[last] = value
    return Snapshot(MappingProxyType(values), MappingProxyType(contexts), law.version)


def _read_sources(text: str, notes: Notes) -> dict[str, str]:
    tree = read_tree(text, SOURCES, notes) if text else None
    return {key.text: " ".join(value.text.split()) for key, value in (tree.pairs or [])} if tree else {}


def _read_services(text: str) -> Mapping[str, KnownService]:
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return MappingProxyType(
        {
            row["id"]: KnownService(row["id"], row["tier"], row["name"], row["plain_name"])
            for row in csv.DictReader(lines)
        }
    )


def _read_file(
    file: str, text: str, sources: Mapping[str, str], notes: Notes
) -> Iterator[tuple[str, tuple[DatedValue, ...]]]:
    tree = read_tree(text, file, notes)
    for key, node in (tree.pairs or []) if tree else []:
        reader = _Reader(file, key.text, node, sources, notes)
        values = reader.values()
        if values:
            yield key.text, values


@dataclass(frozen=True)
class _Reader:
    """Reads the values of one key."""

    file: str
    key: str
    node: Node
    sources: Mapping[str, str]
    notes: Notes

    def values(self) -> tuple[DatedValue, ...]:
        self._words(self.node, _KEYS)
        listed = self.node.get("values")
        found = [value for item in ((listed.items or []) if listed else []) if (value := self._value(item))]
        if not found:
            self.notes.add(
                self.file,
                self.node.line,
                f"Klucz „{self.key}” nie ma wartości.",
                "values: [{from, value, law}]",
            )
        for earlier, later in pairwise(found):
            if earlier.end is None or earlier.end >= later.start:
                text = f"Klucz „{self.key}”: wartość od {later.start} zachodzi na poprzednią."
                self.notes.add(self.file, later.place.line, text, "dni po kolei, bez zachodzenia")
        return tuple(found)

    def _words(self, node: Node, known: tuple[str, ...]) -> None:
        for word, _ in node.pairs or []:
            if word.text not in known:
                self.notes.unknown(self.file, word.line, "słowo danych prawa", word.text, known)

    def _value(self, node: Node) -> DatedValue | None:
        self._words(node, _WORDS)
        start, end = self._day(node, "from"), self._day(node, "to")
        value = self._plain(node)
        if start is None or value is None:
            return None
        text, unit = self.node.get("text"), self.node.get("unit")
        return DatedValue(
            self.key,
            text.text if text else self.key,
            unit.text if unit else "",
            start,
            end,
            value,
            self._law(node),
            Place(self.file, node.line),
        )

    def _day(self, node: Node, word: str) -> date | None:
        written = node.get(word)
        if written is None and word == "to":
            return None
        try:
            return date.fromisoformat(written.text if written else "")
        except ValueError:
            line = written.line if written else node.line
            self.notes.add(
                self.file,
                line,
                f"Klucz „{self.key}”: „{word}” nie jest dniem.",
                "dzień, na przykład 2026-01-01",
            )
            return None

    def _plain(self, node: Node) -> Value | None:
        written = node.get("value")
        if written is None or written.kind != "text" or written.empty:
            self.notes.add(self.file, node.line, f"Klucz „{self.key}”: brakuje wartości.", "value")
            return None
        if written.truth is not None:
            return written.truth
        try:
            return Decimal(written.text)
        except ArithmeticError:
            return written.text

    def _law(self, node: Node) -> Law:
        law, source, said = node.get("law"), node.get("source"), node.get("confirmed")
        confirmed = said is not None and said.text in ("yes", "true")
        if law is None:
            self.notes.add(self.file, node.line, f"Klucz „{self.key}”: brakuje podstawy prawnej.", "law")
        if confirmed and source is None:
            self.notes.add(self.file, node.line, "„confirmed: yes” bez źródła.", "source: nazwa z data/sources.yaml")
        if source is not None and source.text not in self.sources:
            self.notes.unknown(self.file, source.line, "nazwa źródła z data/sources.yaml", source.text, self.sources)
        return Law(law.text if law else "", confirmed, source.text if source else None)
