"""Files of a case: attachments, what residents sent, letters."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse

from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.case import found
from okienko.documents.queries import content

SHOWN = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
# A file from outside may run nothing and ask for nothing, whatever it claims to be.
# A browser's own PDF viewer counts as an object of the page.
POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; form-action 'none'"


@desk_page
def file(desk: Desk, case_id: UUID, file_id: UUID) -> HttpResponse:
    """An attachment of the submission or of a reply."""
    view = found(desk, case_id)
    files = [link.file for link in view.attachments]
    files += [link.file for reply in view.replies for link in reply.files.all()]
    chosen = next((one for one in files if one.pk == file_id), None)
    if chosen is None:
        raise Http404
    return served(chosen, chosen.name)


@desk_page
def letter(desk: Desk, case_id: UUID, document_id: UUID) -> HttpResponse:
    """A letter of the case, previewed, issued or sealed, or the receipt."""
    view = found(desk, case_id)
    documents = [link.document for link in view.documents] + ([view.receipt] if view.receipt else [])
    chosen = next((one for one in documents if one.pk == document_id), None)
    if chosen is None:
        raise Http404
    return served(chosen.current, f"{chosen.title}.pdf")


def served(stored: Any, name: str) -> HttpResponse:
    """The bytes, by the kind read from them; only kinds that browsers show safely are opened in place."""
    return shown(content(stored), stored.kind, name)


def shown(body: bytes, of_kind: str, name: str) -> HttpResponse:
    """Bytes of that kind under a name."""
    kind = of_kind if of_kind in SHOWN else "application/octet-stream"
    response = HttpResponse(body, content_type=kind)
    how = "inline" if of_kind in SHOWN else "attachment"
    plain = name.encode("ascii", "replace").decode().translate(str.maketrans('"\\\r\n;?', "______"))
    response["Content-Disposition"] = f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
