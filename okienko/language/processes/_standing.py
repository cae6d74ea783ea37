"""Where tokens stand on the drawing."""

from __future__ import annotations

from okienko.language.processes._model import Process
from okienko.language.processes._run import Run
from okienko.language.processes._state import State


def standing(process: Process, state: State) -> dict[str, str]:
    """Each token at which no other runs within, with its step on the drawing: a called process counts at its call."""
    run = Run(process, state, {})
    holding = {token.parent for token in state.tokens}
    found = {}
    for token in state.tokens:
        if token.id in holding:
            continue
        drawn, at = token, token
        while at.parent:
            at = run.tokens[at.parent]
            drawn = at if at.turns is None and run.node(at).role == "call" else drawn
        found[token.id] = drawn.node
    return found
