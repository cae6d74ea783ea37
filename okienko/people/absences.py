"""Who is away and who stands in for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from okienko.journal.actions import record
from okienko.people.errors import WrongAbsence
from okienko.people.facts import AbsenceEnded, AbsencePlanned
from okienko.people.models import Absence, Away, Clerk
from okienko.tenancy.clock import today
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor, permit

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Leave:
    """An absence as it is to be planned; without a substitute only the head works on the cases."""

    first_on: date
    last_on: date
    reason: str
    substitute_id: UUID | None = None


@atomic
def plan_absence(clerk: Clerk, leave: Leave, *, by: Actor) -> Absence:
    """The clerk is away on these days; the substitute, if any, works on their cases then and not after."""
    permit(by, "absent", clerk)
    unit = {one.pk: one for one in Clerk.objects.select_for_update().filter(unit_id=clerk.unit_id).order_by("id")}
    substitute = unit.get(leave.substitute_id) if leave.substitute_id else None
    faults = _faults_of_days(leave)
    if not clerk.active:
        faults["clerk"] = "Ta osoba już nie pracuje w urzędzie."
    if leave.reason not in Away.values:
        faults["reason"] = "Wybierz powód z listy."
    if leave.substitute_id and (substitute is None or not substitute.active or substitute.pk == clerk.pk):
        faults["substitute"] = "Wybierz inną osobę z tej samej komórki."
    if not faults:
        faults = _clashes(clerk, substitute, leave)
    if faults:
        raise WrongAbsence(faults)
    absence = Absence(
        clerk=clerk, substitute=substitute, first_on=leave.first_on, last_on=leave.last_on, reason=leave.reason
    )
    absence.save(force_insert=True)
    who = str(clerk.pk), str(substitute.pk) if substitute else ""
    fact = AbsencePlanned(str(absence.pk), *who, leave.first_on, leave.last_on, leave.reason)
    record(fact, by=by, at=current_office(), about=clerk.urn)
    return absence


def _faults_of_days(leave: Leave) -> dict[str, str]:
    if leave.last_on < leave.first_on:
        return {"last_on": "Ostatni dzień jest przed pierwszym."}
    if leave.last_on < today():
        return {"last_on": "Ta nieobecność już minęła. Podaj ostatni dzień od dziś."}
    if leave.last_on - leave.first_on > LONGEST:
        return {"last_on": "Podaj najwyżej rok. Kto odchodzi na dłużej, oddaje sprawy."}
    return {}


def _clashes(clerk: Clerk, substitute: Clerk | None, leave: Leave) -> dict[str, str]:
    """No two absences at once, no substitute who is away, no one away who stands in: so no chain and no circle."""
    rows = Absence.objects.filter(cancelled=False, first_on__lte=leave.last_on, last_on__gte=leave.first_on)
    meanwhile = list(rows.select_related("clerk", "substitute").order_by("first_on"))
    for other in meanwhile:
        days = f"od {other.first_on:%d.%m.%Y} do {other.last_on:%d.%m.%Y}"
        if other.clerk_id == clerk.pk:
            return {"first_on": f"{clerk.name} ma już nieobecność {days}. Najpierw ją odwołaj albo podaj inne dni."}
        if other.substitute_id == clerk.pk:
            text = f"{clerk.name} zastępuje wtedy: {other.clerk.name}, {days}. Najpierw zmień tamto zastępstwo."
            return {"first_on": text}
        if substitute is not None and other.clerk_id == substitute.pk:
            return {"substitute": f"{substitute.name} też jest wtedy poza urzędem, {days}. Wybierz kogoś innego."}
    return {}


@atomic
def end_absence(absence: Absence, *, by: Actor) -> Absence:
    """The clerk is at work today and the substitution is over; one that did not begin never was."""
    absence = Absence.objects.select_for_update(of=("self",)).select_related("clerk").get(pk=absence.pk)
    permit(by, "absent", absence.clerk)
    if absence.cancelled or absence.last_on < today():
        raise WrongAbsence({"": "Ta nieobecność już się skończyła."})
    yesterday = today() - timedelta(days=1)
    absence.cancelled = absence.first_on > yesterday
    absence.last_on = absence.last_on if absence.cancelled else yesterday
    absence.save(update_fields=["cancelled", "last_on"])
    who = str(absence.clerk_id), str(absence.substitute_id or "")
    fact = AbsenceEnded(str(absence.pk), *who, None if absence.cancelled else absence.last_on)
    record(fact, by=by, at=current_office(), about=absence.clerk.urn)
    return absence


def stands_in_for(clerk: Clerk) -> dict[UUID, Absence]:
    """Whom of the same unit the clerk stands in for today, by id of the absent: asked once for this clerk in hand."""
    kept: dict[date, dict[UUID, Absence]] = clerk.__dict__.setdefault("_stands_in_for", {})
    day = today()
    if day not in kept:
        rows = Absence.objects.filter(substitute=clerk, cancelled=False, first_on__lte=day, last_on__gte=day)
        kept[day] = {row.clerk_id: row for row in rows.select_related("clerk") if row.clerk.unit_id == clerk.unit_id}
    return kept[day]


def away_today(clerks: Iterable[UUID]) -> dict[UUID, Absence]:
    """Which of these clerks are away today, each with who stands in."""
    day = today()
    rows = Absence.objects.filter(clerk_id__in=list(clerks), cancelled=False, first_on__lte=day, last_on__gte=day)
    return {row.clerk_id: row for row in rows.select_related("clerk", "substitute")}


def known_to(clerk: Clerk) -> list[Absence]:
    """Absences that last or are to come: of the whole office for an administrator, else of the clerk's unit."""
    rows = Absence.objects.filter(cancelled=False, last_on__gte=today())
    if not clerk.admin:
        rows = rows.filter(clerk__unit_id=clerk.unit_id)
    return list(rows.select_related("clerk__unit", "substitute").order_by("first_on", "id"))


def absence(absence_id: UUID) -> Absence | None:
    """One absence of the current office."""
    return Absence.objects.filter(id=absence_id).select_related("clerk").first()
