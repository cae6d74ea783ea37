"""The little that is needed to say what may be done with a case next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from okienko.cases.models import Case, Task
from okienko.people.models import Clerk
from okienko.tenancy.permits import may


@dataclass(frozen=True)
class InHand:
    """A case, its open tasks, and whether the clerk may do them."""

    case: Case
    tasks: list[Task]
    may_work: bool


def in_hand(clerk: Clerk, case_id: UUID) -> InHand | None:
    """The case and its open tasks if this clerk may see it; two statements."""
    case = Case.objects.filter(id=case_id).first()
    if case is None or not may(clerk, "see", case):
        return None
    tasks = list(Task.objects.filter(case=case, closed_at=None).order_by("id"))
    return InHand(case, tasks, may(clerk, "work", case))
