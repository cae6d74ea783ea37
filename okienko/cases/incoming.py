"""Letters that come on paper: registered and scanned, then joined to a case, made into one, or set aside.

The register is the office's one register of incoming letters (instrukcja kancelaryjna 2011, unconfirmed): a letter
keeps its number whatever becomes of it, also when a case is opened from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from okienko.cases import _life, _numbers, _paper, facts
from okienko.cases.actions import lock, take_in
from okienko.cases.errors import Changed, WrongLetter
from okienko.cases.models import Case, PaperFile, PaperLetter, PaperState, Reply
from okienko.cases.queries import CaseView
from okienko.catalogue.papers import UnknownForm, printed
from okienko.catalogue.queries import Offered
from okienko.deliveries.models import Delivery
from okienko.deliveries.queries import waiting_on_paper
from okienko.documents.models import File
from okienko.journal.actions import record
from okienko.language import casework
from okienko.language.model import Message
from okienko.offices.models import Unit
from okienko.offices.queries import here, place
from okienko.people.models import Clerk
from okienko.submissions import actions as submissions
from okienko.submissions.counter import Channel, Sender, begin_for
from okienko.submissions.models import Draft
from okienko.tenancy.clock import now, today
from okienko.tenancy.context import atomic, savepoint
from okienko.tenancy.permits import may, permit

WAYS: Mapping[str, str] = {
    "poczta": "Pocztą", "osobiscie": "Osobiście w urzędzie", "kurier": "Kurierem", "inaczej": "Inaczej"
}  # fmt: skip
ASIDE: Mapping[str, str] = {
    "nie-do-nas": "Nie do tego urzędu: przekazano dalej poza Okienkiem",
    "powtorzone": "To samo pismo już jest w sprawie",
    "reklama": "Reklama, życzenia, zaproszenie",
    "inne": "Inne pismo, które nie tworzy akt sprawy",
}
SCAN = "skan pisma"  # the attachment's name in a submission made from paper
LISTED = 100
begun = _paper.begun


@dataclass(frozen=True, slots=True)
class Incoming:
    """What the envelope and the letter say; `number` only where the office's EZD numbers letters."""

    sender: str
    subject: str
    way: str
    received_at: datetime
    unit_id: UUID
    sender_address: str = ""
    their_mark: str = ""
    posted_on: date | None = None
    pages: int | None = None
    number: str = ""
    form: str = ""  # code of the printed form, as typed or scanned


@atomic
def register(told: Incoming, files: Sequence[File], *, by: Clerk) -> PaperLetter:
    """The letter stands in the register of incoming letters with its scan, and waits in its unit."""
    permit(by, "register", here())
    unit = Unit.objects.filter(id=told.unit_id).first()
    faults, form = _faults(told, unit), None
    try:
        form = printed(told.form) if told.form else None
    except UnknownForm as unknown:
        faults["druk"] = unknown.text
    if unit is None or faults:
        raise WrongLetter(faults)
    letter = PaperLetter(
        number=_number(told), received_at=told.received_at, posted_on=told.posted_on, way=told.way,
        sender=told.sender, sender_address=told.sender_address, their_mark=told.their_mark, subject=told.subject,
        pages=told.pages, unit=unit, registered_by=by.pk, form_code=form.code if form else "",
        service=form.service.id if form else "",
    )  # fmt: skip
    try:
        with savepoint():
            letter.save(force_insert=True)
    except IntegrityError as error:
        raise WrongLetter({"numer": f"Numer {letter.number} ma już inne pismo."}) from error
    PaperFile.objects.bulk_create(PaperFile(letter=letter, file=file) for file in files)
    fact = facts.PaperLetterRegistered(str(letter.pk), letter.number, unit.symbol, len(files), letter.form_code)
    record(fact, by=by, at=letter.office_id, about=letter.urn)
    return letter


def _faults(told: Incoming, unit: Unit | None) -> dict[str, str]:
    faults = {} if unit else {"komorka": "Wybierz komórkę, do której trafi pismo."}
    if told.received_at > now():
        faults["wplyw"] = "Pismo nie mogło wpłynąć w przyszłości."
    if told.posted_on and told.posted_on > told.received_at.date():
        faults["nadano"] = "Pismo nie mogło być nadane po dniu wpływu."
    if not _gives_numbers() and not told.number:
        faults["numer"] = "Wpisz numer, który nadał rejestr urzędu."
    return faults


def _gives_numbers() -> bool:
    found = place()
    return found is not None and found.gives_marks


def _number(told: Incoming) -> str:
    return _numbers.next_register_number() if _gives_numbers() else told.number


@atomic
def route(letter_id: UUID, unit_id: UUID, *, by: Clerk) -> PaperLetter:
    """Another unit has the letter."""
    letter = _waiting(letter_id, by)
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None or unit.pk == letter.unit_id:
        raise WrongLetter({"komorka": "Wybierz inną komórkę."})
    letter.unit = unit
    letter.save(update_fields=["unit"])
    record(facts.PaperLetterRouted(str(letter.pk), unit.symbol), by=by, at=letter.office_id, about=letter.urn)
    return letter


@atomic
def set_aside(letter_id: UUID, reason: str, *, by: Clerk) -> PaperLetter:
    """The letter makes no file of a case, for a reason from the list."""
    letter = _waiting(letter_id, by)
    if reason not in ASIDE:
        raise WrongLetter({"powod": "Wybierz powód."})
    letter.state, letter.reason = PaperState.ASIDE, reason
    letter.save(update_fields=["state", "reason"])
    record(facts.PaperLetterSetAside(str(letter.pk), reason), by=by, at=letter.office_id, about=letter.urn)
    return letter


