"""The chosen case beside a list: each choice is an address of the list with `sprawa` in it, so Back works."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404

from okienko.cases.queries import case_for
from okienko.desk import case_page
from okienko.desk.pages import Desk

CHOSEN = "sprawa"
NEWEST = 6  # lines of the timeline; the whole of it stands on the case's own page


def chosen(desk: Desk) -> UUID | None:
    """The case that stands beside the list."""
    text = desk.request.GET.get(CHOSEN, "")
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error


def address(desk: Desk, case_id: UUID | None = None) -> str:
    """This list as it is filtered now, beside that case or alone."""
    asked = desk.request.GET.copy()
    asked.pop(CHOSEN, None)
    if case_id is not None:
        asked[CHOSEN] = str(case_id)
    query = asked.urlencode()
    return f"{desk.request.path}?{query}" if query else desk.request.path


def addresses(desk: Desk) -> Callable[[UUID], str]:
    """The address of this list beside each of its cases."""
    alone = address(desk)
    start = f"{alone}{'&' if '?' in alone else '?'}{CHOSEN}="
    return lambda case_id: f"{start}{case_id}"


def beside(desk: Desk) -> dict[str, Any]:
    """What the template of a list needs to show the chosen case; absent and forbidden look the same."""
    case_id = chosen(desk)
    if case_id is None:
        return {"pane": None}
    view = case_for(desk.clerk, case_id)
    if view is None:
        raise Http404
    pane = case_page.context(desk, view)
    pane["bar"] |= {"here": address(desk, case_id)}
    return {"pane": pane | {"newest": pane["lines"][:NEWEST], "close_url": address(desk)}}
