"""Cases as residents and clerks may see them, with everything their page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, prefetch_related_objects

from okienko.cases import _life
from okienko.cases.actions import addressees_of, parties_of
from okienko.cases.models import Case, CaseDocument, CaseParty, PaperLetter, Reply, Status, Task
from okienko.catalogue.queries import ChangedValue, Offered, changed_since, pinned
from okienko.deliveries.models import Delivery
from okienko.deliveries.queries import deliveries_about
from okienko.documents.models import Document
from okienko.journal.queries import Entry, timeline
from okienko.language import casework
from okienko.language.assess import Assessment
from okienko.language.ledger import Due
from okienko.language.processes import PlainStep, draw, steps
from okienko.offices.law import law_data
from okienko.payments.models import Payment
from okienko.payments.queries import payment_about
from okienko.people.models import Clerk, Party, Resident
from okienko.people.queries import names_of
from okienko.submissions import queries as submissions
from okienko.submissions.models import Submission, SubmissionFile
from okienko.submissions.words import judged
from okienko.tenancy.clock import day_of, now
from okienko.tenancy.permits import may
from okienko.tenancy.rows import Rows

F = TypeVar("F", Reply, PaperLetter)
_cases = Rows(Case, "id", links="submission unit clerk")
_of_submission = Rows(Case, "submission_id", links="submission")
_tasks = Rows(Task, "case_id")
_replies = Rows(Reply, "case_id")
_papers = Rows(PaperLetter, "case_id")
_documents = Rows(CaseDocument, "case_id", links="document document.preview document.sealed")


@dataclass(frozen=True)
class DueLine:
    """A term that has started, with its explanation."""

    name: str
    label: str
    whose: str
    due: Due
    why: tuple[str, ...] = ()  # each step of the reckoning, with its article
    kept_by: str = "act"


@dataclass(frozen=True, slots=True)
class OpenAct:
    """An act of procedure that may be done now; shaped like an open task."""

    token: str
    label: str
    text: str

    @property
    def node(self) -> str:
        return self.token


@dataclass(frozen=True)
class MatterView:
    """The resident's page of a matter; `case` is None until the office has opened it."""

    submission: Submission
    offered: Offered
    assessed: Assessment
    files: list[SubmissionFile]
    parties: list[tuple[str, Party]]
    receipt: Document | None
    payment: Payment | None
    case: Case | None = None
    standing: str = "Urząd przyjął Twoje pismo, za chwilę nada mu znak"
    outcome_text: str = ""
    outcome_explains: str = ""
    outcome_expired: bool = False
    turn: str = "urzad"
    dues: tuple[DueLine, ...] = ()
    awaited: tuple[str, ...] = ()
    pleas: tuple[str, ...] = ()  # what may be sent at any time while the matter is open
    late: Mapping[str, str] = field(default_factory=dict)  # what may be sent though its term has passed, and why so
    received: tuple[casework.Received, ...] = ()
    deliveries: tuple[Delivery, ...] = ()
    replies: tuple[Reply, ...] = ()
    entries: tuple[Entry, ...] = ()
    picture: str = ""
    steps: tuple[PlainStep, ...] = ()
    may_withdraw: bool = False


def matter_for(resident: Resident, submission_id: UUID) -> MatterView | None:
    """The matter if this resident is a party. Absent and forbidden look the same."""
    submission = submissions.submission_for(resident, submission_id)
    if submission is None:
        return None
    offered = pinned(submission.offer_version_id)
    known: dict[str, Any] = {
        "submission": submission,
        "offered": offered,
        "files": submissions.attachments_of(submission.pk),
        "parties": submissions.parties_of(submission.pk),
        "receipt": submissions.receipt_of(submission),
        "payment": payment_about(submission.urn),
    }
    case = _of_submission.first(submission.pk)
    if case is None:
        judgement = judged(offered, submission.answers, day_of(submission.accepted_at))
        return MatterView(**known, assessed=judgement, entries=tuple(timeline([submission.urn], since=submission.pk)))
    return MatterView(**known, **_case_parts(case, offered))


