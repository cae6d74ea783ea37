"""What a fact is: a frozen dataclass of plain values, registered under its kind.

Values are str, int, bool, None, date, datetime, Decimal, UUID and lists or dicts of these; in the
journal they are canonical JSON (dates ISO 8601, Decimal and UUID as text).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints
from uuid import UUID

T = TypeVar("T")
_KINDS: dict[str, type] = {}


@dataclass_transform(frozen_default=True)
def fact(kind: str) -> Callable[[type[T]], type[T]]:
    """Class decorator: a frozen dataclass that `record` accepts, known in the journal as `kind`."""

    def register(cls: type[T]) -> type[T]:
        frozen = dataclass(frozen=True, slots=True)(cls)
        if kind in _KINDS:
            raise ValueError(f"two facts called {kind}")
        _KINDS[kind] = frozen
        frozen.kind = kind  # type: ignore[attr-defined]
        return frozen

    return register


@dataclass(frozen=True, slots=True)
class Head:
    """Where a fact stands in the journal."""

    id: UUID
    office_id: int
    at: datetime
    kind: str
    subject: str
    actor: str


def kinds() -> dict[str, type]:
    """All registered facts by kind."""
    return dict(_KINDS)


def to_body(value: Any) -> str:
    """Canonical JSON of a fact."""
    content = {field.name: getattr(value, field.name) for field in fields(value)}
    return json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} does not belong in a fact")


def from_body(kind: str, body: str) -> Any:
    """The fact as its dataclass again."""
    cls = _KINDS[kind]
    hints = get_type_hints(cls)
    content = json.loads(body)
    return cls(**{name: _typed(value, hints[name]) for name, value in content.items() if name in hints})


def _typed(value: Any, hint: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    if hint in (Decimal, UUID):
        return hint(value)
    return value


@fact("journal.ContentErased")
class ContentErased:
    """The content of these facts was removed on purpose; without such a fact a missing content is a breach."""

    facts: list[str]
    reason: str
