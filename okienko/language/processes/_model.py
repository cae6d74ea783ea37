"""What a BPMN file says, as frozen values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar

from okienko.language.errors import Refusal
from okienko.language.feel import Expression
from okienko.language.shortened import shortened

Thing = TypeVar("Thing")
DEEPEST_CALL = 50  # processes that call each other in a row
Role = Literal[
    "start", "end", "pass", "user", "service", "receive", "script", "rule", "exclusive", "parallel", "inclusive",
    "events", "catch", "throw", "call", "sub",
]  # fmt: skip

# What the interpreter does with an element; an element without a role is drawn but refused by `check`.
ROLES: Mapping[str, Role] = {
    "startEvent": "start",
    "endEvent": "end",
    "task": "pass",
    "manualTask": "pass",
    "userTask": "user",
    "serviceTask": "service",
    "sendTask": "service",
    "receiveTask": "receive",
    "scriptTask": "script",
    "businessRuleTask": "rule",
    "exclusiveGateway": "exclusive",
    "parallelGateway": "parallel",
    "inclusiveGateway": "inclusive",
    "eventBasedGateway": "events",
    "intermediateCatchEvent": "catch",
    "intermediateThrowEvent": "throw",
    "boundaryEvent": "catch",
    "callActivity": "call",
    "subProcess": "sub",
}
INSIDE = frozenset({"sub", "call"})  # what runs steps of its own within


def _role(kind: str, event: str) -> Role | None:
    """A link only leads on, and so does a throwing event that throws nothing."""
    role = ROLES.get(kind)
    if (role == "throw" and event in ("none", "link")) or (role == "catch" and event == "link"):
        return "pass"
    return role


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
class Repeat:
    """How often a step is done. `kind`: all instances at once, one after another, or as long as `test` holds.
    `over` gives the items and `item` their name, or `count` how many; `test` ends the rest early (of a loop: it goes
    on while it holds, asked `before` each turn or after it). The `result` of each goes to the list `results`."""

    kind: Literal["parallel", "sequential", "while"]
    count: Expression | None = None
    over: Expression | None = None
    item: str = ""
    test: Expression | None = None
    before: bool = False
    most: int = 0
    result: str = ""
    results: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A flow node. `event`: none, timer, message, terminate or any other definition of BPMN;
    `awaits`: the timer's text, or the name of the message, signal, error, escalation or link that it awaits or throws.
    `assigns`: names and what a script gives them; `decides`: the rule asked, `gives`: the name of its result."""

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
    repeat: Repeat | None = None
    assigns: tuple[tuple[str, Expression], ...] = ()
    decides: str = ""
    gives: str = ""
    by_event: bool = False  # a sub-process that no arrow enters: its start awaits an event
    role: Role | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        object.__setattr__(self, "role", _role(self.kind, self.event))

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
    inner: Mapping[str, Process] = field(default_factory=dict)  # sub-processes drawn within, by their step
    names: tuple[str, ...] = ()  # its properties: names that are its own while it runs
    gives: tuple[str, ...] = ()  # its data outputs: what a process that calls it takes over
    outgoing: Mapping[str, tuple[Flow, ...]] = field(init=False, repr=False, compare=False)
    incoming: Mapping[str, tuple[Flow, ...]] = field(init=False, repr=False, compare=False)
    boundaries: Mapping[str, tuple[Node, ...]] = field(init=False, repr=False, compare=False)
    listeners: tuple[tuple[Node, Node], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        flows = (*self.flows.values(), *_links(self.nodes.values()))
        guards = (node for node in self.nodes.values() if node.attached_to)
        index = object.__setattr__
        index(self, "outgoing", _grouped(self.nodes, ((flow.source, flow) for flow in flows)))
        index(self, "incoming", _grouped(self.nodes, ((flow.target, flow) for flow in flows)))
        index(self, "boundaries", _grouped(self.nodes, ((guard.attached_to or "", guard) for guard in guards)))
        index(self, "listeners", tuple(_listeners(self)))

    @property
    def starts(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.role == "start")

    @property
    def within(self) -> Iterator[Process]:
        """The process itself, then those drawn in it and those it calls, deeply."""
        waiting: list[Process] = [self]
        seen: set[int] = set()  # one called at several places is told once
        while waiting:
            process = waiting.pop()
            if id(process) not in seen:
                seen.add(id(process))
                yield process
                waiting += reversed((*process.inner.values(), *process.called.values()))

    @cached_property
    def all_nodes(self) -> Mapping[str, Node]:
        """All steps at any depth, by id; the outer one where a called process uses the same id."""
        found: dict[str, Node] = {}
        for process in self.within:
            for name, node in process.nodes.items():
                found.setdefault(name, node)
        return found

    @cached_property
    def drawn_nodes(self) -> Mapping[str, Node]:
        """The steps of its drawing: its own and those of sub-processes, without those of processes it calls."""
        inner = (child.drawn_nodes for child in self.inner.values())
        return {name: node for nodes in (self.nodes, *inner) for name, node in nodes.items()}

    @property
    def messages(self) -> tuple[str, ...]:
        """Names of the messages it can wait for, in order, each once."""
        found = (node.awaits for node in self.all_nodes.values() if _awaits_message(node))
        return tuple(dict.fromkeys(found))

    @property
    def timers(self) -> tuple[str, ...]:
        """Texts of its timers, in order, each once: names of deadlines or ISO 8601 durations."""
        return tuple(dict.fromkeys(node.awaits for node in self.all_nodes.values() if node.event == "timer"))


def _grouped(places: Iterable[str], things: Iterable[tuple[str, Thing]]) -> dict[str, tuple[Thing, ...]]:
    found: dict[str, list[Thing]] = {at: [] for at in places}
    for at, thing in things:
        if at in found:
            found[at].append(thing)
    return {at: tuple(here) for at, here in found.items()}


def _links(nodes: Iterable[Node]) -> Iterator[Flow]:
    """A throwing link goes on at the catching one of its name, as if an arrow led there."""
    linking = [node for node in nodes if node.event == "link"]
    targets = {node.awaits: node.id for node in linking if node.kind == "intermediateCatchEvent"}
    for node in linking:
        if node.kind == "intermediateThrowEvent" and node.awaits in targets:
            yield Flow(f"{node.id}~{targets[node.awaits]}", node.id, targets[node.awaits], node.line)


def _listeners(process: Process) -> Iterator[tuple[Node, Node]]:
    """Event sub-processes, each with the start whose event opens it."""
    for node in process.nodes.values():
        if node.by_event and node.id in process.inner:
            yield from ((node, start) for start in process.inner[node.id].starts[:1])


def _awaits_message(node: Node) -> bool:
    return node.role == "receive" or (node.event == "message" and node.role in ("catch", "start"))


def link(process: Process, library: Mapping[str, Process]) -> Process:
    """The process with its call activities resolved through a mapping of process ids, deeply."""
    return _link(process, library, (process.id,), {})


def _link(
    process: Process, library: Mapping[str, Process], above: tuple[str, ...], known: dict[str, Process]
) -> Process:
    called = {}
    for name in sorted({node.calls for node in process.nodes.values() if node.calls}):
        # A process that calls itself, or lies too deep, stays unresolved there: `check` tells it.
        if name in library and name not in above and len(above) <= DEEPEST_CALL:
            if name not in known:
                known[name] = _link(library[name], library, (*above, name), known)
            called[name] = known[name]
    inner = {name: _link(child, library, above, known) for name, child in process.inner.items()}
    return replace(process, called=called, inner=inner)
