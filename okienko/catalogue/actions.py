"""Publishing releases and adopting them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.db import IntegrityError

from okienko.catalogue import _signing
from okienko.catalogue.errors import (
    AdoptedMeanwhile,
    AlreadyPublished,
    NotPublishable,
    WrongEnd,
    WrongLocalValue,
    WrongTier,
)
from okienko.catalogue.facts import OfferAdopted, OfferEnded, ReleasePublished
from okienko.catalogue.models import Offer, OfferVersion, Release
from okienko.catalogue.queries import UNIT, class_faults, compiled, forget, loaded
from okienko.journal.actions import record
from okienko.language.bundle import Bundle
from okienko.language.local import adopted, local_faults, unknown_names
from okienko.language.model import Service
from okienko.language.stories.command import Trial, report, try_service
from okienko.offices.law import calendar, law_data
from okienko.offices.models import Office, Unit
from okienko.tenancy.clock import now, today
from okienko.tenancy.context import atomic, savepoint
from okienko.tenancy.permits import Actor, permit

NOTICE_AT_MOST = 300


@atomic
def publish(bundle: Bundle, *, office: Office, demonstration: bool, by: Actor) -> Release:
    """The release can be adopted and is never edited; the same content twice is the same release."""
    permit(by, "publish", office)
    service = loaded(bundle)
    _reached(bundle)
    known = Release.objects.filter(digest=bundle.digest).first()
    if known is not None:
        return known
    if Release.objects.filter(service=service.id, version=service.version).exists():
        raise AlreadyPublished(f"Wersja {service.version} usługi {service.id} jest już wydana z inną treścią.")
    if service.unconfirmed and not demonstration:
        text = (
            f"Usługa ma {len(service.unconfirmed)} niepotwierdzonych wartości: można ją wydać tylko jako demonstrację."
        )
        raise NotPublishable(text)
    release = Release(
        digest=bundle.digest, service=service.id, version=service.version, valid_from=service.valid_from,
        document=bundle.document().decode(), publisher=office.name, signature=_signing.sign(bundle.digest),
        demonstration=demonstration, published_at=now(),
    )  # fmt: skip
    release.save(force_insert=True)
    fact = ReleasePublished(str(release.id), service.id, service.version, bundle.digest, demonstration)
    record(fact, by=by, at=office.id, about=f"urn:okienko:release:{bundle.digest}")
    return release


@lru_cache(maxsize=64)
def _tried(bundle: Bundle) -> Trial:
    return try_service("wydanie", bundle, law_data(), calendar(), mutated=False)


def _reached(bundle: Bundle) -> None:
    """Every story is true and together they reach every page, row, outcome and letter."""
    trial = _tried(bundle)
    if not trial.passed:
        raise NotPublishable(f"Historie nie przechodzą albo nie sięgają wszystkiego.\n{report([trial])}")


@atomic
def adopt(release: Release, values: Mapping[str, str], *, office: Office, valid_from: date, by: Actor) -> OfferVersion:
    """The office offers the service from that day, by this release and with these local values."""
    permit(by, "adopt", office)
    filled = _filled(compiled(release), office, values, valid_from)
    version = OfferVersion(release=release, values=filled, valid_from=valid_from, adopted_at=now(), adopted_by=by.urn)
    _append(version, office, release.service)
    fact = OfferAdopted(str(version.id), str(release.id), release.service, filled, valid_from)
    record(fact, by=by, at=office.id, about=f"urn:okienko:{office.id}:offer:{version.offer_id}")
    forget()
    return version


def _append(version: OfferVersion, office: Office, service: str) -> None:
    """The version stands after all others of its offer. Who comes second in the same instant is refused."""
    try:
        with savepoint():
            version.offer, _ = Offer.objects.get_or_create(office=office, service=service)
            version.number = version.offer.versions.count() + 1
            version.save(force_insert=True)
    except IntegrityError as error:
        text = "Ktoś inny zmienił przed chwilą ustawienia tej usługi. Sprawdź, co obowiązuje, i spróbuj ponownie."
        raise AdoptedMeanwhile(text) from error


@atomic
def end_offer(service_id: str, *, office: Office, valid_from: date, notice: str, by: Actor) -> OfferVersion:
    """From that day the office takes no new submissions of the service. Cases, letters and terms go on."""
    permit(by, "adopt", office)
    last = OfferVersion.objects.filter(offer__office=office, offer__service=service_id).order_by("-number").first()
    if last is None or last.ends:
        raise WrongEnd({"": "Urząd nie świadczy tej usługi."})
    faults = {}
    if valid_from < today():
        faults["valid_from"] = "Podaj dzień od dziś. Przyjmowania nie kończy się wstecz."
    if len(notice) > NOTICE_AT_MOST:
        faults["notice"] = f"Najwyżej {NOTICE_AT_MOST} znaków."
    if faults:
        raise WrongEnd(faults)
    version = OfferVersion(
        release=last.release, values=last.values, valid_from=valid_from, ends=True, notice=notice, adopted_at=now(),
        adopted_by=by.urn,
    )  # fmt: skip
    _append(version, office, service_id)
    fact = OfferEnded(str(version.id), service_id, valid_from, notice)
    record(fact, by=by, at=office.id, about=f"urn:okienko:{office.id}:offer:{version.offer_id}")
    forget()
    return version


@atomic
def resume_offer(service_id: str, *, office: Office, valid_from: date, by: Actor) -> OfferVersion:
    """The office takes submissions again, with the release and the values that it had before it ended."""
    permit(by, "adopt", office)
    last = OfferVersion.objects.filter(offer__office=office, offer__service=service_id).order_by("-number").first()
    if last is None or not last.ends:
        raise WrongEnd({"": "Przyjmowanie tej usługi nie jest zakończone."})
    return adopt(last.release, last.values, office=office, valid_from=valid_from, by=by)


def _filled(service: Service, office: Office, values: Mapping[str, str], day: date) -> dict[str, str]:
    """The local values as they are kept; refused when any is unknown, missing or outside its limits."""
    if office.tier not in service.tiers:
        raise WrongTier(f"Ta usługa jest dla szczebla: {', '.join(service.tiers)}.")
    unknown = unknown_names(service, values)
    if unknown:
        raise WrongLocalValue({}, f"Usługa nie ma punktu lokalnego: {', '.join(unknown)}.")
    faults = local_faults(service, values)
    unit = values.get(UNIT, "")
    if UNIT in service.local and UNIT not in faults and not Unit.objects.filter(symbol=unit).exists():
        faults[UNIT] = f"Urząd nie ma komórki „{unit}”: żadna sprawa nie mogłaby powstać."
    faults = class_faults(service, values, day) | faults
    if faults:
        raise WrongLocalValue(faults)
    return adopted(service, values)
