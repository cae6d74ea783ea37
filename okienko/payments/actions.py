"""Demanding a fee, sending the payer to the gateway, taking its notice."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from okienko.journal.actions import record
from okienko.language.calendar import day_words
from okienko.payments.errors import CallbackRefused, PaidAlready, ProofMissing
from okienko.payments.facts import FeeDemanded, FeePaid
from okienko.payments.gateway import Notice
from okienko.payments.models import Payment, State
from okienko.people.models import Clerk
from okienko.tenancy.clock import day_of, now
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor, permit

PROOF_AT_MOST = 80


@atomic
def demand(payment: Payment, *, by: Actor) -> None:
    """The fee stands as due; demanding it twice changes nothing."""
    permit(by, "demand", payment)
    payment.made_at = now()
    if Payment.objects.filter(about=payment.about).exists():
        return
    payment.save(force_insert=True)
    fact = FeeDemanded(str(payment.pk), payment.amount)
    record(fact, by=by, at=current_office(), about=payment.about)


@atomic
def start(payment: Payment, *, by: Actor) -> None:
    """The payer has set out for the gateway; it may be tried again as long as it is not paid."""
    permit(by, "pay", payment)
    Payment.objects.filter(pk=payment.pk, state=State.DUE).update(state=State.STARTED)


@atomic
def settle(notice: Notice, *, by: Actor) -> bool:
    """The fee is paid. A notice that comes twice changes nothing; returns whether this one did."""
    found = Payment.objects.select_for_update().filter(id=_uuid(notice.payment)).first()
    if found is None or found.amount != Decimal(notice.amount):
        raise CallbackRefused("Nie ma takiej należności albo kwota się nie zgadza.")
    permit(by, "settle", found)
    if found.state == State.PAID:
        return False
    found.state, found.paid_at, found.reference = State.PAID, now(), notice.reference
    found.save(update_fields=["state", "paid_at", "reference"])
    fact = FeePaid(str(found.pk), found.amount, notice.reference)
    record(fact, by=by, at=current_office(), about=found.about)
    return True


@atomic
def receive(payment_id: UUID, proof: str, *, by: Clerk) -> Payment:
    """The fee was paid at the cash desk or by transfer, as its proof says; said twice, recorded once.

    PaidAlready: it was paid otherwise, and what came now may have to be given back.
    """
    payment = Payment.objects.select_for_update().get(id=payment_id)
    permit(by, "receive", payment)
    proof = " ".join(proof.split())
    if not proof or len(proof) > PROOF_AT_MOST:
        raise ProofMissing(f"Wpisz numer dowodu wpłaty, najwyżej {PROOF_AT_MOST} znaków.")
    if payment.state == State.PAID and payment.reference == proof:
        return payment
    if payment.state == State.PAID and payment.paid_at is not None:
        known = f"{day_words(day_of(payment.paid_at))} (dowód: {payment.reference})"
        raise PaidAlready(f"Tę opłatę zapłacono już {known}. Jeśli wpłynęła druga wpłata, trzeba ją zwrócić.")
    payment.state, payment.paid_at, payment.reference = State.PAID, now(), proof
    payment.save(update_fields=["state", "paid_at", "reference"])
    record(FeePaid(str(payment.pk), payment.amount, proof), by=by, at=current_office(), about=payment.about)
    return payment


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise CallbackRefused("Nie ma takiej należności.") from None
