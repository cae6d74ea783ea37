"""Reading a map of a definition: each word known, each value of its kind, each fault noted with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from okienko.language.loader.problems import Notes, nearest
from okienko.language.loader.shapes import ONE_OF, SHAPES, WITH, Kind
from okienko.language.loader.tree import Node
from okienko.language.loader.words import SECTIONS
from okienko.language.model import Law, Place, Unconfirmed

T = TypeVar("T")
NAME = re.compile(r"[a-z][a-z0-9_]*")
_LETTER_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_TEXTUAL: tuple[Kind, ...] = ("text", "name", "enum", "term", "moment")
_NEEDED: tuple[Kind, ...] = (*_TEXTUAL, "enums", "organ", "feel", "texts", "table")  # of others: that it is written
_FLAGS = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True)
class Source:
    """The file that is being read: where faults are noted, which sources of law there are."""

    file: str
    notes: Notes
    sources: Mapping[str, str]

    def fault(self, node: Node | None, text: str, expected: str = "", near: str = "") -> None:
        """Note a fault at the node's line."""
        self.notes.add(self.file, node.line if node else 1, text, expected, near)

    def unknown(self, node: Node, kind: str, known: Iterable[str], name: str | None = None) -> None:
        """Note that the node's text names nothing of this kind."""
        self.notes.unknown(self.file, node.line, kind, node.text if name is None else name, known)

    def place(self, node: Node) -> Place:
        """Where the node stands."""
        return Place(self.file, node.line)

    def fields(self, node: Node | None, section: str) -> Fields:
        """The node read as a map of that section."""
        return Fields(self, node, section)

    def entries(self, node: Node | None, what: str) -> Iterator[tuple[Node, Node]]:
        """Named entries of a map: each name is checked for its shape."""
        if node is None or node.empty:
            return
        if node.kind != "map":
            self.fault(node, f"{what}: oczekiwano nazw z opisami.", "nazwa: opis")
            return
        for key, value in node.pairs or []:
            if not _LETTER_NAME.fullmatch(key.text):
                self.fault(key, f"„{key.text}” nie może być nazwą.", "małe litery bez polskich znaków, cyfry, „_”")
            yield key, value

    def each(self, node: Node | None) -> list[Node]:
        """The items of a list; one value is a list of one."""
        if node is None or node.empty:
            return []
        return list(node.items or []) if node.kind == "list" else [node]

    def law(self, node: Node | None, what: str) -> Law | None:
        """A reference to law; what has no source is remembered as unconfirmed."""
        if node is None or node.empty:
            return None
        if node.kind == "text":
            law = Law(" ".join(node.text.split()))
        else:
            fields = self.fields(node, "law")
            law = Law(
                fields.need("text"),
                fields.flag("confirmed"),
                fields.text("source") or None,
                fields.text("eli") or None,
            )
            self._check_source(node, law)
        if not law.confirmed:
            self.notes.unconfirmed.append(Unconfirmed(what, law.text, self.place(node)))
        return law

    def need_law(self, node: Node | None, what: str, around: Node | None) -> Law:
        """A reference to law that must be there."""
        law = self.law(node, what)
        if law is None:
            self.fault(around, f"{what}: brakuje podstawy prawnej.", "law")
        return law or Law("")

    def laws(self, node: Node | None, what: str) -> tuple[Law, ...]:
        """One reference to law or a list of them."""
        return tuple(law for item in self.each(node) if (law := self.law(item, what)))

    def _check_source(self, node: Node, law: Law) -> None:
        where = node.get("source") or node
        if law.confirmed and not law.source:
            self.fault(node, "„confirmed: yes” bez źródła.", "source: nazwa z data/sources.yaml")
        if law.source and law.source not in self.sources:
            self.unknown(where, "nazwa źródła z data/sources.yaml", self.sources, law.source)


