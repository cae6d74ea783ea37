"""A delivery: which document, to whom, by which channel, when collected and from when it has effect."""

from __future__ import annotations

from django.db import models

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
        constraints = [models.UniqueConstraint(fields=["office_id", "document", "addressee"], name="deliveries_once")]
        indexes = [models.Index(fields=["office_id", "about"], name="deliveries_about")]
