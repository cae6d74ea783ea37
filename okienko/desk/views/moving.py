"""Taking a case to another step by hand: whence, whither and why; then the drawing of it and its terms; then done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from markupsafe import Markup

from okienko.cases import moving, procedure
from okienko.cases.queries import CaseView
from okienko.desk import case_page, forms
from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.case import found, show
from okienko.language.model import Option, Question, Task

CHECKED = "sprawdzone"
MOVE = Task(
    "przeniesienie", "Przenieś ręcznie do innego kroku",
    text="Gdy sprawa stoi nie tam, gdzie powinna. Terminy biegną dalej, żadne pismo nie powstaje.",
)  # fmt: skip


@desk_page
def move(desk: Desk, case_id: UUID) -> HttpResponse:
    """GET asks, the first POST shows what it leads to, the second one does it."""
    view = found(desk, case_id)
    if not view.may_move:
        raise Http404
    posted = desk.request.POST
    form = forms.posted_form(_asks(view), posted) if posted else forms.QuestionForm(_asks(view))
    if not posted or form.errors or desk.refusal is not None:
        return _page(desk, view, form, None)
    token, to = form.answers["skad"], form.answers["dokad"]
    if CHECKED not in posted:
        return _page(desk, view, form, moving.foresee(view.running, token, to))
    by_hand = procedure.ByHand(token, to, form.answers["powod_przeniesienia"])
    case = procedure.move(case_id, by_hand, version=forms.version_of(posted), by=desk.clerk)
    desk.tell("Sprawa stoi na innym kroku.", undo=_undo_url(desk, view, token, to, case.version))
    return redirect(desk.case_url(view))


@desk_page
def undo(desk: Desk, case_id: UUID, at: str, to: str, version: int) -> HttpResponse:
    """The case is back where it was, if nothing has happened in it since."""
    view = found(desk, case_id)
    if desk.posted:
        by_hand = procedure.ByHand(moving.token_at(view.case, at), to, "Cofnięto przeniesienie.", undone=True)
        procedure.move(case_id, by_hand, version=version, by=desk.clerk)
        desk.tell("Sprawa stoi tam, gdzie przedtem.")
        return redirect(desk.case_url(view))
    if desk.refusal is not None:
        return show(desk, case_id)
    return redirect(desk.case_url(view))


def _undo_url(desk: Desk, view: CaseView, token: str, to: str, version: int) -> str:
    """Nothing to undo where the process was stuck."""
    origin = next(one for one in moving.origins(view.running) if one.token == token)
    if origin.stuck or origin.node not in moving.targets(view.running):
        return ""
    return desk.url("cofnij", case_id=view.case.pk, at=to, to=origin.node, version=version)


def _asks(view: CaseView) -> tuple[Question, ...]:
    here = moving.origins(view.running)
    stands = tuple(Option(one.token, f"{one.label} (zatrzymany)" if one.stuck else one.label) for one in here)
    known = {one.node for one in here} if len(here) == 1 else set()
    steps = tuple(Option(node, label) for node, label in moving.targets(view.running).items() if node not in known)
    return (
        Question("skad", "Z którego kroku?", "choice", options=stands),
        Question("dokad", "Do którego kroku?", "choice", options=steps),
        Question("powod_przeniesienia", "Dlaczego? Jedno zdanie", "text", max_length=procedure.REASON_AT_MOST),
    )


def _page(desk: Desk, view: CaseView, form: forms.QuestionForm, foreseen: moving.Foreseen | None) -> HttpResponse:
    posted = desk.request.POST
    context: dict[str, Any] = {
        "bar": case_page.bar(desk, view),
        "act": MOVE,
        "form": form,
        "foreseen": foreseen,
        "before": Markup(view.picture),  # drawn and escaped by language.processes
        "after": Markup(foreseen.picture) if foreseen else "",
        "version": view.case.version,
        "seen": case_page.last_seen(view),
        "changes": case_page.changes_since(view, posted.get(forms.SEEN, "")) if desk.stale else [],
        "address": desk.url("przeniesienie", case_id=view.case.pk),
    }
    return desk.render("desk/move.html", **context, errors={} if desk.refusal else form.summary)
