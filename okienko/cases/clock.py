"""The worker's side of time: what has come due in an office, done one case and one letter at a time."""

from __future__ import annotations

from django.db import connection

from okienko.cases import actions, queries
from okienko.cases.reactions import CLOCK
from okienko.deliveries import actions as deliveries
from okienko.deliveries.queries import due as due_deliveries
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for


def offices_due() -> list[int]:
    """Ids of offices where time has brought something."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_offices_due(%s)", [now()])
        return [row[0] for row in cursor.fetchall()]


def elapse(office_id: int) -> int:
    """Everything due in the office has happened, each thing in a transaction of its own; returns how many."""
    with acting_for(office_id):
        letters, cases = due_deliveries(), queries.due_cases()
    for delivery_id in letters:
        with acting_for(office_id):
            deliveries.elapse(delivery_id, by=CLOCK)
    for case_id in cases:
        with acting_for(office_id):
            actions.elapse(case_id, by=CLOCK)
    return len(letters) + len(cases)
