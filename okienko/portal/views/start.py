"""The first page of Okienko, the page of an office, and the search over what they offer."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from okienko.catalogue.queries import closures, everywhere, offers
from okienko.offices.law import life_events
from okienko.offices.queries import Office, open_offices
from okienko.portal.events import by_event, event_of, steps
from okienko.portal.pages import Visit, office_page, portal_page, show
from okienko.portal.promise import accounts
from okienko.portal.search import LONGEST, Hit, Index, Offer
from okienko.portal.spoken import searchable, shown
from okienko.tenancy.clock import today
from okienko.tenancy.memory import Remembered
from okienko.ui.filling import filling
from okienko.ui.speech import language

Catalogue = tuple[Index, list[tuple[Office, list[Offer]]]]
_catalogue: Remembered[tuple[str, str], Catalogue] = Remembered(seconds=30)


def forget() -> None:
    """Drop what is remembered: between tests."""
    _catalogue.clear()


def _read_catalogue() -> Catalogue:
    """Every office that offers something, with its services."""
    offered = everywhere(today())
    listed = []
    for office in open_offices(list(offered)):
        services = sorted((searchable(one) for one in offered[office.id].values()), key=lambda one: one.plain_name)
        listed.append((office, [Offer(service, office.slug, office.name) for service in services]))
    return Index(offer for _, known in listed for offer in known), listed


@portal_page
def start(visit: Visit) -> HttpResponse:
    """What Okienko is, a search, and matters by office."""
    index, listed = _catalogue.get((today().isoformat(), language()), _read_catalogue)
    sought = _sought(visit)
    hits = index.search(sought) if sought else None
    filled = filling(settings.DEMO_PROGRESS) if settings.DEMO else None
    return show(
        visit, "start.html", sought=sought, hits=hits, offices=listed, filling=filled, events=life_events()
    )  # fmt: skip


@portal_page
def life(visit: Visit) -> HttpResponse:
    """What happens to people: the way in for those who do not know what the matter is called."""
    return show(visit, "life.html", events=life_events(), back="/")


@portal_page
def life_event(visit: Visit, event: str) -> HttpResponse:
    """The services of one event in order, with the offices that offer them and what to do about the others."""
    found = event_of(event)
    if found is None:
        raise Http404
    _, listed = _catalogue.get((today().isoformat(), language()), _read_catalogue)
    offered = [offer for _, offers in listed for offer in offers]
    return show(visit, "life_event.html", event=found, steps=steps(found, offered), back="/zycie/")


@office_page
def office(visit: Visit) -> HttpResponse:
    """What one office offers, and how to reach it."""
    here, sought = visit.here, _sought(visit)
    offered = list(offers(today()).values())
    known = [Offer(searchable(one), here.slug, here.name) for one in offered]
    hits: list[Hit] | None = Index(known).search(sought) if sought else None
    listed = sorted(known, key=lambda offer: offer.service.plain_name)
    return show(
        visit, "office.html", sought=sought, hits=hits, listed=listed, here=here, events=by_event(known),
        accounts=accounts(shown(one) for one in offered), back="/",
        closed=sorted(closures(today()).values(), key=lambda one: one.service.plain_name),
    )  # fmt: skip


def _sought(visit: Visit) -> str:
    """What was typed, without signs that cannot be seen."""
    text = visit.request.GET.get("q", "")[:LONGEST]
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
