"""What all views share: who comes, to which office, inside which transaction, and how a refusal is shown.

A view takes a `Visit` and answers. When an action refuses, the transaction is rolled back and the same
view runs again with `visit.refused`: it shows the same page with what was typed and the refusal on top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from okienko.cases.errors import Changed
from okienko.catalogue.queries import Closure, closures, offers
from okienko.language.errors import Refusal
from okienko.language.model import Law
from okienko.offices.law import law_data
from okienko.offices.queries import Place, office_by_slug, place
from okienko.people.queries import Clerk, Resident, clerk
from okienko.portal import session
from okienko.submissions.actions import KEPT_DAYS
from okienko.submissions.counter import Pass
from okienko.submissions.errors import AlreadySubmitted, AnswersChanged
from okienko.submissions.queries import Draft
from okienko.submissions.visitors import Visitor
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from okienko.ui.speech import LANGUAGES, POLISH, InPolish, language, say, speaking, told

CONFLICT, GONE, UNPROCESSABLE = 409, 410, 422
LONGEST_SLUG = 80
DEMO = "To nie jest strona tego urzędu, tylko pokaz. Osoby i sprawy są zmyślone, nic stąd nie trafi do urzędu."
DEMO_ALL = "To jest pokaz. Osoby i sprawy są zmyślone, nic stąd nie trafi do żadnego urzędu."


class LoginNeeded(Exception):
    """This page is for a resident who is logged in."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back


class Closed(Exception):
    """The office takes no new submissions of this service; `draft`: what was begun and cannot be sent."""

    def __init__(self, visit: Visit, closure: Closure, draft: Draft | None = None) -> None:
        super().__init__(closure.service.id)
        self.visit = visit
        self.closure = closure
        self.draft = draft


class GoTo(Exception):
    """The visitor is led to another page of ours."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class SeeOther(HttpResponseRedirect):
    """After a POST the browser goes on with GET."""

    status_code = 303


@dataclass(frozen=True)
class Visit:
    """One request: who comes, with which drafts, and to which office."""

    request: HttpRequest
    session: session.Session = field(default_factory=session.Session)
    drafts: tuple[UUID, ...] = ()
    place: Place | None = None
    counter: Pass | None = None
    clerk: Clerk | None = None  # fills this draft in for somebody
    refused: Refusal | None = None

    @property
    def here(self) -> Place:
        """The office; only for views under an office's address."""
        assert self.place is not None
        return self.place

    @property
    def resident(self) -> Resident | None:
        return self.session.resident

    @property
    def actor(self) -> Resident | Clerk | Visitor:
        """Who acts: a clerk at the counter, a resident, or somebody known only by the drafts in this browser."""
        return self.clerk or self.session.resident or Visitor(frozenset(self.drafts))

    @property
    def posted(self) -> bool:
        """Whether something is to be done: a POST that has not been refused yet."""
        return self.request.method == "POST" and self.refused is None

    def required(self, back: str = "") -> Resident:
        """The resident who is logged in; else the visitor is led to the login, and then back."""
        if self.resident is None:
            raise LoginNeeded(back or self.request.path)
        return self.resident

    def url(self, *parts: object) -> str:
        """An address under the office."""
        return "/" + "".join(f"{part}/" for part in (self.here.slug, *parts))


View = Callable[..., HttpResponse]  # takes a Visit and the parts of the address


