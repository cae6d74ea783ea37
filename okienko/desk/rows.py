"""Rows of the lists: mark, who, what, days left, whose turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from okienko.cases.looks import versions_seen
from okienko.desk import split
from okienko.desk.clocks import TURNS, Clock, clock_of
from okienko.desk.pages import Desk
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.cases.queries import Case

WAITING = {"urzad": "urząd", "mieszkaniec": "mieszkaniec", "nikt": "nikt"}


@dataclass(frozen=True, slots=True)
class Row:
    """One matter as `ui.work_list` takes it, and what the queue needs besides."""

    href: str
    page: str
    current: bool
    changed: bool
    mark: str
    who: str
    what: str
    left: str
    date: date | str
    state: str
    turn: str
    turn_text: str
    note: str
    take_url: str
    mine: bool


def rows(desk: Desk, cases: Iterable[Case], *, holder: bool = True, beside: bool = False) -> list[Row]:
    """The cases as rows; `holder` says who has each, `beside` leads to the case beside this list."""
    shown = list(cases)
    seen = versions_seen(desk.clerk, shown)
    clocks = {day: clock_of(day) for day in {case.due_on for case in shown} if day}
    made = [_row(desk, case, clocks, holder, seen.get(case.pk, case.version)) for case in shown]
    if not beside:
        return made
    address, chosen = split.addresses(desk), split.chosen(desk)
    return [
        replace(row, href=address(case.pk), current=case.pk == chosen) for row, case in zip(made, shown, strict=True)
    ]


def overdue(case: Case) -> bool:
    """Whether the office's own term has passed."""
    return case.turn == "urzad" and case.due_on is not None and case.due_on < today()


def _row(desk: Desk, case: Case, clocks: Mapping[date, Clock], holder: bool, seen: int) -> Row:
    clock = clocks[case.due_on] if case.due_on else Clock(_without_term(case), None, "done")
    page = desk.url("sprawa", case_id=case.pk)
    return Row(
        href=page,
        page=page,
        changed=seen < case.version,
        current=False,
        mark=case.mark,
        who=case.who,
        what=f"{case.title}, klasa do poprawienia" if case.class_to_mend else case.title,
        left=clock.words,
        date=clock.date or "",
        state=clock.state,
        turn=TURNS[case.turn],
        turn_text=WAITING[case.turn],
        note=_holder(desk, case) if holder else "",
        take_url=desk.url("wez", case_id=case.pk) if case.clerk_id is None else "",
        mine=case.clerk_id == desk.clerk.pk,
    )


def _without_term(case: Case) -> str:
    """A case that nobody's term presses: settled, or waiting with no term yet."""
    return "załatwiona" if case.outcome else ""


def _holder(desk: Desk, case: Case) -> str:
    if case.clerk is None:
        return "nieprzydzielona"
    return "Twoja" if case.clerk_id == desk.clerk.pk else f"prowadzi {case.clerk.name}"
