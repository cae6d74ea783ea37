"""How steps are set off on the drawing: what is done, goes on and waits, or how many matters stand where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from okienko.language.calendar import plural
from okienko.language.processes._glyphs import PAPER
from okienko.language.processes._model import INSIDE, Node, Process
from okienko.language.processes._standing import standing
from okienko.language.processes._state import State
from okienko.language.processes._tokens import waiting

Status = str
WORDS: Mapping[Status, str] = {
    "done": "zrobione",
    "now": "teraz",
    "waiting": "czeka",
    "incident": "zatrzymane",
}
_STRENGTH = tuple(WORDS)  # the stronger comes later
_SIGNS: Mapping[Status, str] = {"done": "✓", "now": "▶", "waiting": "…", "incident": "!"}
_LEADS = (("now", "Teraz"), ("waiting", "Czeka"), ("incident", "Zatrzymane"), ("done", "Zrobione"))
MATTERS = ("sprawa", "sprawy", "spraw")
_FILLS: Mapping[Status, str] = {
    "done": "#f3f2f1",
    "now": "#fff7bf",
    "waiting": "#eef4fb",
    "incident": "#f9e1dd",
}
_HEATS = ("#e3edf1", "#c3d9e2", "#9dc2d0", "#74a9bc")  # one hue; black is read well on the darkest


class Mark(NamedTuple):
    """How a node is set off: a word for its class and title, a sign above it, fill and outline."""

    name: str = ""
    words: str = ""
    sign: str = ""
    fill: str = PAPER
    width: float = 1.5
    dash: str = ""


PLAIN = Mark()


def statuses(process: Process, state: State | None, done: Collection[str]) -> dict[str, Status]:
    """What is known of each node of the drawing: done, now, waiting or incident; the present outweighs the past."""
    nodes = process.drawn_nodes
    found: dict[str, Status] = {node: "done" for node in nodes if node in done}
    if state is None:
        return found
    found |= {name: "now" for name in standing(process, state).values() if _holds(nodes.get(name))}
    found |= {token.node: "now" for token in state.tokens if _holds(nodes.get(token.node))}
    for wait in waiting(process, state):
        kind = "now" if wait.kind in ("user", "service", "rule") else "waiting"
        found[wait.node] = "incident" if wait.kind == "incident" else kind
    return {node: word for node, word in found.items() if node in nodes}


def _holds(node: Node | None) -> bool:
    return node is not None and node.role in INSIDE


def state_marks(status: Mapping[str, Status], shown: Mapping[str, str]) -> dict[str, Mark]:
    """A mark for each node that is `shown`, by what stands for it; of several states the strongest."""
    found: dict[str, Status] = {}
    for node, word in status.items():
        place = shown.get(node, node)
        if place == node or word != "done":
            found[place] = max(word, found.get(place, "done"), key=_STRENGTH.index)
    return {node: _mark(word) for node, word in found.items()}


def _mark(word: Status) -> Mark:
    width, dash = 3.0 if word in ("now", "incident") else 1.5, "6 3" if word == "waiting" else ""
    return Mark(word, WORDS[word], f"{_SIGNS[word]} {WORDS[word]}", _FILLS[word], width, dash)


def heat_marks(counts: Mapping[str, int], shown: Mapping[str, str]) -> dict[str, Mark]:
    """The more matters stand there, the darker and the stronger."""
    summed: dict[str, int] = {}
    for node, count in counts.items():
        if count > 0:
            place = shown.get(node, node)
            summed[place] = summed.get(place, 0) + count
    most = max(summed.values(), default=0)
    found = {}
    for node, count in summed.items():
        heat = (count * len(_HEATS) - 1) // most
        words = f"{count} {plural(count, MATTERS)}"
        found[node] = Mark(f"held held-{heat + 1}", words, words, _HEATS[heat], 1.5 + heat)
    return found


def described(process: Process, status: Mapping[str, Status]) -> str:
    """The states in words."""
    nodes, told = process.drawn_nodes, []
    for word, lead in _LEADS:
        names = [nodes[node].label for node, is_so in status.items() if is_so == word]
        if names:
            told.append(f"{lead}: {', '.join(names)}.")
    return " ".join([f"Rysunek procesu, {len(nodes)} elementów.", *told, "To samo mówi lista kroków."])


def counted(process: Process, counts: Mapping[str, int]) -> str:
    """The counts in words."""
    nodes = process.drawn_nodes
    stand = [
        f"{node.label}: {counts[node.id]} {plural(counts[node.id], MATTERS)}."
        for node in nodes.values()
        if counts.get(node.id, 0) > 0
    ]
    told = " ".join(stand) or "Na żadnym kroku nie stoi sprawa."
    return f"Rysunek procesu, {len(nodes)} elementów. {told} To samo mówi lista kroków."
