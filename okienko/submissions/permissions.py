"""Who may see and change drafts and submissions."""

from okienko.offices.models import Office
from okienko.people.models import Clerk, Resident
from okienko.submissions.models import Draft, Invitation, Submission
from okienko.submissions.visitors import Visitor
from okienko.tenancy.permits import Actor, System, rule


@rule("edit", Draft)
def edit(by: Actor, draft: Draft) -> bool:
    """Whoever began it on this device or came by its link, until a resident owns it; then the resident.

    The clerk who fills it in for somebody, at the counter or from paper.
    """
    if isinstance(by, Resident):
        return draft.resident_id == by.pk or (draft.resident_id is None and draft.helper_id is None)
    if isinstance(by, Clerk):
        return _fills_in(by, draft)
    return isinstance(by, Visitor) and draft.resident_id is None and draft.pk in by.drafts


@rule("submit", Draft)
def submit(by: Actor, draft: Draft) -> bool:
    """A resident who is logged in (k.p.a. art. 63 § 3a) and owns the draft, or the clerk who fills it in."""
    return draft.resident_id == by.pk if isinstance(by, Resident) else _fills_in(by, draft)


@rule("assist", Office)
def assist(by: Actor, office: Office) -> bool:
    """Take matters at the counter and from paper: every clerk of the office."""
    return isinstance(by, Clerk) and by.active and by.office_id == office.pk


def _fills_in(by: Actor, draft: Draft) -> bool:
    ours = isinstance(by, Clerk) and by.active and by.office_id == draft.office_id
    return ours and draft.helper_id == getattr(by, "pk", None)


@rule("gather", Draft)
def gather(by: Actor, draft: Draft) -> bool:
    """Invite people to apply together, and remove them: the resident who may send it."""
    return isinstance(by, Resident) and submit(by, draft)


@rule("answer", Invitation)
def answer(by: Actor, invitation: Invitation) -> bool:
    """Consent or decline: the resident who came in by the link."""
    return isinstance(by, Resident) and invitation.resident_id == by.pk


@rule("see", Submission)
def see(by: Actor, submission: Submission) -> bool:
    if isinstance(by, System):
        return True
    if isinstance(by, Clerk):
        return by.active and by.office_id == submission.office_id and submission.taken_by == by.pk
    if not isinstance(by, Resident):
        return False
    return submission.resident_id == by.pk or submission.parties.filter(party__resident_id=by.pk).exists()
