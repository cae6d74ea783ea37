"""What submissions do when facts arrive: the resident's own list, the fee, the sealed receipt, the end of the draft."""

from __future__ import annotations

from uuid import UUID

from okienko.catalogue.queries import pinned
from okienko.documents import actions as documents
from okienko.documents.actions import Signature
from okienko.journal.facts import Head
from okienko.journal.reactions import on
from okienko.payments import actions as payments
from okienko.payments.models import Payment
from okienko.submissions import actions, queries
from okienko.submissions.facts import SubmissionAccepted
from okienko.submissions.models import Matter
from okienko.submissions.receipts import receipt_pdf
from okienko.tenancy.permits import System

ENTRY = System("przyjmowanie")


@on(SubmissionAccepted)
def tell_resident(fact: SubmissionAccepted, head: Head) -> None:
    """Each party with an account sees the matter among theirs before anybody has looked at it."""
    submission = queries.submission(UUID(fact.submission))
    service = pinned(submission.offer_version_id).service
    parties = queries.parties_of(submission.pk)
    for resident_id in {party.resident_id for _, party in parties if party.resident_id is not None}:
        matter = Matter(
            resident_id=resident_id, office_id=submission.office_id, submission_id=submission.pk,
            title=service.name, status="Urząd przyjął Twoje pismo", turn="urzad", changed_at=head.at,
        )  # fmt: skip
        actions.begin_matter(matter)


@on(SubmissionAccepted)
def demand_fee(fact: SubmissionAccepted, head: Head) -> None:
    """A fee that the law sets stands as due; the submission waits for nothing."""
    submission = queries.submission(UUID(fact.submission))
    if not submission.fee:
        return
    offered = pinned(submission.offer_version_id)
    fee = offered.service.fee
    payment = Payment(
        about=submission.urn, resident_id=submission.resident_id, amount=submission.fee,
        title=fee.what if fee else "opłata", account=offered.account,
    )  # fmt: skip
    payments.demand(payment, by=ENTRY)


@on(SubmissionAccepted)
def make_receipt(fact: SubmissionAccepted, head: Head) -> None:
    """The receipt, already held as data, also comes as a sealed PDF; made once."""
    submission = queries.submission(UUID(fact.submission))
    if queries.receipt_of(submission) is not None:
        return
    document = documents.preview(
        "potwierdzenie", "Potwierdzenie złożenia", receipt_pdf(submission), about=submission.urn
    )
    signature = Signature(ENTRY.urn, "dokument utworzony automatycznie")
    documents.issue(document, sha256=document.preview.sha256, signature=signature, by=ENTRY)


@on(SubmissionAccepted)
def end_draft(fact: SubmissionAccepted, head: Head) -> None:
    """What the draft held is in the submission now."""
    actions.discard(UUID(fact.draft))
