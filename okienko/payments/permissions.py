"""Who may demand, pay and settle a fee."""

from okienko.payments.models import Payment
from okienko.people.models import Resident
from okienko.tenancy.permits import Actor, System, rule


@rule("demand", Payment)
@rule("settle", Payment)
def by_system(by: Actor, payment: Payment) -> bool:
    """The reaction to a submission, and the gateway's signed notice."""
    return isinstance(by, System)


@rule("pay", Payment)
def pay(by: Actor, payment: Payment) -> bool:
    return isinstance(by, Resident) and by.pk == payment.resident_id
