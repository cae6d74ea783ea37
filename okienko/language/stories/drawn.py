"""Changes by one of a process: conditions, scripts, and how often its steps are repeated, at any depth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from okienko.language.feel import Expression
from okienko.language.processes import Flow, Node, Process
from okienko.language.stories.changes import Changes

Altered = tuple[str, str, Process]


def process_mutants(process: Process, changes: Changes) -> Iterator[Altered]:
    """Where, what was changed, and the process with that change."""
    for name, flow in process.flows.items():
        for what, condition in _expressions(flow.condition, changes):
            flows: Mapping[str, Flow] = {**process.flows, name: replace(flow, condition=condition)}
            yield f"strzałka „{name}”", what, replace(process, flows=flows)
    for name, node in process.nodes.items():
        for what, changed in (*_scripts(node, changes), *_repeats(node, changes)):
            yield f"krok „{name}”", what, replace(process, nodes={**process.nodes, name: changed})
    for name, child in process.inner.items():
        for where, what, altered in process_mutants(child, changes):
            yield where, what, replace(process, inner={**process.inner, name: altered})


def _expressions(expression: Expression | None, changes: Changes) -> Iterator[tuple[str, Expression]]:
    if expression is not None:
        yield from changes.expressions(expression)


def _scripts(node: Node, changes: Changes) -> Iterator[tuple[str, Node]]:
    for place, (name, expression) in enumerate(node.assigns):
        for what, changed in _expressions(expression, changes):
            assigns = (*node.assigns[:place], (name, changed), *node.assigns[place + 1 :])
            yield what, replace(node, assigns=assigns)


def _repeats(node: Node, changes: Changes) -> Iterator[tuple[str, Node]]:
    repeat = node.repeat
    if repeat is None:
        return
    for what, count in _expressions(repeat.count, changes):
        yield what, replace(node, repeat=replace(repeat, count=count))
    for what, test in _expressions(repeat.test, changes):
        yield what, replace(node, repeat=replace(repeat, test=test))
