"""Cases and the office's file plan (JRWA): a class to mend, a plan that a case uses already."""

from __future__ import annotations

from uuid import UUID

from okienko.cases import _life, _lookup, _numbers, facts
from okienko.cases.actions import lock
from okienko.cases.errors import NotHandled
from okienko.cases.models import Case
from okienko.journal.actions import record
from okienko.offices import filing, planning
from okienko.offices.errors import WrongFileClass, WrongPlan
from okienko.offices.models import FilePlan
from okienko.offices.queries import here, place
from okienko.tenancy.clock import day_of
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import Actor, permit


@atomic
def mend_class(case_id: UUID, symbol: str, *, version: int, by: Actor) -> Case:
    """The case is in a class that was valid on the day of its opening, and has its mark if the office gives it."""
    case = lock(case_id, version=version)
    permit(by, "mark", case)
    if not case.class_to_mend:
        raise NotHandled("Klasa tej sprawy jest dobra i zostaje do końca sprawy.")
    opened_on, before = day_of(case.opened_at), case.file_class
    wrong = filing.fault(symbol, opened_on)
    if wrong or not symbol:
        raise WrongFileClass(wrong or "Podaj klasę z wykazu akt.")
    case.file_class, case.class_to_mend = symbol, False
    office = place()
    if office is not None and office.gives_marks and not case.mark:
        case.mark = _numbers.next_mark(case.unit.symbol, symbol, opened_on)
        _lookup.add_words(case, [case.mark])
    _life.save(case, "file_class", "class_to_mend", "mark")
    fact = facts.ClassMended(str(case.pk), before, symbol, case.mark)
    record(fact, by=by, at=case.office_id, about=case.urn)
    return case


def in_use(plan: FilePlan) -> int:
    """How many cases were opened in classes that the import made, since it was confirmed."""
    if plan.adopted_at is None:
        return 0
    symbols = filing.symbols_begun_by(plan)
    opened = Case.objects.filter(opened_at__gte=plan.adopted_at, file_class__in=symbols, class_to_mend=False)
    return sum(day_of(at) >= plan.valid_from for at in opened.values_list("opened_at", flat=True))


@atomic
def undo_plan(plan: FilePlan, *, by: Actor) -> None:
    """The import is taken back; refused from the first case that stands in a class of it."""
    permit(by, "administer", here())
    count = in_use(plan)
    if count:
        raise WrongPlan(
            {"": f"W klasach z tego wykazu stoją już sprawy ({count}). Cofnąć go nie można: zaimportuj poprawiony."}
        )
    planning.undo_plan(plan, by=by)


def to_mend() -> int:
    """How many cases of the office wait for a class of the file plan."""
    return Case.objects.filter(class_to_mend=True).count()