def office_page(view: View) -> Callable[..., HttpResponse]:
    """A view under `/<slug>/…`: inside the office's transaction; 404 when it offers nothing."""

    @wraps(view)
    def run(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        work = partial(_inside, view, office_id(slug), parts)
        return _answered(_visit_of(request), work)

    return run


def office_page_apart(view: View) -> Callable[..., HttpResponse]:
    """The same for a view that opens its transactions itself, with `at_office(visit, office)`."""

    @wraps(view)
    def run(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        office = office_id(slug)
        return _answered(_visit_of(request), lambda visit: view(visit, office=office, **parts))

    return run


@contextmanager
def at_office(visit: Visit, office: int) -> Iterator[Visit]:
    """One transaction of the office; the visit knows where it is."""
    with acting_for(office):
        yield replace(visit, place=_open_place(), clerk=_clerk_of(visit))


def portal_page(view: View) -> Callable[..., HttpResponse]:
    """A view that belongs to no office."""

    @wraps(view)
    def run(request: HttpRequest, **parts: Any) -> HttpResponse:
        return _answered(_visit_of(request), lambda visit: view(visit, **parts))

    return run


def office_id(slug: str) -> int:
    """The office under a slug; 404 when there is none."""
    office = office_by_slug(slug) if len(slug) <= LONGEST_SLUG else None
    if office is None:
        raise Http404
    return office.id


def _inside(view: View, office: int, parts: Mapping[str, Any], visit: Visit) -> HttpResponse:
    with at_office(visit, office) as inside:
        return view(inside, **parts)


def _closed(closed: Closed) -> HttpResponse:
    """Where to go instead, and that nothing which was sent is lost."""
    visit, draft = closed.visit, closed.draft
    kept_to = draft.changed_at + timedelta(days=KEPT_DAYS) if draft else None
    paper = visit.url("wniosek", draft.pk, "druk") if draft else ""
    response = show(
        visit, "closed.html", closure=closed.closure, here=visit.here, kept_to=kept_to, paper=paper, back=visit.url()
    )
    response.status_code = GONE
    return response


def _clerk_of(visit: Visit) -> Clerk | None:
    """The clerk of this office whose pass came with the request, if they still work here."""
    found = clerk(visit.counter.clerk_id) if visit.counter else None
    return found if found is not None and found.active else None


def _open_place() -> Place:
    here = place()
    if here is None or not (offers(today()) or closures(today())):  # what it has taken lives on
        raise Http404
    return here


def _visit_of(request: HttpRequest) -> Visit:
    counter = session.counter_pass(request)
    who = session.Session() if counter else session.read(request)  # a pass stands before an account in this browser
    return Visit(request, who, session.drafts_of(request), counter=counter)


def _answered(visit: Visit, work: Callable[[Visit], HttpResponse]) -> HttpResponse:
    with speaking(POLISH if visit.counter else chosen_language(visit.request)):
        return _answered_here(visit, work)


def _answered_here(visit: Visit, work: Callable[[Visit], HttpResponse]) -> HttpResponse:
    try:
        response = work(visit)
    except Forbidden:
        raise Http404 from None
    except LoginNeeded as needed:
        return to_login(needed.back)
    except GoTo as elsewhere:
        return SeeOther(elsewhere.path)
    except Closed as closed:
        response = _closed(closed)
    except Refusal as refusal:
        response = _refused(replace(visit, refused=refusal), work)
    if visit.session.stale and visit.resident is not None and settings.RESIDENT_COOKIE not in response.cookies:
        session.log_in(response, visit.resident)
    return response


def _refused(visit: Visit, work: Callable[[Visit], HttpResponse]) -> HttpResponse:
    """The same page with the refusal; a plain page when it cannot be shown either."""
    assert visit.refused is not None
    try:
        response = work(visit)
    except LoginNeeded as needed:
        return to_login(needed.back)
    except GoTo as elsewhere:
        return SeeOther(elsewhere.path)
    except Closed as closed:
        return _closed(closed)
    except Refusal:
        response = show(visit, "refused.html", text=visit.refused.text)
    if response.status_code in (200, UNPROCESSABLE):
        response.status_code = _status_of(visit.refused)
    return response


def _status_of(refusal: Refusal) -> int:
    return CONFLICT if isinstance(refusal, (AlreadySubmitted, AnswersChanged, Changed)) else UNPROCESSABLE


def desk_url(visit: Visit) -> str:
    """Where a clerk who fills in a form for somebody came from."""
    return f"/biurko/{visit.here.slug}/okienko/"


def to_login(back: str) -> HttpResponse:
    """To the login, and afterwards back to where one was."""
    return SeeOther("/logowanie/?" + urlencode({"dalej": safe_path(back)}))


def safe_path(text: str) -> str:
    """The text if it is a path of our own, else the resident's own page."""
    own = text.startswith("/") and url_has_allowed_host_and_scheme(text, allowed_hosts=None)
    return text if own and text.isprintable() else "/konto/"


def show(visit: Visit, template: str, *, errors: Mapping[str, str] | None = None, **context: Any) -> HttpResponse:
    """The page. With errors after a POST it is a 422."""
    faults = dict(errors or {})
    if visit.refused is not None:
        faults = {"": visit.refused.text, **faults}
    status = UNPROCESSABLE if faults and visit.request.method == "POST" else 200
    said = page_frame(visit) | context | {"errors": faults}
    response = render(visit.request, f"portal/{template}", said, status=status, using="jinja2")
    response["Cache-Control"] = "private, no-store" if visit.resident or visit.clerk else "private, no-cache"
    return response


def chosen_language(request: HttpRequest) -> str:
    """The language this browser has chosen; Polish until it has."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else POLISH


def languages(request: HttpRequest) -> list[dict[str, object]]:
    """The switch of languages: each leads back to this very page."""
    back = urlencode({"dalej": request.get_full_path()})
    return [
        {"code": code, "name": name, "href": f"/jezyk/{code}/?{back}", "current": code == language()}
        for code, name in LANGUAGES.items()
    ]


def cited(name: str) -> Law:
    """The provision behind something that our pages say, with its source or without."""
    return law_data().cite(f"strony.{name}", today()).law


def page_frame(visit: Visit) -> dict[str, Any]:
    """What every page shows around its content."""
    return {
        "visit": visit,
        "languages": [] if visit.counter else languages(visit.request),
        "words": told,
        "cited": cited,
        "office": _letterhead(visit.place),
        "demo": _demo(visit.place),
        "resident": visit.resident.name if visit.resident else "",
        "clerk": visit.clerk.name if visit.clerk else "",
        "desk_url": desk_url(visit) if visit.clerk else "",
        "account_url": "/konto/",
        "logout_url": "/wyloguj/",
        "back": "",
        "errors": {},
    }


def _demo(here: Place | None) -> str:
    if here is not None:
        return say(DEMO) if here.demo else ""
    return say(DEMO_ALL) if settings.DEMO else ""


def _letterhead(here: Place | None) -> dict[str, str] | None:
    if here is None:
        return None
    return {
        "slug": here.slug,
        "name": InPolish(here.full_name),
        "bip": here.bip_url,
        "contact": f"/{here.slug}/#kontakt",
        "arms": f"/motyw/{here.slug}/herb-{here.arms}.svg" if here.arms else "",
    }
