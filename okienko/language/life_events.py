"""Life events: what happens to a person, and which public services follow from it, in order. Data, not code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from okienko.language.law import KnownService
from okienko.language.loader.problems import Notes, nearest
from okienko.language.loader.tree import Node, read_tree

FILE = "data/life_events.yaml"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_EVENT, _STEP = ("name", "text", "services"), ("service", "note")


@dataclass(frozen=True, slots=True)
class Step:
    """A service that follows from the event, and when it is needed."""

    service: KnownService
    note: str


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """What happens, in the person's own words; `id` is the end of its address."""

    id: str
    name: str
    text: str
    steps: tuple[Step, ...]


def load_life_events(root: Path, services: Mapping[str, KnownService]) -> tuple[LifeEvent, ...]:
    """The events of the repository at `root`; `DefinitionRefused` names every mistake in them."""
    return read_life_events((root / FILE).read_text("utf-8"), services)


def read_life_events(text: str, services: Mapping[str, KnownService]) -> tuple[LifeEvent, ...]:
    """The events of this text."""
    notes = Notes()
    tree = read_tree(text, FILE, notes)
    found = tuple(_Reading(notes, services).events(tree)) if tree else ()
    notes.refuse()
    return found


@dataclass(frozen=True)
class _Reading:
    """One reading of the file."""

    notes: Notes
    services: Mapping[str, KnownService]

    def events(self, tree: Node) -> Iterator[LifeEvent]:
        for key, node in tree.pairs or []:
            if not _SLUG.fullmatch(key.text):
                self.notes.add(FILE, key.line, f"„{key.text}” nie może być adresem.", "małe litery, cyfry, „-”")
            said = self._words(node, _EVENT)
            steps = tuple(self._step(item) for item in (said["services"].items or [] if "services" in said else []))
            if not steps:
                self.notes.add(FILE, key.line, f"„{key.text}” nie ma żadnej usługi.", "services: lista")
            yield LifeEvent(key.text, self._text(node, said, "name"), self._text(node, said, "text"), steps)

    def _step(self, node: Node) -> Step:
        said = self._words(node, _STEP)
        named = self._text(node, said, "service")
        known = self.services.get(named)
        if known is None and named:
            line = said["service"].line
            self.notes.unknown(FILE, line, "id usługi z data/service_names.csv", named, self.services)
        return Step(known or KnownService(named, "", named, named), self._text(node, said, "note"))

    def _words(self, node: Node, allowed: tuple[str, ...]) -> dict[str, Node]:
        for key, _ in node.pairs or []:
            if key.text not in allowed:
                expected, near = f"jedno z: {', '.join(allowed)}", nearest(key.text, allowed)
                self.notes.add(FILE, key.line, f"Nieznane słowo „{key.text}”.", expected, near)
        return {key.text: value for key, value in node.pairs or []}

    def _text(self, node: Node, said: Mapping[str, Node], word: str) -> str:
        if word not in said or not said[word].text.strip():
            self.notes.add(FILE, node.line, f"Brakuje słowa „{word}”.", word)
            return ""
        return " ".join(said[word].text.split())
