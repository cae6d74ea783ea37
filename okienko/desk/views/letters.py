"""Letters on paper: registered with their scan, joined to a case, made into one, set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases import incoming
from okienko.cases.incoming import Joining, joinable, letter_for
from okienko.cases.lists import search
from okienko.catalogue.papers import Printed, UnknownForm, printed
from okienko.catalogue.queries import offered, offers
from okienko.desk import case_page, forms
from okienko.desk.counter_forms import ON_PAPER, person_form, sender_in
from okienko.desk.letter_forms import incoming as told_in
from okienko.desk.letter_forms import letter_form
from okienko.desk.office_pages import uuid_of
from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.case import found
from okienko.desk.views.counter import to_form
from okienko.desk.views.files import served
from okienko.documents import uploads
from okienko.language.errors import Refusal
from okienko.language.model import Message
from okienko.offices.queries import units
from okienko.submissions.counter import Sender
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.cases.incoming import PaperLetter
    from okienko.cases.queries import Case

SCANS, MOST_SCANS = "skany", 10
ASKED = "zapytano"  # for which choice the questions stood on the page
PLAIN = "inne"  # joined as a letter, not as a message that the case waits for


@desk_page
def letters(desk: Desk) -> HttpResponse:
    """What waits in the unit, and what this clerk registered today."""
    return desk.render(
        "desk/letters.html",
        "okienko",
        waiting=[_line(desk, letter) for letter in incoming.waiting(desk.clerk)],
        mine=[_line(desk, letter) for letter in incoming.registered_today(desk.clerk)],
        new_url=desk.url("nowe-pismo"),
        back_url=desk.url("okienko"),
    )


def _line(desk: Desk, letter: PaperLetter) -> dict[str, Any]:
    return {
        "href": desk.url("pismo-papierowe", letter_id=letter.pk),
        "number": letter.number,
        "sender": letter.sender,
        "subject": letter.subject,
        "received_at": letter.received_at,
        "state": letter.get_state_display(),
    }


@desk_page
def register(desk: Desk) -> HttpResponse:
    """A new letter with its scans; the code of a printed form fills in what it says."""
    code, printed_form, wrong = _form_of(desk)
    if desk.posted and code and not any(desk.request.POST.get(name) for name in ("nadawca", "temat")):
        return redirect(f"{desk.url('nowe-pismo')}?{urlencode({'druk': code})}")  # a scanner ends with Enter
    form = letter_form(desk, printed_form)
    faults = form.errors | wrong | desk.faults()
    if desk.posted:
        ready, refused = _scans(desk)
        faults |= refused
        if not faults:
            files = [uploads.store(one) for one in ready]
            letter = incoming.register(told_in(form.answers), files, by=desk.clerk)
            desk.tell(f"Pismo ma numer {letter.number}.")
            return redirect(desk.url("pismo-papierowe", letter_id=letter.pk))
    form.read.errors = faults
    return desk.render(
        "desk/letter_register.html",
        "okienko",
        form=form,
        errors=faults,
        known_form=printed_form,
        action=desk.url("nowe-pismo"),
        accept=uploads.ACCEPT,
        kinds=uploads.KINDS,
        limit=uploads.limit_words(),
        back_url=desk.url("pisma"),
    )


def _form_of(desk: Desk) -> tuple[str, Printed | None, dict[str, str]]:
    """The code that was given, the form that it names, and why it names none."""
    given = desk.request.POST if desk.request.method == "POST" else desk.request.GET
    code = given.get("druk", "").replace("\x00", "").strip()[:40]
    try:
        return code, printed(code) if code else None, {}
    except UnknownForm as unknown:
        return code, None, {"druk": unknown.text}


def _scans(desk: Desk) -> tuple[list[uploads.Ready], dict[str, str]]:
    """Scans that may be kept, and what is wrong with the others."""
    ready, refusals = [], []
    chosen = uploads.chosen(desk.request, SCANS)
    for upload in chosen[:MOST_SCANS]:
        try:
            ready.append(uploads.check(upload))
        except Refusal as refusal:
            refusals.append(refusal)
    if len(chosen) > MOST_SCANS:
        refusals.append(Refusal(f"Dodaj najwyżej {MOST_SCANS} plików."))
    said = uploads.all_errors(refusals) or uploads.lost(desk.request)
    return ready, {SCANS: said} if said else {}


@desk_page
def letter(desk: Desk, letter_id: UUID) -> HttpResponse:
    """One letter: what it says, its scan, and what may become of it."""
    here = _letter(desk, letter_id)
    if desk.posted:
        return _done(desk, here)
    sought = desk.request.GET.get("q", here.sender).replace("\x00", "").strip()[:100]
    begun = incoming.begun(here, desk.clerk) if here.state == "nowe" else ""
    waits = here.state == "nowe" and here.unit_id == desk.clerk.unit_id and not begun
    services = sorted((one.service for one in offers(today()).values()), key=lambda one: one.plain_name)
    known = next((one for one in services if one.id == here.service), None)
    return desk.render(
        "desk/letter.html",
        "okienko",
        letter=here,
        way=incoming.WAYS.get(here.way, here.way),
        reason=incoming.ASIDE.get(here.reason, ""),
        files=[(link.file, _file_url(desk, here, link.file.pk)) for link in here.files.all()],
        case_url=desk.url("sprawa", case_id=here.case_id) if here.case_id else "",
        waits=waits,
        begun=begun,
        sought=sought,
        found=[_joining_row(desk, here, case) for case in search(desk.clerk, sought)] if waits else [],
        services=[
            (one.plain_name, desk.url("pismo-sprawa-nowa", letter_id=here.pk, service=one.id))
            for one in services
            if one is not known
        ],
        begin_name=known.plain_name if known else "",
        begin_url=desk.url("pismo-sprawa-nowa", letter_id=here.pk, service=known.id) if known else "",
        units=[(str(unit.pk), f"{unit.name} ({unit.symbol})") for unit in units() if unit.pk != here.unit_id],
        aside=list(incoming.ASIDE.items()),
        back_url=desk.url("pisma"),
    )


def _joining_row(desk: Desk, here: PaperLetter, case: Case) -> dict[str, str]:
    href = desk.url("pismo-dolacz", letter_id=here.pk, case_id=case.pk)
    return {"text": f"{case.mark or 'bez znaku'}: {case.who}, {case.title}", "href": href}


def _letter(desk: Desk, letter_id: UUID) -> PaperLetter:
    here = letter_for(desk.clerk, letter_id)
    if here is None:
        raise Http404
    return here


def _file_url(desk: Desk, here: PaperLetter, file_id: UUID) -> str:
    return desk.url("pismo-skan", letter_id=here.pk, file_id=file_id)


def _done(desk: Desk, here: PaperLetter) -> HttpResponse:
    """Set aside, brought back or given to another unit."""
    posted = desk.request.POST
    there = desk.url("pismo-papierowe", letter_id=here.pk)
    match posted.get("co", ""):
        case "odloz":
            incoming.set_aside(here.pk, posted.get("powod", ""), by=desk.clerk)
            desk.tell(
                f"Pismo {here.number} jest odłożone bez sprawy.", undo=desk.url("pismo-przywroc", letter_id=here.pk)
            )
        case "przekaz":
            moved = incoming.route(here.pk, uuid_of(posted.get("komorka", "")), by=desk.clerk)
            desk.tell(f"Pismo {here.number} jest w komórce {moved.unit.symbol}.")
            return redirect(desk.url("pisma"))
    return redirect(there)


@desk_page
def bring_back(desk: Desk, letter_id: UUID) -> HttpResponse:
    """The undo of setting a letter aside."""
    here = _letter(desk, letter_id)
    if desk.posted:
        incoming.bring_back(here.pk, by=desk.clerk)
        desk.tell(f"Pismo {here.number} znowu czeka.")
    return redirect(desk.url("pismo-papierowe", letter_id=here.pk))


@desk_page
def scan(desk: Desk, letter_id: UUID, file_id: UUID) -> HttpResponse:
    """A scan of the letter."""
    chosen = next((link.file for link in _letter(desk, letter_id).files.all() if link.file_id == file_id), None)
    if chosen is None:
        raise Http404
    return served(chosen, chosen.name)


@desk_page
def begin(desk: Desk, letter_id: UUID, service: str) -> HttpResponse:
    """A matter from the letter: who writes, then the form with what the letter says."""
    here, there = _letter(desk, letter_id), offered(service, today())
    if there is None:
        raise Http404
    first, _, last = here.sender.partition(" ")
    form = person_form(desk, ON_PAPER, Sender(first, last, address=here.sender_address))
    if desk.posted and not form.errors:
        return to_form(desk, incoming.begin_matter(here.pk, there, sender_in(form.answers), by=desk.clerk))
    return desk.render(
        "desk/counter_person.html", "okienko", form=form, title=there.service.plain_name, draft=None,
        button="Dalej, do pytań", back_url=desk.url("pismo-papierowe", letter_id=here.pk), errors=form.summary,
    )  # fmt: skip


@desk_page
def join(desk: Desk, letter_id: UUID, case_id: UUID) -> HttpResponse:
    """As what the letter is joined to the case; an answer that the case waits for moves it on."""
    here, view = _letter(desk, letter_id), found(desk, case_id)
    posted = desk.request.POST
    chosen = posted.get("jako", "")
    message: Message | None = view.offered.service.messages.get(chosen)
    known = joinable(view)
    asked = tuple(message.ask) if message and chosen in known else ()
    form = forms.posted_form(asked, posted) if posted.get(ASKED) == chosen else forms.QuestionForm(asked)
    told = not asked or posted.get(ASKED) == chosen
    if desk.posted and (message or chosen == PLAIN) and told and not form.errors:
        joining = Joining(message.id if message else "", form.answers)
        incoming.join(here.pk, case_id, joining, version=forms.version_of(posted), by=desk.clerk)
        desk.tell(f"Pismo {here.number} jest w sprawie.")
        return redirect(desk.case_url(view))
    faults = {"jako": "Zaznacz, czym jest to pismo."} if desk.posted and not chosen else form.summary
    return desk.render(
        "desk/letter_join.html",
        bar=case_page.bar(desk, view),
        letter=here,
        form=form,
        ways=[(name, message.label) for name, (message, _) in known.items()] + [(PLAIN, "Inne pismo do akt sprawy")],
        chosen=chosen,
        late=[(message.label, said) for message, said in known.values() if said],
        errors=faults,
        version=view.case.version,
        may_work=view.may_work,
        back_url=desk.url("pismo-papierowe", letter_id=here.pk),
    )
