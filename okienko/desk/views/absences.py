"""Absences and who stands in: of oneself, of one's unit (its head), of the office (its administrator)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.desk.office_pages import PAGES, found, read_day, typed, typed_day, uuid_of
from okienko.desk.pages import Desk, desk_page
from okienko.language.calendar import day_words
from okienko.people import absences as people
from okienko.people.errors import WrongAbsence
from okienko.people.queries import clerk, clerks_of_unit, staff
from okienko.tenancy.clock import today
from okienko.tenancy.permits import may, permit

if TYPE_CHECKING:
    from okienko.people.absences import Absence, Clerk

FIELDS = {"clerk": "osoba", "first_on": "od", "last_on": "do", "substitute": "zastepca", "reason": "powod"}
DAYS = {"od": "Pierwszy dzień", "do": "Ostatni dzień"}
NOBODY = "nikt"


@desk_page
def absences(desk: Desk) -> HttpResponse:
    """What lasts and what is to come; the form of a new absence; each may be called off."""
    if desk.posted:
        desk.tell(_end(desk) if desk.request.POST.get("co") == "odwolaj" else _plan(desk))
        return redirect(desk.url("nieobecnosci"))
    me = desk.clerk
    everybody = [one for one in staff() if one.active] if me.admin else clerks_of_unit(me.unit_id)
    mine = [one for one in everybody if may(me, "absent", one)]
    rows = people.known_to(me)
    tabs = [{"text": text, "href": desk.url(name), "current": name == "nieobecnosci"} for name, text in PAGES]
    return desk.render(
        "desk/absences.html",
        "ustawienia" if me.admin else "",
        tabs=tabs if me.admin else [],
        lines=[_line(desk, one) for one in rows],
        people=[(str(one.pk), _name(one, me)) for one in mine],
        substitutes=[
            (NOBODY, "Nikt: sprawami zajmie się kierownik"),
            *((str(one.pk), _name(one, me)) for one in everybody),
        ],
        reasons=people.Away.choices,
        typed=typed(desk, ("osoba", "zastepca", "powod"), {"osoba": str(me.pk), "zastepca": ""}),
        days={name: typed_day(desk.request, name) if desk.refusal else "" for name in DAYS},
        back_url=desk.url("dzis"),
        errors=desk.faults(FIELDS),
    )


def _name(one: Clerk, me: Clerk) -> str:
    return f"{one.name} ({one.unit.symbol})" if me.admin else one.name


def _line(desk: Desk, one: Absence) -> dict[str, Any]:
    lasts, substitute = one.lasts(today()), one.substitute
    able = substitute is not None and substitute.active and substitute.unit_id == one.clerk.unit_id
    return {
        "id": one.pk,
        "who": one.clerk.name,
        "unit": one.clerk.unit.symbol,
        "first": one.first_on,
        "last": one.last_on,
        "reason": one.get_reason_display(),
        "substitute": substitute.name if substitute else "nikt, kierownik komórki",
        "problem": "" if able or substitute is None else "nie może zastępować: jest w innej komórce albo nie pracuje",
        "lasts": lasts,
        "end": ("Wrócił wcześniej" if lasts and one.first_on < today() else "Odwołaj") if _may_end(desk, one) else "",
    }


def _may_end(desk: Desk, one: Absence) -> bool:
    return may(desk.clerk, "absent", one.clerk)


def _plan(desk: Desk) -> str:
    read = {name: read_day(desk.request, name, text) for name, text in DAYS.items()}
    names = {field: name for name, field in FIELDS.items()}
    wrong = {names[name]: fault for name, (_, fault) in read.items() if fault}
    who = clerk(uuid_of(desk.request.POST.get("osoba", "")))
    if who is None:
        wrong["clerk"] = "Wybierz osobę."
    else:
        permit(desk.clerk, "absent", who)
    chosen = desk.request.POST.get("zastepca", "")
    if not chosen:
        wrong["substitute"] = "Wybierz zastępcę albo „Nikt”."
    if desk.request.POST.get("powod", "") not in people.Away.values:
        wrong["reason"] = "Wybierz powód z listy."
    first, last = read["od"][0], read["do"][0]
    if wrong or who is None or first is None or last is None:
        raise WrongAbsence(wrong)
    substitute: UUID | None = None if chosen == NOBODY else uuid_of(chosen)
    made = people.plan_absence(
        who, people.Leave(first, last, desk.request.POST.get("powod", ""), substitute), by=desk.clerk
    )
    by = f"Zastępuje: {made.substitute.name}." if made.substitute else "Nikt nie zastępuje: sprawy ma kierownik."
    return f"Zapisano: {who.name}, poza urzędem od {day_words(first)} do {day_words(last)}. {by}"


def _end(desk: Desk) -> str:
    one = found(people.absence(uuid_of(desk.request.POST.get("nieobecnosc", ""))))
    ended = people.end_absence(one, by=desk.clerk)
    return f"Odwołano nieobecność: {ended.clerk.name}. Zastępstwo się skończyło."
