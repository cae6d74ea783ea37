"""Doing a task: its questions, the letter as the addressee will see it, the signature under those bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases import actions, letters
from okienko.cases.actions import Decided
from okienko.cases.queries import CaseView
from okienko.desk import case_page, forms
from okienko.desk.pages import Desk, desk_page
from okienko.desk.presence import arrive
from okienko.desk.sentences import digest_words
from okienko.desk.views.case import found
from okienko.people.errors import NotAuthorisedToSign

if TYPE_CHECKING:
    from okienko.cases.queries import OpenAct, Task

TO_ACCOUNT = "na konto w Okienku: adresat potwierdza odbiór, nieodebrane uznaje się za doręczone"
ON_PAPER = "na papierze: adresat nie ma konta, wydrukujesz pismo i zapiszesz dzień doręczenia"


@desk_page
def task(desk: Desk, case_id: UUID, token: str) -> HttpResponse:
    """The questions of a task. Without a letter the answers complete it, with one they make its preview."""
    view = found(desk, case_id)
    open_task = _open(view, token)
    if open_task is None:
        return _gone(desk, view)
    if desk.request.method != "POST":
        return _form(desk, view, open_task, _begun(desk, view, open_task))
    form = forms.filled(view, open_task.node, dict(desk.request.POST.lists()))
    if not desk.posted or not form.ready or not view.may_work:
        return _form(desk, view, open_task, form)
    version = forms.version_of(desk.request.POST)
    if form.letter is None:
        actions.complete(case_id, token, form.answers, version=version, by=desk.clerk)
        desk.tell(f"Zrobione: {open_task.label}.")
        return redirect(desk.case_url(view))
    actions.lock(case_id, version=version)
    document = letters.preview(view.case, token, form.answers, by=desk.clerk)
    return redirect(desk.url("podglad", case_id=case_id, token=token, document_id=document.pk))


@desk_page
def check(desk: Desk, case_id: UUID, token: str, document_id: UUID) -> HttpResponse:
    """The letter before it is signed: to whom, how, by whom, and what follows. Then the signature."""
    view = found(desk, case_id)
    open_task, prepared = _open(view, token), letters.prepared(view.case, token, document_id)
    if open_task is None:
        return _gone(desk, view)
    if prepared is None:
        raise Http404
    if not desk.posted:
        return _check_page(desk, view, open_task, prepared)
    posted = desk.request.POST
    decided = Decided(prepared.document, posted.get("sha256", ""))
    version = forms.version_of(posted)
    actions.complete(case_id, token, prepared.answers, version=version, by=desk.clerk, letter=decided)
    desk.tell(f"Podpisane i wysłane: {prepared.letter.label}.")
    return redirect(desk.case_url(view))


def _open(view: CaseView, token: str) -> Task | OpenAct | None:
    doable: list[Task | OpenAct] = [*view.tasks, *view.acts]
    return next((one for one in doable if one.token == token), None)


def _form(desk: Desk, view: CaseView, task: Task | OpenAct, form: forms.TaskForm) -> HttpResponse:
    """The page of a task; what is wrong answers 422, what came too late 409."""
    context: dict[str, Any] = {
        **_common(desk, view),
        "task": task,
        "form": form,
        "address": desk.url("zadanie", case_id=view.case.pk, token=task.token),
        "blocked": _blocked(desk, view, form),
        "next_step": "Zobacz pismo" if _leads_to_letter(form) else "Zakończ zadanie",
    }
    if desk.posted and not view.may_work:
        context |= {"errors": {"": context["blocked"]}, "status": 409}
    elif form.errors and desk.refusal is None:
        context |= {"errors": form.summary}
    return desk.render("desk/task.html", **context)


def _begun(desk: Desk, view: CaseView, task: Task | OpenAct) -> forms.TaskForm:
    """An empty form, or on the way back from a preview the answers it was made with."""
    try:
        document_id = UUID(desk.request.GET.get("podglad", ""))
    except ValueError:
        return forms.blank(view, task.node)
    prepared = letters.prepared(view.case, task.token, document_id)
    return forms.refilled(view, task.node, prepared.answers) if prepared else forms.blank(view, task.node)


def _leads_to_letter(form: forms.TaskForm) -> bool:
    return form.letter is not None or form.task.letter_by is not None


def _blocked(desk: Desk, view: CaseView, form: forms.TaskForm) -> str:
    """Why the clerk cannot do the task: said before a word is written."""
    if not view.may_work:
        return "Najpierw weź sprawę."
    if form.letter is None:
        return ""
    try:
        letters.signing(view.case, form.letter, desk.clerk)
    except NotAuthorisedToSign as refusal:
        others = ", ".join(f"{one.name} ({one.position})" for one in letters.who_may_sign(view.case, form.letter))
        return f"{refusal.text} Może podpisać: {others or 'nikt w tej komórce'}."
    return ""


def _check_page(desk: Desk, view: CaseView, task: Task | OpenAct, prepared: letters.Prepared) -> HttpResponse:
    case, document = view.case, prepared.document
    context: dict[str, Any] = {
        **_common(desk, view),
        "task": task,
        "title": document.title,
        "letter_url": desk.url("pismo", case_id=case.pk, document_id=document.pk),
        "back_url": f"{desk.url('zadanie', case_id=case.pk, token=task.token)}?podglad={document.pk}",
        "sha256": document.preview.sha256,
        "digest": digest_words(document.preview.sha256),
        "size": document.preview.size,
        "addressees": [
            (party.name, f"{party.address}; {TO_ACCOUNT if party.resident_id else ON_PAPER}")
            for party in view.addressees
        ],
        "follows": (),
        "signing": None,
        "blocked": "" if view.may_work else "Najpierw weź sprawę.",
    }
    try:
        context["signing"] = letters.signing(case, prepared.letter, desk.clerk)
        context["follows"] = letters.foresee(case, task.token, prepared.answers)
    except NotAuthorisedToSign as refusal:
        context["blocked"] = refusal.text
    return desk.render("desk/check.html", **context)


def _common(desk: Desk, view: CaseView) -> dict[str, Any]:
    """What both pages of a task show beside their own: the bar, and after a clash what changed meanwhile."""
    seen = desk.request.POST.get(forms.SEEN, "")
    return {
        "bar": case_page.bar(desk, view),
        "council": view.council,
        "here": arrive(desk, view),
        "version": view.case.version,
        "seen": case_page.last_seen(view),
        "changes": case_page.changes_since(view, seen) if desk.stale else [],
        "case_url": desk.case_url(view),
    }


def _gone(desk: Desk, view: CaseView) -> HttpResponse:
    """The task is done or was interrupted: what changed, and everything that was typed."""
    posted = desk.request.POST
    seen = posted.get(forms.SEEN, "")
    context: dict[str, Any] = {
        "bar": case_page.bar(desk, view),
        "changes": case_page.changes_since(view, seen),
        "kept": forms.kept(view, posted),
        "case_url": desk.case_url(view),
    }
    return desk.render("desk/gone.html", **context, status=409 if posted else 410)
