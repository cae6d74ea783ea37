"""Units of the office: added and renamed; a symbol stays for ever."""

from __future__ import annotations

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases.queries import open_by_unit
from okienko.desk.office_pages import found, office_page, render, said, typed, uuid_of
from okienko.desk.pages import Desk
from okienko.offices import actions, queries
from okienko.people.queries import staff


@office_page
def units(desk: Desk) -> HttpResponse:
    """All units with how many people and open cases they have; two forms."""
    if desk.posted:
        desk.tell(_rename(desk) if desk.request.POST.get("co") == "zmien" else _add(desk))
        return redirect(desk.url("komorki"))
    people = Counter(one.unit_id for one in staff() if one.active)
    cases = open_by_unit()
    lines = [(unit, people[unit.pk], cases.get(unit.pk, 0)) for unit in queries.units()]
    sent = desk.request.POST.get("co", "") if desk.refusal else ""
    where = {"zmien": "nowa-nazwa", "dodaj": "symbol"}.get(sent, "")
    return render(
        desk,
        "units.html",
        "komorki",
        lines=lines,
        choices=[(str(unit.pk), f"{unit.name} ({unit.symbol})") for unit, _, _ in lines],
        typed=typed(desk, ("symbol", "nazwa", "komorka", "nowa-nazwa")),
        errors=desk.faults({"": where}),
    )


def _add(desk: Desk) -> str:
    unit = actions.add_unit(said(desk.request, "symbol"), said(desk.request, "nazwa"), by=desk.clerk)
    return f"Jest komórka {unit.name} ({unit.symbol})."


def _rename(desk: Desk) -> str:
    unit = found(queries.unit(uuid_of(desk.request.POST.get("komorka", ""))))
    actions.rename_unit(unit, said(desk.request, "nowa-nazwa"), by=desk.clerk)
    return f"Komórka {unit.symbol} nazywa się teraz {unit.name}."
