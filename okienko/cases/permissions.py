"""Who may do what to a case."""

from okienko.cases.models import Case
from okienko.people.models import Clerk, Resident
from okienko.tenancy.permits import Actor, System, rule


def _same_unit(by: Actor, case: Case) -> bool:
    return isinstance(by, Clerk) and by.active and by.office_id == case.office_id and by.unit_id == case.unit_id


@rule("see", Case)
def see(by: Actor, case: Case) -> bool:
    """Clerks of the unit that runs it."""
    return _same_unit(by, case)


@rule("take", Case)
def take(by: Actor, case: Case) -> bool:
    return _same_unit(by, case)


@rule("work", Case)
def work(by: Actor, case: Case) -> bool:
    """Complete its tasks: the clerk who has it, or the head of the unit."""
    return _same_unit(by, case) and isinstance(by, Clerk) and (by.head or case.clerk_id == by.pk)


@rule("advance", Case)
def advance(by: Actor, case: Case) -> bool:
    """Open it, let time pass, take note of a delivery: the installation by its rules."""
    return isinstance(by, System)


@rule("reply", Case)
@rule("withdraw", Case)
@rule("follow", Case)
def own(by: Actor, case: Case) -> bool:
    """A party with an account."""
    return isinstance(by, Resident) and case.parties.filter(party__resident_id=by.pk).exists()
