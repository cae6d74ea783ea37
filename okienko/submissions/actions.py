"""Drafts are begun, saved and given files; a complete one is submitted, once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from okienko.catalogue.queries import Offered
from okienko.documents.models import File
from okienko.language.answers import to_json
from okienko.people.models import Resident
from okienko.submissions import _submit, unsent
from okienko.submissions.errors import TooManyFiles
from okienko.submissions.models import Draft, DraftFile, Matter
from okienko.submissions.tokens import hash_token
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import Actor, permit

FILES_AT_MOST = 20
KEPT_DAYS = 30

submit = _submit.submit
number_of = _submit.number_of
filed_on = _submit.filed_on
judged_files = _submit.judged_files
Receipt = _submit.Receipt


def stored(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Typed answers as a draft keeps them: numbers and days as text."""
    kept: dict[str, Any] = json.loads(to_json(dict(answers)))
    return kept


@atomic
def begin(offered: Offered, *, by: Actor) -> Draft:
    """A new draft of this office, judged by the release that it offers today."""
    at = now()
    owner = by.pk if isinstance(by, Resident) else None
    draft = Draft(
        service=offered.service.id, offer_version_id=offered.version_id, resident_id=owner, begun_at=at, changed_at=at
    )  # fmt: skip
    draft.code = number_of(draft.pk)
    draft.save(force_insert=True)
    return draft


@atomic
def save_answers(draft: Draft, answers: Mapping[str, Any], *, by: Actor) -> None:
    """These answers stand in the draft beside what it had; a name given None is taken out."""
    permit(by, "edit", draft)
    merged = dict(draft.answers) | dict(answers)
    draft.answers = {name: value for name, value in merged.items() if value is not None}
    draft.changed_at = now()
    fields = ["answers", "changed_at"]
    if draft.resident_id is None and isinstance(by, Resident):
        draft.resident_id = by.pk
        fields.append("resident_id")
    draft.save(update_fields=fields)


@atomic
def claim(draft: Draft, *, by: Resident) -> None:
    """The draft belongs to the resident who logged in with it."""
    permit(by, "edit", draft)
    if draft.resident_id is None:
        draft.resident_id = by.pk
        draft.save(update_fields=["resident_id"])


@atomic
def renew(draft: Draft, offered: Offered, *, asked_anew: set[str], by: Actor) -> None:
    """The draft is judged by the offer in force now; answers to questions that changed are given again."""
    permit(by, "edit", draft)
    draft.offer_version_id = offered.version_id
    draft.answers = {name: value for name, value in draft.answers.items() if name not in asked_anew}
    draft.changed_at = now()
    draft.save(update_fields=["offer_version_id", "answers", "changed_at"])


@atomic
def attach(draft: Draft, file: File, attachment: str, *, at_most: int, by: Actor) -> DraftFile:
    """The file belongs to the draft under the name of an attachment."""
    permit(by, "edit", draft)
    names = list(DraftFile.objects.filter(draft=draft).values_list("attachment", flat=True))
    if names.count(attachment) >= at_most or len(names) >= FILES_AT_MOST:
        raise TooManyFiles(f"Możesz dodać najwyżej {at_most} plików do tej pozycji i {FILES_AT_MOST} razem.")
    link = DraftFile(draft=draft, file=file, attachment=attachment)
    link.save(force_insert=True)
    return link


@atomic
def detach(draft: Draft, link_id: UUID, *, by: Actor) -> None:
    """The file is no longer part of the draft; its bytes go with the next sweep."""
    permit(by, "edit", draft)
    DraftFile.objects.filter(draft=draft, id=link_id).delete()


@atomic
def make_link(draft: Draft, *, by: Actor) -> str:
    """A token by which the draft can be opened again, shown once and stored hashed."""
    permit(by, "edit", draft)
    token = secrets.token_urlsafe(24)
    draft.link_hash = hash_token(token)
    draft.save(update_fields=["link_hash"])
    return token


@atomic
def discard(draft_id: UUID) -> None:
    """The draft and its links to files are gone."""
    Draft.objects.filter(id=draft_id).delete()
    unsent.strike(draft_id)


@atomic
def sweep(at: datetime) -> int:
    """Drafts unchanged for 30 days are gone; returns how many."""
    old = list(Draft.objects.filter(changed_at__lt=at - timedelta(days=KEPT_DAYS)).values_list("id", flat=True))
    for draft_id in old:
        discard(draft_id)
    return len(old)


def tell_matter(matter: Matter) -> None:
    """The resident's own list says where this matter stands; written by reactions, any number of times."""
    told = {name: getattr(matter, name) for name in ("title", "mark", "status", "turn", "until", "changed_at")}
    Matter.objects.update_or_create(
        office_id=matter.office_id, submission_id=matter.submission_id, resident_id=matter.resident_id,
        defaults=told,
    )  # fmt: skip


def begin_matter(matter: Matter) -> None:
    """The matter stands on the resident's own list; one that is there already knows more and stays."""
    Matter.objects.bulk_create([matter], ignore_conflicts=True)
