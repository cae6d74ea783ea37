"""Who may do what to people."""

from okienko.offices.models import Office, Unit
from okienko.people.models import Clerk, Mandate, Resident
from okienko.tenancy.permits import Actor, System, rule


@rule("entrust", Mandate)
def entrust(by: Actor, mandate: Mandate) -> bool:
    """The reaction that opens the matter, from what was submitted."""
    return isinstance(by, System)


@rule("prove", Mandate)
def prove(by: Actor, mandate: Mandate) -> bool:
    """Take note that the mandate is there: clerks of the office; `cases` lets only whoever works on the case."""
    return isinstance(by, Clerk) and by.active and by.office_id == mandate.office_id


@rule("keep", Resident)
def keep(by: Actor, resident: Resident) -> bool:
    """Their own profile and sessions: the person alone."""
    return isinstance(by, Resident) and by.pk == resident.pk


@rule("administer", Office)
def administer(by: Actor, office: Office) -> bool:
    """An administrator of that office."""
    return _sets_up(by, office.pk)


@rule("manage", Clerk)
def manage(by: Actor, clerk: Clerk) -> bool:
    """Change what a clerk is and may do: an administrator of the office."""
    return _sets_up(by, clerk.office_id)


@rule("adjust", Clerk)
def adjust(by: Actor, clerk: Clerk) -> bool:
    """Set up one's own desk: the clerk alone."""
    return isinstance(by, Clerk) and by.active and by.office_id == clerk.office_id and by.pk == clerk.pk


@rule("employ", Unit)
def employ(by: Actor, unit: Unit) -> bool:
    """The installation at set-up, the head of that unit, or an administrator of the office."""
    head = isinstance(by, Clerk) and by.active and by.head and by.unit_id == unit.pk
    return isinstance(by, System) or head or _sets_up(by, unit.office_id)


@rule("absent", Clerk)
def absent(by: Actor, clerk: Clerk) -> bool:
    """Say when a clerk is away and who stands in: they themselves, the head of their unit, an administrator."""
    if not isinstance(by, Clerk) or not by.active or by.office_id != clerk.office_id:
        return False
    return by.admin or by.pk == clerk.pk or (by.head and by.unit_id == clerk.unit_id)


def _sets_up(by: Actor, office_id: int) -> bool:
    return isinstance(by, Clerk) and by.active and by.admin and by.office_id == office_id
