"""One case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from okienko.cases import queries
from okienko.desk import case_page
from okienko.desk.pages import Desk, desk_page


@desk_page
def case(desk: Desk, case_id: UUID) -> HttpResponse:
    """The case page."""
    return show(desk, case_id)


def show(desk: Desk, case_id: UUID) -> HttpResponse:
    """The case page, also as the answer to a refused act on it."""
    chosen = desk.request.GET.get("pokaz", "")
    return desk.render("desk/case.html", **case_page.context(desk, found(desk, case_id), chosen))


def found(desk: Desk, case_id: UUID) -> queries.CaseView:
    """The case, or 404 whether it is absent or forbidden."""
    view = queries.case_for(desk.clerk, case_id)
    if view is None:
        raise Http404
    return view
