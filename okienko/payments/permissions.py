"""Who may demand, pay and settle a fee."""

from okienko.payments.models import Payment
from okienko.people.models import Clerk, Resident
from okienko.tenancy.permits import Actor, System, rule


@rule("demand", Payment)
@rule("settle", Payment)
def by_system(by: Actor, payment: Payment) -> bool:
    """The reaction to a submission, and the gateway's signed notice."""
    return isinstance(by, System)


@rule("receive", Payment)
def receive(by: Actor, payment: Payment) -> bool:
    """Note what came to the cash desk or the account: every clerk of the office."""
    return isinstance(by, Clerk) and by.active and by.office_id == payment.office_id


@rule("pay", Payment)
def pay(by: Actor, payment: Payment) -> bool:
    return isinstance(by, Resident) and by.pk == payment.resident_id
