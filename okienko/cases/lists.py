"""The lists of a clerk: one's own cases, those of the absent, what is found, and how many there are."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from okienko.cases import _lookup
from okienko.cases.models import Case, CaseParty, Status
from okienko.people.absences import stands_in_for
from okienko.people.models import Absence, Clerk
from okienko.tenancy.clock import day_of, now
from okienko.tenancy.context import current_office
from okienko.tenancy.permits import may

PAGE = 50
COUNTS = """
SELECT count(*) FILTER (WHERE clerk_id = %s), count(*) FILTER (WHERE clerk_id IS NULL) FROM cases_case
WHERE office_id = %s AND unit_id = %s AND (status = %s OR status = %s AND turn = 'urzad')"""


def of_unit(clerk: Clerk) -> Any:
    """Cases of the clerk's unit with what a row of a list shows."""
    return Case.objects.filter(unit_id=clerk.unit_id).select_related("clerk")


def mine(clerk: Clerk) -> list[Case]:
    """The clerk's cases that wait for something, settled ones too: the office's turn first, by deadline."""
    found = list(of_unit(clerk).filter(_busy(), clerk=clerk).order_by("due_on", "id")[:500])
    return sorted(
        found,
        key=lambda case: (case.turn != "urzad", case.due_on is None, case.due_on or day_of(now()), case.pk),
    )


def instead(clerk: Clerk) -> list[tuple[Absence, list[Case]]]:
    """Open cases of those whom the clerk stands in for today, by whom; not those from which the clerk is excluded."""
    absences = stands_in_for(clerk)
    rows = of_unit(clerk).filter(_busy(), clerk_id__in=list(absences)).order_by("due_on", "id")[:500]
    found: dict[UUID, list[Case]] = {clerk_id: [] for clerk_id in absences}
    for case in rows if absences else ():
        if may(clerk, "work", case):
            found[case.clerk_id].append(case)
    return [(absences[clerk_id], cases) for clerk_id, cases in found.items()]


def _busy() -> Q:
    """Cases in which something waits: unsettled ones, and settled ones with something to be done by the office."""
    return Q(status=Status.OPEN) | Q(status=Status.SETTLED, turn="urzad")


def counts(clerk: Clerk) -> tuple[int, int]:
    """How many open cases are the clerk's own, and how many of the unit's nobody has: for the navigation."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [clerk.pk, current_office(), clerk.unit_id, Status.OPEN, Status.SETTLED])
        mine, free = cursor.fetchone()
        return mine, free


def search(clerk: Clerk, text: str) -> list[Case]:
    """Cases of the unit by mark or register number, or by beginnings of words: names, streets, parcels, answers."""
    sought = text.strip()
    if not sought:
        return []
    rows = of_unit(clerk)
    exact = list(rows.filter(mark=sought)[:PAGE]) or list(rows.filter(register_number=sought)[:PAGE])
    return exact or list(rows.filter(id__in=_lookup.found(clerk.unit_id, sought, PAGE)).order_by("-id"))


def by_pesel(clerk: Clerk, pesel: str) -> list[Case]:
    """Cases of the unit with a party of exactly this number; whoever asks leaves a trace (`handling.look_up`)."""
    ids = CaseParty.objects.filter(party__pesel=pesel).values_list("case_id", flat=True)
    return list(of_unit(clerk).filter(id__in=list(ids)).order_by("-id")[:PAGE])
