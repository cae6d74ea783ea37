"""What a resident keeps about themselves: contact, notices, sessions. Rows of the installation (adr/064)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import F
from django.db.transaction import atomic

from okienko.people.errors import LinkDead, TooSoon
from okienko.people.models import AccountEvent, Profile, Resident, Wanted
from okienko.people.queries import forget
from okienko.tenancy.clock import now
from okienko.tenancy.permits import Actor, permit

What = AccountEvent.What
LINK_LASTS = timedelta(hours=24)
ASK_AGAIN_AFTER = timedelta(minutes=2)
DEAD = "Ten link już nie działa: użyto go, minęły 24 godziny albo należy do innego konta. Podaj adres jeszcze raz."


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody beside e-mail; empty means not told."""

    phone: str = ""
    address: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where e-mail for a resident goes, and about what they want one."""

    email: str
    wanted: str


def profile_of(resident: Resident) -> Profile:
    """The resident's profile; an unsaved empty one before the first change."""
    return Profile.objects.filter(resident=resident).first() or Profile(resident=resident)


def reach_of(resident_id: UUID) -> Reach:
    """The confirmed address, else the one that the identity provider vouches for; empty when there is none."""
    resident = Resident.objects.filter(pk=resident_id).select_related("profile").first()
    if resident is None:
        return Reach("", Wanted.NONE)
    profile = getattr(resident, "profile", None) or Profile(resident=resident)
    return Reach(profile.email or resident.email, profile.wanted)


def events_of(resident: Resident, most: int = 20) -> list[AccountEvent]:
    """What happened to the account, the newest first."""
    return list(AccountEvent.objects.filter(resident=resident).order_by("-at", "-id")[:most])


@atomic
def keep_contact(resident: Resident, contact: Contact, *, by: Actor) -> None:
    """Telephone and address for letters on paper are these."""
    permit(by, "keep", resident)
    profile = _locked(resident)
    profile.phone, profile.address = contact.phone, dict(contact.address)
    profile.save(update_fields=["phone", "address"])
    _note(resident, What.CONTACT)


@atomic
def choose_notices(resident: Resident, wanted: Wanted, *, by: Actor) -> None:
    """E-mails come about this and nothing else."""
    permit(by, "keep", resident)
    profile = _locked(resident)
    profile.wanted = wanted
    profile.save(update_fields=["wanted"])
    _note(resident, What.NOTICES)


@atomic
def ask_email(resident: Resident, email: str, *, by: Actor) -> str:
    """The address waits to be confirmed; returns the token for the link that goes to it, kept nowhere else."""
    permit(by, "keep", resident)
    profile = _locked(resident)
    if profile.asked_at is not None and now() - profile.asked_at < ASK_AGAIN_AFTER:
        raise TooSoon("Przed chwilą wysłaliśmy link. Zajrzyj do skrzynki albo spróbuj za dwie minuty.")
    token = secrets.token_urlsafe(24)
    profile.asked_email, profile.asked_hash, profile.asked_at = email, _hash(token), now()
    profile.save(update_fields=["asked_email", "asked_hash", "asked_at"])
    _note(resident, What.EMAIL_ASKED)
    return token


@atomic
def confirm_email(resident: Resident, token: str, *, by: Actor) -> None:
    """The address is used from now on. A used, late or foreign link is LinkDead and says nothing else."""
    permit(by, "keep", resident)
    profile = _locked(resident)
    young = profile.asked_at is not None and now() - profile.asked_at <= LINK_LASTS
    if not young or not profile.asked_hash or not secrets.compare_digest(profile.asked_hash, _hash(token)):
        raise LinkDead(DEAD)
    profile.email, profile.asked_email, profile.asked_hash, profile.asked_at = profile.asked_email, "", "", None
    profile.save(update_fields=["email", "asked_email", "asked_hash", "asked_at"])
    _note(resident, What.EMAIL_CONFIRMED)


@atomic
def drop_email(resident: Resident, *, by: Actor) -> None:
    """No address of the resident's own is kept, and none waits to be confirmed."""
    permit(by, "keep", resident)
    profile = _locked(resident)
    profile.email, profile.asked_email, profile.asked_hash = "", "", ""  # when it was asked for still counts
    profile.save(update_fields=["email", "asked_email", "asked_hash"])
    _note(resident, What.EMAIL_DROPPED)


@atomic
def sign_out_everywhere(resident: Resident, *, by: Actor) -> None:
    """Every session of this person, on every device, is over (within the 30 s that sessions are remembered)."""
    permit(by, "keep", resident)
    Resident.objects.filter(pk=resident.pk).update(epoch=F("epoch") + 1)
    forget()
    _note(resident, What.SIGNED_OUT)


@atomic
def note_taken(resident: Resident, *, by: Actor) -> None:
    """That the resident has taken their data stands in the history of the account."""
    permit(by, "keep", resident)
    _note(resident, What.DATA_TAKEN)


def _locked(resident: Resident) -> Profile:
    Profile.objects.bulk_create([Profile(resident=resident)], ignore_conflicts=True)
    return Profile.objects.select_for_update().get(resident=resident)


def _note(resident: Resident, what: str) -> None:
    AccountEvent(resident=resident, what=what, at=now()).save(force_insert=True)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
