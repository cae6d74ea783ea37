"""One case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from okienko.cases import queries
from okienko.desk import case_page
from okienko.desk.pages import Desk, desk_page
from okienko.desk.presence import arrive


@desk_page
def case(desk: Desk, case_id: UUID) -> HttpResponse:
    """The case page."""
    return show(desk, case_id)


def show(desk: Desk, case_id: UUID) -> HttpResponse:
    """The case page, also as the answer to a refused act on it."""
    view = found(desk, case_id)
    here = arrive(desk, view)
    context = case_page.context(desk, view, desk.request.GET.get("pokaz", ""))
    context["lines"] = here.marked(context["lines"])
    news = sum(line.fresh for line in context["lines"])
    return desk.render("desk/case.html", **context, here=here, news=news)


def found(desk: Desk, case_id: UUID) -> queries.CaseView:
    """The case, or 404 whether it is absent or forbidden."""
    view = queries.case_for(desk.clerk, case_id)
    if view is None:
        raise Http404
    return view
