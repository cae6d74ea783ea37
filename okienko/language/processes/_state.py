"""Where the tokens of a running process stand: small, immutable, JSON both ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from okienko.language.errors import Refusal

WaitingKind = Literal["user", "service", "receive", "timer", "message", "incident"]


class Gone(Refusal):
    """The step has been done, or was interrupted, since the page was drawn."""

    code = "krok_nieaktualny"


@dataclass(frozen=True, slots=True)
class Token:
    """One point at which the process stands. `parent`: the token of the call activity it runs in;
    `via`: the flow by which it came to a join and is held there; `fired`: timers that have rung
    without interrupting; `fault`: why it cannot go on."""

    id: str
    node: str
    parent: str = ""
    via: str = ""
    fired: tuple[str, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """All tokens, and how many ids were given out: an id is never used twice."""

    tokens: tuple[Token, ...] = ()
    issued: int = 0

    @property
    def ended(self) -> bool:
        return not self.tokens

    def to_json(self) -> dict[str, object]:
        """What `from_json` reads back to an equal state."""
        return {"issued": self.issued, "tokens": [_token_json(token) for token in self.tokens]}

    @classmethod
    def from_json(cls, saved: Mapping[str, object]) -> State:
        tokens, issued = saved.get("tokens"), saved.get("issued")
        if not isinstance(tokens, list) or not isinstance(issued, int):
            raise ValueError("not a state of a process")
        return cls(tuple(_token(token) for token in tokens), issued)


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
    return saved


def _token(saved: Mapping[str, object]) -> Token:
    fired = saved.get("fired", ())
    return Token(
        id=str(saved["id"]),
        node=str(saved["at"]),
        parent=str(saved.get("in", "")),
        via=str(saved.get("via", "")),
        fired=tuple(fired) if isinstance(fired, list) else (),
        fault=str(saved.get("fault", "")),
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something the process waits for. `token` is what `complete` and `trigger` take; `event` is the
    message's name or the timer's text; `attached_to` is the token that a boundary event guards."""

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
class Move:
    """What one act did: the state after it and the nodes entered and left, in order. `cut` are those
    of the left whose work was taken away undone."""

    state: State
    entered: tuple[str, ...]
    left: tuple[str, ...]
    ended: bool
    incidents: tuple[Incident, ...] = ()
    cut: tuple[str, ...] = ()
