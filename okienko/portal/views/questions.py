"""One thing per page: a page of questions, a list of things, one thing of a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse

from okienko.language.answers import PageInput, read_page
from okienko.language.model import Page, Question
from okienko.offices.queries import towns_near
from okienko.people.profile import profile_of, reach_of
from okienko.portal import forms
from okienko.portal.pages import SeeOther, Visit, office_page, show
from okienko.portal.session import keep_draft
from okienko.portal.spoken import in_words
from okienko.portal.views import brought, files
from okienko.portal.walk import FROM_CHECK, Walk, capital, walk_of

SAVE = "zapisz"  # the button "Zapisz i wróć później"


@office_page
def resume(visit: Visit, draft: UUID) -> HttpResponse:
    """To the first page that still needs an answer."""
    return SeeOther(walk_of(visit, draft).first_open())


@office_page
def page(visit: Visit, draft: UUID, page: str) -> HttpResponse:
    """A page of the form, whatever its kind."""
    walk = walk_of(visit, draft)
    asked = walk.offered.service.page(page)
    if asked is None:
        raise Http404
    if walk.asked(asked) is None:
        return SeeOther(walk.first_open())
    if asked.kind == "attachments":
        response = files.page(walk, asked)
    elif asked.many:
        response = _list(walk, asked)
    else:
        response = _questions(walk, asked)
    if visit.resident is None and visit.clerk is None and visit.drafts[:1] != (draft,):
        keep_draft(visit.request, response, draft)
    return response


def _questions(walk: Walk, page: Page) -> HttpResponse:
    if not walk.visit.posted:
        errors = forms.faults(_asked(walk, page), walk.assessed.scope.answers) if _mending(walk) else {}
        return _show(walk, page, _asked(walk, page), PageInput(errors=errors) if errors else None)
    known = walk.without(page.questions).assessed.scope
    read = _read(walk, page, known)
    values = {question.id: read.values.get(question.id) for question in page.questions}
    new = walk.with_answers(values)
    if rows := forms.reordered(page.questions, read, walk.visit.request):
        return _show(new, page, _asked(new, page), rows)
    fresh = forms.only_shown(page.questions, read, walk.visit.request.POST.getlist(forms.SHOWN))
    if read.errors and not _leaving(walk):
        return _show(new, page, _asked(new, page), read)
    saved = walk.save(values, new=new)
    if SAVE in walk.visit.request.POST:
        return SeeOther(walk.url(SAVE))
    if brought.DROP in walk.visit.request.POST:
        return SeeOther(walk.page_url(page.id))
    if fresh:
        return SeeOther(f"{walk.page_url(page.id)}#{fresh[0].id}")
    return SeeOther(saved.after(page.id))


def _read(walk: Walk, page: Page, known: Mapping[str, Any]) -> PageInput:
    """What the page says, its files kept. At the window nothing has to be brought: the office asks for it later."""
    held = brought.take(walk, page.questions)
    read = read_page(page, {**forms.posted(walk.visit.request), **held.names}, known)
    if walk.visit.clerk is not None:
        for name in (name for name, files in held.names.items() if not files):
            read.values[name] = []
            read.errors.pop(name, None)
    read.errors |= held.errors
    return read


def _asked(walk: Walk, page: Page) -> tuple[Question, ...]:
    asked = walk.asked(page)
    return asked.asked if asked else page.questions


def _mending(walk: Walk) -> bool:
    """Whether the visitor was sent here because something is missing."""
    return "popraw" in walk.visit.request.GET


def _leaving(walk: Walk) -> bool:
    """Whether what can be read is saved whatever else is wrong: the visitor goes away, or takes a file out."""
    return SAVE in walk.visit.request.POST or brought.DROP in walk.visit.request.POST


def _show(walk: Walk, page: Page, asked: Sequence[Question], read: PageInput | None) -> HttpResponse:
    stored = walk.assessed.scope.answers
    typed = read if read is not None and walk.visit.request.method == "POST" else None
    fields = forms.fields(asked, stored, typed)
    errors = forms.summary(asked, read.errors) if read else {}
    if typed is None and errors:
        fields = [replace(one, errors=read.errors) for one in fields if read]
    if typed is None and not walk.answered(asked):
        fields = forms.offer(fields, _known(walk, asked))
    fields = brought.shown(walk, _helped(walk, fields))
    return show(
        walk.visit, "question.html", errors=errors, page=page, fields=fields, walk=walk,
        back=walk.before(page.id), title=asked[0].text if len(asked) == 1 else page.title,
        one=len(page.questions) == 1,
    )  # fmt: skip


def _helped(walk: Walk, fields: list[forms.Field]) -> list[forms.Field]:
    """With names of places around, and without offering a clerk what the browser knows of them."""
    if walk.visit.clerk is not None:
        fields = [replace(one, own=False) for one in fields]
    return forms.near(fields, towns_near()) if any(one.question.type == "address" for one in fields) else fields


def _known(walk: Walk, asked: Sequence[Question]) -> dict[str, Any]:
    """What the resident's account knows of such questions, by their type; nothing is looked up for others."""
    resident, types = walk.visit.resident, {question.type for question in asked}
    if resident is None or not types & {"phone", "email", "address", "person"}:
        return {}
    profile = profile_of(resident)
    person = {"imie": resident.first_name, "nazwisko": resident.last_name, "pesel": resident.pesel}
    known: dict[str, Any] = {"phone": profile.phone, "address": profile.address, "person": person}
    return known | ({"email": reach_of(resident.pk).email} if "email" in types else {})


