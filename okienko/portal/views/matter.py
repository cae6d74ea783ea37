"""The matter after sending: receipt, whose turn, letters and the moment of their collection, withdrawal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from markupsafe import Markup

from okienko.cases import withdrawing
from okienko.cases.queries import MatterView, matter_for
from okienko.catalogue.queries import pinned
from okienko.deliveries import actions as deliveries
from okienko.deliveries.queries import Delivery, delivery_for
from okienko.documents.queries import File, content
from okienko.portal.matter import answers_of, events, fee_why, in_language, terms, turn
from okienko.portal.pages import SeeOther, Visit, office_page, show
from okienko.portal.spoken import words_of, worked_out

REASON = 300


def matter_of(visit: Visit, submission: UUID) -> MatterView:
    """The matter if it is this resident's; 404 the same for absent and somebody else's."""
    found = matter_for(visit.required(visit.url("sprawa", submission)), submission)
    if found is None:
        raise Http404
    return found


@office_page
def matter(visit: Visit, submission: UUID) -> HttpResponse:
    """Where the matter stands and what may be done now."""
    found = matter_of(visit, submission)
    return _show(visit, found)


def _show(visit: Visit, found: MatterView, **more: Any) -> HttpResponse:
    found = in_language(found)
    service, words = found.offered.service, words_of(pinned(found.submission.offer_version_id).service)
    return show(
        visit, "matter.html", matter=found, service=service, turn=turn(found), terms=terms(found, words),
        events=events(found, words, visit.required().urn), said=answers_of(found), picture=Markup(found.picture),
        words=words, value=worked_out, fee_why=fee_why(found),
        awaited=[service.messages[name] for name in found.awaited if name in service.messages],
        pleas=[service.messages[name] for name in found.pleas],
        late=[(service.messages[name], why) for name, why in found.late.items()],
        sent="wyslano" in visit.request.GET, answered="odpowiedziano" in visit.request.GET,
        paid="zaplacono" in visit.request.GET, base=visit.url("sprawa", found.submission.pk), back="/konto/", **more,
    )  # fmt: skip


@office_page
def receipt(visit: Visit, submission: UUID) -> HttpResponse:
    """The sealed receipt, once it is ready."""
    found = matter_of(visit, submission)
    if found.receipt is None or found.receipt.sealed is None:
        return SeeOther(visit.url("sprawa", submission))
    return pdf(found.receipt.sealed, f"potwierdzenie-{found.submission.number}.pdf")


@office_page
def attachment(visit: Visit, submission: UUID, link: UUID) -> HttpResponse:
    """A file that was sent, to its sender."""
    found = matter_of(visit, submission)
    wanted = next((one for one in found.files if one.pk == link), None)
    if wanted is None:
        raise Http404
    return pdf(wanted.file, wanted.file.name, inline=False)


def pdf(file: File, name: str, *, inline: bool = True) -> HttpResponse:
    """The bytes of a file, for its owner only: kept by no cache, run by no browser."""
    response = HttpResponse(content(file), content_type=file.kind)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    plain = name.encode("ascii", "ignore").decode().replace('"', "") or "plik"
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{plain}"'
    return response


@office_page
def letter(visit: Visit, submission: UUID, delivery: UUID) -> HttpResponse:
    """Opening a letter is collecting it: GET asks first, POST collects."""
    found, waiting = _delivery(visit, submission, delivery)
    if visit.posted:
        deliveries.collect(waiting.pk, by=visit.required())
        return SeeOther(visit.url("sprawa", submission, "pismo", delivery))
    return show(
        visit, "letter.html", matter=found, delivery=waiting, back=visit.url("sprawa", submission),
        base=visit.url("sprawa", submission), words=words_of(found.offered.service),
    )  # fmt: skip


@office_page
def letter_file(visit: Visit, submission: UUID, delivery: UUID) -> HttpResponse:
    """The letter itself, once it has been collected."""
    _, waiting = _delivery(visit, submission, delivery)
    if waiting.collected_at is None:
        return SeeOther(visit.url("sprawa", submission, "pismo", delivery))
    return pdf(waiting.document.current, f"{waiting.document.letter}.pdf")


def _delivery(visit: Visit, submission: UUID, delivery: UUID) -> tuple[MatterView, Delivery]:
    found = matter_of(visit, submission)
    waiting = delivery_for(visit.required(), delivery)
    if waiting is None or found.case is None or waiting.about != found.case.urn:
        raise Http404
    return found, waiting


@office_page
def withdraw(visit: Visit, submission: UUID) -> HttpResponse:
    """GET asks whether one is sure; POST ends the matter."""
    found = matter_of(visit, submission)
    back = visit.url("sprawa", submission)
    if found.case is None or (not found.may_withdraw and visit.refused is None):
        return SeeOther(back)
    reason = visit.request.POST.get("powod", "")
    typed = "".join(sign for sign in reason if sign.isprintable() or sign == "\n").strip()
    if visit.posted and len(typed) <= REASON:
        if "zostaje" in visit.request.POST:
            withdrawing.stay(found.case.pk, by=visit.required())
        else:
            withdrawing.withdraw(found.case.pk, typed, by=visit.required())
        return SeeOther(back)
    errors = {"powod": f"Skróć do {REASON} znaków: teraz ma {len(typed)}."} if len(typed) > REASON else {}
    wishes = withdrawing.wishes(found.case.pk)
    return show(
        visit, "withdraw.html", matter=in_language(found), errors=errors, typed=typed, most=REASON, back=back,
        several=len(wishes) > 1, waits=wishes.get(visit.required().pk, False),
    )  # fmt: skip
