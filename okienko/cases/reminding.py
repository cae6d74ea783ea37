"""E-mails about cases: the resident's turn has come, the resident's own term is about to end."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from okienko.cases.actions import addressees_of, parties_of
from okienko.cases.models import Case, Status
from okienko.deliveries import notices
from okienko.submissions.queries import told_turn
from okienko.tenancy.clock import today

YOURS = "mieszkaniec"
DAYS_BEFORE = timedelta(days=3)


def tell_turn(case: Case, resident_id: UUID, fact_id: UUID) -> None:
    """The resident hears of a turn that has just come, not of one that their list told before."""
    if case.turn == YOURS and told_turn(resident_id, case.submission_id) != YOURS:
        notices.notify(resident_id, notices.Why.TURN, f"{case.urn}:{fact_id}")


def remind_of_terms() -> int:
    """Whoever has the turn hears once that the term ends within three days; returns how many such cases there are."""
    day = today()
    ending = Case.objects.filter(status=Status.OPEN, turn=YOURS, due_on__gte=day, due_on__lte=day + DAYS_BEFORE)
    cases = list(ending.order_by("id"))
    for case in cases:
        for party in addressees_of(parties_of(case.pk)):
            notices.notify(party.resident_id, notices.Why.TERM, f"{case.urn}:{case.due_name}:{case.due_on}")
    return len(cases)
