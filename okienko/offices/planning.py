"""Bringing in a file plan (JRWA) and taking it back. `cases.filing` knows whether a case uses it already."""

from __future__ import annotations

from datetime import date, timedelta

from okienko.journal.actions import record
from okienko.offices import filing
from okienko.offices.errors import WrongPlan
from okienko.offices.facts import FilePlanAdopted, FilePlanUndone
from okienko.offices.models import FileClass, FilePlan
from okienko.offices.plans import Line, parent_of
from okienko.offices.queries import here
from okienko.tenancy.clock import now, today
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor, permit

KEPT_UNCONFIRMED = timedelta(days=7)


@atomic
def bring_plan(lines: list[Line], file_name: str, valid_from: date, *, by: Actor) -> FilePlan:
    """The plan lies ready to be looked at; nothing is valid yet. Older ones that nobody confirmed are gone."""
    permit(by, "adopt", here())
    _fits(valid_from)
    FilePlan.objects.filter(adopted_at=None, read_at__lt=now() - KEPT_UNCONFIRMED).delete()
    waiting = [[line.symbol, line.name, line.category] for line in lines]
    plan = FilePlan(file_name=file_name[:160], valid_from=valid_from, waiting=waiting, read_at=now())
    plan.save(force_insert=True)
    return plan


def _fits(valid_from: date) -> None:
    """A plan replaces the one before it, and never what was valid already."""
    last = filing.latest()
    if last is None:
        return
    if valid_from <= last.valid_from:
        text = f"Jest już wykaz od {last.valid_from:%d.%m.%Y}. Podaj dzień późniejszy albo cofnij tamten import."
        raise WrongPlan({"valid_from": text})
    if valid_from < today():
        raise WrongPlan({"valid_from": "Podaj dzień od dziś. Wykaz nie zmienia się wstecz."})


@atomic
def adopt_plan(plan: FilePlan, *, by: Actor) -> FilePlan:
    """From its day this is the office's file plan: what is new begins, what is not in it ends the day before."""
    permit(by, "adopt", here())
    plan = next(
        row for row in FilePlan.objects.select_for_update().order_by("id") if row.pk == plan.pk
    )  # one at a time
    if plan.adopted_at is not None:
        raise WrongPlan({"": "Ten wykaz jest już zatwierdzony."})
    _fits(plan.valid_from)
    found = filing.comparison(plan)
    if not found.changes:
        raise WrongPlan({"": "Ten wykaz niczego nie zmienia. Nie ma czego zatwierdzać."})
    gone = [*(line.symbol for line in found.ended), *(line.symbol for line, _ in found.changed)]
    ending = FileClass.objects.filter(valid_to=None, symbol__in=gone)
    ending.update(valid_to=plan.valid_from - timedelta(days=1), ended_by=plan)
    symbols = {row[0] for row in plan.waiting}
    fresh = [*found.added, *(line for _, line in found.changed)]
    FileClass.objects.bulk_create([_class(plan, line, symbols) for line in fresh], batch_size=1000)
    plan.adopted_at, plan.waiting = now(), []
    plan.save(update_fields=["adopted_at", "waiting"])
    counted = len(found.added), len(found.changed), len(found.ended)
    fact = FilePlanAdopted(str(plan.pk), plan.file_name, plan.valid_from, *counted)
    record(fact, by=by, at=current_office(), about=plan.urn)
    return plan


def _class(plan: FilePlan, line: Line, symbols: set[str]) -> FileClass:
    return FileClass(
        plan=plan, symbol=line.symbol, name=line.name, category=line.category,
        parent=parent_of(line.symbol, symbols.__contains__), valid_from=plan.valid_from,
    )  # fmt: skip


@atomic
def undo_plan(plan: FilePlan, *, by: Actor) -> None:
    """The plan before it is in force as if this one had never been confirmed; whether cases allow it is known above."""
    permit(by, "administer", here())
    plan = FilePlan.objects.select_for_update().get(id=plan.pk)
    last = filing.latest()
    if last is None or last.pk != plan.pk:
        raise WrongPlan({"": "Cofnąć można tylko ostatni zatwierdzony import."})
    FileClass.objects.filter(plan=plan).delete()
    FileClass.objects.filter(ended_by=plan).update(valid_to=None, ended_by=None)
    plan.undone_at = now()
    plan.save(update_fields=["undone_at"])
    fact = FilePlanUndone(str(plan.pk), plan.file_name, plan.valid_from)
    record(fact, by=by, at=current_office(), about=plan.urn)
