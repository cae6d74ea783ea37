"""Matters that a clerk fills in for somebody: at the counter beside them, from a printed draft, from a paper letter.

It is the same draft, the same form and the same submission with another sender. Two hours of one clerk with one
draft are a signed pass (adr/072), void as soon as the clerk has logged out of the desk.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.signing import BadSignature, Signer

from okienko.catalogue.queries import Offered
from okienko.journal.actions import record
from okienko.language.errors import Refusal
from okienko.offices.queries import here
from okienko.people.models import Clerk, Resident
from okienko.submissions.actions import begin
from okienko.submissions.errors import NoSuchDraft
from okienko.submissions.facts import DraftTakenUp
from okienko.submissions.models import Channel, Draft
from okienko.submissions.queries import unsent
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import permit

LASTS = timedelta(hours=2)
CODE_SIGNS = 12  # without the dashes
_pass = Signer(salt="okienko.przy-okienku")


@dataclass(frozen=True, slots=True)
class Sender:
    """For whom a clerk fills in a form, as told or as the paper says; `proof`: by what they were recognised."""

    first_name: str
    last_name: str
    pesel: str = ""
    address: str = ""
    email: str = ""
    proof: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


def sender_of(draft: Draft) -> Sender:
    """For whom the draft is filled in."""
    return Sender(**{name: str(draft.person.get(name, "")) for name in Sender.__slots__})


@atomic
def begin_for(
    offered: Offered,
    sender: Sender,
    *,
    by: Clerk,
    channel: Channel = Channel.COUNTER,
    received_at: datetime | None = None,
) -> Draft:
    """A new draft that the clerk fills in for the sender; from paper it counts from the day on which that came."""
    permit(by, "assist", here())
    if received_at is not None and received_at > now():
        raise Refusal("Pismo nie mogło wpłynąć w przyszłości.", code="wplyw-w-przyszlosci")
    draft = begin(offered, by=by)
    draft.channel, draft.helper_id, draft.person, draft.received_at = channel, by.pk, asdict(sender), received_at
    draft.from_office = True
    draft.save(update_fields=["channel", "helper_id", "person", "received_at", "from_office"])
    return draft


@atomic
def name_sender(draft: Draft, sender: Sender, *, by: Clerk) -> None:
    """The draft is filled in for this person."""
    permit(by, "edit", draft)
    draft.person, draft.changed_at = asdict(sender), now()
    draft.save(update_fields=["person", "changed_at"])


@atomic
def take_up(code: str, *, by: Clerk) -> Draft:
    """The clerk goes on with the draft whose printed code somebody brought; that it was opened is recorded."""
    permit(by, "assist", here())
    draft = Draft.objects.select_for_update().filter(unsent(), code=tidy_code(code)).exclude(code="").first()
    if draft is None:
        raise NoSuchDraft(
            "Nie ma szkicu o tym kodzie. Sprawdź kod na wydruku; szkic mógł też zostać wysłany "
            "albo usunięty po 30 dniach."
        )
    if draft.channel == Channel.ACCOUNT:
        draft.channel = Channel.COUNTER
        draft.person = asdict(_owner(draft))
    draft.helper_id = by.pk
    draft.save(update_fields=["channel", "helper_id", "person"])
    fact = DraftTakenUp(str(draft.pk), draft.service, str(by.pk))
    record(fact, by=by, at=draft.office_id, about=draft.urn)
    return draft


@atomic
def give_up(draft: Draft, *, by: Clerk) -> None:
    """The clerk no longer fills it in: what a resident began is theirs again, what the clerk began is gone."""
    permit(by, "edit", draft)
    if draft.from_office:
        draft.delete()
        return
    draft.helper_id, draft.channel, draft.person = None, Channel.ACCOUNT, {}
    draft.save(update_fields=["helper_id", "channel", "person"])


def _owner(draft: Draft) -> Sender:
    """Whose draft it is: known where it has an owner, else to be asked."""
    owner = Resident.objects.filter(id=draft.resident_id).first() if draft.resident_id else None
    if owner is None:
        return Sender("", "")
    return Sender(owner.first_name, owner.last_name, owner.pesel, owner.address, owner.email)


def drafts_filled_by(clerk: Clerk) -> list[Draft]:
    """What this clerk has begun for people and not sent yet, newest first."""
    return list(Draft.objects.filter(unsent(), helper_id=clerk.pk).order_by("-changed_at")[:50])


def tidy_code(text: str) -> str:
    """A code as stored, however it was typed or scanned."""
    signs = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:CODE_SIGNS]
    return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


@dataclass(frozen=True, slots=True)
class Pass:
    """Which clerk fills in which draft in this browser."""

    clerk_id: UUID
    draft_id: UUID


def issue_pass(draft: Draft, *, session: str, by: Clerk) -> str:
    """A signed text that opens this draft's form to the clerk as long as their session at the desk lasts."""
    permit(by, "edit", draft)
    told = {"urzednik": str(by.pk), "szkic": str(draft.pk), "sesja": _trace(session), "od": now().isoformat()}
    return _pass.sign_object(told)


def read_pass(text: str, *, session: str) -> Pass | None:
    """The pass, if it is ours, young enough and of this very session."""
    try:
        told: Mapping[str, str] = _pass.unsign_object(text)
        age = now() - datetime.fromisoformat(told["od"])
        found = Pass(UUID(told["urzednik"]), UUID(told["szkic"]))
    except (BadSignature, KeyError, TypeError, ValueError):
        return None
    return found if session and told.get("sesja") == _trace(session) and age <= LASTS else None


def _trace(session: str) -> str:
    return hashlib.sha256(session.encode()).hexdigest()[:32]
