"""Authorisations to sign: granted, ended on a day, never deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.catalogue.queries import adoptions
from okienko.desk.office_pages import found, office_page, read_day, render, said, typed, typed_day, uuid_of
from okienko.desk.pages import Desk
from okienko.language.calendar import day_words
from okienko.people import actions, queries
from okienko.people.actions import Leave
from okienko.people.errors import WrongAuthorisation
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.people.queries import Authorisation

FIELDS = {
    "clerk": "osoba", "body": "organ", "number": "numer", "given_on": "nadano", "valid_from": "od", "valid_to": "do"
}  # fmt: skip
DAYS = {"nadano": "Dzień nadania", "od": "Pierwszy dzień", "do": "Ostatni dzień"}
ALL = "wszystkie"


@office_page
def authorisations(desk: Desk) -> HttpResponse:
    """All that were ever given, and the form of a new one."""
    if not desk.posted:
        return _page(desk)
    who, leave = _sent(desk)
    actions.grant(who, leave, by=desk.clerk)
    desk.tell(f"{who.name} może podpisywać od {day_words(leave.valid_from)}, upoważnienie nr {leave.number}.")
    return redirect(desk.url("upowaznienia"))


def _sent(desk: Desk) -> tuple[Any, Leave]:
    """The form as sent; refused when it names nobody or no days."""
    request = desk.request
    read = {name: read_day(request, name, text, optional=name == "do") for name, text in DAYS.items()}
    names = {field: name for name, field in FIELDS.items()}
    wrong = {names[name]: fault for name, (_, fault) in read.items() if fault}
    who = queries.clerk(uuid_of(request.POST.get("osoba", "")))
    service = request.POST.get("usluga", "")
    if who is None:
        wrong["clerk"] = "Wybierz osobę."
    if service != ALL and service not in adoptions():
        wrong["service"] = "Wybierz usługę albo wszystkie."
    (given, _), (first, _), (last, _) = (read[name] for name in DAYS)
    if wrong or given is None or first is None:
        raise WrongAuthorisation(wrong)
    said_service = "" if service == ALL else service
    return who, Leave(request.POST.get("organ", ""), said_service, said(request, "numer"), given, first, last)


def _page(desk: Desk) -> HttpResponse:
    names = {service_id: versions[0].offered.service.name for service_id, versions in adoptions().items()}
    days = {name: typed_day(desk.request, name) if desk.refusal else today() for name in ("nadano", "od")}
    return render(
        desk,
        "authorisations.html",
        "upowaznienia",
        lines=[_line(desk, one, names) for one in queries.authorisations()],
        people=[(str(one.pk), f"{one.name}, {one.position}") for one in queries.staff() if one.active],
        bodies=[(kind, name) for kind, (name, _) in desk.place.bodies.items()],
        services=[(ALL, "Wszystkie usługi urzędu"), *names.items()],
        typed=typed(desk, ("osoba", "organ", "usluga", "numer"), {"usluga": ALL}),
        days={**days, "do": typed_day(desk.request, "do")},
        errors=desk.faults(FIELDS | {"service": "usluga"}),
    )


def _line(desk: Desk, one: Authorisation, names: dict[str, str]) -> dict[str, Any]:
    over = one.valid_to is not None and one.valid_to < today()
    return {
        "who": one.clerk.name,
        "position": one.clerk.position,
        "body": desk.place.bodies[one.body][0] if one.body in desk.place.bodies else one.body,
        "service": names.get(one.service, one.service) if one.service else "wszystkie usługi",
        "number": one.number,
        "given": one.given_on,
        "first": one.valid_from,
        "last": one.valid_to,
        "state": "skończone" if over else "jeszcze nie działa" if one.valid_from > today() else "działa",
        "end_url": "" if over else desk.url("upowaznienie", authorisation_id=one.pk),
    }


@office_page
def authorisation(desk: Desk, authorisation_id: UUID) -> HttpResponse:
    """The last day of one authorisation."""
    one: Authorisation = found(queries.authorisation(authorisation_id))
    if desk.posted:
        day, wrong = read_day(desk.request, "do", DAYS["do"])
        if day is None:
            raise WrongAuthorisation({"valid_to": wrong})
        actions.end_authorisation(one, day, by=desk.clerk)
        desk.tell(f"Upoważnienie nr {one.number} ({one.clerk.name}) działa do {day_words(day)} włącznie.")
        return redirect(desk.url("upowaznienia"))
    return render(
        desk,
        "authorisation.html",
        "upowaznienia",
        one=one,
        body=desk.place.bodies.get(one.body, (one.body, ""))[0],
        day=typed_day(desk.request, "do") if desk.refusal else today(),
        errors=desk.faults(FIELDS),
        back_url=desk.url("upowaznienia"),
    )
