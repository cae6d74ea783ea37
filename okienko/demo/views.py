"""The demonstration's own pages: the tour, and being anybody by one click. Only where the office is a demonstration."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from okienko.demo import tour as way
from okienko.demo.cast import OFFICES
from okienko.desk import staff
from okienko.desk.pages import with_session
from okienko.offices.queries import Place, open_offices, place
from okienko.people.queries import account_by_login, resident_named
from okienko.portal import session
from okienko.portal.pages import SeeOther, Visit, page_frame, portal_page
from okienko.tenancy.context import acting_for


@portal_page
def tour(visit: Visit) -> HttpResponse:
    """The way through the demonstration, and everybody whom one can be."""
    slugs = {office.id: office.slug for office in open_offices(list(OFFICES))}
    said = {"stops": way.stops(slugs), "residents": way.residents(), "staff": way.staff()}
    return render(visit.request, "demo/tour.html", page_frame(visit) | said, using="jinja2")


@with_session
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """The browser is this person's from now on; 404 for anybody who is not invented."""
    key, after = request.POST.get("kto", ""), request.POST.get("dalej", "")
    office_id = way.office_of(key)
    response = SeeOther(after if after.startswith(("/biurko/", "/konto/")) or _ours(after) else "/")
    if office_id is not None:
        _as_clerk(request, key, office_id)
        return response
    person = resident_named("atrapa", key) if any(one.key == key for one in way.residents()) else None
    if person is None:
        raise Http404
    session.log_in(response, person)
    return response


def _ours(path: str) -> bool:
    slugs = {office.slug for office in open_offices(list(OFFICES))}
    return path.split("/")[1:2] != [] and path.split("/")[1] in slugs


def _as_clerk(request: HttpRequest, login: str, office_id: int) -> None:
    account = account_by_login(login)
    here = _place(office_id)
    if account is None or here is None or not here.demo:
        raise Http404
    staff.enter(request, account, here.slug)


def _place(office_id: int) -> Place | None:
    with acting_for(office_id):
        return place()
