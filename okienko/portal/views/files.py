"""The page of attachments: each under its own name, several files, remove; nothing is lost by a fault of one."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse

from okienko.documents import uploads
from okienko.language.assess import AttachmentNeed
from okienko.language.errors import Refusal
from okienko.language.model import Page
from okienko.portal.pages import SeeOther, show
from okienko.portal.walk import Walk
from okienko.submissions import actions
from okienko.submissions.actions import FILES_AT_MOST
from okienko.submissions.queries import DraftFile, files_of

SAVE = "zapisz"


@dataclass(frozen=True)
class Slot:
    """One attachment of the service on the page: what is asked, what is there."""

    need: AttachmentNeed
    files: list[DraftFile]
    error: str | None

    @property
    def field(self) -> str:
        return field_of(self.need)

    @property
    def full(self) -> bool:
        return len(self.files) >= self.need.attachment.at_most


def field_of(need: AttachmentNeed) -> str:
    return f"plik-{need.attachment.name}"


def page(walk: Walk, page: Page) -> HttpResponse:
    """Show what is there; take what was sent, remove what is not wanted, go on."""
    request = walk.visit.request
    links = files_of(walk.draft.pk)
    if not walk.visit.posted:
        errors = _lacking(walk, links) if "popraw" in request.GET else {}
        return _show(walk, page, links, errors)
    if gone := request.POST.get("usun", ""):
        return _remove(walk, page, links, gone)
    errors = {"zalaczniki": said} if (said := uploads.lost(request)) else {}
    errors |= _take_all(walk, links)
    links = files_of(walk.draft.pk)
    if "dodaj" in request.POST and not errors:
        return SeeOther(walk.page_url(page.id))
    if SAVE in request.POST and not errors:
        return SeeOther(walk.url(SAVE))
    errors = errors or _lacking(walk, links)
    return _show(walk, page, links, errors) if errors else SeeOther(walk.after(page.id))


def _needs(walk: Walk, links: list[DraftFile]) -> list[AttachmentNeed]:
    """What may be added: all that is required, what nobody is required to add, and what is there already."""
    there = {link.attachment for link in links}
    return [
        need
        for need in walk.assessed.attachments
        if need.needed or need.attachment.needed is None or need.attachment.name in there
    ]


def _take_all(walk: Walk, links: list[DraftFile]) -> dict[str, str]:
    """Files of every field are stored; those that cannot be are told by field."""
    errors = {}
    room = FILES_AT_MOST - len(links)
    for need in _needs(walk, links):
        held = sum(link.attachment == need.attachment.name for link in links)
        refusals = []
        for upload in uploads.chosen(walk.visit.request, field_of(need)):
            if held >= need.attachment.at_most or room <= 0:
                refusals.append(_too_many(need, room))
                continue
            try:
                file = uploads.store(uploads.check(upload))
            except Refusal as refusal:
                refusals.append(refusal)
                continue
            actions.attach(walk.draft, file, need.attachment.name, at_most=need.attachment.at_most, by=walk.by)
            held, room = held + 1, room - 1
        if refusals:
            errors[field_of(need)] = uploads.all_errors(refusals)
    return errors


def _too_many(need: AttachmentNeed, room: int) -> Refusal:
    if room <= 0:
        return Refusal(f"Do pisma możesz dodać najwyżej {FILES_AT_MOST} plików. Usuń niepotrzebne.")
    return Refusal(f"Tu możesz dodać najwyżej tyle plików: {need.attachment.at_most}. Usuń któryś, żeby dodać inny.")


def _remove(walk: Walk, page: Page, links: list[DraftFile], sent: str) -> HttpResponse:
    wanted = next((link for link in links if str(link.pk) == sent), None)
    if wanted is not None:
        actions.detach(walk.draft, UUID(sent), by=walk.by)
    return SeeOther(walk.page_url(page.id))


def _lacking(walk: Walk, links: list[DraftFile]) -> dict[str, str]:
    there = {link.attachment for link in links}
    if walk.visit.clerk is not None:
        return {}  # what somebody brought is accepted as it is; what is missing the office asks for later
    return {
        field_of(need): f"Dodaj plik: {need.attachment.label[:1].lower()}{need.attachment.label[1:]}."
        for need in _needs(walk, links)
        if need.needed and not need.attachment.later and need.attachment.name not in there
    }


def _show(walk: Walk, page: Page, links: list[DraftFile], errors: dict[str, str]) -> HttpResponse:
    slots = [
        Slot(need, [link for link in links if link.attachment == need.attachment.name], errors.get(field_of(need)))
        for need in _needs(walk, links)
    ]
    return show(
        walk.visit, "files.html", errors=errors, page=page, slots=slots, walk=walk, back=walk.before(page.id),
        accept=uploads.ACCEPT, kinds=uploads.KINDS, limit=uploads.limit_words(),
    )  # fmt: skip
