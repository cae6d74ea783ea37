"""Who may send and collect."""

from okienko.deliveries.models import Delivery
from okienko.people.models import Clerk, Resident
from okienko.tenancy.permits import Actor, System, rule


@rule("send", Delivery)
def send(by: Actor, delivery: Delivery) -> bool:
    return isinstance(by, System) or (isinstance(by, Clerk) and by.active and by.office_id == delivery.office_id)


@rule("post", Delivery)
def post(by: Actor, delivery: Delivery) -> bool:
    """Note what became of a letter on paper: every clerk of the office, at the post room or the counter."""
    return isinstance(by, Clerk) and by.active and by.office_id == delivery.office_id


@rule("collect", Delivery)
def collect(by: Actor, delivery: Delivery) -> bool:
    """The addressee alone."""
    return isinstance(by, Resident) and by.pk == delivery.resident_id


@rule("presume", Delivery)
def presume(by: Actor, delivery: Delivery) -> bool:
    """Only the passing of time."""
    return isinstance(by, System)
