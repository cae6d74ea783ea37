"""Several people apply together: invited by the one who fills the form, each consents to exactly what will be sent."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError

from okienko.deliveries import notices
from okienko.language.model import Applicants
from okienko.people.errors import TooSoon
from okienko.people.models import Resident
from okienko.people.queries import residents
from okienko.submissions import unsent
from okienko.submissions._digest import digest_of
from okienko.submissions.errors import AnswersChanged, CannotInvite, InvitationDead, NotReady
from okienko.submissions.models import Draft, DraftFile, Invitation, Submission
from okienko.submissions.tokens import hash_token
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for, atomic, savepoint
from okienko.tenancy.permits import Actor, permit

Said = Invitation.Said
AT_MOST = 20
PAGE = "razem"
ASKS = "Czeka na Twoją zgodę"
DEAD = "Ten link już nie działa: użyto go, ma nowszy, pismo wysłano albo usunięto."
TWICE = "Bierzesz już udział w tym piśmie."


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom to invite, as the one who invites writes it."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Where an invitation leads: the office's slug and what the service is called, for its letter and list."""

    slug: str
    title: str


@atomic
def invite(draft: Draft, person: Invited, asked: Asked, *, by: Actor) -> str:
    """The person has an invitation, and a one-time link goes to them; returns its token, to be handed over too."""
    permit(by, "gather", draft)
    Draft.objects.select_for_update().get(id=draft.pk)  # the same person is not invited twice at once
    others = list(Invitation.objects.filter(draft=draft).values_list("email", flat=True))
    if len(others) >= AT_MOST:
        raise CannotInvite({"": f"Możesz zaprosić najwyżej {AT_MOST} osób."})
    if person.email.lower() in {email.lower() for email in others}:
        raise CannotInvite({"email": "Osoba z tym adresem jest już na liście."})
    invitation = Invitation(draft=draft, name=person.name, email=person.email)
    token = _new_link(invitation)
    invitation.save(force_insert=True)
    _send(invitation, token, asked)
    assert draft.resident_id is not None
    unsent.list_for(draft.resident_id, draft, asked.title, f"wniosek/{draft.pk}/{PAGE}/", "Zbierasz zgody")
    return token


@atomic
def renew_link(invitation: Invitation, asked: Asked, *, by: Actor) -> str:
    """A new one-time link; the one before is dead. Somebody who has come in needs none."""
    permit(by, "gather", invitation.draft)
    if invitation.resident_id is not None:
        raise CannotInvite({"": "Ta osoba jest już w piśmie i nie potrzebuje linku."})
    token = _new_link(invitation)
    invitation.save(update_fields=["link_hash"])
    _send(invitation, token, asked)
    return token


def _new_link(invitation: Invitation) -> str:
    token = secrets.token_urlsafe(24)
    invitation.link_hash = hash_token(token)
    return token


def _send(invitation: Invitation, token: str, asked: Asked) -> None:
    about = f"{invitation.urn}:{invitation.link_hash[:16]}"
    try:
        notices.invite(invitation.email, f"/{asked.slug}/zaproszenie/{token}/", about)
    except TooSoon as soon:
        raise CannotInvite({"": soon.text}) from soon


@atomic
def remove(invitation: Invitation, *, by: Actor) -> None:
    """The person takes no part any more; their link and their consent are gone."""
    permit(by, "gather", invitation.draft)
    if invitation.resident_id is not None:
        unsent.strike(invitation.draft_id, invitation.resident_id)
    Invitation.objects.filter(id=invitation.pk).delete()


@atomic
def ask_again(invitation: Invitation, *, by: Actor) -> None:
    """Whoever has come in hears by e-mail that something waits: the answers changed, or they have not answered."""
    permit(by, "gather", invitation.draft)
    told = f"{invitation.urn}:{now():%Y-%m-%dT%H}"  # at most once an hour
    notices.notify(invitation.resident_id, notices.Why.TURN, told)
    if invitation.resident_id is not None:
        unsent.say(invitation.draft_id, invitation.resident_id, ASKS)


@atomic
def come_in(token: str, title: str, *, by: Resident) -> Invitation:
    """The one-time link was used: from now on the invitation is this resident's. Any other link is InvitationDead."""
    rows = Invitation.objects.select_for_update().select_related("draft")
    invitation = rows.filter(link_hash=hash_token(token), resident_id=None).exclude(link_hash="").first()
    if invitation is None or _sent(invitation.draft_id):
        raise InvitationDead(DEAD)
    if invitation.draft.resident_id == by.pk:
        raise CannotInvite({"": "To Twoje pismo. Przekaż link osobie, którą zapraszasz."})
    invitation.resident_id, invitation.link_hash = by.pk, ""
    try:
        with savepoint():
            invitation.save(update_fields=["resident_id", "link_hash"])
    except IntegrityError as twice:
        raise CannotInvite({"": TWICE}) from twice
    unsent.list_for(by.pk, invitation.draft, title, f"wspolne/{invitation.pk}/", ASKS)
    return invitation


@atomic
def consent(invitation: Invitation, digest: str, *, by: Resident) -> None:
    """The person agrees to exactly these answers and files; to others, AnswersChanged."""
    permit(by, "answer", invitation)
    if digest != current_digest(invitation.draft_id):
        raise AnswersChanged("Pismo zmieniło się, gdy je czytano. Przeczytaj je jeszcze raz i wtedy się zgódź.")
    _say(invitation, Said.CONSENT, digest=digest, status="Zgoda dana")


