"""Ways along the arrows: what may be come to, and from where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from okienko.language.processes._model import Process


def reach(process: Process, start: Iterable[str]) -> set[str]:
    """All nodes that a token at `start` may come to, with the start itself."""
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            waiting.extend(_next(process, node))
    return seen


def inhibiting(process: Process, gate: str, here: Collection[str], nodes: Iterable[str]) -> Iterator[str]:
    """The nodes at which a token holds up an inclusive gateway that has tokens by the flows `here` (BPMN 2.0, 13.3.3):
    it can come by a flow that has brought none, without passing the gateway, and not by one that has. Each way out of
    a step, by its arrows and by each of its boundary events, is looked at alone."""
    flows = process.incoming[gate]
    missing = {flow.id for flow in flows if flow.id not in here}
    empty = leading(process, [flow.source for flow in flows if flow.id in missing], past=gate)
    full = leading(process, [flow.source for flow in flows if flow.id not in missing], past=gate)
    for node in nodes:
        if node == gate or node not in empty:
            continue
        out = process.outgoing[node]
        to_empty = any(flow.id in missing or flow.target in empty for flow in out)
        to_full = any(flow.id in here or flow.target in full for flow in out)
        beside = any(guard.id in empty and guard.id not in full for guard in process.boundaries[node])
        if beside or (to_empty and not to_full):
            yield node


def leading(process: Process, nodes: Iterable[str], past: str = "") -> set[str]:
    """The nodes from which a token may come to one of these, themselves included, without passing `past`."""
    seen: set[str] = set()
    waiting = list(nodes)
    while waiting:
        at = waiting.pop()
        if at not in seen and at != past:
            seen.add(at)
            waiting.extend(flow.source for flow in process.incoming[at])
            host = process.nodes[at].attached_to or ""
            waiting.extend([host] if host in process.nodes else [])
    return seen


def _next(process: Process, node: str) -> Iterator[str]:
    yield from (flow.target for flow in process.outgoing[node])
    yield from (guard.id for guard in process.boundaries[node])
