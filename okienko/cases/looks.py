"""Who has looked at a case and when: so that two clerks know of each other, and each of what is new to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from okienko.cases.models import Case, CaseLook
from okienko.people.models import Clerk
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.ids import uuid7
from okienko.tenancy.permits import permit
from okienko.tenancy.rows import Rows

NOTED = """
INSERT INTO cases_caselook (id, office_id, case_id, clerk_id, version, at, before) VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (office_id, case_id, clerk_id) DO UPDATE
SET version = EXCLUDED.version, at = EXCLUDED.at, before = EXCLUDED.before"""
_looks = Rows(CaseLook, "case_id", links="clerk")
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
    looks = sorted(_looks.all(case.pk), key=lambda row: row.at, reverse=True)
    mine = next((row for row in looks if row.clerk_id == by.pk), None)
    since = at if mine is None else mine.at if at - mine.at > VISIT else mine.before
    with connection.cursor() as cursor:
        cursor.execute(NOTED, [uuid7(), current_office(), case.pk, by.pk, case.version, at, since])
    others = [row for row in looks if row is not mine and row.at >= at - HERE]
    return Look(tuple((other.clerk.name, other.at) for other in others), since)


def versions_seen(clerk: Clerk, cases: Iterable[Case]) -> dict[UUID, int]:
    """Which version of each of these cases the clerk saw last; those never looked at are not there."""
    ids = [case.pk for case in cases]
    return dict(CaseLook.objects.filter(clerk=clerk, case_id__in=ids).values_list("case_id", "version"))


@atomic
def keep_up(case: Case, *, by: Clerk) -> None:
    """What the clerk has just changed is no news to them, if they had seen all that was before."""
    permit(by, "see", case)
    CaseLook.objects.filter(clerk=by, case_id=case.pk, version=case.version - 1).update(version=case.version)
