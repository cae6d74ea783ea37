"""Offices and what they say of themselves; reference rows and profiles are kept for some seconds in memory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from okienko.offices.models import COMMUNES, Body, Kind, Numbering, Office, OfficeCode, Profile, Unit
from okienko.tenancy.clock import day_of
from okienko.tenancy.context import current_office
from okienko.tenancy.ids import instant_of
from okienko.tenancy.memory import Remembered

HEADS = frozenset({"wojt", "burmistrz", "prezydent"})  # who leads a commune


@dataclass(frozen=True, slots=True)
class Access:
    """Who answers for accessibility, what the building is like, and when the office drew up its statement."""

    person: str = ""
    email: str = ""
    phone: str = ""
    building: str = ""
    drawn_on: date | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An office as pages and letters need it: identity, letterhead, theme."""

    id: int
    slug: str
    kind: str
    name: str
    full_name: str
    town: str
    address: str
    phone: str
    email: str
    bip_url: str
    brand: str
    numbering: str
    demo: bool
    hours: str
    officer: str
    access: Access
    arms: str  # hash of the picture, empty when there is none
    opened_on: date
    bodies: dict[str, tuple[str, str]]  # kind → (name, genitive)

    def body_for(self, organ: str) -> str:
        """The kind of body of this office that stands for a service's organ: a commune has one of three heads."""
        if organ not in HEADS:
            return organ
        return next((kind for kind in self.bodies if kind in HEADS), organ)

    @property
    def gives_marks(self) -> bool:
        return self.numbering == Numbering.OWN


_slugs: Remembered[str, Office | None] = Remembered(seconds=300)
_places: Remembered[int, Place | None] = Remembered(seconds=30)
_near: Remembered[int, tuple[tuple[str, str], ...]] = Remembered(seconds=300)


def office_by_slug(slug: str) -> Office | None:
    """The office under a slug, or None."""
    return _slugs.get(slug, lambda: Office.objects.filter(slug=slug).first())


def here() -> Office:
    """The current office itself, as permits ask about it."""
    return Office.objects.get(id=current_office())


def place() -> Place | None:
    """The current office with its profile, or None while it has none."""
    return _places.get(current_office(), _read_place)


def forget() -> None:
    """Drop what is remembered: after a change of a profile, and between tests."""
    _slugs.clear()
    _places.clear()
    _near.clear()


def _read_place() -> Place | None:
    office = Office.objects.get(id=current_office())
    profile = Profile.objects.first()
    if profile is None:
        return None
    bodies = {body.kind: (body.name, body.genitive) for body in Body.objects.all()}
    fields = (
        "town", "address", "phone", "email", "bip_url", "brand", "numbering", "demo", "hours", "officer",
    )  # fmt: skip
    said = {name: getattr(profile, name) for name in fields}
    access = Access(
        profile.access_person, profile.access_email, profile.access_phone, profile.access_building,
        profile.statement_on, profile.reviewed_on,
    )  # fmt: skip
    return Place(
        id=office.id, slug=office.slug, kind=office.kind, name=office.name, full_name=profile.name,
        bodies=bodies, access=access, arms=_mark_of(profile.arms), opened_on=day_of(instant_of(profile.pk)), **said,
    )  # fmt: skip


def _mark_of(arms: str) -> str:
    """A short hash of the picture: its address changes when it does."""
    return hashlib.sha256(arms.encode()).hexdigest()[:12] if arms else ""


def towns_near() -> tuple[tuple[str, str], ...]:
    """Communes of the same county, by the names of their seats: pairs (name, what it is), from the register TERC.

    The register has no villages and no streets, so these are suggestions and never the only answers.
    """
    return _near.get(current_office(), _read_near)


def _read_near() -> tuple[tuple[str, str], ...]:
    office = Office.objects.select_related("parent").get(id=current_office())
    county = office.parent if office.is_commune else office
    inside = county is not None and county.kind == Kind.COUNTY
    around = Office.objects.filter(parent=county, kind__in=COMMUNES) if inside else [office]
    named = {one.name.partition(" ")[2]: one.get_kind_display() for one in around if one.is_commune}
    return tuple(sorted((town, kind) for town, kind in named.items() if town))


def arms() -> str:
    """The picture of the current office's arms in SVG, or nothing."""
    return Profile.objects.values_list("arms", flat=True).first() or ""


def open_offices(ids: list[int]) -> list[Office]:
    """These offices, in alphabetical order of their names."""
    return list(Office.objects.filter(id__in=ids).order_by("name", "id"))


def communes_of(office: Office) -> list[Office]:
    """The communes of a county."""
    return list(Office.objects.filter(parent=office, kind__in=COMMUNES).order_by("name"))


def units() -> list[Unit]:
    """Units of the current office."""
    return list(Unit.objects.order_by("symbol"))


def unit(unit_id: UUID) -> Unit | None:
    """One unit of the current office."""
    return Unit.objects.filter(id=unit_id).first()


def profile() -> Profile | None:
    """The row of the current office's letterhead, as old as the office's journal."""
    return Profile.objects.first()


def teryt_of(office_id: int) -> str:
    """The code in force now."""
    return OfficeCode.objects.filter(office_id=office_id, valid_to=None).values_list("teryt", flat=True)[0]
