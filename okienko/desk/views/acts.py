"""Taking a case and giving it back: at once, and taken back as easily."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from okienko.cases import actions, looks
from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.case import show


@desk_page
def take(desk: Desk, case_id: UUID) -> HttpResponse:
    """The clerk has the case."""
    if not desk.posted:
        return _not_now(desk, case_id)
    case = actions.take(case_id, by=desk.clerk, instead_of=_holder(desk.request.POST.get("zamiast", "")))
    looks.keep_up(case, by=desk.clerk)
    desk.tell(f"Masz sprawę {case.mark or 'bez znaku'} ({case.who}).", undo=desk.url("oddaj", case_id=case_id))
    return _back(desk, case_id)


def _holder(text: str) -> UUID | None:
    """The clerk whom the page showed as having the case."""
    with suppress(ValueError):
        return UUID(text)
    return None


@desk_page
def give_back(desk: Desk, case_id: UUID) -> HttpResponse:
    """The case waits in the queue again."""
    if not desk.posted:
        return _not_now(desk, case_id)
    case = actions.release(case_id, by=desk.clerk)
    looks.keep_up(case, by=desk.clerk)
    desk.tell(f"Sprawa {case.mark or 'bez znaku'} wróciła do kolejki.", undo=desk.url("wez", case_id=case_id))
    return _back(desk, case_id)


def _not_now(desk: Desk, case_id: UUID) -> HttpResponse:
    """The case, with what was refused; an address that was only looked at changes nothing."""
    return show(desk, case_id) if desk.refusal else redirect(desk.url("sprawa", case_id=case_id))


def _back(desk: Desk, case_id: UUID) -> HttpResponse:
    """To the list where the button was, else to the case."""
    where = desk.request.POST.get("dalej", "")
    ours = where.startswith(f"/biurko/{desk.place.slug}/")
    if ours and url_has_allowed_host_and_scheme(where, desk.request.get_host()):
        return redirect(where)
    return redirect(desk.url("sprawa", case_id=case_id))
