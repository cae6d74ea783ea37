"""What may be done with a case. Each act locks its row first and raises its version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import IntegrityError

from okienko.cases import _life, _lookup, _numbers, _paper, facts
from okienko.cases.errors import AlreadyOpen, Changed, LetterMissing, NobodyToServe, TaskGone
from okienko.cases.models import Case, CaseDocument, CaseParty, Reply, ReplyFile, Task
from okienko.catalogue.queries import Offered, offered, pinned
from okienko.deliveries import actions as deliveries
from okienko.deliveries.queries import deliveries_of
from okienko.documents import actions as documents
from okienko.documents.actions import Signature
from okienko.documents.models import Document, File
from okienko.journal.actions import record
from okienko.language import casework
from okienko.language.assess import Assessment
from okienko.language.model import Letter
from okienko.offices import filing
from okienko.offices.models import Unit
from okienko.offices.queries import place
from okienko.people.actions import entrust
from okienko.people.models import Clerk, Mandate, Party, Resident
from okienko.people.queries import authorisation_for
from okienko.submissions import queries as submissions
from okienko.submissions.actions import stored
from okienko.submissions.models import Role, Submission
from okienko.submissions.words import judged
from okienko.tenancy.clock import day_of, now, today
from okienko.tenancy.context import atomic, savepoint
from okienko.tenancy.errors import Forbidden
from okienko.tenancy.permits import Actor, permit
from okienko.tenancy.rows import Rows

_parties = Rows(CaseParty, "case_id", links="party")
MANDATE = "pelnomocnictwo"  # the attachment that proves a mandate, in every service
LEGAL = frozenset({"decision", "order", "certificate"})


@atomic
def open_from(submission_id: UUID, *, by: Actor) -> Case:
    """A case exists for the submission, with numbers if the office gives its own, its process and ledger begun."""
    submission = submissions.submission(submission_id)
    offer = pinned(submission.offer_version_id)
    unit = Unit.objects.get(symbol=offer.unit)
    case = _new_case(submission, unit, offer)
    permit(by, "advance", case)
    assessed = judged(offer, submission.answers, day_of(submission.accepted_at))
    setting = _life.setting_of(assessed)
    step = casework.open_case(setting, submission.accepted_at)
    _life.summarise(case, step.state, setting)
    letter = _paper.letter_of(submission)
    _insert(case, unit, _paper.number_for_case(letter))
    links = _join_parties(case, assessed)
    opened = facts.CaseOpened(str(case.pk), str(submission.pk), case.mark, case.register_number, unit.symbol)
    record(opened, by=by, at=case.office_id, about=case.urn)
    if letter is not None:
        _paper.bring_in(letter, case, by=by)
    _entrust(case, links, by)
    running = _life.Running(case, offer, casework.CaseState(), setting, assessed)
    _life.apply(running, step, by=by)
    return case


def _entrust(case: Case, links: list[CaseParty], by: Actor) -> None:
    """Who acts for whom stands as a mandate when the matter came through an attorney."""
    held = {link.role: link for link in links}
    attorney = held.get(Role.ATTORNEY)
    if attorney is not None:
        mandate = Mandate(
            principal=held[Role.APPLICANT].party, attorney=attorney.party, matter=case.urn,
            close_family=bool(case.submission.answers.get("bliska_rodzina")),
            given_on=None if attorney.unproven else day_of(case.submission.accepted_at),
        )  # fmt: skip
        entrust(mandate, by=by)


def _new_case(submission: Submission, unit: Unit, offer: Offered) -> Case:
    service = offer.service
    parties = submissions.parties_of(submission.pk)
    here = place()
    file_class, valid = _class_of(offer)
    who = next(party.name for role, party in parties if role == Role.APPLICANT)
    if any(role == Role.CO_APPLICANT for role, _ in parties):
        who = f"{who[:190]} i inni"
    return Case(
        submission=submission, service=service.id, release_id=submission.release_id,
        offer_version_id=submission.offer_version_id, file_class=file_class, unit=unit,
        body=here.body_for(offer.organ) if here else offer.organ,
        title=service.name, who=who, opened_at=now(), turn="urzad", state={},
        class_to_mend=not valid,
    )  # fmt: skip


def _class_of(offer: Offered) -> tuple[str, bool]:
    """The file class of a case that is opened now, and whether it is valid today.

    The pinned offer may be from before New Year: then the class that the office has for the service today counts.
    A case without any valid class is opened all the same, and is given its mark with its class.
    """
    if filing.valid(offer.file_class, today()):
        return offer.file_class, True
    later = offered(offer.service.id, today())
    if later is not None and filing.valid(later.file_class, today()):
        return later.file_class, True
    return offer.file_class, False


def _insert(case: Case, unit: Unit, paper_number: str) -> None:
    """The row, numbered, one from paper as its letter. A unique constraint says whether it was there already."""
    try:
        with savepoint():
            case.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyOpen("Sprawa jest już założona.") from error
    here = place()
    own_numbers = here is not None and here.gives_marks
    if own_numbers and not case.class_to_mend:
        case.mark = _numbers.next_mark(unit.symbol, case.file_class, today())
    case.register_number = paper_number or (_numbers.next_register_number() if own_numbers else "")
    case.save(update_fields=["mark", "register_number"])


def _join_parties(case: Case, assessed: Assessment) -> list[CaseParty]:
    """The parties of the submission are the parties of the case, and the case is found by them."""
    parties = submissions.parties_of(case.submission_id)
    represented = any(role == Role.ATTORNEY for role, _ in parties)
    attached = {link.attachment for link in submissions.attachments_of(case.submission_id)} if represented else set()
    links = [
        CaseParty(case=case, party=party, role=role, unproven=role == Role.ATTORNEY and MANDATE not in attached)
        for role, party in parties
    ]
    CaseParty.objects.bulk_create(links)
    told = [text for _, party in parties for text in (party.name, party.nip, party.krs)]
    _lookup.remember(case, told, assessed)
    return links


def lock(case_id: UUID, *, version: int | None = None) -> Case:
    """The case row, locked until the transaction ends; Changed when `version` is no longer the newest.

    Absent and forbidden look the same: Forbidden.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related("submission", "unit")
    case = rows.filter(id=case_id).first()
    if case is None:
        raise Forbidden("Nie ma takiej sprawy.")
    if version is not None and case.version != version:
        raise Changed(
            "Sprawa zmieniła się od chwili, gdy otwarto stronę. Sprawdź, co się zmieniło, i spróbuj ponownie."
        )
    return case


