"""Letters on paper: posted or handed out, and the day of delivery from the proof that came back.

That an unclaimed letter counts as delivered, and after how many days, is dated data and unconfirmed (k.p.a. art. 44).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from okienko.deliveries.actions import after, take_effect
from okienko.deliveries.errors import WrongDelivery
from okienko.deliveries.facts import LetterDispatched
from okienko.deliveries.models import PAPER, Delivery, Effect
from okienko.journal.actions import record
from okienko.language.calendar import day_words
from okienko.people.models import Clerk
from okienko.tenancy.clock import day_of, today
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import permit

UNCLAIMED, REFUSED, BY_HAND = "zwrot", "odmowa", "do-rak"
WAYS: Mapping[str, str] = {
    "zpo": "Adresat albo dorosły domownik odebrał: jest potwierdzenie",
    BY_HAND: "Adresat odebrał w urzędzie za pokwitowaniem",
    REFUSED: "Adresat odmówił przyjęcia",
    UNCLAIMED: "Nikt nie odebrał, pismo wróciło z poczty",
}
PRESUMED_ON_PAPER = "doreczenie_papier.uznanie"


@atomic
def dispatch(delivery_id: UUID, on: date, *, by: Clerk) -> Delivery:
    """The letter went to the post on that day; said again, the newest day stands."""
    delivery = _locked(delivery_id, on, by)
    delivery.dispatched_on = on
    delivery.save(update_fields=["dispatched_on"])
    fact = LetterDispatched(str(delivery.pk), delivery.document.letter, on)
    record(fact, by=by, at=current_office(), about=delivery.about)
    return delivery


@atomic
def confirm(delivery_id: UUID, way: str, on: date, *, by: Clerk) -> Delivery:
    """The letter is delivered, from the day that the proof gives; `on` of an unclaimed one: its first notice."""
    delivery = _locked(delivery_id, on, by)
    if way not in WAYS:
        raise WrongDelivery({"jak": "Zaznacz, jak doręczono pismo."})
    if way != BY_HAND and delivery.dispatched_on is not None and on < delivery.dispatched_on:
        raise WrongDelivery({"dzien": f"Pismo nadano na poczcie dopiero {day_words(delivery.dispatched_on)}."})
    effective = effective_on(way, on)
    if effective > today():
        raise WrongDelivery({"dzien": f"Czas na odbiór pisma minie dopiero {day_words(effective)}."})
    delivery.proof = way
    delivery.save(update_fields=["proof"])
    take_effect(delivery, Effect.PRESUMED if way in (REFUSED, UNCLAIMED) else Effect.COLLECTED, effective, by)
    return delivery


def effective_on(way: str, on: date) -> date:
    """From what day the delivery has its effect."""
    return after(PRESUMED_ON_PAPER, on) if way == UNCLAIMED else on


def _locked(delivery_id: UUID, on: date, by: Clerk) -> Delivery:
    """The delivery, locked, if it is on paper, still waits and the day is possible."""
    delivery = Delivery.objects.select_for_update().select_related("document").get(id=delivery_id)
    permit(by, "post", delivery)
    if delivery.channel != PAPER or delivery.effect != Effect.WAITING:
        raise WrongDelivery({"": "To doręczenie jest już zapisane."})
    if on > today():
        raise WrongDelivery({"dzien": "Podaj dzień, który już był."})
    if on < day_of(delivery.sent_at):
        raise WrongDelivery({"dzien": f"Urząd wydał to pismo dopiero {day_words(day_of(delivery.sent_at))}."})
    return delivery
