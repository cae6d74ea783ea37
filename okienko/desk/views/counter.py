"""At the counter: the clerk fills in the resident's own form beside them, or goes on from a printed draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases.queries import case_of_submission
from okienko.catalogue.papers import paper_form, printed
from okienko.catalogue.queries import offered, offers, pinned
from okienko.desk.counter_forms import AT_COUNTER, ON_PAPER, person_form, sender_in
from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.files import served, shown
from okienko.documents.printing import read_code
from okienko.payments import actions as payments
from okienko.payments.queries import payment_about
from okienko.submissions import counter, queries
from okienko.submissions.counter import Channel
from okienko.tenancy.clock import today
from okienko.tenancy.permits import may

if TYPE_CHECKING:
    from okienko.submissions.queries import Draft, Submission

LONGEST_CODE = 40


@desk_page
def counter_page(desk: Desk) -> HttpResponse:
    """What may be begun, the code of a printed draft, and what this clerk has not finished."""
    code = desk.request.POST.get("kod", "")[:LONGEST_CODE]
    if desk.posted and read_code(code):
        form = printed(code)
        return redirect(f"{desk.url('nowe-pismo')}?{urlencode({'druk': form.code, 'sposob': 'osobiscie'})}")
    if desk.posted:
        draft = counter.take_up(code, by=desk.clerk)
        return redirect(desk.url("okienko-szkic", draft_id=draft.pk))
    services = sorted((one.service for one in offers(today()).values()), key=lambda one: one.plain_name)
    return desk.render(
        "desk/counter.html",
        "okienko",
        services=[
            (one.plain_name, desk.url("okienko-nowa", service=one.id), desk.url("okienko-druk", service=one.id))
            for one in services
        ],
        drafts=[_line(desk, draft) for draft in counter.drafts_filled_by(desk.clerk)],
        code=code,
        outgoing_url=desk.url("poczta"),
        letters_url=desk.url("pisma"),
        errors={"kod": desk.refusal.text} if desk.refusal else {},
    )


@desk_page
def blank_form(desk: Desk, service: str) -> HttpResponse:
    """The form of the service to print and fill in by hand, for somebody who would rather write."""
    found = offered(service, today())
    if found is None:
        raise Http404
    online = desk.request.build_absolute_uri(f"/{desk.place.slug}/usluga/{found.service.id}/")
    return shown(paper_form(found, online=online), "application/pdf", f"druk-{found.service.id}.pdf")


def _line(desk: Desk, draft: Draft) -> dict[str, Any]:
    return {
        "href": desk.url("okienko-szkic", draft_id=draft.pk),
        "who": counter.sender_of(draft).name or "bez nazwiska",
        "what": pinned(draft.offer_version_id).service.plain_name,
        "how": Channel(draft.channel).label,
        "changed_at": draft.changed_at,
    }


@desk_page
def begin(desk: Desk, service: str) -> HttpResponse:
    """Who came, with which matter; then the form."""
    found = offered(service, today())
    if found is None:
        raise Http404
    form = person_form(desk, AT_COUNTER)
    if desk.posted and not form.errors:
        draft = counter.begin_for(found, sender_in(form.answers), by=desk.clerk)
        return to_form(desk, draft)
    return _person(desk, form, title=found.service.plain_name, button="Dalej, do pytań", draft=None)


def _person(desk: Desk, form: Any, **context: Any) -> HttpResponse:
    return desk.render(
        "desk/counter_person.html", "okienko", form=form, back_url=desk.url("okienko"), errors=form.summary, **context
    )


@desk_page
def draft(desk: Desk, draft_id: UUID) -> HttpResponse:
    """A draft that the clerk fills in: for whom, go on, or leave it."""
    found = queries.draft_for(desk.clerk, draft_id)
    if found is None:
        raise Http404
    if desk.posted and desk.request.POST.get("co") == "zostaw":
        counter.give_up(found, by=desk.clerk)
        desk.tell("Nie wypełniasz już tego szkicu.")
        return redirect(desk.url("okienko"))
    asked = ON_PAPER if found.channel == Channel.PAPER else AT_COUNTER
    form = person_form(desk, asked, counter.sender_of(found))
    if desk.posted and not form.errors:
        counter.name_sender(found, sender_in(form.answers), by=desk.clerk)
        return to_form(desk, found)
    service = pinned(found.offer_version_id).service
    return _person(desk, form, title=service.plain_name, button="Dalej, do pytań", draft=found)


def to_form(desk: Desk, draft: Draft) -> HttpResponse:
    """To the resident's own form, which this browser may fill in for two hours."""
    path = f"/{desk.place.slug}/wniosek/{draft.pk}/"
    response = redirect(path)
    session = desk.request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    response.set_cookie(
        settings.COUNTER_COOKIE, counter.issue_pass(draft, session=session, by=desk.clerk), path=path,
        max_age=counter.LASTS, secure=settings.SECURE_COOKIES, httponly=True, samesite="Lax",
    )  # fmt: skip
    return response


@desk_page
def accepted(desk: Desk, submission_id: UUID) -> HttpResponse:
    """What was taken: its number, the receipt for the person, the fee, and the case once it is open."""
    submission = _taken(desk, submission_id)
    fee = payment_about(submission.urn)
    if desk.posted and fee is not None:
        payments.receive(fee.pk, desk.request.POST.get("dowod", ""), by=desk.clerk)
        desk.tell("Opłata jest zapisana jako zapłacona.")
        return redirect(desk.url("okienko-przyjete", submission_id=submission_id))
    case = case_of_submission(submission_id)
    seen = case is not None and may(desk.clerk, "see", case)
    return desk.render(
        "desk/counter_accepted.html",
        "okienko",
        submission=submission,
        how=Channel(submission.channel).label,
        service=pinned(submission.offer_version_id).service,
        people=[party.name for _, party in queries.parties_of(submission_id)],
        receipt_url=desk.url("okienko-potwierdzenie", submission_id=submission_id) if _receipt(submission) else "",
        fee=fee,
        case=case,
        case_url=desk.url("sprawa", case_id=case.pk) if case and seen else "",
        counter_url=desk.url("okienko"),
        proof=desk.request.POST.get("dowod", ""),
        errors={"dowod": desk.refusal.text} if desk.refusal else {},
    )


@desk_page
def receipt(desk: Desk, submission_id: UUID) -> HttpResponse:
    """The receipt to hand out, once it is made."""
    found = _receipt(_taken(desk, submission_id))
    if found is None:
        raise Http404
    return served(found.current, f"{found.title}.pdf")


def _taken(desk: Desk, submission_id: UUID) -> Submission:
    """The submission, if this clerk took it."""
    found = queries.submission_taken(desk.clerk, submission_id)
    if found is None:
        raise Http404
    return found


def _receipt(submission: Submission) -> Any:
    return queries.receipt_of(submission)
