"""Terminy: what the head of a unit oversees, on a page and as spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property

from okienko.cases import boards
from okienko.cases.boards import OpenCase
from okienko.cases.lists import PAGE
from okienko.desk import board
from okienko.desk.pages import Desk, desk_page
from okienko.desk.rows import rows
from okienko.tenancy.clock import today


class Asked:
    """What the address asks for: a service, a column, a process, a page of the list."""

    def __init__(self, desk: Desk) -> None:
        given = desk.request.GET
        self.desk = desk
        self.service, self.column = given.get("usluga", ""), given.get("kiedy", "")
        if self.column not in ("", board.ALL, *boards.COLUMNS):
            raise Http404
        page = given.get("strona", "")[:6]
        self.page = max(1, int(page)) if page.isdecimal() else 1
        self.process = given.get("proces", "") or self.service

    @property
    def listed(self) -> bool:
        """Whether a number of the table was followed."""
        return bool(self.service or self.column)

    @cached_property
    def found(self) -> list[OpenCase]:
        """All open cases of the unit."""
        return boards.open_cases(self.desk.clerk)

    @cached_property
    def chosen(self) -> list[OpenCase]:
        """The cases behind the number that was followed."""
        return [
            case
            for case in self.found
            if self.service in ("", case.service) and self.column in ("", board.ALL, case.column)
        ]

    @cached_property
    def waits(self) -> boards.Waits | None:
        """Where cases of the process asked for stand; without one, of the service that has most."""
        names = boards.titles(self.found)
        held = [case.service for case in self.found]
        fullest = max(names, key=held.count, default="")
        return boards.waits(self.desk.clerk, self.process if self.process in names else fullest)


@desk_page
def terms(desk: Desk) -> HttpResponse:
    """The age of what is due, how long settling takes, and where cases wait."""
    asked = Asked(desk)
    address, names = desk.url("terminy"), boards.titles(asked.found)
    waits = asked.waits
    return desk.render(
        "desk/terms.html",
        "terminy",
        finding=board.finding(asked.found),
        heat=board.heat(asked.found, address) if asked.found else None,
        listed=_listed(asked, address, names.get(asked.service, "")) if asked.listed else None,
        settling=board.settling(boards.settling(desk.clerk)),
        flow=board.flow(boards.months(desk.clerk)),
        places=board.places(waits) if waits else None,
        processes=_processes(waits, names, address) if waits else [],
        sheets={name: _sheet_url(desk, name, waits) for name in SHEETS},
        address=address,
    )


def _listed(asked: Asked, address: str, name: str) -> dict[str, object]:
    """The list behind a number, a page at a time."""
    pages = max(1, -(-len(asked.chosen) // PAGE))
    page = min(asked.page, pages)
    shown = [case.id for case in asked.chosen[(page - 1) * PAGE : page * PAGE]]
    column = board.HEADS[asked.column][0] if asked.column in board.HEADS else "Wszystkie otwarte"
    query = urlencode({"usluga": asked.service, "kiedy": asked.column})
    return {
        "title": f"{column}{f', {name}' if name else ''}: {board.cases(len(asked.chosen))}",
        "rows": rows(asked.desk, boards.cases_in(asked.desk.clerk, shown)),
        "page": page,
        "pages": pages,
        "href": f"{address}?{query}&strona={{page}}#sprawy",
    }


def _processes(waits: boards.Waits, names: dict[str, str], address: str) -> list[dict[str, str]]:
    """The services whose processes can be shown; the one that is shown has no address."""
    return [
        {"text": name, "href": "" if service == waits.service else f"{address}?proces={service}#kroki"}
        for service, name in names.items()
    ]


def _sheet_url(desk: Desk, name: str, waits: boards.Waits | None) -> str:
    address = desk.url("liczby", sheet=name)
    return f"{address}?{urlencode({'proces': waits.service})}" if name == "kroki" and waits else address


def _steps(asked: Asked) -> board.Sheet:
    if asked.waits is None:
        raise Http404
    return board.places(asked.waits).sheet


SHEETS: dict[str, Callable[[Asked], board.Sheet]] = {
    "terminy": lambda asked: board.heat_sheet(asked.found),
    "zalatwianie": lambda asked: board.settling(boards.settling(asked.desk.clerk)).sheet,
    "miesiace": lambda asked: board.flow(boards.months(asked.desk.clerk)).sheet,
    "kroki": _steps,
}


@desk_page
def numbers(desk: Desk, sheet: str) -> HttpResponse:
    """The numbers of a table or a chart as a spreadsheet."""
    if sheet not in SHEETS:
        raise Http404
    content = SHEETS[sheet](Asked(desk)).csv()
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sheet}-{today().isoformat()}.csv"'
    return response
