"""Letters on paper: which are to be posted, and the day on which each was delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases import incoming
from okienko.deliveries import paper
from okienko.desk.office_pages import read_day, typed_day
from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.case import found

if TYPE_CHECKING:
    from okienko.deliveries.queries import Delivery

POSTED = "nadano"
CHOICES = [(POSTED, "Nadano na poczcie, jeszcze nie wiadomo, czy doręczono"), *paper.WAYS.items()]


@desk_page
def outgoing(desk: Desk) -> HttpResponse:
    """Letters on paper of the unit that wait for the post or for their proof."""
    lines = [
        {
            "addressee": sent.addressee,
            "title": sent.document.title,
            "mark": case.mark or "bez znaku",
            "posted": sent.dispatched_on,
            "href": desk.url("doreczenie", case_id=case.pk, delivery_id=sent.pk),
            "letter": desk.url("pismo", case_id=case.pk, document_id=sent.document_id),
        }
        for sent, case in incoming.outgoing(desk.clerk)
    ]
    return desk.render("desk/outgoing.html", "okienko", lines=lines, back_url=desk.url("okienko"))


@desk_page
def delivery(desk: Desk, case_id: UUID, delivery_id: UUID) -> HttpResponse:
    """What became of one letter on paper: posted, delivered, refused, unclaimed; from that day its terms run."""
    view = found(desk, case_id)
    sent = next((one for one in view.deliveries if one.pk == delivery_id and one.channel == "papier"), None)
    if sent is None:
        raise Http404
    faults = desk.faults()
    if desk.posted:
        faults = _noted(desk, sent)
        if not faults:
            return redirect(desk.case_url(view))
    return desk.render(
        "desk/delivery.html",
        sent=sent,
        title=sent.document.title,
        letter_url=desk.url("pismo", case_id=case_id, document_id=sent.document_id),
        ways=CHOICES,
        way=desk.request.POST.get("jak", ""),
        day=typed_day(desk.request, "dzien"),
        errors=faults,
        case_url=desk.case_url(view),
    )


def _noted(desk: Desk, sent: Delivery) -> dict[str, str]:
    """What the form says is noted; else what is wrong with it."""
    way = desk.request.POST.get("jak", "")
    day, fault = read_day(desk.request, "dzien", "Kiedy?")
    faults = {"dzien": fault} if fault else {}
    if way not in dict(CHOICES):
        faults["jak"] = "Zaznacz, co stało się z pismem."
    if faults or day is None:
        return faults
    if way == POSTED:
        paper.dispatch(sent.pk, day, by=desk.clerk)
        desk.tell("Zapisano dzień nadania.")
    else:
        paper.confirm(sent.pk, way, day, by=desk.clerk)
        desk.tell("Doręczenie jest zapisane. Za chwilę ruszą terminy, które od niego biegną.")
    return {}
