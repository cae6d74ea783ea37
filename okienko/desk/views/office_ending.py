"""No new submissions from a day on: of one service or of all. What it means is told in numbers first."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from okienko.cases.queries import open_by_service
from okienko.catalogue import actions as catalogue
from okienko.catalogue.errors import WrongEnd
from okienko.catalogue.queries import Adoption, adoptions
from okienko.desk.office_pages import found, office_page, read_day, render, said, typed, typed_day
from okienko.desk.pages import Desk
from okienko.desk.views.office_services import show_services
from okienko.language.calendar import day_words
from okienko.offices.queries import here
from okienko.submissions.queries import drafts_by_service
from okienko.tenancy.clock import today

DAY, NOTICE = "od-dnia", "gdzie"
FIELDS = {"valid_from": DAY, "notice": NOTICE}


@office_page
def end(desk: Desk, service: str) -> HttpResponse:
    """One service takes nothing new from a day on."""
    last = found(next(iter(adoptions().get(service, [])), None))
    if last.ends and not desk.refusal:
        return redirect(desk.url("uslugi"))
    if not desk.posted:
        return _page(desk, [last], "Zakończ przyjmowanie: " + last.offered.service.name)
    on = _end(desk, [last])
    undo = desk.url("przywroc-usluge", service=service)
    desk.tell(f"Od {day_words(on)} urząd nie przyjmuje nowych pism: {last.offered.service.name}.", undo=undo)
    return redirect(desk.url("uslugi"))


@office_page
def end_all(desk: Desk) -> HttpResponse:
    """The office takes nothing new from a day on."""
    taking = [versions[0] for versions in adoptions().values() if not versions[0].ends]
    if not taking and not desk.refusal:
        return redirect(desk.url("uslugi"))
    if not desk.posted:
        return _page(desk, taking, "Wyłącz urząd")
    on = _end(desk, taking)
    desk.tell(f"Od {day_words(on)} urząd nie przyjmuje nowych pism. Każdą usługę możesz przywrócić na tej liście.")
    return redirect(desk.url("uslugi"))


@office_page
def resume(desk: Desk, service: str) -> HttpResponse:
    """The service is taken again from today, as it was."""
    if desk.refusal:
        return show_services(desk)
    if desk.posted:
        version = catalogue.resume_offer(service, office=here(), valid_from=today(), by=desk.clerk)
        desk.tell(f"Urząd znowu przyjmuje pisma, od {day_words(version.valid_from)}.")
    return redirect(desk.url("uslugi"))


def _end(desk: Desk, ending: list[Adoption]) -> date:
    on, wrong = read_day(desk.request, DAY, "Od którego dnia")
    if on is None:
        raise WrongEnd({"valid_from": wrong})
    office, notice = here(), said(desk.request, NOTICE)
    for one in ending:
        service_id = one.offered.service.id
        catalogue.end_offer(service_id, office=office, valid_from=on, notice=notice, by=desk.clerk)
    return on


def _page(desk: Desk, ending: list[Adoption], title: str) -> HttpResponse:
    cases, drafts = open_by_service(), drafts_by_service()
    lines: list[dict[str, Any]] = [
        {
            "name": one.offered.service.name,
            "cases": cases.get(one.offered.service.id, 0),
            "drafts": drafts.get(one.offered.service.id, 0),
        }
        for one in ending
    ]
    return render(
        desk,
        "ending.html",
        "uslugi",
        title=title,
        lines=lines,
        cases=sum(line["cases"] for line in lines),
        drafts=sum(line["drafts"] for line in lines),
        typed=typed(desk, (NOTICE,)),
        day=typed_day(desk.request, DAY) if desk.refusal else today(),
        errors=desk.faults(FIELDS),
        back_url=desk.url("uslugi"),
    )
