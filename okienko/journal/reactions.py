"""The registry of reactions: what an app does when a fact from below arrives.

A reaction runs after commit, at least once, in its own savepoint; it must bear being run twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from okienko.journal.facts import Head

Reaction = Callable[[Any, Head], None]
R = TypeVar("R", bound=Reaction)
_REACTIONS: dict[str, list[tuple[str, Reaction]]] = {}


def on(*facts: type) -> Callable[[R], R]:
    """Run the function `(fact, head)` for each fact of these classes."""

    def register(function: R) -> R:
        name = f"{function.__module__}.{function.__name__}"
        for cls in facts:
            _REACTIONS.setdefault(cls.kind, []).append((name, function))  # type: ignore[attr-defined]
        return function

    return register


def reactions_to(kind: str) -> list[tuple[str, Reaction]]:
    """Names and functions registered for a kind of fact."""
    return _REACTIONS.get(kind, [])
