"""The way through a draft: which page is asked, what comes before and after it, where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404

from okienko.catalogue.queries import Offered, closures, offered, pinned
from okienko.language.assess import AskedPage, Assessment
from okienko.language.model import Page, Question
from okienko.language.questions.files import asked_files
from okienko.people.queries import Clerk, Resident
from okienko.portal.pages import Closed, GoTo, LoginNeeded, Visit
from okienko.portal.spoken import shown
from okienko.submissions import actions
from okienko.submissions.actions import filed_on, judged_files, stored
from okienko.submissions.counter import Sender, sender_of
from okienko.submissions.queries import Draft, DraftFile, draft_for, files_of, submission_of_draft
from okienko.submissions.visitors import Visitor
from okienko.submissions.words import judged

CHECK, END = "sprawdz", "koniec"
FROM_CHECK = "?z=sprawdz"


@dataclass(frozen=True)
class Walk:
    """A draft in hand: whose, of which service as offered today, with its answers judged."""

    visit: Visit
    draft: Draft
    offered: Offered  # in the language of the reader; `source` is what is judged and sent
    source: Offered
    by: Resident | Clerk | Visitor
    answers: Mapping[str, Any]  # as stored

    @cached_property
    def assessed(self) -> Assessment:
        """What the answers mean on the day of filing; files are not judged."""
        return judged(self.offered, self.answers, filed_on(self.draft))

    @cached_property
    def sender(self) -> Resident | Sender | None:
        """Who will have sent it: the person beside the clerk, or the resident; none while nobody has logged in."""
        return sender_of(self.draft) if self.visit.clerk else self.visit.resident

    @cached_property
    def files(self) -> list[DraftFile]:
        return files_of(self.draft.pk)

    @cached_property
    def judged_whole(self) -> Assessment:
        """The same with the attachments."""
        return judged(self.offered, self.answers, filed_on(self.draft), judged_files(self.files, self.visit.clerk))

    @property
    def from_check(self) -> bool:
        """Whether the page was opened from the check page and leads back there."""
        return self.visit.request.GET.get("z") == CHECK

    def url(self, *parts: object) -> str:
        return self.visit.url("wniosek", self.draft.pk, *parts)

    def page_url(self, page_id: str) -> str:
        """The page, remembering that it was opened from the check page."""
        return self.url(page_id) + (FROM_CHECK if self.from_check else "")

    def asked(self, page: Page) -> AskedPage | None:
        """The page as asked now, or None when it is skipped."""
        return next((asked for asked in self.assessed.pages if asked.page.id == page.id), None)

    def answered(self, questions: Iterable[Question]) -> bool:
        """Whether any of these has an answer: then its page was filled before, and an empty one was meant."""
        return any(question.id in self.answers for question in questions)

    def with_answers(self, values: Mapping[str, Any]) -> Walk:
        """The same draft as if these typed answers stood in it; nothing is saved."""
        return replace(self, answers={**self.answers, **stored(values)})

    def without(self, questions: tuple[Question, ...]) -> Walk:
        """The same draft as if these questions had no answers."""
        names = {question.id for question in questions}
        return replace(self, answers={name: value for name, value in self.answers.items() if name not in names})

    def save(self, values: Mapping[str, Any], *, new: Walk | None = None) -> Walk:
        """These typed answers stand in the draft; answers to what is no longer asked are gone from it.

        `new`: the same draft with these answers, when somebody has judged it already.
        """
        there = new or self.with_answers(values)
        gone: dict[str, Any] = {} if there.assessed.stopped else dict.fromkeys(there.skipped())
        actions.save_answers(self.draft, {**stored(values), **gone}, by=self.by)
        for link in self.files if any(name in asked_files(self.offered.service) for name in gone) else ():
            if link.attachment in gone:
                actions.detach(self.draft, link.pk, by=self.by)
        return replace(there, answers=self.draft.answers) if gone else there

    def skipped(self) -> list[str]:
        """Names with an answer that the other answers make pointless."""
        visible = {asked.page.id for asked in self.assessed.pages}
        names: list[str] = []
        for page in self.offered.service.pages:
            if page.id not in visible:
                names += [page.many] if page.many else [question.id for question in page.questions]
        for asked in self.assessed.pages:
            if not asked.page.many:
                names += [question.id for question in asked.page.questions if question not in asked.asked]
        return [name for name in names if name in self.answers]

    def after(self, page_id: str) -> str:
        """Where to go when the page is done."""
        if self.assessed.stopped is not None:
            return self.url(END)
        ids = [asked.page.id for asked in self.assessed.pages]
        if self.from_check:
            return self.first_open()
        place = ids.index(page_id) + 1 if page_id in ids else len(ids)
        return self.url(ids[place]) if place < len(ids) else self.url(CHECK)

    def first_open(self) -> str:
        """The first page that still needs something, else the check page."""
        if self.assessed.stopped is not None:
            return self.url(END)
        page = self.assessed.first_incomplete
        return self.url(page.id) + (FROM_CHECK if self.from_check else "") if page else self.url(CHECK)

    def before(self, page_id: str) -> str:
        """Where the back link leads."""
        if self.from_check:
            return self.url(CHECK)
        ids = [asked.page.id for asked in self.assessed.pages]
        place = ids.index(page_id) if page_id in ids else 0
        return self.url(ids[place - 1]) if place else self.visit.url("usluga", self.offered.service.id)


def capital(text: str) -> str:
    """The text as the beginning of a line."""
    return text[:1].upper() + text[1:]


def _gone(visit: Visit, draft_id: UUID) -> Exception:
    """A draft that was submitted leads to its matter."""
    sent = submission_of_draft(visit.resident, draft_id) if visit.resident else None
    return GoTo(visit.url("sprawa", sent.pk)) if sent else Http404()


def walk_of(visit: Visit, draft_id: UUID, *, closed_too: bool = False) -> Walk:
    """The draft if this visitor may edit it. Absent and somebody else's look the same: 404.

    Of a service that is closed only where that is said: there nothing can be sent.
    """
    if visit.counter is not None and visit.counter.draft_id != draft_id:
        raise Http404
    by: Resident | Clerk | Visitor = visit.actor
    draft = draft_for(by, draft_id)
    if draft is None and visit.session.lapsed is not None:
        by = visit.session.lapsed
        draft = draft_for(by, draft_id)
        if draft is not None and not visit.posted:
            raise LoginNeeded(visit.request.get_full_path())
    if draft is None and visit.resident is None and draft_id in visit.drafts:
        raise LoginNeeded(visit.request.path)
    if draft is None or not (visit.clerk or draft.resident_id or draft_id in visit.drafts):
        raise _gone(visit, draft_id)  # nobody's draft is open only where it was begun or its link was used
    day = filed_on(draft)
    found = offered(draft.service, day)
    if found is None and draft.service in closures(day):
        if not closed_too or visit.posted:
            raise Closed(visit, closures(day)[draft.service], draft)
        found = pinned(draft.offer_version_id)
    if found is None:
        raise Http404
    return Walk(visit, draft, shown(found), found, by, draft.answers)
