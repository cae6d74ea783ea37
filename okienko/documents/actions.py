"""Letters: previewed, issued as previewed, sealed."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from okienko.documents import storage
from okienko.documents.errors import PreviewChanged
from okienko.documents.facts import DocumentIssued, DocumentSealed
from okienko.documents.models import Document, File, State
from okienko.journal.actions import record
from okienko.tenancy.clock import now
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor, permit

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers for a letter: printed on it and kept with it."""

    by: str
    printed: str
    authorisation: str = ""


def keep(content: bytes, *, kind: str, name: str) -> File:
    """The bytes are on the disk (fsynced) and have a row; nobody is told yet."""
    stored = storage.store(settings.FILES_DIR, current_office(), content, limit=settings.FILE_LIMIT)
    file = File(sha256=stored.sha256, size=stored.size, kind=kind, name=name, stored_at=now())
    file.save(force_insert=True)
    return file


def preview(letter: str, title: str, pdf: bytes, *, about: str) -> Document:
    """A document in preview: the addressee does not see it, and it may be thrown away."""
    file = keep(pdf, kind=PDF, name=f"{letter}.pdf")
    document = Document(letter=letter, title=title, about=about, preview=file, made_at=now())
    document.save(force_insert=True)
    return document


@atomic
def issue(document: Document, *, sha256: str, signature: Signature, by: Actor) -> None:
    """The office has decided on exactly the previewed bytes; the seal follows by a reaction."""
    permit(by, "issue", document)
    if document.state != State.PREVIEW or document.preview.sha256 != sha256:
        raise PreviewChanged("Podgląd pisma zmienił się od chwili, gdy go otwarto. Przeczytaj pismo jeszcze raz.")
    document.state = State.ISSUED
    document.issued_at = now()
    document.signed_by, document.signed_as = signature.by, signature.printed
    document.authorisation = signature.authorisation
    document.save(update_fields=["state", "issued_at", "signed_by", "signed_as", "authorisation"])
    fact = DocumentIssued(
        str(document.id), document.letter, document.title, sha256, signature.printed, signature.authorisation
    )
    record(fact, by=by, at=current_office(), about=document.about)


@atomic
def seal(document_id: UUID, pdf: bytes, *, by: Actor) -> None:
    """The sealed bytes stand in place of the preview; doing it twice changes nothing."""
    document = Document.objects.select_for_update().get(id=document_id)
    permit(by, "seal", document)
    if document.state != State.ISSUED:
        return
    document.sealed = keep(pdf, kind=PDF, name=f"{document.letter}.pdf")
    document.state = State.SEALED
    document.sealed_at = now()
    document.save(update_fields=["sealed", "state", "sealed_at"])
    fact = DocumentSealed(str(document.id), document.letter, document.sealed.sha256)
    record(fact, by=by, at=current_office(), about=document.about)
