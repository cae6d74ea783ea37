"""Who may see and change drafts and submissions."""

from okienko.people.models import Resident
from okienko.submissions.models import Draft, Submission
from okienko.submissions.visitors import Visitor
from okienko.tenancy.permits import Actor, System, rule


@rule("edit", Draft)
def edit(by: Actor, draft: Draft) -> bool:
    """Whoever began it on this device or came by its link, until a resident owns it; then the resident alone."""
    if isinstance(by, Resident):
        return draft.resident_id in (None, by.pk)
    return isinstance(by, Visitor) and draft.resident_id is None and draft.pk in by.drafts


@rule("submit", Draft)
def submit(by: Actor, draft: Draft) -> bool:
    """A resident who is logged in (k.p.a. art. 63 § 3a) and owns the draft."""
    return isinstance(by, Resident) and draft.resident_id == by.pk


@rule("see", Submission)
def see(by: Actor, submission: Submission) -> bool:
    if isinstance(by, System):
        return True
    return isinstance(by, Resident) and submission.resident_id == by.pk
