"""One service, many offices: the values of each side by side, from one release."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from okienko.catalogue.queries import Offered, everywhere
from okienko.desk.office_pages import office_page, render
from okienko.desk.office_points import common_resolution, comparable, resolution_of, shown
from okienko.desk.pages import Desk
from okienko.language.model import OpenPoint
from okienko.tenancy.clock import today

AT_ONCE = 6  # offices beside one another that can still be read
NOT_ASKED = "nie dotyczy"


@office_page
def comparisons(desk: Desk) -> HttpResponse:
    """Services that anybody in this installation offers, with how many offices do."""
    counted: dict[str, tuple[str, int]] = {}
    for offers in everywhere(today()).values():
        for service_id, offered in offers.items():
            counted[service_id] = (offered.service.name, counted.get(service_id, ("", 0))[1] + 1)
    services = [
        {"name": name, "offices": offices, "href": desk.url("porownanie", service=service_id)}
        for service_id, (name, offices) in sorted(counted.items(), key=lambda one: one[1])
    ]
    return render(desk, "comparisons.html", "porownania", services=services)


@office_page
def comparison(desk: Desk, service: str) -> HttpResponse:
    """All offices that offer the service, a few at a time, our own first."""
    offering = [offers[service] for offers in everywhere(today()).values() if service in offers]
    if not offering:
        raise Http404
    offering.sort(key=lambda one: (one.office.pk != desk.place.id, one.office.name))
    pages = -(-len(offering) // AT_ONCE)
    page = _page(desk, pages)
    seen = offering[(page - 1) * AT_ONCE : page * AT_ONCE]
    rows = [(_differ(point, offering), point, [_value(point, one) for one in seen]) for point in _points(offering)]
    return render(
        desk,
        "comparison.html",
        "porownania",
        name=offering[0].service.name,
        count=len(offering),
        offices=[_head(desk, one) for one in seen],
        versions=sorted({one.service.version for one in offering}),
        unlike=[(point.text, values) for differ, point, values in rows if differ],
        alike=[(point.text, values) for differ, point, values in rows if not differ],
        page_number=page,
        pages=pages,
    )


def _page(desk: Desk, pages: int) -> int:
    text = desk.request.GET.get("strona", "1")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= pages:
        raise Http404
    return int(text)


def _points(offering: list[Offered]) -> list[OpenPoint]:
    """The points that residents feel, of every release that is in use."""
    known: dict[str, OpenPoint] = {}
    for one in offering:
        known |= {point.name: point for point in comparable(one.service) if point.name not in known}
    return [point for name, point in known.items() if any(one.values.get(name) for one in offering)]


def _differ(point: OpenPoint, offering: list[Offered]) -> bool:
    return len({one.values.get(point.name) for one in offering}) > 1


def _value(point: OpenPoint, one: Offered) -> dict[str, str]:
    point = one.service.local.get(point.name, point)
    value = one.values.get(point.name)
    text = NOT_ASKED if value is None else shown(point, value)
    own = resolution_of(point, one.values)
    other = own if own != common_resolution(one.values) else ""
    return {"text": text, "resolution": other, "absent": "tak" if value is None else ""}


def _head(desk: Desk, one: Offered) -> dict[str, Any]:
    return {
        "name": one.office.name,
        "version": one.service.version,
        "resolution": common_resolution(one.values),
        "ours": one.office.pk == desk.place.id,
    }
