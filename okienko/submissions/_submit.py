"""Submitting: judge by the release in force today, then one statement that is durable before it is acknowledged."""

from __future__ import annotations

import base64
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from okienko.catalogue.queries import Offered
from okienko.journal.facts import to_body
from okienko.language.answers import to_json, typed
from okienko.language.assess import Assessment, DecisionTaken, assess, plain
from okienko.offices.law import law_data
from okienko.people.models import Clerk, Resident
from okienko.people.queries import residents
from okienko.submissions import joining
from okienko.submissions._digest import digest_of
from okienko.submissions.errors import AlreadySubmitted, NotReady, SessionRevoked
from okienko.submissions.facts import SubmissionAccepted
from okienko.submissions.models import Channel, Draft, DraftFile, Role
from okienko.tenancy.clock import day_of, now
from okienko.tenancy.ids import uuid7
from okienko.tenancy.permits import Actor, permit

SENDER = ("first_name", "last_name", "pesel", "address", "email")
CALL = "SELECT outcome, submission, accepted FROM submissions_submit(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the resident holds: durable before this value exists."""

    submission_id: UUID
    accepted_at: datetime
    repeated: bool


def submit(draft: Draft, files: Sequence[DraftFile], offered: Offered, *, by: Resident | Clerk) -> Receipt:
    """Accept the draft. The same answers again give the same receipt; other answers AlreadySubmitted.

    Runs outside `acting_for`: the function in the database sets the office and is one transaction.
    """
    permit(by, "submit", draft)
    assessed = judge(draft, files, offered, by=by)
    submission_id, at = uuid7(), now()
    payload = _payload(draft, files, offered, assessed) | _sender(draft, by)
    payload["parties"] += _partners(draft, assessed, payload["digest"], by)
    payload |= {"id": str(submission_id), "number": number_of(submission_id)}
    payload |= {"accepted_at": (draft.received_at or at).isoformat(), "recorded_at": at.isoformat()}
    fact = SubmissionAccepted(
        str(submission_id), str(draft.pk), draft.service, str(offered.release_id), str(offered.version_id),
        payload["channel"], payload["digest"],
    )  # fmt: skip
    values: list[Any] = [draft.office_id, json.dumps(payload), secrets.token_bytes(32), to_body(fact)]
    with connection.cursor() as cursor:
        cursor.execute(CALL, values)
        outcome, known_id, accepted_at = cursor.fetchone()
    return _answer(outcome, known_id, accepted_at)


def _answer(outcome: str, submission_id: UUID, accepted_at: datetime) -> Receipt:
    if outcome == "revoked":
        raise SessionRevoked("Twoja sesja wygasła. Zaloguj się jeszcze raz. Odpowiedzi są zapisane.")
    if outcome == "conflict":
        raise AlreadySubmitted("To pismo zostało już wysłane z innymi odpowiedziami.")
    return Receipt(submission_id, accepted_at, outcome == "repeated")


def judge(draft: Draft, files: Sequence[DraftFile], offered: Offered, *, by: Resident | Clerk) -> Assessment:
    """What the release in force says of the draft; raises NotReady when it can't be submitted."""
    service = offered.service
    answers = typed(draft.answers, service.pages)
    assessed = assess(
        service, answers, day=filed_on(draft), law=law_data(), local=offered.local, attached=judged_files(files, by)
    )  # fmt: skip
    if assessed.stopped is not None:
        raise NotReady(assessed.stopped.stop.text, code=f"strona:{assessed.stopped.page}")
    if assessed.first_incomplete is not None:
        raise NotReady(
            "Odpowiedz na wszystkie pytania i dodaj załączniki.",
            code=f"strona:{assessed.first_incomplete.id}",
        )
    return assessed


def filed_on(draft: Draft) -> date:
    """The day by whose law the draft is judged: today, or the day on which the paper came."""
    return day_of(draft.received_at or now())


def judged_files(files: Iterable[DraftFile], by: Actor | None) -> set[str] | None:
    """Names of what is attached; None where a clerk sends: what came is accepted, and asked for if need be."""
    return None if isinstance(by, Clerk) else {link.attachment for link in files}


