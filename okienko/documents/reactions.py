"""An issued document is sealed."""

from uuid import UUID

from okienko.documents import actions, queries
from okienko.documents.facts import DocumentIssued
from okienko.documents.models import State
from okienko.journal.facts import Head
from okienko.journal.reactions import on
from okienko.tenancy.clock import now
from okienko.tenancy.permits import System

SEAL = System("pieczec")


@on(DocumentIssued)
def seal_issued(fact: DocumentIssued, head: Head) -> None:
    document = queries.document(UUID(fact.document))
    if document is None or document.state != State.ISSUED:
        return
    pdf = queries.content(document.preview)
    sealed = queries.sealer().seal(pdf, reason=document.title, name=document.signed_as, at=now())
    actions.seal(document.id, sealed, by=SEAL)
