"""An e-mail before a draft that nobody touches is deleted."""

from __future__ import annotations

from datetime import timedelta

from okienko.catalogue.queries import pinned
from okienko.deliveries import notices
from okienko.submissions import unsent
from okienko.submissions.actions import KEPT_DAYS
from okienko.submissions.models import Draft
from okienko.tenancy.clock import day_of, now

DAYS_BEFORE = 3
STATUS = f"Szkic: usuniemy go {KEPT_DAYS} dni po ostatniej zmianie"


def remind_of_drafts() -> int:
    """Owners of drafts that go within three days hear so once; returns how many such drafts there are."""
    before = now() - timedelta(days=KEPT_DAYS - DAYS_BEFORE)
    drafts = list(Draft.objects.filter(changed_at__lt=before).exclude(resident_id=None).order_by("id"))
    for draft in drafts:
        _list(draft)
        notices.notify(draft.resident_id, notices.Why.DRAFT, f"{draft.urn}:{day_of(draft.changed_at)}")
    return len(drafts)


def _list(draft: Draft) -> None:
    """Whoever comes because of the e-mail finds the draft on their own page, as what it stands there already."""
    assert draft.resident_id is not None
    title = pinned(draft.offer_version_id).service.plain_name
    unsent.list_if_new(draft.resident_id, draft, title, f"wniosek/{draft.pk}/", STATUS)