@atomic
def bring_back(letter_id: UUID, *, by: Clerk) -> PaperLetter:
    """A letter that was set aside waits again: the undo of setting it aside."""
    letter = _locked(letter_id, by)
    if letter.state != PaperState.ASIDE:
        raise Changed("To pismo nie jest odłożone.")
    letter.state, letter.reason = PaperState.NEW, ""
    letter.save(update_fields=["state", "reason"])
    record(facts.PaperLetterBroughtBack(str(letter.pk)), by=by, at=letter.office_id, about=letter.urn)
    return letter


@atomic
def begin_matter(letter_id: UUID, offered: Offered, sender: Sender, *, by: Clerk) -> Draft:
    """A draft that the clerk fills in from the letter, with its scan; the matter counts from the letter's day.

    Begun again by the same clerk, it is the same draft.
    """
    letter = _waiting(letter_id, by)
    mine = Draft.objects.filter(id=letter.draft_id, helper_id=by.pk).first() if letter.draft_id else None
    if mine is not None:
        return mine
    draft = begin_for(offered, sender, by=by, channel=Channel.PAPER, received_at=letter.received_at)
    for link in PaperFile.objects.filter(letter=letter).select_related("file"):
        submissions.attach(draft, link.file, SCAN, at_most=submissions.FILES_AT_MOST, by=by)
    letter.draft_id = draft.pk
    letter.save(update_fields=["draft_id"])
    return draft


@dataclass(frozen=True, slots=True)
class Joining:
    """As what a letter is joined: a message that the case knows, with its answers, or simply a letter."""

    message: str = ""
    answers: Mapping[str, Any] | None = None


@atomic
def join(letter_id: UUID, case_id: UUID, joining: Joining, *, version: int, by: Clerk) -> PaperLetter:
    """The letter is part of the case; as a message the case goes on from it, counted from the day of posting."""
    letter = _waiting(letter_id, by)
    case = lock(case_id, version=version)
    permit(by, "work", case)
    letter.case, letter.state = case, PaperState.JOINED
    letter.save(update_fields=["case", "state"])
    files = [link.file for link in PaperFile.objects.filter(letter=letter).select_related("file")]
    if joining.message:
        received = Reply(
            case=case, message=joining.message, answers=dict(joining.answers or {}), received_at=letter.received_at,
            key=letter.pk.hex,
        )  # fmt: skip
        take_in(received, files, by=by, posted_on=letter.posted_on)
    else:
        _life.save(case)
    fact = facts.PaperLetterJoined(str(case.pk), str(letter.pk), letter.number, letter.subject, letter.sender)
    record(fact, by=by, at=case.office_id, about=case.urn)
    return letter


def _waiting(letter_id: UUID, by: Clerk) -> PaperLetter:
    """The letter, locked, of which nothing has become and from which nobody else makes a matter."""
    letter = _locked(letter_id, by)
    if letter.state != PaperState.NEW:
        raise Changed("Ktoś już rozpatrzył to pismo.")
    taken = begun(letter, by)
    if taken:
        raise Changed(taken)
    return letter


def _locked(letter_id: UUID, by: Clerk) -> PaperLetter:
    letter = PaperLetter.objects.select_for_update().get(id=letter_id)
    permit(by, "settle", letter)
    return letter


def letter_for(clerk: Clerk, letter_id: UUID) -> PaperLetter | None:
    """The letter with its files, if it waits in the clerk's unit or the clerk registered it."""
    rows = PaperLetter.objects.filter(id=letter_id).select_related("unit", "case").prefetch_related("files__file")
    letter = rows.first()
    return letter if letter is not None and may(clerk, "see", letter) else None


def waiting(clerk: Clerk) -> list[PaperLetter]:
    """Letters that wait in the clerk's unit, the oldest first."""
    return list(
        PaperLetter.objects.filter(unit_id=clerk.unit_id, state=PaperState.NEW).order_by("received_at", "id")[:LISTED]
    )


def registered_today(clerk: Clerk) -> list[PaperLetter]:
    """What the clerk has registered today, the newest first."""
    rows = PaperLetter.objects.filter(registered_by=clerk.pk, registered_on=today()).select_related("unit")
    return list(rows.order_by("-id")[:LISTED])


def numbers_elsewhere() -> bool:
    """Whether the office's own EZD numbers incoming letters."""
    return not _gives_numbers()


def joinable(view: CaseView) -> dict[str, tuple[Message, str]]:
    """Messages as which a letter on paper may be joined: what is awaited, pleas, and what is late with a sentence."""
    messages, running = view.offered.service.messages, view.running
    awaited = dict.fromkeys(casework.awaited_messages(running.setting, running.state), "")
    late = casework.late_messages(running.setting, running.state)
    pleas = dict.fromkeys(casework.pleas(running.setting, running.state), "")
    return {name: (messages[name], said) for name, said in {**late, **awaited, **pleas}.items()}


def outgoing(clerk: Clerk) -> list[tuple[Delivery, Case]]:
    """Letters on paper in the unit's cases that wait for the post or for their proof, the oldest first."""
    sent = waiting_on_paper()
    ids = {one.about.rsplit(":", 1)[1] for one in sent}
    rows = Case.objects.filter(unit_id=clerk.unit_id, id__in=ids)
    cases = {case.urn: case for case in rows} if ids else {}
    return [(one, cases[one.about]) for one in sent if one.about in cases]
