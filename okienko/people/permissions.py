"""Who may do what to people."""

from okienko.offices.models import Unit
from okienko.people.models import Clerk, Mandate
from okienko.tenancy.permits import Actor, System, rule


@rule("entrust", Mandate)
def entrust(by: Actor, mandate: Mandate) -> bool:
    """The reaction that opens the matter, from what was submitted."""
    return isinstance(by, System)


@rule("employ", Unit)
def employ(by: Actor, unit: Unit) -> bool:
    """The installation at set-up, or the head of that unit."""
    return isinstance(by, System) or (isinstance(by, Clerk) and by.head and by.unit_id == unit.pk)
