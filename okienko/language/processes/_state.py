"""Where the tokens of a running process stand: small, immutable, JSON both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from okienko.language._values import restored_value, saved_value
from okienko.language.errors import Refusal
from okienko.language.feel import Value

WaitingKind = Literal["user", "service", "rule", "receive", "timer", "message", "signal", "incident"]


class Gone(Refusal):
    """The step has been done, or was interrupted, since the page was drawn."""

    code = "krok_nieaktualny"


@dataclass(frozen=True, slots=True)
class Turns:
    """How a repeated step stands: how many times in all (0: not known), begun, done."""

    total: int
    begun: int = 0
    done: int = 0


@dataclass(frozen=True, slots=True)
class Token:
    """One point at which the process stands. `parent`: the token of the call, the sub-process or the repeated step
    it runs in; `via`: the flow by which it came to a join and is held there; `fired`: timers that have rung without
    interrupting; `fault`: why it cannot go on; `data`: names that are its own and of all that runs in it; `turns`: of
    a repeated step, whose instances are tokens at the same step within it."""

    id: str
    node: str
    parent: str = ""
    via: str = ""
    fired: tuple[str, ...] = ()
    fault: str = ""
    data: Mapping[str, Value] = field(default_factory=dict)
    turns: Turns | None = None


@dataclass(frozen=True, slots=True)
class State:
    """All tokens, and how many ids were given out: an id is never used twice. `fired`: as of a token, of the whole."""

    tokens: tuple[Token, ...] = ()
    issued: int = 0
    fired: tuple[str, ...] = ()

    @property
    def ended(self) -> bool:
        return not self.tokens

    def to_json(self) -> dict[str, object]:
        """What `from_json` reads back to an equal state."""
        saved: dict[str, object] = {"issued": self.issued, "tokens": [_token_json(token) for token in self.tokens]}
        return saved | {"fired": list(self.fired)} if self.fired else saved

    @classmethod
    def from_json(cls, saved: Mapping[str, object]) -> State:
        tokens, issued = saved.get("tokens"), saved.get("issued")
        if not isinstance(tokens, list) or not isinstance(issued, int):
            raise ValueError("not a state of a process")
        return cls(tuple(_token(token) for token in tokens), issued, _texts(saved.get("fired")))


def _token_json(token: Token) -> dict[str, object]:
    saved: dict[str, object] = {"id": token.id, "at": token.node}
    if token.parent:
        saved["in"] = token.parent
    if token.via:
        saved["via"] = token.via
    if token.fired:
        saved["fired"] = list(token.fired)
    if token.fault:
        saved["fault"] = token.fault
    if token.data:
        saved["data"] = {name: saved_value(value) for name, value in token.data.items()}
    if token.turns:
        saved["turns"] = [token.turns.total, token.turns.begun, token.turns.done]
    return saved


def _token(saved: Mapping[str, Any]) -> Token:
    data, turns = saved.get("data"), saved.get("turns")
    return Token(
        id=str(saved["id"]),
        node=str(saved["at"]),
        parent=str(saved.get("in", "")),
        via=str(saved.get("via", "")),
        fired=_texts(saved.get("fired")),
        fault=str(saved.get("fault", "")),
        data={name: restored_value(value) for name, value in data.items()} if data else {},
        turns=Turns(*turns) if turns else None,
    )


def _texts(saved: object) -> tuple[str, ...]:
    return tuple(saved) if isinstance(saved, list) else ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something the process waits for. `token` is what `complete` and `trigger` take; `event` is the name of the
    message, signal or rule, or the timer's text; `attached_to` is the token that a boundary event guards."""

    token: str
    node: str
    kind: WaitingKind
    name: str
    attached_to: str | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """A token that cannot go on; it stays where it is until it is moved by hand."""

    token: str
    node: str
    text: str


@dataclass(frozen=True, slots=True)
class Thrown:
    """What a step sent out: a message, a signal, an escalation or an error, by its name."""

    node: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Move:
    """What one act did: the state after it and the nodes entered and left, in order. `cut` are those of the left
    whose work was taken away undone; `facts` are names that scripts, rules and calls gave to the whole case."""

    state: State
    entered: tuple[str, ...]
    left: tuple[str, ...]
    ended: bool
    incidents: tuple[Incident, ...] = ()
    cut: tuple[str, ...] = ()
    facts: Mapping[str, Value] = field(default_factory=dict)
    thrown: tuple[Thrown, ...] = ()
