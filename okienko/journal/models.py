"""Tables of the journal. Facts are only ever inserted; only the to-do is locked and deleted."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from okienko.tenancy.models import TenantModel


class Fact(TenantModel):
    """The sealed head of a fact. Partitioned by month of `id` (scale rule 13)."""

    at = models.DateTimeField()
    kind = models.CharField(max_length=80)
    subject = models.CharField(max_length=200)
    actor = models.CharField(max_length=200)
    digest = models.BinaryField(max_length=32)  # SHA-256 of content.salt + content.body

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["office_id", "subject", "id"], name="journal_fact_subject")]


class Content(TenantModel):
    """What the fact says: erasable, while the head keeps its proof. `id` is the fact's id."""

    salt = models.BinaryField(max_length=32)
    body = models.TextField()

    class Meta(TenantModel.Meta):
        pass


class Todo(TenantModel):
    """The outbox: a fact that is not yet sealed or whose reactions have not all run. `id` is the fact's id."""

    sealed = models.BooleanField(default=False)
    done = ArrayField(models.CharField(max_length=120), default=list)
    attempts = models.IntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    problem = models.TextField(default="")

    class Meta(TenantModel.Meta):
        pass


class Cursor(TenantModel):
    """One row an office: whoever holds its lock drains the office."""

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id"], name="journal_cursor_one")]


class Seal(TenantModel):
    """A batch of facts, chained: root over their heads, hash of the seal before, signature over both."""

    number = models.BigIntegerField()
    previous = models.BinaryField(max_length=32)
    root = models.BinaryField(max_length=32)
    size = models.IntegerField()
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office_id", "number"], name="journal_seal_number"),
            models.UniqueConstraint(fields=["office_id", "previous"], name="journal_seal_no_fork"),
        ]


class Sealed(TenantModel):
    """Which facts a seal covers, in their order in the tree. `id` is the fact's id."""

    seal_id = models.UUIDField()
    position = models.IntegerField()
    leaf = models.BinaryField(max_length=32)  # hash of the head, so that a breach names its row

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office_id", "seal_id", "position"], name="journal_sealed_position")
        ]
