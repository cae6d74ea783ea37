"""A file that somebody sends: judged by its content, scanned, stored; what is wrong says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from okienko.documents import kinds
from okienko.documents.actions import keep
from okienko.documents.queries import File
from okienko.documents.scanning import FakeScanner, Infected, Scanner
from okienko.language.errors import Refusal

ACCEPT = ",".join(f".{ending}" for kind in kinds.ACCEPTED for ending in kind.extensions)
KINDS = ", ".join(kind.extension.upper() for kind in kinds.ACCEPTED)
scanner: Scanner = FakeScanner()


def limit_words() -> str:
    """How large one file may be."""
    return kinds.megabytes(settings.FILE_LIMIT)


def chosen(request: HttpRequest, name: str) -> list[UploadedFile[bytes]]:
    """Files of one field; a field left empty has none."""
    return [file for file in request.FILES.getlist(name) if file.name]


def lost(request: HttpRequest) -> str:
    """What to say when files were sent that are too large to be read at all; else nothing."""
    sent = int(request.META.get("CONTENT_LENGTH") or 0)
    if request.FILES or sent <= settings.REQUEST_LIMIT:
        return ""
    limit = kinds.megabytes(settings.REQUEST_LIMIT)
    return f"Pliki są za duże: naraz możesz wysłać najwyżej {limit}. Dodawaj je po kolei albo zmniejsz."


@dataclass(frozen=True)
class Ready:
    """A file that may be taken."""

    content: bytes
    kind: str
    name: str


def check(upload: UploadedFile[bytes]) -> Ready:
    """The file, judged and scanned; Refusal when it may not be taken."""
    name = upload.name or "plik"
    content = upload.read(settings.FILE_LIMIT + 1)
    kind = kinds.check(name, content, limits=kinds.Limits(file_bytes=settings.FILE_LIMIT))
    shown = kinds.display_name(name)
    if not scanner.scan(content).clean:
        raise Infected(shown)
    return Ready(content, kind.mime, shown)


def store(ready: Ready) -> File:
    """The file is on the disk of the current office."""
    return keep(ready.content, kind=ready.kind, name=ready.name)


def all_errors(refusals: Iterable[Refusal]) -> str:
    """Sentences of several refusals, each once."""
    return " ".join(dict.fromkeys(refusal.text for refusal in refusals))
