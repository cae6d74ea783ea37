"""Several people apply together: inviting, coming in by a link, reading what will be sent, consenting or not."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from okienko.catalogue.queries import offered
from okienko.language.answers import PageInput, read_questions
from okienko.language.model import Applicants, Question
from okienko.language.questions.files import labels_of_files
from okienko.people.queries import Resident
from okienko.portal import forms
from okienko.portal.pages import SeeOther, Visit, office_page, show
from okienko.portal.spoken import asked, worked_out
from okienko.portal.spoken import shown as spoken
from okienko.portal.views.check import cards
from okienko.portal.views.matter import pdf
from okienko.portal.walk import CHECK, Walk, walk_of
from okienko.submissions import actions, joining
from okienko.submissions.errors import CannotInvite, InvitationDead
from okienko.submissions.joining import Asked, Invitation, Invited
from okienko.submissions.queries import files_of
from okienko.tenancy.clock import today
from okienko.ui.speech import told

REASON = 300
NAME = Question(
    "imie_nazwisko", "Imię i nazwisko", "text", max_length=120, missing="Wpisz imię i nazwisko osoby, którą zapraszasz."
)  # fmt: skip
EMAIL = Question(
    "email", "Adres e-mail", "email", "Wyślemy na niego link, bez nazwy sprawy.", max_length=254,
    missing="Podaj adres e-mail, na przykład anna@przyklad.pl.",
)  # fmt: skip


@office_page
def gather(visit: Visit, draft: UUID) -> HttpResponse:
    """The people who apply together with the one who fills the form."""
    walk = walk_of(visit, draft)
    joint = walk.judged_whole.applicants
    if joint is None:
        return SeeOther(walk.first_open())
    resident = visit.required(walk.url(joining.PAGE))
    if walk.draft.resident_id is None:
        actions.claim(walk.draft, by=resident)
    if not visit.posted:
        return _people(walk, joint)
    return _add(walk, joint, resident) if "dodaj" in visit.request.POST else _change(walk, joint, resident)


def _add(walk: Walk, joint: Applicants, by: Resident) -> HttpResponse:
    read = read_questions(asked(NAME, EMAIL), forms.posted(walk.visit.request), {})
    errors = dict(read.errors)
    link = ""
    if not errors:
        person = Invited(str(read.values["imie_nazwisko"]), str(read.values["email"]))
        try:
            link = joining.invite(walk.draft, person, _asked(walk), by=by)
        except CannotInvite as cannot:
            errors = dict(cannot.faults)
    if errors:
        read.errors = errors
        return _people(walk, joint, read=read)
    return _people(walk, joint, link=link, whose=person.name)


def _change(walk: Walk, joint: Applicants, by: Resident) -> HttpResponse:
    """One of the people: removed, given a new link, or told that something waits."""
    posted = walk.visit.request.POST
    for act in ("usun", "link", "ponow"):
        chosen = _invitation(walk, posted.get(act, ""))
        if chosen is None:
            continue
        if act == "link":
            token = joining.renew_link(chosen, _asked(walk), by=by)
            return _people(walk, joint, link=token, whose=chosen.name)
        (joining.remove if act == "usun" else joining.ask_again)(chosen, by=by)
        break
    return SeeOther(walk.url(joining.PAGE))


def _invitation(walk: Walk, text: str) -> Invitation | None:
    try:
        return joining.invited_to(walk.draft.pk, UUID(text)) if text else None
    except ValueError:
        return None


def _asked(walk: Walk) -> Asked:
    return Asked(walk.visit.here.slug, walk.source.service.plain_name)


def _people(
    walk: Walk, joint: Applicants, *, read: PageInput | None = None, link: str = "", whose: str = ""
) -> HttpResponse:
    """The list with what each said; the link of the newest, shown once; the form for one more."""
    visit = walk.visit
    partners = joining.partners_of(walk.draft.pk)
    questions = asked(NAME, EMAIL)
    errors = forms.summary(questions, read.errors) if read else {}
    address = visit.request.build_absolute_uri(visit.url("zaproszenie", link)) if link else ""
    return show(
        visit, "together/people.html", walk=walk, joint=joint, partners=partners, errors=errors, whose=whose,
        link=address, fields=forms.fields(questions, {}, read), lacking=joining.lacking(joint, partners),
        back=walk.url(CHECK),
    )  # fmt: skip


@office_page
def come_in(visit: Visit, token: str) -> HttpResponse:
    """The link of an invitation. GET says nothing of what it leads to (programs open links too); POST uses it."""
    resident = visit.required()
    if not visit.posted:
        return show(visit, "together/invited.html", back="/konto/")
    draft = joining.offered_by(token[:64])
    found = offered(draft.service, today()) if draft is not None else None
    if found is None:
        raise InvitationDead(joining.DEAD)
    invitation = joining.come_in(token[:64], found.service.plain_name, by=resident)
    return SeeOther(visit.url("wspolne", invitation.pk))


@office_page
def read(visit: Visit, invitation: UUID) -> HttpResponse:
    """Exactly what will be sent, to be consented to or not; for the one who came in alone."""
    walk, mine, resident = _shared(visit, invitation)
    errors = {}
    reason = "".join(one for one in visit.request.POST.get("powod", "") if one.isprintable() or one == "\n").strip()
    if visit.posted and "zgoda" in visit.request.POST:
        joining.consent(mine, visit.request.POST.get("skrot", ""), by=resident)
        return SeeOther(visit.url("wspolne", invitation))
    if visit.posted:
        errors = _faults(reason)
        if not errors:
            joining.decline(mine, reason, by=resident)
            return SeeOther(visit.url("wspolne", invitation))
    judged = walk.judged_whole
    return show(
        visit, "together/read.html", walk=walk, service=walk.offered.service, cards=cards(walk), mine=mine,
        fee=judged.fee, shown=judged.shown, value=worked_out, files=walk.files,
        labels=labels_of_files(walk.offered.service),
        digest=joining.digest_of(walk.draft.answers, walk.files),
        joint=judged.applicants, applying=_applying(walk), errors=errors, reason=reason, most=REASON,
        back="/konto/",
    )  # fmt: skip


def _applying(walk: Walk) -> list[tuple[str, str]]:
    return [(name, told(said)) for name, said in joining.applying(walk.draft)]


def _faults(reason: str) -> dict[str, str]:
    if not reason:
        return {"powod": "Napisz, dlaczego się nie zgadzasz: przeczyta to osoba, która Cię zaprosiła."}
    return {"powod": f"Skróć do {REASON} znaków: teraz ma {len(reason)}."} if len(reason) > REASON else {}


@office_page
def file(visit: Visit, invitation: UUID, link: UUID) -> HttpResponse:
    """An attachment of what is to be sent, to whoever is asked to consent to it."""
    walk, _, _ = _shared(visit, invitation)
    wanted = next((one for one in files_of(walk.draft.pk) if one.pk == link), None)
    if wanted is None:
        raise Http404
    return pdf(wanted.file, wanted.file.name, inline=False)


def _shared(visit: Visit, invitation_id: UUID) -> tuple[Walk, Invitation, Resident]:
    """The draft as whoever was invited may read it; 404 the same for absent and somebody else's."""
    resident = visit.required()
    mine = joining.invitation_of(resident, invitation_id)
    found = offered(mine.draft.service, today()) if mine is not None else None
    if mine is None or found is None:
        raise Http404
    return Walk(visit, mine.draft, spoken(found), found, resident, mine.draft.answers), mine, resident