@atomic
def decline(invitation: Invitation, reason: str, *, by: Resident) -> None:
    """The person does not agree; the one who invited reads why. It can be changed until the letter is sent."""
    permit(by, "answer", invitation)
    _say(invitation, Said.REFUSAL, reason=reason[:300], status="Odmowa zgody")


def _say(invitation: Invitation, said: Invitation.Said, *, status: str, digest: str = "", reason: str = "") -> None:
    if _sent(invitation.draft_id):
        raise InvitationDead("To pismo zostało już wysłane.")
    invitation.said, invitation.digest, invitation.reason, invitation.said_at = said, digest, reason, now()
    invitation.save(update_fields=["said", "digest", "reason", "said_at"])
    assert invitation.resident_id is not None
    unsent.say(invitation.draft_id, invitation.resident_id, status)
    notices.notify(invitation.draft.resident_id, notices.Why.TURN, f"{invitation.urn}:{invitation.said_at.isoformat()}")


def _sent(draft_id: UUID) -> bool:
    return Submission.objects.filter(draft_id=draft_id).exists()


def current_digest(draft_id: UUID) -> str:
    """What consent binds to now."""
    draft = Draft.objects.get(id=draft_id)
    files = list(DraftFile.objects.filter(draft=draft).select_related("file"))
    return digest_of(draft.answers, files)


@dataclass(frozen=True, slots=True)
class Partner:
    """An invited person as the one who invited sees them."""

    invitation: Invitation
    who: str  # the name of the account that came in; empty before
    agreed: bool  # to exactly what is in the draft now
    stale: bool  # agreed to what was there before

    @property
    def state(self) -> str:
        """In words."""
        if self.stale:
            return "zgoda dotyczyła wcześniejszych odpowiedzi"
        if self.invitation.said == Said.NOTHING:
            return "czyta" if self.who else "jeszcze nie otworzył(a) linku"
        return self.invitation.get_said_display()


def partners_of(draft_id: UUID) -> list[Partner]:
    """Everybody invited to the draft, in the order of invitation: four statements, however many there are."""
    rows = list(Invitation.objects.filter(draft_id=draft_id).select_related("draft").order_by("id"))
    if not rows:
        return []
    digest = current_digest(draft_id)
    names = {one.pk: one.name for one in residents([row.resident_id for row in rows if row.resident_id])}
    return [
        Partner(
            row, names.get(row.resident_id, "") if row.resident_id else "",
            row.said == Said.CONSENT and row.digest == digest, row.said == Said.CONSENT and row.digest != digest,
        )
        for row in rows
    ]  # fmt: skip


def applying(draft: Draft) -> list[tuple[str, str]]:
    """Who applies: the one who fills the form by the name of their account, then those invited, and what each said."""
    owner = residents([draft.resident_id]) if draft.resident_id else []
    others = [(one.who or one.invitation.name, one.state) for one in partners_of(draft.pk)]
    return [*((one.name, "wypełnia i wysyła pismo") for one in owner), *others]


def lacking(joint: Applicants, partners: list[Partner]) -> str:
    """Why it cannot be sent yet; empty when everybody agrees."""
    if len(partners) < joint.at_least:
        return "Dodaj osoby, które składają to pismo razem z Tobą."
    waiting = [partner.invitation.name for partner in partners if not partner.agreed]
    return f"Czekamy na zgodę: {', '.join(waiting)}." if waiting else ""


def partners(draft: Draft, joint: Applicants | None, digest: str, *, signed: bool) -> list[Resident]:
    """Whose letter it is too; NotReady while somebody invited has not agreed to exactly this. For `submit`.

    `signed`: a clerk takes it at the counter or from paper, where people sign.
    """
    if joint is None:
        return []
    with acting_for(draft.office_id):
        rows = list(Invitation.objects.filter(draft=draft).order_by("id"))
    agreed = [row for row in rows if row.said == Said.CONSENT and row.digest == digest and row.resident_id]
    if not signed and (len(agreed) < len(rows) or len(rows) < joint.at_least):
        raise NotReady("Najpierw zbierz zgody wszystkich osób.", code=f"strona:{PAGE}")
    found = {one.pk: one for one in residents([row.resident_id for row in agreed if row.resident_id])}
    return [found[row.resident_id] for row in agreed if row.resident_id in found]


def invitation_of(resident: Resident, invitation_id: UUID) -> Invitation | None:
    """The invitation if it is this resident's."""
    rows = Invitation.objects.filter(id=invitation_id, resident_id=resident.pk)
    return rows.select_related("draft").first()


def invited_to(draft_id: UUID, invitation_id: UUID) -> Invitation | None:
    """One invitation of this draft."""
    return Invitation.objects.filter(id=invitation_id, draft_id=draft_id).select_related("draft").first()


def offered_by(token: str) -> Draft | None:
    """The draft behind a link that still works; what it is called may be told only to whoever comes in."""
    row = Invitation.objects.filter(link_hash=hash_token(token)).exclude(link_hash="").select_related("draft").first()
    return row.draft if row is not None and not _sent(row.draft_id) else None
