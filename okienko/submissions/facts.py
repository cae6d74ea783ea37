"""What happens to submissions. Drafts leave no facts."""

from okienko.journal.facts import fact


@fact("submissions.SubmissionAccepted")
class SubmissionAccepted:
    submission: str
    draft: str
    service: str
    release: str
    offer_version: str
    channel: str
    digest: str


@fact("submissions.DraftTakenUp")
class DraftTakenUp:
    """A clerk opened the draft whose printed code somebody brought to the counter."""

    draft: str
    service: str
    clerk: str
