"""Who works in the office: employ, change, switch off and on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases.handling import give_back_all
from okienko.cases.queries import open_by_clerk
from okienko.desk.office_pages import found, office_page, render, said, typed, uuid_of
from okienko.desk.pages import Desk
from okienko.offices.queries import units
from okienko.people import actions
from okienko.people.actions import Person, Post
from okienko.people.queries import clerk, login_of, staff

if TYPE_CHECKING:
    from okienko.people.queries import Clerk

FIELDS = {
    "login": "login", "first_name": "imie", "last_name": "nazwisko", "unit": "komorka", "position": "stanowisko"
}  # fmt: skip
TYPED = ("login", "imie", "nazwisko", "komorka", "stanowisko", "kierownik", "administrator")


@office_page
def people(desk: Desk) -> HttpResponse:
    """Everybody, by unit."""
    held = open_by_clerk()
    grouped: dict[str, list[dict[str, Any]]] = {}
    for one in staff():
        grouped.setdefault(f"{one.unit.name} ({one.unit.symbol})", []).append(_row(desk, one, held))
    return render(desk, "people.html", "pracownicy", units=grouped, new_url=desk.url("nowy-pracownik"))


def _row(desk: Desk, one: Clerk, held: dict[UUID, int]) -> dict[str, Any]:
    return {
        "name": one.name,
        "href": desk.url("pracownik", clerk_id=one.pk),
        "position": one.position,
        "head": one.head,
        "admin": one.admin,
        "active": one.active,
        "cases": held.get(one.pk, 0),
    }


@office_page
def recruit(desk: Desk) -> HttpResponse:
    """A new person with an account; the password is told once."""
    if not desk.posted:
        return _form(desk, None, typed(desk, TYPED))
    request = desk.request
    person = Person(said(request, "login"), said(request, "imie"), said(request, "nazwisko"))
    made, password = actions.recruit(person, _post(desk), by=desk.clerk)
    desk.tell(
        f"{made.name} ma konto. Login: {person.login}. Hasło: {password}. "
        "Zapisz je i przekaż osobiście: nie pokażemy go drugi raz. Przy pierwszym logowaniu zastąpi je własne."
    )
    return redirect(desk.url("pracownicy"))


def _post(desk: Desk) -> Post:
    sent = desk.request.POST
    flags = {"head": sent.get("kierownik") == "tak", "admin": sent.get("administrator") == "tak"}
    return Post(uuid_of(sent.get("komorka", "")), said(desk.request, "stanowisko"), **flags)


def _form(desk: Desk, who: Clerk | None, held: dict[str, str], **more: Any) -> HttpResponse:
    return render(
        desk,
        "person.html",
        "pracownicy",
        typed=held,
        who=who,
        units=[(str(unit.pk), f"{unit.name} ({unit.symbol})") for unit in units()],
        errors=desk.faults(FIELDS),
        back_url=desk.url("pracownicy"),
        **more,
    )


@office_page
def person(desk: Desk, clerk_id: UUID) -> HttpResponse:
    """One person: what they are and may do, and whether they work here."""
    who: Clerk = found(clerk(clerk_id))
    if not desk.posted:
        in_force = {
            "komorka": str(who.unit_id), "stanowisko": who.position,
            "kierownik": "tak" if who.head else "", "administrator": "tak" if who.admin else "",
        }  # fmt: skip
        cases = open_by_clerk().get(who.pk, 0)
        mine = who.pk == desk.clerk.pk
        return _form(desk, who, typed(desk, TYPED, in_force), login=login_of(who), cases=cases, mine=mine)
    step = {"wylacz": _switch_off, "wlacz": _switch_on}.get(desk.request.POST.get("co", ""), _change)
    desk.tell(step(desk, who))
    return redirect(desk.url("pracownicy"))


def _change(desk: Desk, who: Clerk) -> str:
    """Cases belong to a unit: whoever leaves it leaves them behind."""
    before = who.unit_id
    changed = actions.appoint(who, _post(desk), by=desk.clerk)
    returned = give_back_all(changed, by=desk.clerk) if changed.unit_id != before else 0
    return f"Zapisano: {changed.name}, {changed.position}, {changed.unit.symbol}. {_returned(returned)}".strip()


def _switch_off(desk: Desk, who: Clerk) -> str:
    actions.deactivate(who, by=desk.clerk)
    returned = give_back_all(who, by=desk.clerk)
    return f"{who.name} nie ma już dostępu. {_returned(returned) or 'Otwartych spraw nie było.'}"


def _switch_on(desk: Desk, who: Clerk) -> str:
    actions.reactivate(who, by=desk.clerk)
    return f"{who.name} znowu ma dostęp, z dotychczasowym hasłem."


def _returned(count: int) -> str:
    return f"Do kolejki wróciło spraw: {count}." if count else ""
