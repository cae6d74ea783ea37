"""`texts/en.yaml`: translations of a service's texts, by the same names; each name is checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from okienko.language.bundle import Bundle
from okienko.language.loader.problems import Notes, nearest
from okienko.language.loader.tree import Node, read_tree
from okienko.language.model import Service
from okienko.language.texts import Path, Texts, texts_of

_FILE = re.compile(r"texts/([a-z]{2})\.yaml")
SHOWN = 12  # names listed in one complaint


def with_texts(service: Service, bundle: Bundle, notes: Notes) -> Service:
    """The service with its translations; what is not the name of a text is a mistake, what lacks is not."""
    found: dict[str, Texts] = {}
    known = texts_of(service)
    for file, text in bundle.files.items():
        if not file.startswith("texts/"):
            continue
        named = _FILE.fullmatch(file)
        if named is None or named[1] == "pl":
            notes.add(
                file, 1, "To nie jest plik z tłumaczeniem.", "texts/ i dwie litery języka, na przykład texts/en.yaml"
            )
            continue
        tree = read_tree(text, file, notes)
        found[named[1]] = dict(_read(tree, file, known, notes)) if tree else {}
    return replace(service, texts=found) if found else service


def _read(tree: Node, file: str, known: Mapping[Path, str], notes: Notes) -> Iterator[tuple[Path, str]]:
    for path, node in _leaves(tree, ()):
        if node.kind != "text":
            notes.add(file, node.line, f"„{_said(path)}”: nie ma tu tekstu.", "tekst")
        elif path not in known:
            _unknown(path, node, file, known, notes)
        elif text := " ".join(node.text.split()):
            yield path, text


def _leaves(node: Node, path: Path) -> Iterator[tuple[Path, Node]]:
    if node.kind == "map" and node.pairs:
        for key, value in node.pairs:
            yield from _leaves(value, (*path, " ".join(key.text.split())))
    elif node.kind == "list" and node.items:
        for place, item in enumerate(node.items, 1):
            yield from _leaves(item, (*path, str(place)))
    else:
        yield path, node


def _unknown(path: Path, node: Node, file: str, known: Mapping[Path, str], notes: Notes) -> None:
    """The first part of the path that names nothing, and what could stand there."""
    lasting = (end for end in range(len(path)) if not any(one[: end + 1] == path[: end + 1] for one in known))
    depth = next(lasting, len(path))
    there = sorted({one[depth] for one in known if len(one) > depth and one[:depth] == path[:depth]})
    listed = ", ".join(there[:SHOWN]) + (", …" if len(there) > SHOWN else "") if there else "nic, tu stoi tekst"
    if depth == len(path):
        notes.add(file, node.line, f"„{_said(path) or file}”: nie ma tu tekstu, są dalsze nazwy.", listed)
        return
    said = f"Nieznana nazwa „{_said(path[: depth + 1])}”."
    notes.add(file, node.line, said, listed, nearest(path[depth], there))


def _said(path: Path) -> str:
    return ".".join(path)
