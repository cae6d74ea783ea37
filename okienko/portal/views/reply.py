"""What a resident sends to a running matter: an answer to an order, a request. Sent twice, received once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from okienko.cases import actions as cases
from okienko.cases.queries import MatterView, matter_for
from okienko.documents import uploads
from okienko.language.answers import PageInput, read_questions
from okienko.language.errors import Refusal
from okienko.language.model import Message
from okienko.portal import forms
from okienko.portal.pages import SeeOther, Visit, office_page, show
from okienko.portal.spoken import shown
from okienko.tenancy.clock import today

FILES, KEY = "pliki", "klucz"
MOST_FILES = 10
LAPSED = (
    "Twoja sesja wygasła. Zaloguj się w nowej karcie, wróć tutaj i wyślij jeszcze raz. "
    "Tekst jest niżej, pliki wybierz ponownie."
)
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class _Sent:
    """What came with the form."""

    read: PageInput
    ready: list[uploads.Ready]
    errors: Mapping[str, str]


@office_page
def reply(visit: Visit, submission: UUID, message: str) -> HttpResponse:
    """GET shows the questions of the message; POST sends it."""
    base = visit.url("sprawa", submission)
    writer = visit.resident or (visit.session.lapsed if visit.request.method == "POST" else None)
    matter = matter_for(writer or visit.required(), submission)
    asked = matter.offered.service.messages.get(message) if matter else None
    if matter is None or asked is None or matter.case is None:
        raise Http404
    asked = shown(matter.offered).service.messages[message]
    if not visit.posted:
        if message not in (*matter.awaited, *matter.late, *matter.pleas) and visit.refused is None:
            return SeeOther(base)
        return _show(visit, matter, asked, _again(visit, asked))
    sent = _read(visit, asked)
    if visit.resident is None:
        return _show(visit, matter, asked, _Sent(sent.read, [], {"": LAPSED, **sent.errors}))
    if sent.errors:
        return _show(visit, matter, asked, sent)
    files = [uploads.store(one) for one in sent.ready]
    key = visit.request.POST.get(KEY, "")
    cases.reply(
        matter.case.pk, message, sent.read.values, files, key=key if _KEY.fullmatch(key) else token_hex(16),
        by=visit.resident,
    )  # fmt: skip
    return SeeOther(f"{base}?odpowiedziano=1")


def _read(visit: Visit, asked: Message) -> _Sent:
    read = read_questions(asked.ask, forms.posted(visit.request), {"dzis": today()})
    ready, refusals = [], []
    chosen = uploads.chosen(visit.request, FILES) if asked.attachments else []
    for upload in chosen[:MOST_FILES]:
        try:
            ready.append(uploads.check(upload))
        except Refusal as refusal:
            refusals.append(refusal)
    if len(chosen) > MOST_FILES:
        refusals.append(Refusal(f"Wyślij najwyżej {MOST_FILES} plików naraz."))
    errors: dict[str, str] = dict(forms.summary(asked.ask, read.errors))
    if said := uploads.all_errors(refusals) or (uploads.lost(visit.request) if asked.attachments else ""):
        errors[FILES] = said
    if not errors and asked.attachments and not ready and not read.values:
        errors[FILES] = "Napisz, co uzupełniasz, albo dodaj plik."
    return _Sent(read, ready, errors)


def _again(visit: Visit, asked: Message) -> _Sent:
    """What to show: an empty form, or after a refusal what was typed."""
    if visit.refused is None:
        return _Sent(PageInput(), [], {})
    read = read_questions(asked.ask, forms.posted(visit.request), {})
    read.errors = {}
    return _Sent(read, [], {})


def _show(visit: Visit, matter: MatterView, asked: Message, sent: _Sent) -> HttpResponse:
    typed = sent.read if visit.request.method == "POST" else None
    key = visit.request.POST.get(KEY, "")
    context: dict[str, Any] = {"limit": uploads.limit_words(), "kinds": uploads.KINDS, "accept": uploads.ACCEPT}
    return show(
        visit, "reply.html", matter=matter, message=asked, fields=forms.fields(asked.ask, {}, typed),
        errors=sent.errors, file_error=sent.errors.get(FILES), key=key if _KEY.fullmatch(key) else token_hex(16),
        late=matter.late.get(asked.id, "") if asked.id not in matter.awaited else "",
        back=visit.url("sprawa", matter.submission.pk), **context,
    )  # fmt: skip
