"""What the law makes an office say: what becomes of data in a service, and how accessible its pages are."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from okienko.catalogue.queries import closures, offered
from okienko.portal import accessibility as access
from okienko.portal.pages import Visit, office_page, portal_page, show
from okienko.portal.privacy import clause
from okienko.portal.spoken import shown
from okienko.tenancy.clock import today


@office_page
def privacy(visit: Visit, service: str) -> HttpResponse:
    """The clause of one service; of one that was ended too, while matters of it go on."""
    closure = closures(today()).get(service)
    there = offered(service, today()) or (closure.offered if closure else None)
    if there is None:
        raise Http404
    found = shown(there)
    return show(
        visit, "privacy.html", service=found.service, here=visit.here, clause=clause(found),
        back=visit.url("usluga", found.service.id),
    )  # fmt: skip


@portal_page
def accessibility(visit: Visit) -> HttpResponse:
    """The statement for the pages that belong to no office."""
    return show(visit, "accessibility.html", said=access.general(visit.request), back="/")


@office_page
def office_accessibility(visit: Visit) -> HttpResponse:
    """The statement for an office's pages."""
    said = access.of_office(visit.request, visit.here)
    return show(visit, "accessibility.html", said=said, back=visit.url())
