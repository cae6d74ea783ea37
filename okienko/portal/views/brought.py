"""Files that answer questions of a page: taken, kept under the question's name, told as its answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from okienko.documents import uploads
from okienko.language.errors import Refusal
from okienko.language.model import Question
from okienko.portal.forms import Field
from okienko.portal.walk import Walk
from okienko.submissions import actions
from okienko.submissions.queries import DraftFile, files_of
from okienko.ui.asking import Held
from okienko.ui.speech import say

DROP = "usun-plik"  # a button with the id of a file


@dataclass
class Brought:
    """What the page brought: names of files by question, as if they had been typed, and what could not be taken."""

    names: dict[str, list[str]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def asks_files(questions: Iterable[Question]) -> list[Question]:
    """The questions that are answered with files."""
    return [question for question in questions if question.type == "file"]


def take(walk: Walk, questions: Iterable[Question]) -> Brought:
    """Files that came with the page are kept, the one that is not wanted any more is gone."""
    asked, found = asks_files(questions), Brought()
    if not asked:
        return found
    _drop(walk, {question.id for question in asked})
    for question in asked:
        if refusals := list(_kept(walk, question)):
            found.errors[question.id] = uploads.all_errors(refusals)
    if said := uploads.lost(walk.visit.request):
        found.errors[asked[0].id] = said
    links = files_of(walk.draft.pk)
    found.names = {question.id: [one.file.name for one in _of(question, links)] for question in asked}
    if walk.visit.request.FILES or DROP in walk.visit.request.POST:
        # At once: a fault elsewhere on the page must not leave files of which the answers do not know.
        actions.save_answers(walk.draft, {name: there or None for name, there in found.names.items()}, by=walk.by)
    return found


def _kept(walk: Walk, question: Question) -> Iterable[Refusal]:
    for upload in uploads.chosen(walk.visit.request, question.id):
        try:
            file = uploads.store(uploads.check(upload))
            actions.attach(walk.draft, file, question.id, at_most=question.at_most, by=walk.by)
        except Refusal as refusal:
            yield refusal


def _drop(walk: Walk, names: set[str]) -> None:
    gone = walk.visit.request.POST.get(DROP, "")
    if any(str(link.pk) == gone and link.attachment in names for link in files_of(walk.draft.pk)):
        actions.detach(walk.draft, UUID(gone), by=walk.by)


def _of(question: Question, links: Iterable[DraftFile]) -> list[DraftFile]:
    return [link for link in links if link.attachment == question.id]


def shown(walk: Walk, fields: list[Field]) -> list[Field]:
    """The fields with the files that are there."""
    if not asks_files(one.question for one in fields):
        return fields
    links = files_of(walk.draft.pk)
    return [_with_files(one, _of(one.question, links)) if one.question.type == "file" else one for one in fields]


def _with_files(one: Field, links: list[DraftFile]) -> Field:
    taken = say("Przyjmujemy pliki {kinds}, każdy najwyżej {limit}.", kinds=uploads.KINDS, limit=uploads.limit_words())
    held = tuple(Held(str(link.pk), link.file.name, link.file.size) for link in links)
    return replace(one, held=held, accept=uploads.ACCEPT, hint=" ".join(filter(None, (one.hint, taken))))
