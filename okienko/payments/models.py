"""A fee that is due and what became of it. Money is `numeric(12,2)` złoty."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.models import TenantModel


class State(models.TextChoices):
    DUE = "do-zaplaty", "do zapłaty"
    STARTED = "rozpoczeta", "płatność rozpoczęta"
    PAID = "zaplacona", "zapłacona"


class Payment(TenantModel):
    about = models.CharField(max_length=200)  # URN of the submission
    resident_id = models.UUIDField(null=True)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    title = models.CharField(max_length=200)
    account = models.CharField(max_length=40)
    state = models.CharField(max_length=16, choices=State.choices, default=State.DUE)
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=80, default="")  # the gateway's own number

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "about"], name="payments_once")]