@atomic
def take(case_id: UUID, *, by: Clerk, instead_of: UUID | None = None) -> Case:
    """The clerk has the case. One that somebody has is taken over only `instead_of` that very clerk."""
    case = lock(case_id)
    permit(by, "take", case)
    if case.clerk_id == by.pk:
        return case
    if case.clerk_id not in (None, instead_of):
        raise Changed("Tę sprawę wziął przed chwilą ktoś inny.")
    case.clerk = by
    _life.save(case, "clerk")
    record(facts.CaseTaken(str(case.pk), str(by.pk)), by=by, at=case.office_id, about=case.urn)
    return case


@atomic
def release(case_id: UUID, *, by: Clerk) -> Case:
    """The case waits in the queue again: the undo of taking it."""
    case = lock(case_id)
    permit(by, "work", case)
    give_back(case, by, by=by)
    return case


def give_back(case: Case, clerk: Clerk, *, by: Clerk) -> None:
    """Nobody has the locked case any more, which this clerk had or was about to have."""
    case.clerk = None
    _life.save(case, "clerk")
    record(facts.CaseReleased(str(case.pk), str(clerk.pk)), by=by, at=case.office_id, about=case.urn)


@dataclass(frozen=True, slots=True)
class Decided:
    """A letter decided on: the previewed document and the hash of the bytes that were read."""

    document: Document
    sha256: str


