"""Moje dziś, Kolejka, search."""

from __future__ import annotations

from itertools import islice

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases import handling, lists
from okienko.desk import split
from okienko.desk.pages import Desk, desk_page
from okienko.desk.rows import Row, overdue, rows
from okienko.language.calendar import day_words

PESEL = 11  # digits
TODAY_FILTERS = {"": "Wszystkie", "po-terminie": "Po terminie", "czekaja": "Czekają na mieszkańca"}


@desk_page
def home(desk: Desk) -> HttpResponse:
    """The office's first page is the clerk's own list."""
    return redirect(desk.url("dzis"))


@desk_page
def today(desk: Desk) -> HttpResponse:
    """What I must do, by deadline; then what waits for residents."""
    chosen = chosen_of(desk, TODAY_FILTERS)
    mine = lists.mine(desk.clerk)
    ours = [case for case in mine if case.turn == "urzad" and (chosen != "po-terminie" or overdue(case))]
    instead = _instead(desk, chosen)
    theirs = [case for case in mine if case.turn != "urzad"]
    return desk.render(
        "desk/today.html",
        "dzis",
        ours=rows(desk, ours, holder=False, beside=True) if chosen != "czekaja" else [],
        theirs=rows(desk, theirs, holder=False, beside=True) if chosen != "po-terminie" else [],
        instead=instead,
        absences_url=desk.url("nieobecnosci"),
        late=sum(overdue(case) for case in mine),
        filters=links(desk, "dzis", TODAY_FILTERS, chosen),
        chosen=chosen,
        **split.beside(desk),
    )


def _instead(desk: Desk, chosen: str) -> list[tuple[str, list[Row]]]:
    """Cases of absent colleagues, each under whom and until when."""
    absent = [
        (absence, [case for case in cases if _wanted(case, chosen)]) for absence, cases in lists.instead(desk.clerk)
    ]
    lines = iter(rows(desk, [case for _, cases in absent for case in cases], holder=False, beside=True))
    return [
        (f"W zastępstwie: {absence.clerk.name}, do {day_words(absence.last_on)}", list(islice(lines, len(cases))))
        for absence, cases in absent
    ]


def _wanted(case: lists.Case, chosen: str) -> bool:
    return overdue(case) if chosen == "po-terminie" else case.turn != "urzad" if chosen == "czekaja" else True


@desk_page
def search(desk: Desk) -> HttpResponse:
    """Cases of the unit by mark, register number, PESEL, or by words: names, streets, parcels."""
    sought = desk.request.GET.get("q", "").replace("\x00", "").strip()[:100]
    pesel = len(sought) == PESEL and sought.isascii() and sought.isdigit()
    found = handling.look_up(sought, by=desk.clerk) if pesel else lists.search(desk.clerk, sought)
    # Each look by PESEL leaves a trace, so its results lead away from the list instead of asking for it again.
    lines = rows(desk, found, beside=not pesel)
    beside = split.beside(desk) if not pesel else {"pane": None}
    return desk.render("desk/search.html", search_value=sought, sought=sought, found=lines, **beside)


def chosen_of(desk: Desk, known: dict[str, str]) -> str:
    """The filter that the address names; a spoilt address is absent."""
    chosen = desk.request.GET.get("pokaz", "")
    if chosen not in known:
        raise Http404
    return chosen


def links(desk: Desk, page: str, known: dict[str, str], chosen: str | None) -> list[dict[str, str]]:
    """The filters; the one in force has no address."""
    address = desk.url(page)
    return [
        {"text": text, "href": "" if name == chosen else f"{address}?pokaz={name}" if name else address}
        for name, text in known.items()
    ]
