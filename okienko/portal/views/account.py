"""Coming in and going out: the login, the way back from the provider, and the resident's own list."""

from __future__ import annotations

from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from okienko.catalogue.queries import everywhere
from okienko.language.model import Service
from okienko.people.actions import enter
from okienko.people.errors import LoginRefused
from okienko.people.fake import FakeProvider
from okienko.people.profile import sign_out_everywhere
from okienko.people.queries import demo_residents
from okienko.portal.pages import SeeOther, Visit, portal_page, safe_path, show
from okienko.portal.session import log_in, log_out
from okienko.portal.spoken import words_of
from okienko.submissions.queries import matters_of
from okienko.submissions.unsent import unsent_of
from okienko.tenancy.clock import now, today
from okienko.ui.speech import POLISH, language

ENTRY_COOKIE = "okienko_wejscie"
ENTRY_LASTS = timedelta(minutes=10)
provider = FakeProvider(address="/atrapa/logowanie/")
_states = Signer(salt="okienko.portal.logowanie")


@portal_page
def login(visit: Visit) -> HttpResponse:
    """Where to log in; POST sends the browser to the provider with a state of its own."""
    after = safe_path(visit.request.GET.get("dalej", ""))
    if visit.resident is not None:
        return SeeOther(after)
    if not visit.posted:
        return show(visit, "login.html", after=after, lapsed=visit.session.lapsed is not None, fake=provider.fake)
    once = token_urlsafe(16)
    state = _states.sign_object({"once": once, "after": after, "at": now().isoformat()})
    response = SeeOther(provider.login_url(state))
    response.set_cookie(
        ENTRY_COOKIE, once, max_age=ENTRY_LASTS, secure=settings.SECURE_COOKIES, httponly=True, samesite="Lax"
    )  # fmt: skip
    return response


@portal_page
def returned(visit: Visit) -> HttpResponse:
    """The provider sent the browser back: it is logged in where it wanted to go."""
    if visit.refused is not None:
        response = show(visit, "login.html", after="/konto/", lapsed=False, fake=provider.fake)
        response.delete_cookie(ENTRY_COOKIE, samesite="Lax")
        return response
    state = visit.request.GET.get("stan", "")
    after = _checked(state, visit.request.COOKIES.get(ENTRY_COOKIE, ""))
    resident = enter(provider.identity(visit.request.GET.dict(), state))
    response = SeeOther(after)
    log_in(response, resident)
    response.delete_cookie(ENTRY_COOKIE, samesite="Lax")
    return response


def _checked(state: str, once: str) -> str:
    """Where to go after a login that this browser began a moment ago."""
    try:
        told: dict[str, Any] = _states.unsign_object(state)
        young = now() - datetime.fromisoformat(told["at"]) <= ENTRY_LASTS
    except (BadSignature, ValueError) as fault:
        raise LoginRefused("Nie udało się potwierdzić logowania. Zaloguj się jeszcze raz.") from fault
    if not young or not once or not compare_digest(told["once"].encode(), once.encode()):
        raise LoginRefused("To logowanie wygasło albo zaczęto je w innej przeglądarce. Zaloguj się jeszcze raz.")
    return safe_path(told["after"])


@portal_page
def fake_login(visit: Visit) -> HttpResponse:
    """The fake provider's own page: choose whom to be."""
    if not settings.DEMO:
        raise Http404
    people = demo_residents()
    state = visit.request.GET.get("stan", "")
    if visit.posted:
        chosen = visit.request.POST.get("osoba", "")
        if any(person.subject == chosen for person in people):
            return SeeOther(f"/logowanie/powrot/?stan={state}&bilet={provider.vouch(chosen, state)}")
        return show(visit, "fake_login.html", people=people, errors={"osoba": "Wybierz osobę."})
    return show(visit, "fake_login.html", people=people)


@require_POST
@portal_page
def logout(visit: Visit) -> HttpResponse:
    """Nothing of the resident stays in this browser; with `wszedzie` in any other either."""
    if "wszedzie" in visit.request.POST and visit.resident is not None:
        sign_out_everywhere(visit.resident, by=visit.resident)
    response = SeeOther("/")
    log_out(response)
    return response


@portal_page
def account(visit: Visit) -> HttpResponse:
    """ "Moje sprawy" over all offices: whose turn it is in each."""
    resident = visit.required()
    return show(
        visit, "account.html", matters=matters_of(resident), unsent=unsent_of(resident),
        words=words_of(*_offered_services()), back="/",
    )  # fmt: skip


def _offered_services() -> list[Service]:
    """Services offered anywhere now: their labels stand on the list in Polish. Polish readers need none."""
    if language() == POLISH:
        return []
    return list(
        {one.service.id: one.service for there in everywhere(today()).values() for one in there.values()}.values()
    )