@atomic
def prepare_letter(case: Case, token: str, document: Document, answers: Mapping[str, Any], *, by: Clerk) -> None:
    """A preview of a task's letter lies with the case; the addressee does not see it."""
    case = lock(case.pk)
    permit(by, "work", case)
    link = CaseDocument(case=case, document=document, task_token=token, answers=stored(answers))
    link.save(force_insert=True)


@atomic
def complete(
    case_id: UUID,
    token: str,
    answers: Mapping[str, Any],
    *,
    version: int,
    by: Clerk,
    letter: Decided | None = None,
) -> Case:
    """The task, or the act of procedure named by `token`, is done; its letter (if any) issued and sent."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    running = _life.load(case)
    done = _doing(running, token, answers)
    step = _life.stepped(running, token, answers)
    for effect in step.effects:
        if isinstance(effect, casework.LetterIssued) and effect.token == token:
            _issue(case, running.offered.service.letters[effect.letter], _prepared(case, token, letter), by)
    record(done, by=by, at=case.office_id, about=case.urn)
    _life.apply(running, step, by=by)
    return case


def _doing(running: _life.Running, token: str, answers: Mapping[str, Any]) -> facts.TaskCompleted | facts.ActPerformed:
    """The fact of what is about to be done; TaskGone when somebody did it before."""
    case, service = running.case, running.offered.service
    if token in service.acts:
        return facts.ActPerformed(str(case.pk), token, service.tasks[token].label, stored(answers))
    task = Task.objects.filter(case=case, token=token, closed_at=None).first()
    if task is None:
        raise TaskGone("To zadanie jest już zakończone.")
    return facts.TaskCompleted(str(case.pk), str(task.pk), task.node, task.label, stored(answers))


def _prepared(case: Case, token: str, letter: Decided | None) -> Decided:
    """The letter decided on, if it was prepared for this very task."""
    if letter is None:
        raise LetterMissing("Najpierw przygotuj pismo i przeczytaj jego podgląd.")
    if not CaseDocument.objects.filter(case=case, document=letter.document, task_token=token).exists():
        raise LetterMissing("To pismo przygotowano do innego zadania.")
    return letter


def _issue(case: Case, letter: Letter, decided: Decided, by: Clerk) -> None:
    """The previewed bytes become the office's letter and wait on each addressee's account."""
    if not addressees_of(parties_of(case.pk)):
        raise NobodyToServe("Nie ma komu doręczyć pisma: strona zmarła. Dodaj następców w „Innych czynnościach”.")
    signature = Signature(by.urn, f"{by.name}, {by.position}")
    if letter.effect in LEGAL:
        leave = authorisation_for(by, body=case.body, service=case.service, day=day_of(now()))
        signature = Signature(by.urn, signed_as(case, by), leave.number)
    send_letter(case, letter, decided.document, decided.sha256, signature, by)


def send_letter(case: Case, letter: Letter, document: Document, sha256: str, signature: Signature, by: Actor) -> None:
    """Exactly these bytes are the office's letter and wait for each addressee."""
    documents.issue(document, sha256=sha256, signature=signature, by=by)
    issued = facts.LetterIssued(str(case.pk), str(document.pk), letter.name, letter.label)
    record(issued, by=by, at=case.office_id, about=case.urn)
    for party in addressees_of(parties_of(case.pk)):
        deliveries.send(document, party, about=case.urn, by=by)


def signed_as(case: Case, clerk: Clerk) -> str:
    """ "z up. Wójta Gminy …, Anna Nowak, inspektor" (k.p.a. art. 268a)."""
    here = place()
    genitive = here.bodies[case.body][1] if here and case.body in here.bodies else ""
    return f"z up. {genitive}, {clerk.name}, {clerk.position}"


def parties_of(case_id: UUID) -> list[CaseParty]:
    """Who takes part in the case, in which role."""
    return _parties.all(case_id)


