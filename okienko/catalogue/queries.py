"""What an office offers, compiled once: a release never changes, so its Service is kept for ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from okienko.catalogue.models import Offer, OfferVersion, Release
from okienko.language.bundle import Bundle
from okienko.language.loader import load
from okienko.language.local import RESOLUTION, with_own_questions
from okienko.language.model import Service
from okienko.offices import filing
from okienko.offices.law import law_data
from okienko.offices.models import Kind, Office
from okienko.tenancy.context import current_office
from okienko.tenancy.memory import Remembered

UNIT = "komorka"  # the point that names the unit that runs the matters


@dataclass(frozen=True)
class Offered:
    """A service as this office offers it: the release in force and the local values."""

    version_id: UUID
    release_id: UUID
    service: Service
    values: Mapping[str, str]
    demonstration: bool
    office: Office

    @property
    def local(self) -> Mapping[str, Any]:
        """What rules read of the office: its values and what it is."""
        return {**self.values, **office_facts(self.office)}

    @property
    def organ(self) -> str:
        """The body that decides in an office of this tier."""
        return self.service.organ(self.office.tier)

    @property
    def unit(self) -> str:
        """Symbol of the unit that runs these matters."""
        return self.values[UNIT]

    @property
    def file_class(self) -> str:
        """Class of the office's own JRWA, confirmed at adoption."""
        return next((self.values[point] for point in class_points(self.service)), "")

    @property
    def account(self) -> str:
        """Account to which the fee goes; empty when the service has none."""
        return self.values.get(self.service.fee.account, "") if self.service.fee else ""


def class_points(service: Service) -> list[str]:
    """Names of the points in which the office says the class of its own JRWA."""
    return [name for name, point in service.local.items() if point.type == "file-class"]


def class_faults(service: Service, values: Mapping[str, str], day: date) -> dict[str, str]:
    """Points whose class opens no case on that day by the office's file plan, each with the nearest that does."""
    named = {name: values.get(name, "").strip() for name in class_points(service)}
    found = {name: filing.fault(symbol, day) for name, symbol in named.items() if symbol}
    return {name: text for name, text in found.items() if text}


@dataclass(frozen=True)
class Closure:
    """That the office takes no new submissions of a service it offered: since when, and where to go."""

    offered: Offered  # the version before the end
    since: date
    notice: str

    @property
    def service(self) -> Service:
        return self.offered.service


@dataclass(frozen=True)
class _Standing:
    """What an office offers on a day, and what it offered once and does not now."""

    offers: dict[str, Offered]
    closures: dict[str, Closure]


_versions: Remembered[tuple[int, date], _Standing] = Remembered(seconds=30)
_releases: dict[UUID, tuple[Service, Bundle]] = {}
_by_version: dict[UUID, Offered] = {}


def compiled(release: Release) -> Service:
    """The service that a release defines."""
    return _compile(release)[0]


def bundle_of(release_id: UUID) -> Bundle:
    """The files of a release: its letters are set from here."""
    if release_id not in _releases:
        _compile(Release.objects.get(id=release_id))
    return _releases[release_id][1]


@lru_cache(maxsize=512)
def loaded(bundle: Bundle) -> Service:
    """The service that a bundle defines; its content never changes, so it is read once."""
    return load(bundle, law=law_data())


def _compile(release: Release) -> tuple[Service, Bundle]:
    if release.id not in _releases:
        bundle = Bundle.from_document(release.document.encode())
        _releases[release.id] = loaded(bundle), bundle
    return _releases[release.id]


def office_facts(office: Office) -> dict[str, Any]:
    """Facts about an office that rules may read (`loader.names.OFFICE_FACTS`)."""
    return {"szczebel": office.tier, "miasto_na_prawach_powiatu": office.kind == Kind.CITY_WITH_COUNTY_RIGHTS}


def offers(day: date) -> dict[str, Offered]:
    """What the current office offers on a day, by service id; remembered for up to 30 s."""
    return _standing(day).offers


def closures(day: date) -> dict[str, Closure]:
    """What it offered and takes no more on that day, by service id."""
    return _standing(day).closures


def _standing(day: date) -> _Standing:
    office_id = current_office()
    return _versions.get((office_id, day), lambda: _read(office_id, day))


def offered(service_id: str, day: date) -> Offered | None:
    """One service as offered on a day, by its id or another id of the catalogue under which it is the same."""
    there = offers(day)
    return there.get(service_id) or next((one for one in there.values() if service_id in one.service.aliases), None)


def pinned(version_id: UUID) -> Offered:
    """The offer version that a submission or case points at, whatever is in force now."""
    if version_id not in _by_version:
        _by_version[version_id] = _offered(
            OfferVersion.objects.select_related("release", "offer__office").get(id=version_id)
        )
    return _by_version[version_id]


def _read(office_id: int, day: date) -> _Standing:
    versions = OfferVersion.objects.filter(offer__office_id=office_id, valid_from__lte=day)
    rows = versions.select_related("release", "offer__office").order_by("number")
    last = {row.offer.service: row for row in rows}
    ended = {service: row for service, row in last.items() if row.ends}
    return _Standing(
        {service: _offered(row) for service, row in last.items() if not row.ends},
        {service: Closure(_offered(row), row.valid_from, row.notice) for service, row in ended.items()},
    )