def _list(walk: Walk, page: Page) -> HttpResponse:
    """The things added so far: change, remove, add another, go on."""
    request = walk.visit.request
    things = _things(walk, page)
    if walk.visit.posted and (gone := request.POST.get("usun", "")):
        return _remove(walk, page, things, gone)
    if walk.visit.posted:
        asked = walk.asked(page)
        if asked is not None and asked.complete:
            return SeeOther(walk.after(page.id))
        return _show_list(walk, page, things, {"dodaj": _list_fault(walk, page, things)})
    if not things:
        return SeeOther(_item_url(walk, page, 1))
    return _show_list(walk, page, things, {})


def _remove(walk: Walk, page: Page, things: list[Mapping[str, Any]], number: str) -> HttpResponse:
    if not (number.isascii() and number.isdigit()) or not 1 <= int(number[:6]) <= len(things):
        return SeeOther(walk.page_url(page.id))
    left = [thing for place, thing in enumerate(things, 1) if place != int(number)]
    saved = walk.save({page.many or "": left})
    return SeeOther(saved.page_url(page.id))


def _list_fault(walk: Walk, page: Page, things: list[Mapping[str, Any]]) -> str:
    if len(things) < page.at_least:
        return f"Dodaj jeszcze: {page.one}."
    if len(things) > page.at_most:
        return f"Zostaw najwyżej {page.at_most}."
    asked = walk.asked(page)
    wrong = [place for place, item in enumerate(asked.items, 1) if not item.complete] if asked else []
    return f"Uzupełnij odpowiedzi: {page.one} {wrong[0]}." if wrong else "Popraw odpowiedzi."


def _show_list(walk: Walk, page: Page, things: list[Mapping[str, Any]], errors: dict[str, str]) -> HttpResponse:
    asked = walk.asked(page)
    items = [
        {
            "number": place,
            "url": _item_url(walk, page, place),
            "complete": item.complete,
            "rows": [(one.text, in_words(one, things[place - 1].get(one.id))) for one in item.asked],
        }
        for place, item in enumerate(asked.items if asked else (), 1)
    ]
    add = _item_url(walk, page, len(things) + 1) if len(things) < page.at_most else ""
    return show(
        walk.visit, "list.html", errors=errors, page=page, items=items, add=add, walk=walk,
        back=walk.before(page.id),
    )  # fmt: skip