def addressees_of(links: list[CaseParty]) -> list[Party]:
    """Whom letters are delivered to: each living party, and an attorney in place of whom they act for.

    k.p.a. art. 40 § 2. While the mandate is not in the case nobody is replaced: the party must hear what is done in
    their name (NSA I SA/Lu 641/97; adr/065). What was given ends with the death of whoever gave it.
    """
    living = [link for link in links if link.died_on is None]
    filed = {link.party_id for link in living if link.role == Role.APPLICANT}
    attorneys = {link.party_id: link.unproven for link in living if link.role == Role.ATTORNEY}
    replaced = filed if not all(attorneys.values()) else set()
    left_out = replaced if filed else attorneys.keys()
    return [link.party for link in living if link.party_id not in left_out]


@atomic
def reply(
    case_id: UUID, message: str, answers: Mapping[str, Any], files: list[File], *, key: str, by: Resident
) -> Reply:
    """What the resident sent is part of the case, and the process goes on from it. Sent twice, received once."""
    case = lock(case_id)
    permit(by, "reply", case)
    known = Reply.objects.filter(case=case, key=key).first()
    if known is not None:
        return known
    received = Reply(case=case, message=message, answers=dict(answers), received_at=now(), key=key)
    return take_in(received, files, by=by)


def take_in(received: Reply, files: list[File], *, by: Actor, posted_on: date | None = None) -> Reply:
    """What a party sent by whatever way is part of its case, which must be locked, and the case goes on from it.

    `received.received_at` is when the office had it; a letter on paper is counted from `posted_on` where the day of
    posting keeps the term (k.p.a. art. 57 § 5).
    """
    case, message = received.case, received.message
    running = _life.load(case)
    step = casework.receive(
        running.setting, running.state, message, received.answers, received.received_at, counted_on=posted_on
    )
    received.label = running.offered.service.messages[message].label
    received.answers = stored(received.answers)
    received.save(force_insert=True)
    ReplyFile.objects.bulk_create(ReplyFile(reply=received, file=file) for file in files)
    said = step.state.received[len(running.state.received) :]
    fact = facts.ReplyReceived(
        str(case.pk), str(received.pk), message, received.label, len(files),
        why=" ".join(one.why for one in said), late=any(one.late for one in said), posted_on=posted_on,
    )  # fmt: skip
    record(fact, by=by, at=case.office_id, about=case.urn)
    _life.apply(running, step, by=by)
    return received


@atomic
def note_delivery(document_id: UUID, letter: str, *, by: Actor) -> None:
    """Terms that run from the delivery of this letter run from the day on which the last addressee had it."""
    link = CaseDocument.objects.filter(document_id=document_id).first()
    if link is not None:
        case = lock(link.case_id)
        permit(by, "advance", case)
        count_delivery(case, document_id, letter, by=by)


def count_delivery(case: Case, document_id: UUID, letter: str, *, by: Actor) -> None:
    """The letter of the locked case counts as delivered when each addressee whom it can still reach has had it."""
    days = [sent.effective_on for sent in deliveries_of(document_id) if not sent.stopped]
    had = [day for day in days if day is not None]
    if not had or len(had) < len(days):
        return
    running = _life.load(case)
    issued = CaseDocument.objects.filter(case=case, document__letter=letter).exclude(document__issued_at=None)
    which = list(issued.order_by("document__issued_at", "id").values_list("document_id", flat=True)).index(document_id)
    step = casework.delivered(running.setting, running.state, letter, max(had), which=which)
    if step.effects or step.state != running.state:
        _life.apply(running, step, by=by)


@atomic
def elapse(case_id: UUID, *, by: Actor) -> None:
    """What the passing of time brings has come: an outcome by silence, the next step after a term."""
    case = lock(case_id)
    permit(by, "advance", case)
    if case.clock_at is None or case.clock_at > now():
        return
    running = _life.load(case)
    step = casework.elapse(running.setting, running.state, now())
    _life.apply(running, step, by=by)