def _offered(row: OfferVersion) -> Offered:
    release = row.release
    service = with_own_questions(compiled(release), row.values)
    return Offered(row.id, release.id, service, row.values, release.demonstration, row.offer.office)


@dataclass(frozen=True)
class Adoption:
    """That an office offers a service from a day: by which release, since when, by whose decision."""

    offered: Offered
    number: int
    valid_from: date
    adopted_at: datetime
    adopted_by: str  # URN
    ends: bool = False  # nothing new is taken from that day
    notice: str = ""

    @property
    def version_id(self) -> UUID:
        return self.offered.version_id


def adoptions() -> dict[str, list[Adoption]]:
    """All adoptions of the current office by service, the newest first: one statement."""
    versions = OfferVersion.objects.filter(offer__office_id=current_office()).select_related("release", "offer__office")
    found: dict[str, list[Adoption]] = {}
    for row in versions.defer("release__document").order_by("-number"):
        adoption = Adoption(
            _offered(row), row.number, row.valid_from, row.adopted_at, row.adopted_by, row.ends, row.notice
        )
        found.setdefault(row.offer.service, []).append(adoption)
    return found


@dataclass(frozen=True, slots=True)
class ClassEnding:
    """A service of the office whose class opens no case from a day on: it has to be given another."""

    service: Service
    file_class: str
    since: date


def classes_ending(adopted: Mapping[str, list[Adoption]], day: date) -> list[ClassEnding]:
    """Services whose class is, or on a known day will be, outside the file plan: one statement."""
    valid, found = filing.validity(), list[ClassEnding]()
    for versions in adopted.values():
        for one, until in _spans(versions, day):
            since = None if one.ends else valid.first_bad(one.offered.file_class, max(one.valid_from, day), until)
            if since is not None:
                found.append(ClassEnding(one.offered.service, one.offered.file_class, since))
                break
    return sorted(found, key=lambda one: (one.since, one.service.name))


def _spans(versions: list[Adoption], day: date) -> list[tuple[Adoption, date]]:
    """Adoptions in force on the day or later, each with its last day; `versions` are newest first."""
    spans, until = list[tuple[Adoption, date]](), date.max
    for one in versions:
        if one.valid_from <= until:
            spans.append((one, until))
            until = one.valid_from - timedelta(days=1)
        if one.valid_from <= day:
            break
    return spans[::-1]


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A value from a resolution of the council that a later adoption has changed."""

    text: str
    was: str
    now: str
    valid_from: date
    resolution: str


def changed_since(offered: Offered) -> list[ChangedValue]:
    """What resolutions have changed since these values were adopted, also from a day to come: at most one statement."""
    points = {name: point for name, point in offered.service.local.items() if point.resolution}
    if not points:
        return []
    rows = OfferVersion.objects.filter(offer__office_id=current_office(), offer__service=offered.service.id)
    later = rows.filter(id__gt=offered.version_id).order_by("number").only("values", "valid_from")
    found, held = [], offered.values
    for row in later:
        found += [
            ChangedValue(point.text, held.get(name, ""), row.values.get(name, ""), row.valid_from,
                         row.values.get(name + RESOLUTION, ""))
            for name, point in points.items() if row.values.get(name, "") != held.get(name, "")
        ]  # fmt: skip
        held = row.values
    return found


def offer_urns() -> list[str]:
    """How the journal names the offers of the current office."""
    office_id = current_office()
    ids = Offer.objects.filter(office_id=office_id).values_list("id", flat=True)
    return [f"urn:okienko:{office_id}:offer:{offer_id}" for offer_id in ids]


def releases_for(tier: str) -> list[tuple[Release, Service]]:
    """Releases of this installation that an office of the tier may adopt, the newest of a service first."""
    releases = [(row, compiled(row)) for row in Release.objects.defer("document").order_by("service", "-published_at")]
    return [(row, service) for row, service in releases if tier in service.tiers]


def release(service_id: str, version: str) -> Release | None:
    """One release by its name."""
    return Release.objects.filter(service=service_id, version=version).first()


def everywhere(day: date) -> dict[int, dict[str, Offered]]:
    """What each office offers on a day, by office and service: one statement over reference rows."""
    versions = OfferVersion.objects.filter(valid_from__lte=day).select_related("release", "offer__office")
    found: dict[int, dict[str, Offered]] = {}
    for row in versions.defer("release__document").order_by("number"):
        at = found.setdefault(row.offer.office_id, {})
        at.pop(row.offer.service, None)
        if not row.ends:
            at[row.offer.service] = _offered(row)
    return {office_id: offers for office_id, offers in found.items() if offers}


def offices_offering() -> list[int]:
    """Ids of offices that offer anything."""
    return list(OfferVersion.objects.values_list("offer__office_id", flat=True).distinct())


def forget() -> None:
    """Drop what is remembered: after an adoption, and between tests."""
    _versions.clear()
