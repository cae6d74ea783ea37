"""Who has looked at a case and when: so that two clerks know of each other, and each of what is new to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from okienko.cases.models import Case, CaseLook
from okienko.people.models import Clerk
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import permit

HERE = timedelta(minutes=10)  # whoever looked within this time may still be at it
VISIT = timedelta(minutes=10)  # looks with smaller gaps are one visit: what is new stays new while one reads it


@dataclass(frozen=True, slots=True)
class Look:
    """What a clerk is told who opens a case: who else is there, and since when news is news to them."""

    others: tuple[tuple[str, datetime], ...]
    since: datetime


@atomic
def look(case: Case, *, by: Clerk) -> Look:
    """It is known that the clerk has this version of the case before them.

    Not a fact of the journal, and the case is not locked: whoever only reads keeps nobody waiting.
    """
    permit(by, "see", case)
    at = now()
    rows = CaseLook.objects.filter(Q(clerk=by) | Q(at__gte=at - HERE), case_id=case.pk).select_related("clerk")
    looks = {row.clerk_id: row for row in rows.order_by("-at")}
    mine = looks.pop(by.pk, None)
    since = at if mine is None else mine.at if at - mine.at > VISIT else mine.before
    row = CaseLook(case_id=case.pk, clerk=by, version=case.version, at=at, before=since)
    key, changing = ["office_id", "case_id", "clerk"], ["version", "at", "before"]
    CaseLook.objects.bulk_create([row], update_conflicts=True, unique_fields=key, update_fields=changing)
    return Look(tuple((other.clerk.name, other.at) for other in looks.values()), since)


def versions_seen(clerk: Clerk, cases: Iterable[Case]) -> dict[UUID, int]:
    """Which version of each of these cases the clerk saw last; those never looked at are not there."""
    ids = [case.pk for case in cases]
    return dict(CaseLook.objects.filter(clerk=clerk, case_id__in=ids).values_list("case_id", "version"))


@atomic
def keep_up(case: Case, *, by: Clerk) -> None:
    """What the clerk has just changed is no news to them, if they had seen all that was before."""
    permit(by, "see", case)
    CaseLook.objects.filter(clerk=by, case_id=case.pk, version=case.version - 1).update(version=case.version)
