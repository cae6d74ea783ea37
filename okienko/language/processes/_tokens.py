"""The token interpreter: `start`, `complete`, `trigger`, `jump`. Pure; time and data come from outside."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from itertools import islice

from okienko.language.feel.values import Value
from okienko.language.processes._check import reach
from okienko.language.processes._loops import circles, idle_steps, named
from okienko.language.processes._model import Flow, Node, Process
from okienko.language.processes._state import Gone, Incident, Move, State, Token, Waiting, WaitingKind

Scope = Mapping[str, Value]

_WORK: Mapping[str, WaitingKind] = {"user": "user", "service": "service", "receive": "receive"}
_LIMIT = 2_000  # steps of one act; only a circle without waiting comes near
_CIRCLES = 20  # circles looked at for the name of one


def start(process: Process, scope: Scope) -> Move:
    """The process stands at its first waiting steps."""
    run = _Run(process, State(), scope)
    run.enter_start(process, "")
    return run.finish()


def complete(process: Process, state: State, token: str, scope: Scope) -> Move:
    """The task at this token is done and the process went on."""
    run = _Run(process, state, scope)
    held = run.tokens.get(token)
    if held is None or held.fault or run.node(held).role not in _WORK:
        raise Gone("Ten krok nie jest już otwarty.")
    run.leave(held)
    return run.finish()


def trigger(process: Process, state: State, event: str, scope: Scope) -> Move:
    """A timer rang or a message came: `event` is a waiting token, a message's name or a timer's text."""
    chosen = _awaited(waiting(process, state), event)
    run = _Run(process, state, scope)
    if chosen.attached_to is None:
        run.leave(run.tokens[chosen.token])
    else:
        run.ring(run.tokens[chosen.attached_to], chosen.node)
    return run.finish()


def jump(process: Process, state: State, token: str, to: str, scope: Scope) -> Move:
    """The token was taken by hand to another step of the same process; also the way out of an incident."""
    run = _Run(process, state, scope)
    held = run.tokens.get(token)
    if held is None:
        raise Gone("Ten krok nie jest już otwarty.")
    target = run.inside(held.parent).nodes.get(to)
    if target is None or target.attached_to is not None or target.role in (None, "start"):
        raise Gone(f"Nie można przejść do kroku „{to}”.")
    run.drop(held)
    run.queue.append((target, "", held.parent))
    return run.finish()


def waiting(process: Process, state: State) -> tuple[Waiting, ...]:
    """All that the process waits for, in the order it came there; boundary events follow their task."""
    run = _Run(process, state, {})
    found: list[Waiting] = []
    for token in state.tokens:
        inside = run.inside(token.parent)
        node = inside.nodes[token.node]
        if token.fault:
            found.append(Waiting(token.id, node.id, "incident", token.fault))
            continue
        work = _WORK.get(node.role or "")
        if work is not None:
            found.append(Waiting(token.id, node.id, work, node.label, None, node.awaits))
        elif node.role == "catch":
            found.append(Waiting(token.id, node.id, _event_kind(node), node.label, None, node.awaits))
        for guard in inside.boundaries[node.id]:
            if guard.id not in token.fired:
                name = f"{token.id}:{guard.id}"
                found.append(Waiting(name, guard.id, _event_kind(guard), guard.label, token.id, guard.awaits))
    return tuple(found)


def _event_kind(node: Node) -> WaitingKind:
    return "timer" if node.event == "timer" else "message"


def _awaited(waits: tuple[Waiting, ...], event: str) -> Waiting:
    events = [wait for wait in waits if wait.kind in ("timer", "message", "receive")]
    for wait in events:
        if wait.token == event:
            return wait
    for wait in events:
        if wait.event == event:
            return wait
    raise Gone("Sprawa nie czeka już na to zdarzenie.")


class _Run:
    """One act: tokens move until all of them wait."""

    def __init__(self, process: Process, state: State, scope: Scope) -> None:
        self.process = process
        self.scope = scope
        self.tokens = {token.id: token for token in state.tokens}
        self.issued = state.issued
        self.queue: deque[tuple[Node, str, str]] = deque()  # node, the flow it is entered by, parent
        self.entered: list[str] = []
        self.left: list[str] = []
        self.cut: list[str] = []
        self.incidents: list[Incident] = []

    def inside(self, parent: str) -> Process:
        """The process in which tokens with this parent run."""
        if not parent:
            return self.process
        call = self.tokens[parent]
        around = self.inside(call.parent)
        return around.called[around.nodes[call.node].calls or ""]

    def node(self, token: Token) -> Node:
        return self.inside(token.parent).nodes[token.node]

    def finish(self) -> Move:
        steps = 0
        while self.queue or self._end_calls():
            node, via, parent = self.queue.popleft()
            steps += 1
            if steps > _LIMIT or len(self.queue) > _LIMIT:
                steps = _LIMIT  # nothing moves any more in this act
                self._stop(node, parent)
            else:
                self._enter(node, via, parent)
        self._find_stuck()
        state = State(tuple(self.tokens.values()), self.issued)
        return Move(state, tuple(self.entered), tuple(self.left), state.ended, tuple(self.incidents), tuple(self.cut))

    def enter_start(self, process: Process, parent: str) -> None:
        for node in process.starts[:1]:
            self.queue.append((node, "", parent))

    def drop(self, token: Token) -> None:
        """The token is taken away undone, with all that ran inside its call activity."""
        for child in [child for child in self.tokens.values() if child.parent == token.id]:
            self.drop(child)
        self.left.append(token.node)
        self.cut.append(token.node)
        del self.tokens[token.id]

    def leave(self, token: Token) -> None:
        node = self.node(token)
        self.left.append(token.node)
        del self.tokens[token.id]
        self._emit(node, token.parent)

    def ring(self, host: Token, event: str) -> None:
        """A boundary event came: it ends its task, or leaves it running beside."""
        node = self.inside(host.parent).nodes[event]
        if node.interrupting:
            self.drop(host)
        elif node.event == "timer":
            self.tokens[host.id] = replace(host, fired=(*host.fired, event))
        self.entered.append(event)
        self.left.append(event)
        self._emit(node, host.parent)

    def _place(self, node: Node, parent: str, via: str = "", fault: str = "") -> Token:
        self.issued += 1
        token = Token(str(self.issued), node.id, parent, via, (), fault)
        self.tokens[token.id] = token
        return token

    def _park(self, node: Node, parent: str, fault: str) -> None:
        token = self._place(node, parent, fault=fault)
        self.incidents.append(Incident(token.id, node.id, fault))

    def _stop(self, node: Node, parent: str) -> None:
        """The act never came to a waiting step: one token stays at each step, with the name of the circle."""
        if any(token.node == node.id and token.parent == parent and token.fault for token in self.tokens.values()):
            return
        circle = self._circle(node, parent)
        where = f": {circle}" if circle else ""
        self._park(node, parent, f"Proces krąży bez końca i nikt w nim na nic nie czeka{where}.")

    def _circle(self, node: Node, parent: str) -> str:
        """The circle by name, of this process or of one around it."""
        entered, at = set(self.entered), node.id
        while True:
            inside = self.inside(parent)
            idle = [step for step in idle_steps(inside) if step in entered]
            found = list(islice(circles(inside, idle), _CIRCLES))
            if found:
                return named(inside, next((circle for circle in found if at in circle), found[0]))
            if not parent:
                return ""
            at, parent = self.tokens[parent].node, self.tokens[parent].parent

    def _enter(self, node: Node, via: str, parent: str) -> None:
        self.entered.append(node.id)
        role = node.role
        if role in _WORK or role == "catch":
            self._place(node, parent)
        elif role == "call":
            self._call(node, parent)
        elif role == "parallel":
            self._join(node, via, parent)
        elif role == "end":
            self._end(node, parent)
        elif role is None:
            self._park(node, parent, f"Kroku „{node.label}” ({node.kind}) nie umiemy wykonać.")
        else:
            self.left.append(node.id)
            self._emit(node, parent)

    def _call(self, node: Node, parent: str) -> None:
        child = self.inside(parent).called.get(node.calls or "")
        if child is None:
            self._park(node, parent, f"Nie ma procesu „{node.calls}”, który wywołuje „{node.label}”.")
        else:
            self.enter_start(child, self._place(node, parent).id)

    def _end(self, node: Node, parent: str) -> None:
        self.left.append(node.id)
        if node.event == "terminate":
            for token in [token for token in self.tokens.values() if token.parent == parent]:
                self.drop(token)
            self.queue = deque(
                item for item in self.queue if item[2] != parent and (not item[2] or item[2] in self.tokens)
            )

    def _join(self, node: Node, via: str, parent: str) -> None:
        """A parallel gateway goes on when each incoming flow has brought a token."""
        needed = self.inside(parent).incoming[node.id]
        if len(needed) > 1:
            self._place(node, parent, via or _missing(needed, self._held(node, parent)))
            held = self._held(node, parent)
            if len({token.via for token in held}) < len(needed):
                return
            for flow in needed:
                del self.tokens[next(token.id for token in held if token.via == flow.id)]
        self.left.append(node.id)
        self._emit(node, parent)

    def _held(self, node: Node, parent: str) -> list[Token]:
        return [t for t in self.tokens.values() if t.node == node.id and t.parent == parent and t.via]

    def _emit(self, node: Node, parent: str) -> None:
        inside = self.inside(parent)
        flows = self._chosen(node, inside.outgoing[node.id])
        if not flows:
            self._park(node, parent, f"Po kroku „{node.label}” żaden warunek nie pasuje do odpowiedzi.")
        self.queue.extend((inside.nodes[flow.target], flow.id, parent) for flow in flows)

    def _chosen(self, node: Node, out: tuple[Flow, ...]) -> list[Flow]:
        """A gateway takes the first flow that fits, a step all of them; the default when none fits."""
        if node.role == "parallel":
            return list(out)
        fits = [flow for flow in out if flow.id != node.default and self._holds(flow)]
        if not fits:
            return [flow for flow in out if flow.id == node.default]
        return fits[:1] if node.role == "exclusive" else fits

    def _holds(self, flow: Flow) -> bool:
        return flow.condition is None or flow.condition.evaluate(self.scope) is True

    def _end_calls(self) -> bool:
        """Call activities whose process has ended go on; whether there is anything to do now."""
        parents = {token.parent for token in self.tokens.values()}
        for token in list(self.tokens.values()):
            if not token.fault and token.id not in parents and self.node(token).role == "call":
                self.leave(token)
        return bool(self.queue)

    def _find_stuck(self) -> None:
        """A join that waits for a branch that can no longer come is told aloud."""
        for token in [token for token in self.tokens.values() if token.via and not token.fault]:
            inside = self.inside(token.parent)
            here = {held.via for held in self._held(inside.nodes[token.node], token.parent)}
            moving = [
                other.node for other in self.tokens.values()
                if other.parent == token.parent and other.node != token.node and not other.via
            ]  # fmt: skip
            coming = reach(inside, moving)
            missing = [flow for flow in inside.incoming[token.node] if flow.id not in here]
            if any(flow.source not in coming for flow in missing):
                fault = f"„{inside.nodes[token.node].label}” czeka na gałąź, która już nie przyjdzie."
                self.tokens[token.id] = replace(token, fault=fault)
                self.incidents.append(Incident(token.id, token.node, fault))


def _missing(needed: tuple[Flow, ...], held: list[Token]) -> str:
    """A token moved to a join by hand stands for the first branch that has not come."""
    here = {token.via for token in held}
    return next((flow.id for flow in needed if flow.id not in here), needed[0].id)
