"""What a BPMN file says, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeVar

from okienko.language.errors import Refusal
from okienko.language.feel import Expression
from okienko.language.shortened import shortened

Thing = TypeVar("Thing")
DEEPEST_CALL = 50  # processes that call each other in a row
Role = Literal["start", "end", "pass", "user", "service", "receive", "exclusive", "parallel", "catch", "call"]

# What the interpreter does with an element; an element without a role is drawn but refused by `check`.
ROLES: Mapping[str, Role] = {
    "startEvent": "start",
    "endEvent": "end",
    "task": "pass",
    "manualTask": "pass",
    "userTask": "user",
    "serviceTask": "service",
    "receiveTask": "receive",
    "exclusiveGateway": "exclusive",
    "parallelGateway": "parallel",
    "intermediateCatchEvent": "catch",
    "boundaryEvent": "catch",
    "callActivity": "call",
}


class Unreadable(Refusal):
    """A file that is not BPMN 2.0 or is not safe to read; the line that says so."""

    code = "nieczytelny_proces"

    def __init__(self, text: str, line: int = 1) -> None:
        super().__init__(shortened(text))
        self.line = line


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why a process may not be published, with its line in the file (from 1)."""

    text: str
    line: int
    node: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", shortened(self.text))


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node. `event`: none, timer, message, terminate or any other definition of BPMN;
    `awaits`: the timer's text or the message's name."""

    id: str
    kind: str
    name: str
    line: int
    event: str = "none"
    awaits: str = ""
    attached_to: str | None = None
    interrupting: bool = True
    default: str | None = None
    calls: str | None = None
    text: str = ""
    role: Role | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", ROLES.get(self.kind))

    @property
    def label(self) -> str:
        """What people call it."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is FEEL over the facts of the case."""

    id: str
    source: str
    target: str
    line: int
    name: str = ""
    condition: Expression | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """What is kept and drawn, never run: a lane, another pool, a data object, an annotation."""

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Bounds:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Shape:
    """Where an element stands on the drawing; `label` where its name stands, if apart."""

    element: str
    bounds: Bounds
    label: Bounds | None = None
    expanded: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """The broken line of a flow or an association."""

    element: str
    points: tuple[tuple[float, float], ...]
    label: Bounds | None = None


@dataclass(frozen=True)
class Process:
    """One process of a BPMN file. `xml` is the file itself, so that nothing is ever lost."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    xml: str = ""
    extras: Mapping[str, Extra] = field(default_factory=dict)
    shapes: Mapping[str, Shape] = field(default_factory=dict)
    edges: Mapping[str, Edge] = field(default_factory=dict)
    found: tuple[Problem, ...] = ()  # what was wrong already while reading
    called: Mapping[str, Process] = field(default_factory=dict)  # what call activities call, by id
    inner: Mapping[str, Process] = field(default_factory=dict)  # sub-processes drawn within, kept and not run
    outgoing: Mapping[str, tuple[Flow, ...]] = field(init=False, repr=False, compare=False)
    incoming: Mapping[str, tuple[Flow, ...]] = field(init=False, repr=False, compare=False)
    boundaries: Mapping[str, tuple[Node, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        flows = tuple(self.flows.values())
        guards = (node for node in self.nodes.values() if node.attached_to)
        index = object.__setattr__
        index(self, "outgoing", _grouped(self.nodes, ((flow.source, flow) for flow in flows)))
        index(self, "incoming", _grouped(self.nodes, ((flow.target, flow) for flow in flows)))
        index(self, "boundaries", _grouped(self.nodes, ((guard.attached_to or "", guard) for guard in guards)))

    @property
    def starts(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.role == "start")

    @property
    def messages(self) -> tuple[str, ...]:
        """Names of the messages it can wait for, in order, each once."""
        found = (node.awaits for node in self.nodes.values() if _awaits_message(node))
        return tuple(dict.fromkeys(found))

    @property
    def timers(self) -> tuple[str, ...]:
        """Texts of its timers, in order, each once: names of deadlines or ISO 8601 durations."""
        return tuple(dict.fromkeys(node.awaits for node in self.nodes.values() if node.event == "timer"))


def _grouped(places: Iterable[str], things: Iterable[tuple[str, Thing]]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {at: [] for at in places}
    for at, thing in things:
        if at in found:
            found[at].append(thing)
    return {at: tuple(here) for at, here in found.items()}


def _awaits_message(node: Node) -> bool:
    return node.role == "receive" or (node.event == "message" and node.role == "catch")


def link(process: Process, library: Mapping[str, Process]) -> Process:
    """The process with its call activities resolved through a mapping of process ids, deeply."""
    return _link(process, library, (), {})


def _link(
    process: Process, library: Mapping[str, Process], above: tuple[str, ...], linked: dict[str, Process]
) -> Process:
    names = {node.calls for node in process.nodes.values() if node.calls}
    inside = (*above, process.id)
    # A process that calls itself, or lies too deep, stays unresolved there: `check` tells it.
    known = [name for name in sorted(names) if name in library and name not in inside and len(inside) <= DEEPEST_CALL]
    for name in known:
        if name not in linked:  # each once, by however many ways it is called
            linked[name] = _link(library[name], library, inside, linked)
    return replace(process, called={name: linked[name] for name in known})
