"""Who may issue documents: staff of the office and the system; what they may sign is the case's rule."""

from okienko.documents.models import Document
from okienko.people.models import Clerk
from okienko.tenancy.permits import Actor, System, rule


@rule("issue", Document)
@rule("seal", Document)
def issue(by: Actor, document: Document) -> bool:
    if isinstance(by, System):
        return True
    return isinstance(by, Clerk) and by.office_id == document.office_id