def _stored(taken: DecisionTaken | tuple[DecisionTaken, ...]) -> Any:
    """A legal result as kept for ever: value, inputs, deciding rows, basis, version of the data."""
    if isinstance(taken, tuple):
        return [_stored(one) for one in taken]
    kept = {
        "value": taken.value,
        "inputs": dict(taken.inputs),
        "basis": taken.basis,
        "law": taken.law_version,
    }
    return {**json.loads(to_json(plain(kept))), "rows": list(taken.rows)}


def _sender(draft: Draft, by: Resident | Clerk) -> dict[str, Any]:
    """Who sends: the resident, or a clerk for the person who came or wrote."""
    if isinstance(by, Resident):
        told, epoch, taken_by, channel = _told(by), by.epoch, None, Channel.ACCOUNT
    else:
        told, epoch, taken_by, channel = _told_of(draft), None, str(by.pk), Channel(draft.channel)
    return {
        "resident_id": told["resident_id"], "epoch": epoch, "taken_by": taken_by, "by": by.urn,
        "channel": str(channel), "parties": _parties(draft.answers, told),
    }  # fmt: skip


def _payload(draft: Draft, files: Sequence[DraftFile], offered: Offered, assessed: Assessment) -> dict[str, Any]:
    digest, fee = digest_of(draft.answers, files), assessed.fee
    return {
        "draft_id": str(draft.pk),
        "digest": digest,
        "service": draft.service,
        "release_id": str(offered.release_id),
        "offer_version_id": str(offered.version_id),
        "answers": draft.answers,
        "decisions": {name: _stored(taken) for name, taken in assessed.decisions.items()},
        "fee": str(fee.amount) if fee else None,
        "fee_why": fee.why if fee else "",
        "fact_id": str(uuid7()),
        "files": [str(link.pk) for link in files],
    }


def _parties(answers: Mapping[str, Any], told: dict[str, str | None]) -> list[dict[str, str | None]]:
    """The sender as applicant, or as attorney of the person or company named (shared questions of a mandate)."""
    if not answers.get("pelnomocnik"):
        return [_party(told, Role.APPLICANT)]
    return [_party(_principal(answers), Role.APPLICANT), _party(told, Role.ATTORNEY)]


def _principal(answers: Mapping[str, Any]) -> dict[str, str | None]:
    """In whose name the attorney acts: a person, or a company where its name was asked (services/shared/questions)."""
    first, _, last = str(answers.get("imie_nazwisko_mocodawcy", "")).strip().partition(" ")
    company, nip, krs = (str(answers.get(name) or "") for name in ("nazwa_podmiotu", "nip", "krs"))
    person: dict[str, str | None] = {"first_name": "", "last_name": "", "pesel": "", "address": "", "email": ""}
    named = (
        {"company": company.strip(), "nip": nip, "krs": krs} if company else {"first_name": first, "last_name": last}
    )
    return {**person, **named, "resident_id": None}


def _partners(draft: Draft, assessed: Assessment, digest: str, by: Resident | Clerk) -> list[dict[str, str | None]]:
    """Those who apply together with the resident, each of whom has consented to exactly this."""
    joined = joining.partners(draft, assessed.applicants, digest, signed=isinstance(by, Clerk))
    return [_party(_told(one), Role.CO_APPLICANT) for one in joined]


def _told_of(draft: Draft) -> dict[str, str | None]:
    """Whom the clerk names; with the account of the draft's owner only while that is the same person."""
    told: dict[str, str | None] = {name: str(draft.person.get(name, "")) for name in SENDER}
    owner = next(iter(residents([draft.resident_id])), None) if draft.resident_id else None
    known = ("pesel",) if owner and owner.pesel and told["pesel"] else ("first_name", "last_name")
    same = owner is not None and all(told[name] == getattr(owner, name) for name in known)
    return told | {"resident_id": str(draft.resident_id) if same else None}


def _told(by: Resident) -> dict[str, str | None]:
    told = {name: getattr(by, name) for name in SENDER}
    return told | {"resident_id": str(by.pk)}


def _party(told: Mapping[str, str | None], role: Role) -> dict[str, str | None]:
    return {"id": str(uuid7()), "link": str(uuid7()), "role": str(role), **told}


def number_of(submission_id: UUID) -> str:
    """The number on the receipt: short enough to read over the telephone, from the random part of the id."""
    text = base64.b32encode(submission_id.bytes[8:15]).decode().rstrip("=")
    return f"{text[:4]}-{text[4:8]}-{text[8:12]}"
