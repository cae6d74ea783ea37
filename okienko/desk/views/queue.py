"""Kolejka: what waits for the unit, filtered as asked, and the views of it that a clerk keeps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases import filters, lists
from okienko.cases.sieves import LATE, NOBODY, Sieve, sifted
from okienko.desk import asked, split
from okienko.desk.pages import Desk, desk_page
from okienko.desk.rows import rows
from okienko.desk.views.lists import chosen_of, links

if TYPE_CHECKING:
    from okienko.cases.filters import SavedFilter

FILTERS = {
    "": "Nieprzydzielone",
    "wszystkie": "Wszystkie",
    "po-terminie": "Po terminie",
    "czekaja": "Czekają na mieszkańca",
}
QUICK = {
    "": Sieve(holder=NOBODY),
    "wszystkie": Sieve(),
    "po-terminie": Sieve(term=LATE),
    "czekaja": Sieve(turn="mieszkaniec"),
}


@desk_page
def queue(desk: Desk) -> HttpResponse:
    """What waits for the unit; whoever takes a case has it at once."""
    kept = filters.filters_of(desk.clerk)
    named = _named(desk, kept, desk.request.GET.get("widok", ""))
    sieve = Sieve.from_json(named.chosen) if named else asked.sieve(desk.request.GET)
    return _page(desk, kept, named, sieve)


@desk_page
def keep(desk: Desk) -> HttpResponse:
    """The filter of the page is kept under a name."""
    if desk.refusal:
        return _page(desk, filters.filters_of(desk.clerk), None, asked.sieve(desk.request.POST))
    if not desk.posted:
        return redirect(desk.url("kolejka"))
    kept = filters.keep(desk.request.POST.get("nazwa", ""), asked.sieve(desk.request.POST), by=desk.clerk)
    desk.tell(f"Zapisano widok „{kept.name}”.", undo=_undo(desk, kept.pk, "usun"))
    return redirect(_address(desk, kept.pk))


@desk_page
def change(desk: Desk, filter_id: UUID) -> HttpResponse:
    """The kept view is renamed, removed or brought back."""
    if desk.refusal:
        kept = filters.filters_of(desk.clerk)
        named = next((one for one in kept if one.pk == filter_id), None)
        return _page(desk, kept, named, Sieve.from_json(named.chosen) if named else Sieve())
    if not desk.posted:
        return redirect(_address(desk, filter_id))
    # The undo is a button without fields: what it does stands in its address.
    said = desk.request.POST.get("co") or desk.request.GET.get("co", "")
    return redirect(CHANGES.get(said, _rename)(desk, filter_id))


def _rename(desk: Desk, filter_id: UUID) -> str:
    name = desk.request.POST.get("nazwa") or desk.request.GET.get("nazwa", "")
    before = filters.rename(filter_id, name, by=desk.clerk)
    desk.tell("Widok ma nową nazwę.", undo=_undo(desk, filter_id, "nazwa", nazwa=before))
    return _address(desk, filter_id)


def _remove(desk: Desk, filter_id: UUID) -> str:
    name = filters.remove(filter_id, by=desk.clerk)
    desk.tell(f"Usunięto widok „{name}”.", undo=_undo(desk, filter_id, "przywroc"))
    return desk.url("kolejka")


def _restore(desk: Desk, filter_id: UUID) -> str:
    kept = filters.restore(filter_id, by=desk.clerk)
    desk.tell(f"Widok „{kept.name}” jest z powrotem.")
    return _address(desk, filter_id)


CHANGES: dict[str, Callable[[Desk, UUID], str]] = {"nazwa": _rename, "usun": _remove, "przywroc": _restore}


def _undo(desk: Desk, filter_id: UUID, what: str, **said: str) -> str:
    return f"{desk.url('widok', filter_id=filter_id)}?{asked.query({'co': what, **said})}"


def _address(desk: Desk, filter_id: UUID) -> str:
    return f"{desk.url('kolejka')}?widok={filter_id}"


def _named(desk: Desk, kept: list[SavedFilter], text: str) -> SavedFilter | None:
    """The kept view that the address names; somebody else's and none look the same."""
    named = next((one for one in kept if str(one.pk) == text), None)
    if text and named is None:
        raise Http404
    return named


def _page(desk: Desk, kept: list[SavedFilter], named: SavedFilter | None, sieve: Sieve) -> HttpResponse:
    sifting = sieve != Sieve() or named is not None
    chosen = "" if desk.refusal else chosen_of(desk, FILTERS)
    after = _after(desk)
    found = sifted(desk.clerk, sieve if sifting else QUICK[chosen], after=after)
    shown, further = found[: lists.PAGE], len(found) > lists.PAGE
    start = f"{desk.url('kolejka')}?{_query(named, sieve, chosen)}"
    lines = rows(desk, shown, beside=desk.refusal is None)
    return desk.render(
        "desk/queue.html",
        "kolejka",
        free=[line for line in lines if line.take_url],
        taken=[line for line in lines if not line.take_url],
        filters=links(desk, "kolejka", FILTERS, None if sifting else chosen),
        chosen="filtr" if sifting else chosen,
        here=desk.request.get_full_path() if desk.refusal is None else start,
        more=f"{start}&po={shown[-1].pk}" if further else "",
        further=after is not None,
        start=start,
        **_own(desk, kept, named, sieve),
        **split.beside(desk),
    )


def _query(named: SavedFilter | None, sieve: Sieve, chosen: str) -> str:
    if named is not None:
        return asked.query({"widok": str(named.pk)})
    return asked.query(asked.fields(sieve)) if sieve != Sieve() else asked.query({"pokaz": chosen})


def _own(desk: Desk, kept: list[SavedFilter], named: SavedFilter | None, sieve: Sieve) -> dict[str, Any]:
    """The clerk's own views as links, the form of the filter, and what may be done with the one in force."""
    return {
        "views": [{"text": one.name, "href": "" if one == named else _address(desk, one.pk)} for one in kept],
        "form": asked.form(desk.clerk, sieve),
        "sifting": sieve != Sieve(),
        "named": named.name if named else "",
        "named_url": desk.url("widok", filter_id=named.pk) if named else "",
        "queue_url": desk.url("kolejka"),
        "keep_url": desk.url("widoki"),
        "hidden": asked.pairs(sieve),
        "errors": {"nazwa": desk.refusal.text} if desk.refusal else {},
        "typed": desk.request.POST.get("nazwa", "") if desk.refusal else named.name if named else "",
    }


def _after(desk: Desk) -> UUID | None:
    text = desk.request.GET.get("po", "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error