def _case_parts(case: Case, offered: Offered) -> dict[str, Any]:
    running = _life.load(case)
    settled = outcome_of(running)
    picture, plain = _drawing(running)
    return {
        "case": case,
        "assessed": running.assessed,
        "standing": standing(running),
        "outcome_text": settled.text if settled else "",
        "outcome_explains": settled.explains if settled else "",
        "outcome_expired": settled.expired if settled else False,
        "turn": case.turn,
        "dues": due_lines(running),
        "awaited": casework.awaited_messages(running.setting, running.state),
        "late": casework.late_messages(running.setting, running.state),
        "pleas": casework.pleas(running.setting, running.state),
        "received": running.state.received,
        "deliveries": tuple(deliveries_about(case.urn)),
        "replies": tuple(_with_files(_replies.all(case.pk))),
        "entries": tuple(timeline([case.submission.urn, case.urn], since=case.submission_id)),
        "picture": picture,
        "steps": plain,
        "may_withdraw": _withdrawable(case, offered),
    }


def _withdrawable(case: Case, offered: Offered) -> bool:
    return case.status == Status.OPEN and casework.WITHDRAWN in offered.service.outcomes


def _drawing(running: _life.Running) -> tuple[str, tuple[PlainStep, ...]]:
    process, state = running.offered.service.process, running.state
    done = frozenset(state.done)
    return draw(process, state.process, done), tuple(steps(process, state.process, done))


def due_lines(running: _life.Running) -> tuple[DueLine, ...]:
    """The terms that have started, in the order of the service."""
    told = casework.explanations(running.setting, running.state, law_data())
    return tuple(
        DueLine(name, one.deadline.label, one.deadline.whose, one.due, one.why, one.deadline.kept_by)
        for name, one in told.items()
    )


def unannounced(running: _life.Running) -> list[tuple[str, date, list[OpenAct]]]:
    """Terms of the office that passed without a notice of a new one: label, last day, the acts that give it."""
    service = running.offered.service
    found = casework.unannounced(running.setting, running.state, day_of(now()))
    dues = casework.due_dates(running.setting, running.state) if found else {}
    return [
        (service.terms[name].label, dues[name].office_by, _open_acts(running, acts)) for name, acts in found.items()
    ]


@dataclass(frozen=True, slots=True)
class Settlement:
    """How the matter ended, as it may be relied on today."""

    text: str
    explains: str
    until: date | None = None
    expired: bool = False


def outcome_of(running: _life.Running) -> Settlement | None:
    """The outcome in words; one whose term has ended says what follows instead."""
    outcome = running.offered.service.outcomes.get(running.case.outcome)
    if outcome is None:
        return None
    if contested(running):
        body = running.offered.service.appeal
        told = f"Decyzja: {outcome.text[:1].lower()}{outcome.text[1:]}. Nie jest ostateczna. Rozstrzygnie ją {body}."
        return Settlement("Wniesiono odwołanie od decyzji", told)
    due = casework.due_dates(running.setting, running.state).get(outcome.until)
    if due is None:
        return Settlement(outcome.text, outcome.explains)
    if day_of(now()) > due.on:
        return Settlement(outcome.expired, "", due.on, expired=True)
    return Settlement(outcome.text, outcome.explains, due.on)


def contested(running: _life.Running) -> bool:
    """Whether an appeal was lodged in time, so that the decision is not final."""
    service, state = running.offered.service, running.state
    late = {one.message for one in state.received if one.late}
    appeals = [one.id for one in service.messages.values() if one.late and not one.restores]
    return any(f"wplyw {name}" in state.events and name not in late for name in appeals)


def running(case: Case) -> _life.Running:
    """The case with its release and pure state."""
    return _life.load(case)


def standing(running: _life.Running) -> str:
    """Where the matter stands, in words for its resident's list; an outcome with a term says until when."""
    case, settled = running.case, outcome_of(running)
    if settled is not None:
        until = settled.until if not settled.expired else None
        return f"{settled.text} do {until.day}.{until.month:02}.{until.year}" if until else settled.text.rstrip(".")
    return {"urzad": "Urząd prowadzi sprawę", "mieszkaniec": "Sprawa czeka na Ciebie"}.get(case.turn, "Sprawa w toku")


