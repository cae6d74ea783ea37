"""The receipt as paper: what was submitted, when, with which files, and what happens next."""

from __future__ import annotations

from typing import Any

from okienko.catalogue.queries import bundle_of, pinned
from okienko.documents.typesetting import typeset
from okienko.language.questions.files import labels_of_files
from okienko.submissions import queries
from okienko.submissions.letterhead import common
from okienko.submissions.models import Submission

TEMPLATE = "letters/potwierdzenie.typ"


def receipt_pdf(submission: Submission) -> bytes:
    """The receipt as PDF, before its seal; the same bytes whenever it is made."""
    offered = pinned(submission.offer_version_id)
    data = common(submission, body=offered.organ)
    data["pismo"] = {
        "tytul": "Potwierdzenie złożenia",
        "data": data["sprawa"]["zlozono"][:10],
        "podstawa": [],
        "skrot": submission.digest,
        "zalaczniki": [_file(link, offered.service) for link in queries.attachments_of(submission.pk)],
        "oplata": _fee(submission, offered),
        "co_dalej": list(offered.service.after),
        "pieczec": "Opatrzono pieczęcią elektroniczną.",
    }
    return typeset(bundle_of(submission.release_id).files, TEMPLATE, data, at=submission.accepted_at)


def _file(link: Any, service: Any) -> dict[str, Any]:
    label = labels_of_files(service).get(link.attachment, "")
    return {"nazwa": link.file.name, "opis": label, "rozmiar": link.file.size, "sha256": link.file.sha256}


def _fee(submission: Submission, offered: Any) -> dict[str, Any] | None:
    if submission.fee is None:
        return None
    return {
        "kwota": str(submission.fee),
        "opis": submission.fee_why,
        "potwierdzone": False,
        "rachunek": offered.account,
        "stan": "pismo jest przyjęte niezależnie od opłaty" if submission.fee else "",
    }
