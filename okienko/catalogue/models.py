"""Reference tables. A release and an offer version are never edited: the role may only insert them."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.ids import uuid7


class Release(models.Model):
    """A service's folder with everything it includes, as one canonical document, addressed by its hash."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    digest = models.CharField(max_length=64, unique=True)
    service = models.CharField(max_length=80)
    version = models.CharField(max_length=20)
    valid_from = models.DateField()
    act = models.CharField(max_length=200, default="")  # ELI of the act that caused it
    document = models.TextField()
    publisher = models.CharField(max_length=160)
    signature = models.BinaryField(max_length=64)
    demonstration = models.BooleanField()  # holds something unconfirmed: may not serve real matters
    published_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "version"], name="catalogue_release_version")]


class Offer(models.Model):
    """An office offers a service."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("offices.Office", models.PROTECT, related_name="offers")
    service = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "service"], name="catalogue_offer_once")]


class OfferVersion(models.Model):
    """The overlay of an office: a release and values for its open points; or that it takes no new submissions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="versions")
    number = models.IntegerField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="offer_versions")
    values = models.JSONField(default=dict)
    valid_from = models.DateField()
    ends = models.BooleanField(default=False)  # from that day on nothing new is taken
    notice = models.CharField(max_length=300, default="")  # where residents go instead
    adopted_at = models.DateTimeField()
    adopted_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="catalogue_offer_version_number")]
