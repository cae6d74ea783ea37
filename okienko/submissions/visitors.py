"""Somebody who is not logged in: known only by the drafts that this browser holds in its signed cookie."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Visitor:
    drafts: frozenset[UUID] = frozenset()

    @property
    def urn(self) -> str:
        return "urn:okienko:visitor"
