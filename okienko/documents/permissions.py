"""Who may issue documents: staff of the office and the system; what they may sign is the case's rule."""

from okienko.documents.models import Document
from okienko.people.models import Clerk
from okienko.tenancy.permits import Actor, System, rule


@rule("issue", Document)
def issue(by: Actor, document: Document) -> bool:
    return isinstance(by, System) or (isinstance(by, Clerk) and by.active and by.office_id == document.office_id)


@rule("seal", Document)
def seal(by: Actor, document: Document) -> bool:
    """Only the reaction to its issue."""
    return isinstance(by, System)