@dataclass(frozen=True)
class CaseView:
    """The clerk's page of a case."""

    case: Case
    offered: Offered
    assessed: Assessment
    running: _life.Running
    dues: tuple[DueLine, ...]
    tasks: list[Task]
    acts: list[OpenAct]
    parties: list[CaseParty]
    addressees: list[Party]
    attachments: list[SubmissionFile]
    replies: list[Reply]
    papers: list[PaperLetter]
    documents: list[CaseDocument]
    deliveries: list[Delivery]
    receipt: Document | None
    payment: Payment | None
    entries: list[Entry]
    names: dict[str, str]
    picture: str
    steps: tuple[PlainStep, ...]
    may_take: bool
    may_work: bool
    may_withdraw: bool
    may_move: bool
    council: list[ChangedValue]  # values that the council has changed since the filing


def case_for(clerk: Clerk, case_id: UUID) -> CaseView | None:
    """The case if this clerk may see it. Absent and forbidden look the same."""
    case = _cases.first(case_id)
    if case is None or not may(clerk, "see", case):
        return None
    running = _life.load(case)
    submission = case.submission
    entries = timeline([submission.urn, case.urn], since=submission.pk)
    picture, plain = _drawing(running)
    parties = parties_of(case.pk)
    return CaseView(
        case=case,
        offered=running.offered,
        assessed=running.assessed,
        running=running,
        dues=due_lines(running),
        tasks=[task for task in _tasks.all(case.pk) if task.closed_at is None],
        acts=_acts(running),
        parties=parties,
        addressees=addressees_of(parties),
        attachments=submissions.attachments_of(submission.pk),
        replies=_with_files(_replies.all(case.pk)),
        papers=_with_files(_papers.all(case.pk)),
        documents=_documents.all(case.pk),
        deliveries=deliveries_about(case.urn),
        receipt=submissions.receipt_of(submission),
        payment=payment_about(submission.urn),
        entries=entries,
        names=names_of({entry.head.actor for entry in entries}, [link.party for link in parties]),
        picture=picture,
        steps=plain,
        may_take=may(clerk, "take", case),
        may_work=may(clerk, "work", case),
        may_withdraw=_withdrawable(case, running.offered),
        may_move=may(clerk, "move", case),
        council=[] if case.outcome else changed_since(running.offered),
    )


def _acts(running: _life.Running) -> list[OpenAct]:
    return _open_acts(running, casework.possible_acts(running.setting, running.state))


def _open_acts(running: _life.Running, names: Iterable[str]) -> list[OpenAct]:
    tasks = running.offered.service.tasks
    return [OpenAct(name, tasks[name].label, tasks[name].text) for name in names]


def _with_files(rows: list[F]) -> list[F]:
    """Letters with their files read along; nothing is asked for none."""
    prefetch_related_objects(rows, "files__file")
    return rows


def open_by_unit() -> dict[UUID, int]:
    """How many cases that have not ended each unit of the current office has."""
    rows = Case.objects.exclude(status=Status.ENDED).values_list("unit_id")
    return dict(rows.annotate(count=Count("id")).order_by())


def open_by_clerk() -> dict[UUID, int]:
    """How many cases that have not ended each clerk of the current office holds."""
    rows = Case.objects.exclude(status=Status.ENDED).exclude(clerk=None).values_list("clerk_id")
    return dict(rows.annotate(count=Count("id")).order_by())


def open_by_service() -> dict[str, int]:
    """How many cases that have not ended the current office has, by service."""
    rows = Case.objects.exclude(status=Status.ENDED).values_list("service")
    return dict(rows.annotate(count=Count("id")).order_by())


def any_cases() -> bool:
    """Whether the current office has ever opened a case."""
    return Case.objects.exists()


def due_cases() -> list[UUID]:
    """Cases of the current office for which time has brought something."""
    return list(Case.objects.filter(clock_at__lte=now()).order_by("clock_at").values_list("id", flat=True))


def prepared(case_id: UUID, document_id: UUID) -> CaseDocument | None:
    """A previewed letter of a case with what the clerk chose for it."""
    rows = CaseDocument.objects.filter(case_id=case_id, document_id=document_id)
    return rows.select_related("document__preview", "document__sealed").first()


def case_of_submission(submission_id: UUID) -> Case | None:
    """The case that a submission opened."""
    return Case.objects.filter(submission_id=submission_id).first()
