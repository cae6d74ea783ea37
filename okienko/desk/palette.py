"""The palette: cases, services, actions and pages that a clerk may go to, found by beginnings of words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from okienko.cases import lists
from okienko.cases.filters import filters_of
from okienko.cases.hands import in_hand
from okienko.catalogue.queries import offers
from okienko.desk.pages import Desk
from okienko.language.folding import folded_words
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.cases.queries import Case

MOST = 8  # cases shown


@dataclass(frozen=True, slots=True)
class Goal:
    """Somewhere to go."""

    text: str
    href: str
    note: str = ""


def goals(desk: Desk, sought: str, case_id: UUID | None) -> list[tuple[str, list[Goal]]]:
    """Groups with what matches; the case in hand gives its actions."""
    groups = [
        ("Ta sprawa", _matching(sought, _of_case(desk, case_id))),
        ("Sprawy", [_case(desk, case) for case in lists.search(desk.clerk, sought)[:MOST]]),
        ("Usługi", _matching(sought, _services(desk))),
        ("Strony", _matching(sought, _pages(desk))),
    ]
    return [(title, found) for title, found in groups if found]


def _matching(sought: str, known: Iterable[Goal]) -> list[Goal]:
    """Those in which each word that is sought begins some word."""
    words = folded_words(sought)
    return [goal for goal in known if all(any(w.startswith(word) for w in folded_words(goal.text)) for word in words)]


def _case(desk: Desk, case: Case) -> Goal:
    return Goal(f"{case.mark or 'bez znaku'} {case.who}", desk.url("sprawa", case_id=case.pk), case.title)


def _of_case(desk: Desk, case_id: UUID | None) -> list[Goal]:
    """The open tasks of the case in hand, by their pages: nothing is done from here."""
    found = in_hand(desk.clerk, case_id) if case_id else None
    if found is None:
        return []
    case, tasks = found.case, found.tasks
    doable = [Goal(task.label, desk.url("zadanie", case_id=case.pk, token=task.token)) for task in tasks]
    more = desk.url("czynnosci", case_id=case.pk)
    further = [Goal("Dodaj notatkę", f"{more}#czego"), Goal("Inne czynności", more)]
    whole = Goal(f"Cała sprawa {case.mark}".strip(), desk.url("sprawa", case_id=case.pk))
    return [*(doable if found.may_work else []), *(further if found.may_work else further[1:]), whole]


def _services(desk: Desk) -> list[Goal]:
    """Services that the clerk's unit runs: each leads to its cases."""
    ours = [one.service for one in offers(today()).values() if one.unit == desk.clerk.unit.symbol]
    return [Goal(one.name, f"{desk.url('kolejka')}?usluga={one.id}") for one in ours]


def _pages(desk: Desk) -> list[Goal]:
    """Every page of the menu, the clerk's views of the queue, and the clerk's own pages."""
    menu = [Goal(entry["text"], entry["href"]) for entry in desk.menu()]
    kept = [Goal(f"Widok {one.name}", f"{desk.url('kolejka')}?widok={one.pk}") for one in filters_of(desk.clerk)]
    own = [Goal("Moje ustawienia", desk.url("moje")), Goal("Skróty klawiszy", desk.url("skroty"))]
    return [*menu, *kept, *own]
