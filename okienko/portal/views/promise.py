"""The page of a service: what is promised, and the button that begins."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from okienko.catalogue.clauses import laws
from okienko.catalogue.papers import paper_form
from okienko.catalogue.queries import Offered, closures, offered
from okienko.portal import promise
from okienko.portal.pages import Closed, SeeOther, Visit, office_page, show
from okienko.portal.session import keep_draft
from okienko.portal.spoken import shown
from okienko.submissions import actions
from okienko.submissions.queries import newest_draft
from okienko.tenancy.clock import today


@office_page
def service(visit: Visit, service: str) -> HttpResponse:
    """GET shows the promise; POST begins a draft."""
    found = offered(service, today()) if len(service) <= 80 else None
    if found is None and service in closures(today()):
        raise Closed(visit, closures(today())[service])
    if found is None:
        raise Http404
    if visit.posted:
        return _begin(visit, found)
    draft = newest_draft(visit.actor, visit.drafts, service)
    found = shown(found)
    about = found.service
    return show(
        visit, "service.html", service=about, offered=found, here=visit.here, draft=draft,
        body=promise.body_of(found, visit.here), who=promise.who(about), prices=promise.prices(found),
        limits=promise.limits(about), silences=promise.silences(about), laws=laws(about),
        set_here=promise.set_here(found), may_appeal=promise.may_appeal(about), back=visit.url(),
    )  # fmt: skip


@office_page
def paper(visit: Visit, service: str) -> HttpResponse:
    """The form of the service to print and fill in by hand, in Polish."""
    found = offered(service, today()) if len(service) <= 80 else None
    if found is None:
        raise Http404
    page = visit.request.build_absolute_uri(visit.url("usluga", found.service.id))
    response = HttpResponse(paper_form(found, online=page), content_type="application/pdf")
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = f'inline; filename="druk-{found.service.id}.pdf"'
    return response


def _begin(visit: Visit, found: Offered) -> HttpResponse:
    draft = actions.begin(found, by=visit.actor)
    first = found.service.pages[0].id
    response = SeeOther(visit.url("wniosek", draft.pk, first))
    keep_draft(visit.request, response, draft.pk)
    return response
