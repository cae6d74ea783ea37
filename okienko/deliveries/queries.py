"""Deliveries as their addressee and the office may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from okienko.deliveries.models import PAPER, Delivery, Effect, FakeMail, Notice
from okienko.people.models import Party, Resident
from okienko.tenancy.clock import now
from okienko.tenancy.rows import Rows

PAPER_AT_MOST = 500
_about = Rows(Delivery, "about", links="document document.preview document.sealed")


def deliveries_about(urn: str) -> list[Delivery]:
    """All deliveries that concern a matter, oldest first."""
    return _about.all(urn)


def deliveries_of(document_id: UUID) -> list[Delivery]:
    """One letter's deliveries, to each of its addressees."""
    return list(Delivery.objects.filter(document_id=document_id).order_by("id"))


def to_party(party: Party) -> Q:
    """The condition that a delivery is to this party; one from before its party was kept goes by name and account."""
    return Q(party_id=party.pk) | Q(party_id=None, addressee=party.name, resident_id=party.resident_id)


def sent_to(document_id: UUID, party: Party) -> bool:
    """Whether the letter was sent to this party."""
    return Delivery.objects.filter(to_party(party), document_id=document_id).exists()


def delivery_for(resident: Resident, delivery_id: UUID) -> Delivery | None:
    """The delivery if it is addressed to this resident."""
    rows = Delivery.objects.filter(id=delivery_id, resident_id=resident.pk)
    return rows.select_related("document__preview", "document__sealed").first()


def waiting_on_paper() -> list[Delivery]:
    """Letters of the current office that are to be posted, or whose proof has not come back; the oldest first."""
    rows = Delivery.objects.filter(channel=PAPER, effect=Effect.WAITING).select_related("document")
    return list(rows.order_by("id")[:PAPER_AT_MOST])


def due() -> list[UUID]:
    """Deliveries of the current office for which time has brought the next step."""
    return list(Delivery.objects.filter(next_step_at__lte=now()).order_by("id").values_list("id", flat=True))


def last_notice_failed(resident: Resident) -> bool:
    """Whether the newest e-mail to this resident could not be sent."""
    newest = Notice.objects.filter(resident_id=resident.pk).exclude(ended_at=None).order_by("-made_at").first()
    return newest is not None and newest.state == Notice.State.PARKED


def fake_mails(most: int = 50) -> list[FakeMail]:
    """What the fake post office holds, the newest first."""
    return list(FakeMail.objects.order_by("-sent_at", "-id")[:most])
