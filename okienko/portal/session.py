"""Two signed cookies and no table: who is logged in, and which drafts this browser holds.

A session lasts two hours from the last page. One that has lapsed may still save an answer that was
being typed, for a day, but sees nothing until its person logs in again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from okienko.people.queries import Resident
from okienko.people.queries import resident as find_resident
from okienko.submissions.counter import Pass, read_pass
from okienko.tenancy.clock import now

LASTS = timedelta(hours=2)
RENEWED_AFTER = timedelta(minutes=5)
LAPSED_FOR = timedelta(hours=24)
DRAFTS_KEPT = timedelta(days=30)
MOST_DRAFTS = 10
_account = Signer(salt="okienko.portal.konto")
_drafts = Signer(salt="okienko.portal.szkice")


@dataclass(frozen=True, slots=True)
class Session:
    """Who came with this request. `lapsed`: logged in some hours ago, may only finish saving."""

    resident: Resident | None = None
    lapsed: Resident | None = None
    stale: bool = False  # the cookie is to be written anew


def read(request: HttpRequest) -> Session:
    """The session of the request, if its cookie is ours, young enough and not revoked."""
    try:
        told = _account.unsign_object(request.COOKIES.get(settings.RESIDENT_COOKIE, ""))
        issued_at = datetime.fromisoformat(told["at"])
        found = find_resident(UUID(told["id"]), epoch=told["epoch"])
    except (BadSignature, KeyError, TypeError, ValueError):
        return Session()
    age = now() - issued_at
    if found is None or age > LAPSED_FOR:
        return Session()
    return Session(found, stale=age > RENEWED_AFTER) if age <= LASTS else Session(lapsed=found)


def log_in(response: HttpResponse, resident: Resident) -> None:
    """This browser is the resident's from now on."""
    told = {"id": str(resident.pk), "epoch": resident.epoch, "at": now().isoformat()}
    _set(response, settings.RESIDENT_COOKIE, _account.sign_object(told), LAPSED_FOR)


def log_out(response: HttpResponse) -> None:
    """Nothing of the resident stays in this browser."""
    for name in (settings.RESIDENT_COOKIE, settings.DRAFTS_COOKIE):
        response.delete_cookie(name, samesite="Lax")


def counter_pass(request: HttpRequest) -> Pass | None:
    """The pass of a clerk who fills in this draft for somebody; its cookie comes on the draft's path alone."""
    text = request.COOKIES.get(settings.COUNTER_COOKIE, "")
    return read_pass(text, session=request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")) if text else None


def drafts_of(request: HttpRequest) -> tuple[UUID, ...]:
    """Drafts that this browser holds, newest first."""
    try:
        told = _drafts.unsign_object(request.COOKIES.get(settings.DRAFTS_COOKIE, ""))
        return tuple(UUID(one) for one in told[:MOST_DRAFTS])
    except (BadSignature, TypeError, ValueError, AttributeError):
        return ()


def keep_draft(request: HttpRequest, response: HttpResponse, draft_id: UUID) -> None:
    """This browser holds the draft, and at most nine others."""
    others = [one for one in drafts_of(request) if one != draft_id]
    _write_drafts(response, [draft_id, *others][:MOST_DRAFTS])


def drop_draft(request: HttpRequest, response: HttpResponse, draft_id: UUID) -> None:
    """This browser holds the draft no more."""
    _write_drafts(response, [one for one in drafts_of(request) if one != draft_id])


def _write_drafts(response: HttpResponse, ids: list[UUID]) -> None:
    _set(response, settings.DRAFTS_COOKIE, _drafts.sign_object([str(one) for one in ids]), DRAFTS_KEPT)


def _set(response: HttpResponse, name: str, value: str, lasts: timedelta) -> None:
    response.set_cookie(
        name, value, max_age=lasts, secure=settings.SECURE_COOKIES, httponly=True, samesite="Lax"
    )  # fmt: skip
