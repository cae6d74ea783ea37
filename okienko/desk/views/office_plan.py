"""The office's file plan (JRWA): looked at on a day, imported from a spreadsheet after a last look, exported."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases import filing as cases
from okienko.cases.errors import Changed
from okienko.catalogue.queries import adoptions, classes_ending
from okienko.desk.office_pages import found, office_page, read_day, render, typed_day, uuid_of
from okienko.desk.pages import Desk
from okienko.language.calendar import day_words
from okienko.language.folding import fold
from okienko.offices import filing, planning
from okienko.offices.errors import WrongPlan
from okienko.offices.plans import MOST_BYTES, Fault, Sheet, read_sheet, written
from okienko.tenancy.clock import day_of, today

if TYPE_CHECKING:
    from okienko.offices.filing import FileClass, FilePlan

FILE, DAY, ON, SEEN = "plik", "od-dnia", "stan", "widziano"
FIELDS = {"valid_from": DAY, "file": FILE}
FASTER = "Wykaz zmienił się, odkąd otwarto tę stronę. Sprawdź jeszcze raz, co zmieni import."


class WrongLines(WrongPlan):
    """The file has lines that cannot be taken; the page lists them."""

    def __init__(self, wrong: list[Fault]) -> None:
        super().__init__(
            {"file": "Popraw w pliku wiersze z listy „Wiersze do poprawy” i wybierz go jeszcze raz. Nic nie zapisano."}
        )
        self.wrong = wrong


@office_page
def plan(desk: Desk) -> HttpResponse:
    """The plan on a day with a search; the form of an import; what was imported."""
    if desk.posted:
        return _undo(desk) if desk.request.POST.get("co") == "cofnij" else _bring(desk)
    return _page(desk)


def _bring(desk: Desk) -> HttpResponse:
    on, wrong = read_day(desk.request, DAY, "Od którego dnia")
    sent = desk.request.FILES.get(FILE)
    told = {"file": "Wybierz plik CSV z wykazem akt."} if sent is None else {}
    told |= {"valid_from": wrong} if wrong else {}
    if sent is None or on is None:
        raise WrongPlan(told)
    read: Sheet = read_sheet(sent.read(MOST_BYTES + 1))
    if read.faults:
        raise WrongLines(read.faults)
    made = planning.bring_plan(read.lines, sent.name or "wykaz.csv", on, by=desk.clerk)
    return redirect(desk.url("wykaz-akt-import", plan_id=made.pk))


def _undo(desk: Desk) -> HttpResponse:
    chosen = found(filing.plan(uuid_of(desk.request.POST.get("import", ""))))
    cases.undo_plan(chosen, by=desk.clerk)
    desk.tell(f"Cofnięto import „{chosen.file_name}”. Obowiązuje wykaz sprzed niego.")
    return redirect(desk.url("wykaz-akt"))


def _page(desk: Desk) -> HttpResponse:
    posted = desk.request.method == "POST"
    asked, wrong = (None, "") if posted else read_day(desk.request, ON, "Stan na dzień", optional=True)
    day = asked or today()
    rows, sought = filing.classes_on(day), desk.request.GET.get("q", "").strip()[:80]
    lines = [row for row in rows if _matches(row, sought)] if sought else []
    errors = desk.faults(FIELDS) | ({ON: wrong} if wrong else {})
    return render(
        desk,
        "plan.html",
        "wykaz-akt",
        any_plan=filing.any_plan(),
        day=day,
        day_typed=typed_day(desk.request, ON) if wrong else day,
        sought=sought,
        count=len(rows),
        opening=sum(bool(row.category) for row in rows),
        hits=lines,
        tree=[] if sought else filing.tree(rows),
        wrong_lines=[(fault.line or "cały plik", fault.text) for fault in getattr(desk.refusal, "wrong", [])],
        first_day=typed_day(desk.request, DAY) if desk.refusal else _first_day(),
        imports=_imports(),
        ending=[(one, _mend_url(desk, one.service)) for one in classes_ending(adoptions(), today())],
        to_mend=cases.to_mend(),
        export_url=f"{desk.url('wykaz-akt-plik')}?stan={day.isoformat()}",
        errors=errors,
    )


def _matches(row: FileClass, sought: str) -> bool:
    return row.symbol.startswith(sought) or all(word in fold(row.name) for word in fold(sought).split())


def _first_day() -> date:
    """A list is usually replaced at New Year; the first one has been in force for long."""
    return date(today().year + (1 if filing.any_plan() else 0), 1, 1)


def _imports() -> list[dict[str, Any]]:
    """What was confirmed, with the one that can be taken back."""
    last, rows = filing.latest(), filing.plans()
    return [
        {
            "id": row.pk,
            "file_name": row.file_name,
            "valid_from": row.valid_from,
            "at": row.adopted_at,
            "undone": row.undone_at,
            "used": cases.in_use(row) if last is not None and row.pk == last.pk else None,
        }
        for row in rows
    ]


def _mend_url(desk: Desk, service: Any) -> str:
    return desk.url("usluga", service=service.id, version=service.version)


@office_page
def check(desk: Desk, plan_id: UUID) -> HttpResponse:
    """What the import would change, before it does; then it is confirmed."""
    chosen: FilePlan = found(filing.plan(plan_id))
    if chosen.adopted_at is not None and not desk.refusal:
        return redirect(desk.url("wykaz-akt"))
    last = filing.latest()
    seen = str(last.pk) if last else ""
    if desk.posted:
        if desk.request.POST.get(SEEN, "") != seen:
            raise Changed(FASTER)
        planning.adopt_plan(chosen, by=desk.clerk)
        desk.tell(
            f"Wykaz akt obowiązuje od {day_words(chosen.valid_from)}. Możesz go cofnąć, dopóki nie użyje go sprawa."
        )
        return redirect(desk.url("wykaz-akt"))
    lines = filing.lines_of(chosen)
    return render(
        desk,
        "plan_check.html",
        "wykaz-akt",
        plan=chosen,
        seen=seen,
        seen_name=SEEN,
        change=filing.comparison(chosen),
        total=len(lines),
        opening=sum(bool(line.category) for line in lines),
        losing=_losing(desk, chosen, {line.symbol for line in lines if line.category}),
        new_year=(chosen.valid_from.month, chosen.valid_from.day) == (1, 1) or last is None,
        errors=desk.faults(),
        back_url=desk.url("wykaz-akt"),
    )


def _losing(desk: Desk, chosen: FilePlan, good: set[str]) -> list[tuple[str, str, str]]:
    """Services whose class the plan would take away: name, class, where to give another."""
    newest = [versions[0].offered for versions in adoptions().values() if not versions[0].ends]
    return [
        (one.service.name, one.file_class, _mend_url(desk, one.service)) for one in newest if one.file_class not in good
    ]


@office_page
def sheet(desk: Desk) -> HttpResponse:
    """The plan on a day as a spreadsheet, as it can be imported again."""
    try:
        day = date.fromisoformat(desk.request.GET.get("stan", ""))
    except ValueError:
        day = today()
    rows = [
        (
            row.symbol, row.name, row.category, row.parent, row.valid_from.isoformat(),
            row.valid_to.isoformat() if row.valid_to else "",
            day_of(row.plan.adopted_at).isoformat() if row.plan.adopted_at else "",
        )
        for row in filing.classes_on(day)
    ]  # fmt: skip
    response = HttpResponse(written(rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="wykaz-akt-{day.isoformat()}.csv"'
    return response
