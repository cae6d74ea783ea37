"""Notices by e-mail: rows that say that somebody should hear that something waits. `posting` sends them, later."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from uuid import UUID

from okienko.deliveries.models import Notice
from okienko.people import profile
from okienko.people.errors import TooSoon
from okienko.people.models import Resident
from okienko.tenancy.clock import now
from okienko.tenancy.ids import floor_of
from okienko.tenancy.permits import Actor

Why = Notice.Why
HOUR, INVITED_AN_HOUR = timedelta(hours=1), 5  # nobody's mailbox is filled from here
CONFIRM_PATH = "/konto/profil/adres/"


def notify(resident_id: UUID | None, why: Notice.Why, about: str) -> None:
    """The resident will hear, once, that something waits; somebody without an account hears nothing."""
    if resident_id is not None:
        _add(Notice(why=why, key=f"{about}#{resident_id}", resident_id=resident_id))


def invite(address: str, path: str, about: str) -> None:
    """Whoever reads mail at the address gets this one-time way in, once. TooSoon: it has got several by now."""
    trace = f"#{hashlib.sha256(address.lower().encode()).hexdigest()[:32]}"
    lately = Notice.objects.filter(id__gte=floor_of(now() - HOUR), why=Why.INVITED, key__endswith=trace)
    if lately.count() >= INVITED_AN_HOUR:
        raise TooSoon("Na ten adres wysłaliśmy już kilka linków. Spróbuj za godzinę.")
    _add(Notice(why=Why.INVITED, key=about + trace, address=address, path=path))


def ask_for_address(resident: Resident, email: str, *, by: Actor) -> None:
    """The address waits to be confirmed, and the link goes to it."""
    token = profile.ask_email(resident, email, by=by)
    key = f"{resident.urn}#{now().isoformat()}"
    _add(Notice(why=Why.ADDRESS, key=key, resident_id=resident.pk, address=email, path=f"{CONFIRM_PATH}{token}/"))


def _add(notice: Notice) -> None:
    notice.made_at = notice.next_try_at = now()
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
