"""One act while it lasts: tokens, the scopes they run in, the steps that are about to be entered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from okienko.language._values import restored_value, saved_value
from okienko.language.feel import Value
from okienko.language.processes._model import INSIDE, Flow, Node, Process
from okienko.language.processes._state import Incident, Move, State, Thrown, Token, Turns

Scope = Mapping[str, Value]


class Coming(NamedTuple):
    """A step about to be entered: by which flow, within which token; `token` when it stands there already."""

    node: Node
    via: str
    parent: str
    token: str = ""


class Layers(Mapping[str, Value]):
    """Names of inner scopes over those of outer ones."""

    def __init__(self, *layers: Scope) -> None:
        self._layers = layers

    def __getitem__(self, name: str) -> Value:
        for layer in self._layers:
            try:
                return layer[name]
            except KeyError:
                continue
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter({name: None for layer in self._layers for name in layer})

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Run:
    """The state taken apart for one act; `move` puts it together again."""

    def __init__(self, process: Process, state: State, scope: Scope) -> None:
        self.process = process
        self.scope = scope
        self.tokens = {token.id: token for token in state.tokens}
        self.issued = state.issued
        self.fired = state.fired
        self.queue: deque[Coming] = deque()
        self.throwing: deque[str] = deque()  # tokens whose event goes out once nothing else moves
        self.stopped: set[tuple[str, str]] = set()  # steps that never came to wait, and within which token
        self.circles: dict[str, str] = {}  # by the step that never came to wait, for the words of its incident
        self.facts: dict[str, Value] = {}
        self.entered: list[str] = []
        self.left: list[str] = []
        self.cut: list[str] = []
        self.incidents: list[Incident] = []
        self.thrown: list[Thrown] = []

    def move(self) -> Move:
        state = State(tuple(self.tokens.values()), self.issued, self.fired if self.tokens else ())
        return Move(
            state, tuple(self.entered), tuple(self.left), state.ended, tuple(self.incidents), tuple(self.cut),
            self.facts, tuple(self.thrown),
        )  # fmt: skip

    # Where tokens run

    def inside(self, parent: str) -> Process:
        """The process in which tokens with this parent run."""
        if not parent:
            return self.process
        held = self.tokens[parent]
        around = self.inside(held.parent)
        if held.turns is not None:
            return around
        node = around.nodes[held.node]
        return around.inner[node.id] if node.role == "sub" else around.called[node.calls or ""]

    def node(self, token: Token) -> Node:
        return self.inside(token.parent).nodes[token.node]

    def is_turn(self, token: Token) -> bool:
        """Whether the token is one instance of a repeated step."""
        return bool(token.parent) and self.tokens[token.parent].turns is not None

    def host(self, token: Token) -> Token:
        """The token that boundary events guard: that of all instances together."""
        return self.tokens[token.parent] if self.is_turn(token) else token

    def is_scope(self, token: Token) -> bool:
        """Whether steps run within the token itself."""
        return token.turns is None and not token.fault and self.node(token).role in INSIDE

    def alive(self, parent: str) -> bool:
        return not parent or parent in self.tokens

    def children(self, parent: str) -> list[Token]:
        return [token for token in self.tokens.values() if token.parent == parent]

    # Names

    def seen(self, at: str) -> Scope:
        """The names seen within the token, its own first."""
        layers = []
        while at:
            held = self.tokens[at]
            layers += [held.data] if held.data else []
            at = held.parent
        layers += [self.facts] if self.facts else []
        return Layers(*layers, self.scope) if layers else self.scope

    def place_of(self, token: Token) -> str:
        """Where the step at the token sees its names: one instance has its own."""
        return token.id if self.is_turn(token) else token.parent

    def assign(self, at: str, name: str, value: Value) -> None:
        """The name has the value in the innermost scope whose own it is, else in the whole case."""
        kept, owner = restored_value(saved_value(value)), self.owner(at, name)
        if owner:
            held = self.tokens[owner]
            self.tokens[owner] = replace(held, data={**held.data, name: kept})
        else:
            self.facts[name] = kept

    def owner(self, at: str, name: str) -> str:
        """The innermost token around whose own the name is or would be; none when it is of the whole case."""
        while at:
            held = self.tokens[at]
            if name in held.data or self._keeps(held):
                return at
            at = held.parent
        return ""

    def assign_own(self, token: Token, name: str, value: Value) -> None:
        """The token has the name as its own."""
        held = self.tokens[token.id]
        self.change(held, {**held.data, name: restored_value(saved_value(value))})

    def _keeps(self, held: Token) -> bool:
        """An instance and a called process keep all that is given within them; a loop and a sub-process do not."""
        if held.turns is not None:
            return False
        node = self.node(held)
        repeated = self.is_turn(held) and node.repeat is not None and node.repeat.kind != "while"
        return repeated or node.role == "call"

    # Tokens

    def place(self, node: Node, parent: str, via: str = "", turns: Turns | None = None) -> Token:
        self.issued += 1
        token = Token(str(self.issued), node.id, parent, via, turns=turns)
        self.tokens[token.id] = token
        return token

    def change(self, token: Token, data: Scope) -> Token:
        self.tokens[token.id] = replace(token, data=data)
        return self.tokens[token.id]

    def stop(self, token: Token, fault: str) -> None:
        """The token, within which nothing runs, cannot go on and waits for a hand."""
        self.tokens[token.id] = replace(token, fault=fault)
        self.incidents.append(Incident(token.id, token.node, fault))

    def drop(self, token: Token) -> None:
        """The token is taken away undone, with all that ran inside it."""
        self._drop_all([token])

    def _drop_all(self, tokens: list[Token]) -> None:
        """The innermost first."""
        if not tokens:
            return
        within: dict[str, list[Token]] = {}
        for token in self.tokens.values():
            within.setdefault(token.parent, []).append(token)
        waiting, ordered = list(tokens), []
        while waiting:
            token = waiting.pop()
            ordered.append(token)
            waiting += within.get(token.id, ())
        for token in reversed(ordered):
            names = [token.node] if token.turns is None else []
            self.left += names
            self.cut += names
            del self.tokens[token.id]

    def clear(self, parent: str) -> None:
        """Nothing runs within the parent any more, and nothing is about to."""
        self._drop_all(self.children(parent))
        self.queue = deque(item for item in self.queue if item.parent != parent and self.alive(item.parent))

    def emit(self, node: Node, parent: str) -> None:
        """The step is done: the steps after it are about to be entered."""
        if node.by_event:
            return
        inside = self.inside(parent)
        flows = self._chosen(node, inside.outgoing[node.id], parent)
        if not flows:
            fault = f"Po kroku „{node.label}” żaden warunek nie pasuje do odpowiedzi."
            self.stop(self.place(node, parent), fault)
        self.queue.extend(Coming(inside.nodes[flow.target], flow.id, parent) for flow in flows)

    def _chosen(self, node: Node, out: tuple[Flow, ...], parent: str) -> list[Flow]:
        """A gateway takes the first flow that fits, a step all of them; the default when none fits."""
        if node.role == "parallel":
            return list(out)
        fits = [flow for flow in out if flow.id != node.default and self._holds(flow, parent)]
        if not fits:
            return [flow for flow in out if flow.id == node.default]
        return fits[:1] if node.role == "exclusive" else fits

    def _holds(self, flow: Flow, parent: str) -> bool:
        return flow.condition is None or flow.condition.evaluate(self.seen(parent)) is True
