"""Who may do what is decided in one place: `permit(by, verb, subject)`.

Each app registers its rules in its `permissions.py`. No rule means no.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from okienko.tenancy.errors import Forbidden

Rule = Callable[[Any, Any], bool]
_RULES: dict[tuple[str, type], Rule] = {}
F = TypeVar("F", bound=Rule)


class Actor(Protocol):
    """Whoever acts. The journal keeps the URN, never a name."""

    @property
    def urn(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """The installation itself, acting by a named rule: a term that passed, a sweep."""

    name: str

    @property
    def urn(self) -> str:
        return f"urn:okienko:system:{self.name}"


def rule(verb: str, subject: type) -> Callable[[F], F]:
    """Register who may do `verb` to a subject of this type: `(by, subject) -> bool`."""

    def register(function: F) -> F:
        key = (verb, subject)
        if key in _RULES:
            raise ValueError(f"two rules for {verb} on {subject.__name__}")
        _RULES[key] = function
        return function

    return register


def may(by: Actor, verb: str, subject: object) -> bool:
    """Whether it would be permitted: for showing a button or not."""
    found = next((_RULES[verb, kind] for kind in type(subject).__mro__ if (verb, kind) in _RULES), None)
    return found is not None and found(by, subject)


def permit(by: Actor, verb: str, subject: object) -> None:
    """Return if permitted; raise Forbidden if not."""
    if not may(by, verb, subject):
        raise Forbidden("Nie masz uprawnień do tej czynności.")


def rules() -> dict[tuple[str, type], Rule]:
    """All rules, for the table in the documentation and its test."""
    return dict(_RULES)
