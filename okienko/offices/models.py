"""Offices are reference rows, the same in every installation; what an office says of itself is its own."""

from __future__ import annotations

from django.db import models

from okienko.tenancy.models import TenantFK, TenantModel


class Kind(models.TextChoices):
    VOIVODESHIP = "wojewodztwo", "województwo"
    COUNTY = "powiat", "powiat"
    CITY_WITH_COUNTY_RIGHTS = "miasto_na_prawach_powiatu", "miasto na prawach powiatu"
    URBAN_COMMUNE = "gmina_miejska", "gmina miejska"
    RURAL_COMMUNE = "gmina_wiejska", "gmina wiejska"
    MIXED_COMMUNE = "gmina_miejsko_wiejska", "gmina miejsko-wiejska"


COMMUNES = frozenset({Kind.CITY_WITH_COUNTY_RIGHTS, Kind.URBAN_COMMUNE, Kind.RURAL_COMMUNE, Kind.MIXED_COMMUNE})


class Office(models.Model):
    """An office; `id` comes from data/offices.csv and never changes, nor does the slug."""

    id = models.IntegerField(primary_key=True)
    kind = models.CharField(max_length=40, choices=Kind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    slug = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)

    @property
    def tier(self) -> str:
        """`gmina` (a city with county rights too), `powiat` or `wojewodztwo`."""
        return "gmina" if self.is_commune else str(self.kind)

    @property
    def is_commune(self) -> bool:
        return self.kind in COMMUNES

    def __str__(self) -> str:
        return self.name


class OfficeCode(models.Model):
    """The TERYT code of an office, dated: codes change on the first of January."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="codes")
    teryt = models.CharField(max_length=7)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["teryt", "valid_from"], name="offices_code_once")]


class Numbering(models.TextChoices):
    OWN = "own", "własna"
    EXTERNAL = "external", "nadaje EZD urzędu"


class Profile(TenantModel):
    """What an office says of itself: letterhead, contact, theme, accessibility, who gives marks."""

    name = models.CharField(max_length=160)  # Urząd Gminy Przasnysz
    town = models.CharField(max_length=80)
    address = models.CharField(max_length=200)
    phone = models.CharField(max_length=40, default="")
    email = models.CharField(max_length=120, default="")
    bip_url = models.CharField(max_length=200, default="")
    brand = models.CharField(max_length=7, default="#1d5b79")
    hours = models.CharField(max_length=200, default="")  # when it is open, in words
    officer = models.CharField(max_length=200, default="")  # how to reach the data protection officer
    access_person = models.CharField(max_length=120, default="")  # who answers for accessibility
    access_email = models.CharField(max_length=120, default="")
    access_phone = models.CharField(max_length=40, default="")
    access_building = models.CharField(max_length=2000, default="")  # doors, ramps, lifts, in words
    statement_on = models.DateField(null=True)  # the accessibility statement was drawn up
    reviewed_on = models.DateField(null=True)  # and last looked through
    arms = models.TextField(default="")  # a picture in SVG, checked when it was taken
    numbering = models.CharField(max_length=8, choices=Numbering.choices, default=Numbering.OWN)
    demo = models.BooleanField(default=False)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id"], name="offices_profile_one")]


class Body(TenantModel):
    """An organ that an office serves; header, appeal and signature follow it (k.p.a. art. 107, 156)."""

    kind = models.CharField(max_length=40)  # wojt, burmistrz, prezydent, starosta, zarzad_powiatu
    name = models.CharField(max_length=160)
    genitive = models.CharField(max_length=160)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "kind"], name="offices_body_kind")]


class Unit(TenantModel):
    """An organisational unit; its symbol opens the case mark."""

    symbol = models.CharField(max_length=12)
    name = models.CharField(max_length=160)

    class Meta(TenantModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office_id", "symbol"], name="offices_unit_symbol")]


class FilePlan(TenantModel):
    """One import of the office's file plan (JRWA): read and waiting, confirmed, or taken back."""

    file_name = models.CharField(max_length=160)
    valid_from = models.DateField()
    waiting = models.JSONField(default=list)  # [symbol, name, category] of each class until it is confirmed
    read_at = models.DateTimeField()
    adopted_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        pass


class FileClass(TenantModel):
    """A class of the file plan for as long as it stands so; without a category it only groups others."""

    plan = TenantFK(FilePlan, related_name="classes")
    symbol = models.CharField(max_length=12)
    name = models.CharField(max_length=300)
    category = models.CharField(max_length=6, default="")  # A, B5, BE10, Bc; empty: groups
    parent = models.CharField(max_length=12, default="")  # symbol of the nearest class above
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_by = TenantFK(FilePlan, null=True, related_name="ends")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office_id", "symbol", "valid_from"], name="offices_class_from"),
            models.UniqueConstraint(
                fields=["office_id", "symbol"], condition=models.Q(valid_to=None), name="offices_class_open"
            ),
        ]
