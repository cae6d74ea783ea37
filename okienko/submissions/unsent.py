"""A resident's own list of what is not sent yet: local rows over all offices, struck when the draft is gone."""

from __future__ import annotations

from uuid import UUID

from okienko.people.models import Resident
from okienko.submissions.models import Draft, Unsent
from okienko.tenancy.clock import now
from okienko.tenancy.context import current_office


def list_for(resident_id: UUID, draft: Draft, title: str, path: str, status: str) -> None:
    """The draft stands on the resident's list."""
    told = {"path": path, "title": title[:200], "status": status[:120], "changed_at": now()}
    Unsent.objects.update_or_create(
        office_id=current_office(), draft_id=draft.pk, resident_id=resident_id, defaults=told
    )  # fmt: skip


def list_if_new(resident_id: UUID, draft: Draft, title: str, path: str, status: str) -> None:
    """The same, unless it stands there and knows more."""
    row = Unsent(
        office_id=current_office(), draft_id=draft.pk, resident_id=resident_id, path=path, title=title[:200],
        status=status[:120], changed_at=now(),
    )  # fmt: skip
    Unsent.objects.bulk_create([row], ignore_conflicts=True)


def say(draft_id: UUID, resident_id: UUID, status: str) -> None:
    """Where it stands, if it is on the list."""
    rows = Unsent.objects.filter(office_id=current_office(), draft_id=draft_id, resident_id=resident_id)
    rows.update(status=status[:120], changed_at=now())


def strike(draft_id: UUID, resident_id: UUID | None = None) -> None:
    """The draft is on nobody's list, or not on this resident's."""
    rows = Unsent.objects.filter(office_id=current_office(), draft_id=draft_id)
    (rows if resident_id is None else rows.filter(resident_id=resident_id)).delete()


def unsent_of(resident: Resident) -> list[Unsent]:
    """The list, the newest first."""
    rows = Unsent.objects.filter(resident_id=resident.pk).select_related("office")
    return list(rows.order_by("-changed_at")[:50])