def _things(walk: Walk, page: Page) -> list[Mapping[str, Any]]:
    things = walk.assessed.scope.answers.get(page.many or "")
    return [thing for thing in things if isinstance(thing, Mapping)] if isinstance(things, list) else []


def _item_url(walk: Walk, page: Page, number: int) -> str:
    return walk.url(page.id, number) + (FROM_CHECK if walk.from_check else "")


@dataclass(frozen=True)
class _Thing:
    """One thing of a list in hand: which of them, beside which others."""

    walk: Walk
    page: Page
    things: list[Mapping[str, Any]]
    number: int  # from 1; one more than there are means a new one

    @property
    def before(self) -> Mapping[str, Any]:
        """What was answered about it before."""
        return self.things[self.number - 1] if self.number <= len(self.things) else {}

    def among(self, thing: Mapping[str, Any]) -> dict[str, Any]:
        """The whole list with these answers about this thing."""
        others = self.things
        return {self.page.many or "": [*others[: self.number - 1], dict(thing), *others[self.number :]]}

    def said(self, thing: Mapping[str, Any]) -> Walk:
        """The draft as if these answers about this thing stood in it."""
        return self.walk.with_answers(self.among(thing))

    def asked(self, walk: Walk) -> tuple[Question, ...]:
        """Which questions it is asked in this state of the draft."""
        asked = walk.asked(self.page)
        there = asked is not None and len(asked.items) >= self.number
        return asked.items[self.number - 1].asked if asked and there else self.page.questions


@office_page
def item(visit: Visit, draft: UUID, page: str, number: int) -> HttpResponse:
    """One thing of a list: asked anew when its number is the next one."""
    walk = walk_of(visit, draft)
    asked = walk.offered.service.page(page)
    if asked is None or not asked.many:
        raise Http404
    if walk.asked(asked) is None:
        return SeeOther(walk.first_open())
    things = _things(walk, asked)
    if not 1 <= number <= len(things) + 1:
        raise Http404
    if number > asked.at_most:
        return _show_list(walk, asked, things, {"": f"Możesz dodać najwyżej {asked.at_most}."})
    return _item(_Thing(walk, asked, things, number))


def _item(one: _Thing) -> HttpResponse:
    walk, page = one.walk, one.page
    if not walk.visit.posted:
        there = walk if one.before else one.said({})
        return _show_item(one, one.asked(there), None)
    request = walk.visit.request
    read = read_page(page, forms.posted(request), walk.assessed.scope)
    new = one.said(read.values)
    asked = one.asked(new)
    if rows := forms.reordered(page.questions, read, request):
        return _show_item(one, asked, rows)
    fresh = forms.only_shown(page.questions, read, request.POST.getlist(forms.SHOWN))
    if read.errors and not _leaving(walk):
        return _show_item(one, asked, read)
    kept = {question.id: read.values[question.id] for question in asked if question.id in read.values}
    saved = walk.save(one.among(kept), new=new if kept.keys() == read.values.keys() else None)
    if _leaving(walk):
        return SeeOther(walk.url(SAVE))
    if fresh:
        return SeeOther(f"{_item_url(walk, page, one.number)}#{fresh[0].id}")
    return SeeOther(saved.page_url(page.id))


def _show_item(one: _Thing, asked: Sequence[Question], read: PageInput | None) -> HttpResponse:
    walk, page = one.walk, one.page
    errors = forms.summary(asked, read.errors) if read else {}
    fields = _helped(walk, forms.fields(asked, one.before, read))
    return show(
        walk.visit, "question.html", errors=errors, page=page, fields=fields,
        walk=walk, back=walk.page_url(page.id) if one.things else walk.before(page.id),
        title=f"{capital(page.one)} {one.number}" if page.one else page.title, one=False,
    )  # fmt: skip
