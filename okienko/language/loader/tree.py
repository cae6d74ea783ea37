"""YAML 1.2 to a tree in which each value knows its line. `on`, `no`, `yes` are text; keys never double.

Built from parser events, without recursion over the input, so that depth, aliases and size are limited before
anything grows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from okienko.language.loader.problems import Notes
from okienko.language.loader.yaml_faults import told

MAX_SIZE = 256 * 1024
MAX_DEPTH = 12
MAX_NODES = 20_000
MAX_ALIASES = 200

Kind: TypeAlias = Literal["text", "list", "map"]
_NUMBER = re.compile(r"[-+]?(0|[1-9]\d*)(\.\d+)?")


@dataclass(slots=True)
class Node:
    """A value with its place. `plain`: written without quotes, so that it may be a number or a truth."""

    kind: Kind
    line: int
    text: str = ""
    plain: bool = False
    block: bool = False
    items: list[Node] | None = None
    pairs: list[tuple[Node, Node]] | None = None

    @property
    def truth(self) -> bool | None:
        """The value of a bare `true` or `false`."""
        return {"true": True, "false": False}.get(self.text) if self.plain and self.kind == "text" else None

    @property
    def number(self) -> Decimal | None:
        """The value of a bare number."""
        return Decimal(self.text) if self.plain and _NUMBER.fullmatch(self.text) else None

    @property
    def empty(self) -> bool:
        """Nothing was written, or `null` or `~`."""
        return self.kind == "text" and self.plain and self.text in ("", "null", "~")

    def get(self, key: str) -> Node | None:
        """The value under a key of a map."""
        return next((value for name, value in self.pairs or [] if name.text == key), None)

    def plain_value(self) -> Any:
        """The tree as Python values: numbers as Decimal, everything else as text, truth or nothing."""
        if self.kind == "list":
            return [item.plain_value() for item in self.items or []]
        if self.kind == "map":
            return {key.text: value.plain_value() for key, value in self.pairs or []}
        if self.empty:
            return None
        if self.truth is not None:
            return self.truth
        return self.text if self.number is None else self.number


def _size(node: Node) -> int:
    """How many values the node stands for; never more than were counted when it was made."""
    children = [*(node.items or []), *(value for _, value in node.pairs or [])]
    return 1 + sum(_size(child) for child in children)


class _Broken(Exception):
    def __init__(self, line: int, text: str, expected: str = "") -> None:
        self.line, self.text, self.expected = line, text, expected


def read_tree(text: str, file: str, notes: Notes) -> Node | None:
    """The tree of a file; nothing, and a note, when it cannot be read."""
    if len(text) > MAX_SIZE:
        notes.add(file, 1, f"Plik ma ponad {MAX_SIZE // 1024} KB.", "krótszy plik")
        return None
    try:
        return _Composer(file, notes).compose(YAML(typ="safe", pure=True).parse(text))
    except _Broken as fault:
        notes.add(file, fault.line, fault.text, fault.expected)
    except MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        _broken(notes, file, mark.line + 1 if mark else 1, fault.problem, fault.context)
    except (YAMLError, ValueError) as fault:
        at = getattr(fault, "position", 0)  # of a sign that cannot stand in YAML
        _broken(notes, file, text.count("\n", 0, at) + 1, str(fault))
    return None


def _broken(notes: Notes, file: str, line: int, *said: str | None) -> None:
    wrong, expected = told(*said)
    notes.add(file, line, f"To nie jest poprawny YAML: {wrong}.", expected)


class _Composer:
    """Events to nodes, with limits."""

    def __init__(self, file: str, notes: Notes) -> None:
        self.file = file
        self.notes = notes
        self.anchors: dict[str, Node] = {}
        self.stack: list[Node] = []
        self.keys: list[Node | None] = []
        self.seen: list[dict[str, int]] = []  # keys of each open map with their lines
        self.root: Node | None = None
        self.documents = 0
        self.nodes = 0
        self.aliases = 0

    def compose(self, events: Iterator[Any]) -> Node:
        for event in events:
            self._take(event)
        if self.root is None:
            raise _Broken(1, "Plik jest pusty.", "treść")
        return self.root

    def _take(self, event: Any) -> None:
        line = event.start_mark.line + 1
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _Broken(line, "W pliku jest więcej niż jeden dokument.", "jeden dokument (bez „---” w środku)")
        elif isinstance(event, AliasEvent):
            self._alias(event.anchor, line)
        elif isinstance(event, ScalarEvent):
            self._scalar(event, line)
        elif isinstance(event, SequenceStartEvent | MappingStartEvent):
            kind: Kind = "list" if isinstance(event, SequenceStartEvent) else "map"
            self._open(event, Node(kind, line, items=[], pairs=[]))
        elif isinstance(event, SequenceEndEvent | MappingEndEvent):
            self.stack.pop()
            self.keys.pop()
            self.seen.pop()

    def _scalar(self, event: Any, line: int) -> None:
        block = event.style in ("|", ">")
        node = Node("text", line, event.value, plain=event.style is None or event.style == "", block=block)
        self._checked(event, line)
        self._place(node)
        self._remember(event, node)

    def _open(self, event: Any, node: Node) -> None:
        self._checked(event, node.line)
        self._place(node)
        self._remember(event, node)
        self.stack.append(node)
        self.keys.append(None)
        self.seen.append({})
        if len(self.stack) > MAX_DEPTH:
            raise _Broken(node.line, f"Zagnieżdżenie głębsze niż {MAX_DEPTH} poziomów.", "płytsza budowa")

    def _checked(self, event: Any, line: int) -> None:
        self.nodes += 1
        self._check_count(line)
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("!", "None"):
            raise _Broken(line, f"Znacznik typu „{tag}” jest niedozwolony.", "wartość bez znacznika „!”")

    def _check_count(self, line: int) -> None:
        if self.nodes > MAX_NODES:
            raise _Broken(line, f"Plik ma ponad {MAX_NODES} wartości.", "krótszy plik")

    def _remember(self, event: Any, node: Node) -> None:
        if event.anchor:
            self.anchors[event.anchor] = node

    def _alias(self, anchor: str, line: int) -> None:
        self.aliases += 1
        if self.aliases > MAX_ALIASES:
            raise _Broken(line, f"W pliku jest ponad {MAX_ALIASES} odwołań „*”.", "powtórzenie treści wprost")
        node = self.anchors.get(anchor)
        if node is None:
            raise _Broken(
                line, f"Odwołanie „*{anchor}” do niczego nie prowadzi.", "nazwa oznaczona wcześniej przez „&”"
            )
        if any(held is node for held in self.stack):
            raise _Broken(line, f"Odwołanie „*{anchor}” prowadzi do samego siebie.", "odwołanie do innej wartości")
        self.nodes += _size(node)
        self._check_count(line)
        self._place(node)

    def _place(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        around = self.stack[-1]
        if around.kind == "list":
            assert around.items is not None
            around.items.append(node)
            return
        key = self.keys[-1]
        if key is None:
            self._key(node)
            return
        assert around.pairs is not None
        around.pairs.append((key, node))
        self.keys[-1] = None

    def _key(self, node: Node) -> None:
        if node.kind != "text":
            raise _Broken(node.line, "Kluczem może być tylko tekst.", "nazwa i dwukropek")
        first = self.seen[-1].get(node.text)
        self.seen[-1].setdefault(node.text, node.line)
        if first is not None:
            text = f"Klucz „{node.text}” powtarza się (pierwszy raz w wierszu {first})."
            self.notes.add(self.file, node.line, text, "każdy klucz tylko raz")
        self.keys[-1] = node
