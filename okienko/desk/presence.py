"""What a clerk is told on opening a case: who else is here, and what is new since their last visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from okienko.cases.looks import look
from okienko.cases.queries import CaseView
from okienko.desk.pages import Desk
from okienko.tenancy.clock import now

if TYPE_CHECKING:
    from okienko.desk.sentences import Line


@dataclass(frozen=True, slots=True)
class Presence:
    """`others` as words; `since` when the clerk's visit before this one ended."""

    others: str
    since: datetime
    reader: str  # the URN of the clerk, whose own acts are no news

    def marked(self, lines: list[Line]) -> list[Line]:
        """The lines of the timeline, with what others did since then marked as new."""
        return [replace(line, fresh=line.when > self.since and line.actor != self.reader) for line in lines]


def arrive(desk: Desk, view: CaseView) -> Presence:
    """The clerk has the case before them from now on."""
    told = look(view.case, by=desk.clerk)
    return Presence(", ".join(f"{name}, {_ago(at)}" for name, at in told.others), told.since, desk.clerk.urn)


def _ago(at: datetime) -> str:
    minutes = int((now() - at).total_seconds() // 60)
    return f"{minutes} min temu" if minutes > 0 else "przed chwilą"
