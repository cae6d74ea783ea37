"""Acts of procedure that a clerk does by hand: each asks on one page, says what it leads to, and is done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from okienko.cases import procedure
from okienko.cases.queries import CaseView
from okienko.desk import case_page, forms, party_pages
from okienko.desk.asking import Answers, Page, choice, day, living
from okienko.desk.pages import Desk, desk_page
from okienko.desk.views.case import found
from okienko.language.model import Question


def offered_pages(view: CaseView) -> list[tuple[str, Page]]:
    """The acts that have a sense in this case now, with the name that stands in their address."""
    return [(name, page) for name, page in PAGES.items() if page.offered(view)]


@desk_page
def asked(desk: Desk, case_id: UUID, act: str) -> HttpResponse:
    """GET asks, POST does; a fault shows the same page with everything typed."""
    view = found(desk, case_id)
    page = PAGES.get(act)
    if page is None:
        raise Http404
    if not page.offered(view) and desk.refusal is None:
        return redirect(desk.url("czynnosci", case_id=case_id))
    questions, posted = page.asks(view), desk.request.POST
    form = forms.posted_form(questions, posted) if posted else forms.QuestionForm(questions)
    if not desk.posted or form.errors or not view.may_work:
        return _show(desk, view, act, form)
    desk.tell(page.act(desk, view, form.answers))
    return redirect(desk.case_url(view))


def _show(desk: Desk, view: CaseView, name: str, form: forms.QuestionForm) -> HttpResponse:
    page, posted = PAGES[name], desk.request.POST
    context: dict[str, Any] = {
        "bar": case_page.bar(desk, view),
        "act": page,
        "form": form,
        "warning": page.warns(view),
        "blocked": "" if view.may_work else "Najpierw weź sprawę.",
        "version": view.case.version,
        "seen": case_page.last_seen(view),
        "changes": case_page.changes_since(view, posted.get(forms.SEEN, "")) if desk.stale else [],
        "address": desk.url("czynnosc", case_id=view.case.pk, act=name),
    }
    if desk.posted and not view.may_work:
        context |= {"errors": {"": context["blocked"]}, "status": 409}
    elif form.errors and desk.refusal is None:
        context |= {"errors": form.summary}
    return desk.render("desk/asked.html", **context)


def _asks_withdrawal(view: CaseView) -> tuple[Question, ...]:
    return (
        choice("kto_wycofal", "Kto wycofał sprawę?", _who_may(view)),
        choice("jak_wycofal", "W jaki sposób?", procedure.HOW),
        day("dzien_wycofania", "Którego dnia pismo wpłynęło albo spisano protokół?"),
        Question("powod_wycofania", "Powód, jeśli strona go podała", "text", optional=True, max_length=300),
    )


def _who_may(view: CaseView) -> dict[str, str]:
    """Living parties who have not given the matter up yet."""
    gone = {str(link.party_id) for link in view.parties if link.withdrew_at}
    return {key: name for key, name in living(view).items() if key not in gone}


def _withdraw(desk: Desk, view: CaseView, said: Answers) -> str:
    withdrawal = procedure.PaperWithdrawal(
        UUID(said["kto_wycofal"]), said["jak_wycofal"], said["dzien_wycofania"], said.get("powod_wycofania", "")
    )
    case = procedure.withdraw_for(view.case.pk, withdrawal, version=forms.version_of(desk.request.POST), by=desk.clerk)
    return (
        "Sprawa jest wycofana." if case.outcome else "Wycofanie tej osoby jest zapisane. Sprawa trwa dla pozostałych."
    )


def _warns_of_withdrawal(view: CaseView) -> str:
    outcome = view.offered.service.outcomes["wycofane"]
    return f"Sprawa się skończy i nie można tego cofnąć. Strona przeczyta: {outcome.text}. {outcome.explains}".strip()


def _asks_task(view: CaseView) -> tuple[Question, ...]:
    return (
        Question("tresc_zadania", "Co trzeba zrobić?", "text", max_length=procedure.LABEL_AT_MOST),
        Question("dzien_zadania", "Do którego dnia?", "date", optional=True),
    )


def _add_task(desk: Desk, view: CaseView, said: Answers) -> str:
    version = forms.version_of(desk.request.POST)
    procedure.add_task(view.case.pk, said["tresc_zadania"], said.get("dzien_zadania"), version=version, by=desk.clerk)
    return "Zadanie jest w sprawie."


PAGES: dict[str, Page] = {
    **party_pages.PAGES,
    "zadanie": Page(
        label="Dodaj zadanie",
        text="Zadanie stoi obok zadań procesu i niczego nie przesuwa. Mieszkaniec go nie widzi.",
        button="Dodaj zadanie",
        offered=lambda view: view.case.ended_at is None,
        asks=_asks_task,
        act=_add_task,
    ),
    "wycofanie": Page(
        label="Odnotuj wycofanie przez stronę",
        text="Strona wycofała sprawę na papierze albo ustnie do protokołu. Skutek jest ten sam, co na koncie.",
        button="Odnotuj i zakończ sprawę",
        offered=lambda view: view.may_withdraw,
        asks=_asks_withdrawal,
        act=_withdraw,
        warns=_warns_of_withdrawal,
    ),
}