class Fields:
    """One map; asking for a word gives its value, and what is not a word of the section is a fault."""

    def __init__(self, source: Source, node: Node | None, section: str) -> None:
        self.source = source
        self.node = node
        self.shapes = SHAPES.get(section, {})
        groups = (*WITH.get(section, {}).values(), *ONE_OF.get(section, ()))
        self.sometimes = {word for group in groups for word in group}  # needed where other words stand or lack
        self.title, self.words = SECTIONS[section]
        self.values: dict[str, Node] = {}
        if node is not None and node.kind != "map":
            source.fault(node, f"{self.title}: to nie jest zestaw słów z wartościami.", "słowo: wartość")
            self.node = None
        for key, value in (self.node.pairs or []) if self.node else []:
            if key.text in self.words:
                self.values[key.text] = value
            else:
                source.fault(
                    key,
                    f"Nieznane słowo „{key.text}” ({self.title}).",
                    f"jedno z: {', '.join(self.words)}",
                    nearest(key.text, self.words),
                )

    def __contains__(self, word: str) -> bool:
        return word in self.values

    def get(self, word: str) -> Node | None:
        """The raw value, if written."""
        assert word in self.words, word
        return self.values.get(word)

    def _takes(self, word: str, *kinds: Kind, needed: bool = False) -> bool:
        """Whether the table of shapes says of the word what the loader is about to read."""
        shape = self.shapes.get(word)
        there = shape is None or shape.needed or word in self.sometimes or not needed
        return shape is None or (shape.kind in kinds and there)

    def text(self, word: str, default: str = "") -> str:
        """The text, with its blanks made single."""
        assert self._takes(word, *_TEXTUAL), word
        return self._text(word, default)

    def _text(self, word: str, default: str = "") -> str:
        node = self.get(word)
        if node is None or node.empty:
            return default
        if node.kind != "text":
            self.source.fault(node, f"„{word}”: oczekiwano tekstu.", "tekst")
            return default
        return " ".join(node.text.split())

    def need(self, word: str) -> str:
        """The text, which must be there."""
        assert self._takes(word, *_NEEDED, needed=True), word
        found = self._text(word)
        if not found and (self.get(word) is None or self.get(word).kind == "text"):  # type: ignore[union-attr]
            self.source.fault(self.node, f"Brakuje słowa „{word}” ({self.title}).", word)
        return found

    def name(self, word: str) -> str:
        """A name that must be there: small letters, digits, `_`."""
        found = self.need(word)
        if found and not NAME.fullmatch(found):
            self.source.fault(
                self.get(word),
                f"„{found}” nie może być nazwą.",
                "małe litery bez polskich znaków, cyfry, „_”",
            )
        return found

    def flag(self, word: str, default: bool = False) -> bool:
        """yes or no."""
        assert self._takes(word, "flag"), word
        node = self.get(word)
        if node is None:
            return default
        if node.kind != "text" or node.text not in _FLAGS:
            self.source.fault(node, f"„{word}”: oczekiwano yes albo no.", "yes albo no")
            return default
        return _FLAGS[node.text]

    def one_of(self, word: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the values; the first is taken when the text is none of them."""
        shape = self.shapes.get(word)
        assert shape is None or (shape.kind == "enum" and set(shape.values) == set(allowed)), word
        found = self.text(word) if default is not None else self.need(word)
        if not found:
            return default if default is not None else next(iter(allowed))
        if found not in allowed:
            self.source.unknown(self.values[word], f"„{word}” jest jednym z", allowed, found)
            return next(iter(allowed))
        return found

    def number(self, word: str) -> Decimal | None:
        """The number, if written."""
        assert self._takes(word, "number", "count"), word
        return self._read(word, lambda node: node.number, "liczba, na przykład 50")

    def count(self, word: str, default: int, *, least: int = 0) -> int:
        """A whole number, not less than `least`."""
        found = self.number(word)
        if found is None:
            return default
        if found != found.to_integral_value() or found < least:
            self.source.fault(self.get(word), f"„{word}”: {found} nie może tu stać.", f"liczba całkowita od {least}")
            return default
        return int(found)

    def day(self, word: str) -> date:
        """A day that must be there."""
        assert self._takes(word, "day"), word
        return self._read(word, day_of, "dzień, na przykład 2026-11-22", needed=True) or date.min

    def texts(self, word: str) -> tuple[str, ...]:
        """A list of texts; one text is a list of one."""
        assert self._takes(word, "texts", "enums"), word
        found = []
        for node in self.source.each(self.get(word)):
            if node.kind == "text":
                found.append(" ".join(node.text.split()))
            else:
                self.source.fault(node, f"„{word}”: oczekiwano tekstów.", "lista tekstów")
        return tuple(found)

    def _read(self, word: str, read: Callable[[Node], T | None], expected: str, *, needed: bool = False) -> T | None:
        node = self.get(word)
        if node is None or node.empty:
            if needed:
                self.source.fault(self.node, f"Brakuje słowa „{word}” ({self.title}).", word)
            return None
        found = read(node) if node.kind == "text" else None
        if found is None:
            self.source.fault(node, f"„{word}”: nie można odczytać wartości „{node.text}”.", expected)
        return found


def day_of(node: Node) -> date | None:
    """The day that the text says, or nothing."""
    try:
        return date.fromisoformat(node.text) if len(node.text) == 10 else None
    except ValueError:
        return None
