"""A delivery: which document, to whom, by which channel, when collected and from when it has effect."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.ids import uuid7
from okienko.tenancy.models import TenantFK, TenantModel

ACCOUNT, PAPER = "konto", "papier"


class Effect(models.TextChoices):
    WAITING = "czeka", "czeka na odbiór"
    COLLECTED = "odebrane", "odebrane"
    PRESUMED = "uznane", "uznane za doręczone"
    STOPPED = "wstrzymane", "wstrzymane: adresat zmarł"


class Delivery(TenantModel):
    document = TenantFK("documents.Document", related_name="deliveries")
    resident_id = models.UUIDField(null=True)
    party_id = models.UUIDField(null=True)  # the row of `people.Party`; none in rows from before it was kept
    addressee = models.CharField(max_length=200)
    about = models.CharField(max_length=200)
    channel = models.CharField(max_length=20, default=ACCOUNT)
    sent_at = models.DateTimeField()
    second_notice_at = models.DateTimeField(null=True)
    collected_at = models.DateTimeField(null=True)
    effect = models.CharField(max_length=10, choices=Effect.choices, default=Effect.WAITING)
    effective_on = models.DateField(null=True)
    dispatched_on = models.DateField(null=True)  # on paper: the day it went to the post
    proof = models.CharField(max_length=12, default="")  # on paper: how it was delivered, a key of `paper.WAYS`
    next_step_at = models.DateTimeField(null=True)  # when the clock must look again

    @property
    def stopped(self) -> bool:
        """Whether it can take effect no more."""
        return self.effect == Effect.STOPPED

    class Meta(TenantModel.Meta):
        constraints = [  # two people of one name are two addressees
            models.UniqueConstraint(
                fields=["office_id", "document", "addressee", "resident_id", "party_id"], name="deliveries_once",
                nulls_distinct=False,
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["office_id", "about"], name="deliveries_about")]


class Notice(models.Model):
    """An e-mail that says that something waits, not what. A row of the installation: it names no matter (adr/064)."""

    class Why(models.TextChoices):
        LETTER = "pismo", "pismo czeka na koncie"
        TURN = "ruch", "w sprawie jest ruch mieszkańca"
        TERM = "termin", "zbliża się koniec terminu mieszkańca"
        DRAFT = "szkic", "szkic zostanie usunięty"
        INVITED = "zaproszenie", "zaproszenie do wspólnego pisma"
        ADDRESS = "adres", "potwierdzenie adresu e-mail"

    class State(models.TextChoices):
        WAITING = "czeka", "czeka"
        SENT = "wyslane", "wysłane"
        SKIPPED = "pominiete", "pominięte"
        PARKED = "odlozone", "odłożone po nieudanych próbach"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    why = models.CharField(max_length=12, choices=Why.choices)
    key = models.CharField(max_length=300)  # what it is about and to whom: never told, makes it be sent once
    resident_id = models.UUIDField(null=True)
    address = models.CharField(max_length=254, default="")  # of an invitation or a confirmation; else the resident's
    path = models.CharField(max_length=200, default="")  # with a token; erased once it is sent or given up
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    ended_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["why", "key"], name="deliveries_notice_once")]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="czeka"), name="deliveries_notice_waiting"),
            models.Index(fields=["resident_id", "-made_at"], name="deliveries_notice_mine"),
        ]


class FakeMail(models.Model):
    """What the fake post office has "sent": shown on a page that says that it is a fake."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    sent_at = models.DateTimeField()
