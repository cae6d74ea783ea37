"""Drafts, submissions and the resident's own list, already limited to who asks."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from okienko.documents.models import Document
from okienko.documents.queries import documents_about
from okienko.people.models import Clerk, Party, Resident
from okienko.submissions.models import Draft, DraftFile, Matter, Submission, SubmissionFile, SubmissionParty
from okienko.submissions.tokens import hash_token
from okienko.tenancy.context import current_office
from okienko.tenancy.permits import Actor, may
from okienko.tenancy.rows import Rows

_drafts = Rows(Draft, "id")
_draft_files = Rows(DraftFile, "draft_id", links="file")
_of_resident = Rows(Submission, "id", "resident_id")
_of_draft = Rows(Submission, "draft_id", "resident_id")
_parties = Rows(SubmissionParty, "submission_id", links="party")
_attachments = Rows(SubmissionFile, "submission_id", links="file")


def draft_for(actor: Actor, draft_id: UUID) -> Draft | None:
    """The draft if this person may edit it. Absent and forbidden look the same."""
    draft = _drafts.first(draft_id)
    return draft if draft is not None and may(actor, "edit", draft) else None


def draft_by_token(token: str) -> Draft | None:
    """The draft behind a saved link."""
    return Draft.objects.filter(link_hash=hash_token(token)).exclude(link_hash="").first()


def newest_draft(actor: Actor, ids: Collection[UUID], service: str) -> Draft | None:
    """The last changed draft for a service among these and the resident's own, if it was not submitted."""
    wanted = Q(id__in=list(ids))
    if isinstance(actor, Resident):
        wanted |= Q(resident_id=actor.pk)
    elif not ids:
        return None
    rows = Draft.objects.filter(wanted, unsent(), service=service).order_by("-changed_at")
    return next((draft for draft in rows[:10] if may(actor, "edit", draft)), None)


def unsent() -> Any:
    """The condition that a draft was not submitted."""
    return ~Exists(Submission.objects.filter(draft_id=OuterRef("id"), office_id=OuterRef("office_id")))


def drafts_by_service() -> dict[str, int]:
    """How many drafts that were not submitted the current office holds, by service."""
    rows = Draft.objects.filter(unsent()).values_list("service")
    return dict(rows.annotate(count=Count("id")).order_by())


def files_of(draft_id: UUID) -> list[DraftFile]:
    """Attachments of a draft with their files; who may see the draft may see them."""
    return _draft_files.all(draft_id)


def submission_for(resident: Resident, submission_id: UUID) -> Submission | None:
    """The submission if this resident sent it, or applied together with whoever did."""
    return _of_resident.first(submission_id, resident.pk) or _joined(resident, submission_id)


def _joined(resident: Resident, submission_id: UUID) -> Submission | None:
    links = SubmissionParty.objects.filter(party__resident_id=resident.pk, submission_id=OuterRef("id"))
    return Submission.objects.filter(Exists(links), id=submission_id).first()


def submission_taken(clerk: Clerk, submission_id: UUID) -> Submission | None:
    """The submission if this clerk took it at the counter or from paper."""
    found = Submission.objects.filter(id=submission_id, taken_by=clerk.pk).first()
    return found if found is not None and may(clerk, "see", found) else None


def submission_of_draft(resident: Resident, draft_id: UUID) -> Submission | None:
    """What became of a draft that was submitted."""
    return _of_draft.first(draft_id, resident.pk)


def submission(submission_id: UUID) -> Submission:
    """For reactions: the submission of a fact."""
    return Submission.objects.get(id=submission_id)


def parties_of(submission_id: UUID) -> list[tuple[str, Party]]:
    """Roles and parties of a submission."""
    return [(link.role, link.party) for link in _parties.all(submission_id)]


def attachments_of(submission_id: UUID) -> list[SubmissionFile]:
    """Attachments of a submission with their files."""
    return _attachments.all(submission_id)


def receipt_of(submission: Submission) -> Document | None:
    """The receipt as a document, once it is made."""
    return next((doc for doc in documents_about(submission.urn) if doc.letter == "potwierdzenie"), None)


def matters_of(resident: Resident) -> list[Matter]:
    """ "Moje sprawy" over all offices, newest first."""
    return list(Matter.objects.filter(resident_id=resident.pk).select_related("office").order_by("-changed_at"))


def told_turn(resident_id: UUID, submission_id: UUID) -> str:
    """Whose turn the resident's own list says it is; empty before it knows the matter."""
    rows = Matter.objects.filter(resident_id=resident_id, office_id=current_office(), submission_id=submission_id)
    return rows.values_list("turn", flat=True).first() or ""
