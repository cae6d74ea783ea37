"""Before sending: every answer to be read once more, the fee with its reason, and the one button that sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from okienko.catalogue.queries import Offered, offered, pinned
from okienko.language.errors import Refusal
from okienko.language.model import Page, Question, Stop
from okienko.language.questions.files import asked_files, labels_of_files
from okienko.offices.law import law_data
from okienko.people.queries import Clerk, Resident
from okienko.portal.pages import SeeOther, Visit, at_office, desk_url, office_page, office_page_apart, show, to_login
from okienko.portal.session import drop_draft, keep_draft
from okienko.portal.spoken import in_words, shown, worked_out
from okienko.portal.walk import FROM_CHECK, Walk, capital, walk_of
from okienko.submissions import actions
from okienko.submissions.counter import Channel, Sender
from okienko.submissions.errors import NotReady, SessionRevoked
from okienko.submissions.joining import digest_of, lacking, partners_of
from okienko.submissions.queries import DraftFile, draft_by_token, files_of, submission_of_draft
from okienko.tenancy.clock import today
from okienko.tenancy.permits import may
from okienko.ui.barcode import code39
from okienko.ui.speech import told

SIGNED = "podpisano"


@dataclass(frozen=True)
class Card:
    """A page of the form as the check page shows it."""

    title: str
    rows: list[tuple[str, str]]
    url: str
    more: str = ""


@office_page
def check(visit: Visit, draft: UUID) -> HttpResponse:
    """All answers; whoever still lacks something is led there."""
    walk = walk_of(visit, draft)
    if visit.resident is not None and (sent := submission_of_draft(visit.resident, draft)) is not None:
        return SeeOther(visit.url("sprawa", sent.pk))
    if not walk.judged_whole.ready:
        return SeeOther(_open_page(walk))
    return show_check(walk)


def _open_page(walk: Walk) -> str:
    """Where something is missing, or where the service ends."""
    first = walk.judged_whole.first_incomplete
    if walk.judged_whole.stopped is not None or first is None:
        return walk.url("koniec")
    return f"{walk.url(first.id)}{FROM_CHECK}&popraw=1"


def show_check(walk: Walk, errors: Mapping[str, str] | None = None) -> HttpResponse:
    """The check page; also after a refusal, when somebody has sent other answers before."""
    visit = walk.visit
    service = walk.offered.service
    pages, judged = service.pages, walk.judged_whole
    joint = judged.applicants
    partners = partners_of(walk.draft.pk) if joint else []
    last = next((asked.page.id for asked in reversed(judged.pages)), pages[0].id)
    return show(
        visit, "check.html", walk=walk, service=service, cards=cards(walk), person=walk.sender,
        pesel=masked(walk.sender), at_counter=walk.draft.channel == Channel.COUNTER, errors=errors,
        fee=judged.fee, shown=judged.shown, warnings=judged.warnings, files=_attached(walk),
        labels=labels_of_files(service),
        digest=digest_of(walk.draft.answers, walk.files), changed=changed_pages(walk), value=worked_out,
        back=walk.url(last), files_url=_files_url(walk), joint=joint, partners=partners,
        postponed=judged.postponed({link.attachment for link in walk.files}),
        lacking=lacking(joint, partners) if joint else "",
    )  # fmt: skip


def _attached(walk: Walk) -> list[DraftFile]:
    """Attachments; files that answer a question stand by it."""
    asked = asked_files(walk.offered.service)
    return [link for link in walk.files if link.attachment not in asked]


def _files_url(walk: Walk) -> str:
    page = next((page for page in walk.offered.service.pages if page.kind == "attachments"), None)
    return walk.url(page.id) + FROM_CHECK if page else ""


def cards(walk: Walk) -> list[Card]:
    """Pages with their questions and answers; of a list page one card a thing."""
    found: list[Card] = []
    answers = walk.judged_whole.scope.answers
    for asked in walk.judged_whole.pages:
        page = asked.page
        if page.many:
            things = answers.get(page.many) or []
            for place, item in enumerate(asked.items, 1):
                rows = [(one.text, in_words(one, things[place - 1].get(one.id))) for one in item.asked]
                found.append(Card(f"{capital(page.one)} {place}", rows, walk.url(page.id, place) + FROM_CHECK))
        elif page.kind == "questions" and asked.asked:
            rows = [(one.text, in_words(one, answers.get(one.id))) for one in asked.asked]
            found.append(Card(page.title, rows, walk.url(page.id) + FROM_CHECK))
    return found


def masked(person: Resident | Sender | None) -> str:
    """The PESEL with its last four digits alone."""
    return "•••••••" + person.pesel[-4:] if person and person.pesel else ""


def changed_pages(walk: Walk) -> list[Page]:
    """Pages that read otherwise than when the draft was begun: the release in force today asks anew."""
    if walk.draft.offer_version_id == walk.offered.version_id:
        return []
    old, new = pinned(walk.draft.offer_version_id).service, walk.source.service
    visible = [asked.page for asked in walk.judged_whole.pages]
    return [page for page in visible if _text(new.page(page.id)) != _text(old.page(page.id))]


def _text(page: Page | None) -> object:
    """What of a page a person answers to, whatever line of the file it stands in."""
    if page is None:
        return None
    return page.title, page.intro, [_asked(one) for one in page.questions]


def _asked(one: Question) -> object:
    columns = [_asked(column) for column in one.columns]
    return one.id, one.text, one.type, one.hint, one.options, one.unit, one.several, one.statement, columns


@require_POST
@office_page_apart
def send(visit: Visit, office: int, draft: UUID) -> HttpResponse:
    """The submission is accepted, once; sent again it leads to the same receipt."""
    with at_office(visit, office) as inside:
        # Before the draft: a reaction takes both away once it is sent, so whoever finds the draft has all its files.
        files = files_of(draft)
        walk = walk_of(inside, draft)
        by = inside.clerk or visit.resident
        if by is None:
            return to_login(walk.url("sprawdz"))
        if not visit.posted:
            return _after_refusal(walk)
        if inside.clerk is None and visit.resident is not None and walk.draft.resident_id is None:
            actions.claim(walk.draft, by=visit.resident)
        if inside.clerk is not None and (unsigned := _unsigned(walk)):
            return show_check(walk, unsigned)
        if changed := changed_pages(walk):
            return _ask_anew(walk, changed, by)
    return _sent(walk, files, by)


def _unsigned(walk: Walk) -> dict[str, str]:
    """What the clerk has to see to before a matter is taken at the counter."""
    faults = {} if walk.sender and walk.sender.name else {"kto": "Podaj, kto wnosi pismo."}
    posted = walk.visit.request.POST
    if walk.draft.channel == Channel.COUNTER and SIGNED not in posted:
        faults[SIGNED] = "Wydrukuj pismo, daj je do podpisu i zaznacz, że jest podpisane."
    elif walk.draft.channel == Channel.COUNTER and posted.get("skrot") != digest_of(walk.draft.answers, walk.files):
        faults[SIGNED] = (
            "Odpowiedzi zmieniły się, odkąd otwarto tę stronę. Przeczytajcie je i wydrukujcie pismo od nowa."
        )
    return faults


def _sent(walk: Walk, files: list[DraftFile], by: Resident | Clerk) -> HttpResponse:
    """Outside any transaction: the one statement sets the office itself and is durable when it returns."""
    try:
        receipt = actions.submit(walk.draft, files, walk.source, by=by)
    except NotReady as refused:
        return SeeOther(walk.url(refused.code.partition(":")[2]) + f"{FROM_CHECK}&popraw=1")
    except SessionRevoked:
        return to_login(walk.url("sprawdz"))
    if walk.visit.clerk is not None:
        return SeeOther(f"{desk_url(walk.visit)}przyjete/{receipt.submission_id}/")
    response = SeeOther(walk.visit.url("sprawa", receipt.submission_id) + "?wyslano=1")
    drop_draft(walk.visit.request, response, walk.draft.pk)
    return response


def _ask_anew(walk: Walk, changed: list[Page], by: Resident | Clerk) -> HttpResponse:
    """The release in force today has other questions: those are answered again before anything is sent."""
    names = {question.id for page in changed for question in page.questions}
    names |= {page.many for page in changed if page.many}
    actions.renew(walk.draft, walk.source, asked_anew=names, by=by)
    return SeeOther(f"{walk.url(changed[0].id)}{FROM_CHECK}&popraw=1")


def _after_refusal(walk: Walk) -> HttpResponse:
    sent = submission_of_draft(walk.visit.resident, walk.draft.pk) if walk.visit.resident else None
    if sent is None:
        return show_check(walk)
    return show(walk.visit, "conflict.html", submission=sent, back=walk.visit.url("sprawa", sent.pk))


@office_page
def end(visit: Visit, draft: UUID) -> HttpResponse:
    """The service ends here without a submission: why, and where to go."""
    walk = walk_of(visit, draft)
    stopped = walk.assessed.stopped
    if stopped is None:
        return SeeOther(walk.first_open())
    return show(
        visit, "stop.html", stop=stopped.stop, walk=walk, back=walk.url(stopped.page),
        go=_go(visit, stopped.stop), name=_name(stopped.stop),
    )  # fmt: skip


def _go(visit: Visit, stop: Stop) -> str:
    """The page of the right service, when this office offers it."""
    found: Offered | None = offered(stop.go, today()) if stop.go else None
    return visit.url("usluga", found.service.id) if found else ""


def _name(stop: Stop) -> str:
    known = law_data().services.get(stop.go) if stop.go else None
    here = offered(stop.go, today()) if stop.go else None
    return shown(here).service.plain_name if here else told(known.plain_name) if known else ""


@office_page
def keep(visit: Visit, draft: UUID) -> HttpResponse:
    """Save and return: a link that is shown once."""
    walk = walk_of(visit, draft)
    if visit.clerk is not None:
        return SeeOther(desk_url(visit))
    link = ""
    if visit.posted:
        token = actions.make_link(walk.draft, by=walk.by)
        link = visit.request.build_absolute_uri(visit.url("powrot", token))
    return show(visit, "keep.html", walk=walk, link=link, back=walk.first_open())


@office_page
def come_back(visit: Visit, token: str) -> HttpResponse:
    """The draft behind a saved link is open in this browser."""
    draft = draft_by_token(token) if len(token) <= 64 else None
    if draft is None:
        raise Refusal("Ten link już nie działa. Szkic mógł zostać wysłany, usunięty albo ma nowszy link.")
    if draft.resident_id is not None and visit.resident is None:
        return to_login(visit.request.path)
    holding = replace(visit, drafts=(draft.pk, *visit.drafts))
    if not may(holding.actor, "edit", draft):
        raise Refusal("Ten szkic należy do kogoś innego.")
    response = SeeOther(visit.url("wniosek", draft.pk))
    keep_draft(visit.request, response, draft.pk)
    return response


@office_page
def paper(visit: Visit, draft: UUID) -> HttpResponse:
    """What has been entered so far, to print and finish at the counter."""
    walk = walk_of(visit, draft, closed_too=True)
    return show(
        visit, "paper.html", walk=walk, service=walk.offered.service, cards=cards(walk), files=walk.files,
        here=visit.here, back=walk.first_open(), person=walk.sender,
        barcode=code39(walk.draft.code) if walk.draft.code else "",
    )  # fmt: skip
