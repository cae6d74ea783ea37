"""Sending to the account, collecting, and what follows when nobody collects.

Days of the second notice and of the presumed delivery are dated data and unconfirmed (data/law/doreczenia.yaml);
the effect is presumed with the end of the last day, without the shift of art. 57 § 4.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from okienko.deliveries.errors import Stopped
from okienko.deliveries.facts import DeliveryStopped, LetterDelivered, LetterSent, SecondNoticeGiven
from okienko.deliveries.models import PAPER, Delivery, Effect
from okienko.deliveries.queries import to_party
from okienko.documents.models import Document
from okienko.journal.actions import record
from okienko.offices.law import law_data
from okienko.people.models import Party
from okienko.tenancy.clock import WARSAW, day_of, now
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor, permit

SECOND_NOTICE = "doreczenie_konto.powtorne_zawiadomienie"
PRESUMED = "doreczenie_konto.uznanie"


@atomic
def send(document: Document, party: Party, *, about: str, by: Actor) -> Delivery:
    """The letter waits on the addressee's account from this instant; on paper for whom has none."""
    sent_at = now()
    delivery = Delivery(
        document=document, resident_id=party.resident_id, party_id=party.pk, addressee=party.name, about=about,
        sent_at=sent_at,
    )  # fmt: skip
    if party.resident_id is None:
        delivery.channel = PAPER
    else:
        delivery.next_step_at = _end_of(after(SECOND_NOTICE, day_of(sent_at)))
    permit(by, "send", delivery)
    delivery.save(force_insert=True)
    fact = LetterSent(str(delivery.pk), str(document.pk), document.letter, delivery.channel)
    record(fact, by=by, at=current_office(), about=about)
    return delivery


def after(key: str, day: date) -> date:
    """The day that many days after, by the law of the day."""
    return day + timedelta(days=int(str(law_data().cite(key, day).value)))


def _end_of(day: date) -> datetime:
    """The first instant after a day in Warsaw."""
    return datetime.combine(day + timedelta(days=1), time(0), WARSAW)


@atomic
def collect(delivery_id: UUID, *, by: Actor) -> Delivery:
    """The addressee has the letter; the first opening counts, later ones change nothing."""
    delivery = Delivery.objects.select_for_update().select_related("document").get(id=delivery_id)
    permit(by, "collect", delivery)
    if delivery.collected_at is not None:
        return delivery
    if delivery.effect == Effect.STOPPED:
        raise Stopped("Doręczanie tego pisma wstrzymano.")
    delivery.collected_at = now()
    if delivery.effect == Effect.PRESUMED:
        delivery.save(update_fields=["collected_at"])
        return delivery
    take_effect(delivery, Effect.COLLECTED, day_of(delivery.collected_at), by)
    return delivery


@atomic
def stop(about: str, party: Party, *, by: Actor) -> list[Delivery]:
    """What still waits for this party in the matter takes no effect any more; returns which letters."""
    rows = Delivery.objects.select_for_update(of=("self",)).filter(to_party(party), about=about)
    waiting = list(rows.filter(effect=Effect.WAITING).select_related("document"))
    for delivery in waiting:
        permit(by, "send", delivery)
        delivery.effect, delivery.next_step_at = Effect.STOPPED, None
        delivery.save(update_fields=["effect", "next_step_at"])
        fact = DeliveryStopped(str(delivery.pk), delivery.document.letter)
        record(fact, by=by, at=current_office(), about=about)
    return waiting


@atomic
def follow(about: str, before: Party, after: Party, *, by: Actor) -> None:
    """What went to a party in the matter is theirs still, though another row says now who they are."""
    for delivery in Delivery.objects.select_for_update().filter(about=about, party_id=before.pk):
        permit(by, "send", delivery)
        delivery.party_id = after.pk
        delivery.save(update_fields=["party_id"])


def take_effect(delivery: Delivery, effect: Effect, day: date, by: Actor) -> None:
    """The letter counts as delivered from the day; terms that run from it are told by the fact."""
    delivery.effect, delivery.effective_on, delivery.next_step_at = effect, day, None
    delivery.save(update_fields=["effect", "effective_on", "next_step_at", "collected_at"])
    document = delivery.document
    fact = LetterDelivered(str(delivery.pk), str(document.pk), document.letter, day, str(effect))
    record(fact, by=by, at=current_office(), about=delivery.about)


@atomic
def elapse(delivery_id: UUID, *, by: Actor) -> None:
    """Do what the passing of time brings to a letter nobody collected: second notice, then presumed delivery."""
    delivery = Delivery.objects.select_for_update().select_related("document").get(id=delivery_id)
    permit(by, "presume", delivery)
    if delivery.next_step_at is None or delivery.next_step_at > now() or delivery.effect != Effect.WAITING:
        return
    last = after(PRESUMED, day_of(delivery.sent_at))
    if delivery.second_notice_at is None:
        delivery.second_notice_at, delivery.next_step_at = now(), _end_of(last)
        delivery.save(update_fields=["second_notice_at", "next_step_at"])
        fact = SecondNoticeGiven(str(delivery.pk), delivery.document.letter)
        record(fact, by=by, at=current_office(), about=delivery.about)
        return
    take_effect(delivery, Effect.PRESUMED, last, by)
