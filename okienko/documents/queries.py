"""Documents and files of the current office; whoever asks has been let through by the case or submission."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from okienko.documents import storage
from okienko.documents.models import Document, File
from okienko.documents.sealing import Sealer, make_demo_key
from okienko.tenancy.rows import Rows

_about = Rows(Document, "about", links="preview sealed")


def document(document_id: UUID) -> Document | None:
    """One document with its files."""
    return Document.objects.filter(id=document_id).select_related("preview", "sealed").first()


def documents_about(urn: str) -> list[Document]:
    """Documents that concern this subject, oldest first."""
    return _about.all(urn)


def file(file_id: UUID) -> File | None:
    return File.objects.filter(id=file_id).first()


def content(file: File) -> bytes:
    """The bytes of a stored file."""
    with storage.open_file(settings.FILES_DIR, file.office_id, file.sha256) as stream:
        return stream.read()


@lru_cache
def sealer() -> Sealer:
    """The seal of this installation; a demonstration key is made when there is none."""
    folder = Path(settings.KEYS_DIR) / "seal"
    if not folder.exists():
        make_demo_key(folder, "Okienko")
    return Sealer.load(folder)
