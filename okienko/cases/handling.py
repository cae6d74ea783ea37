"""Who handles a case and under what mark: acts inside the office, with no effect in law on the resident."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError

from okienko.cases import _life, _lookup, facts
from okienko.cases.actions import give_back, lock
from okienko.cases.errors import Changed, NotHandled, WrongMark, WrongNumbering
from okienko.cases.lists import by_pesel
from okienko.cases.models import Case, CaseParty, Status
from okienko.journal.actions import record
from okienko.offices import actions as offices
from okienko.offices.models import Numbering, Unit
from okienko.offices.queries import here, place
from okienko.people.actions import prove
from okienko.people.models import Clerk, Mandate
from okienko.tenancy.context import atomic, savepoint
from okienko.tenancy.permits import Actor, may, permit

REASONS: Mapping[str, str] = {
    "telefon": "Rozmowa telefoniczna",
    "wizyta": "Wizyta w urzędzie",
    "ustalenie": "Ustalenie w sprawie",
    "brak": "Czegoś brakuje",
    "inna": "Inna notatka",
}
GROUNDS: Mapping[str, str] = {
    "strona": "Jest stroną albo sprawa może mieć wpływ na jego prawa",
    "rodzina": "Strona jest jego małżonkiem, krewnym albo powinowatym",
    "swiadek": "Był świadkiem albo biegłym w tej sprawie",
    "nizsza": "Brał udział w wydaniu zaskarżonej decyzji",
    "inna": "Są inne okoliczności, które budzą wątpliwość co do bezstronności",
}
MANDATE_WAYS: Mapping[str, str] = {
    "dokument": "Pełnomocnictwo jest w aktach",
    "rodzina": "Pełnomocnik jest z najbliższej rodziny, sprawa jest mniejszej wagi i nie ma wątpliwości",
}
TEXT_AT_MOST, MARK_AT_MOST = 300, 60
_MARK = re.compile(r"[^\s.]+(\.[^\s.]+){2,}")


@atomic
def assign(case_id: UUID, clerk_id: UUID, *, version: int, by: Clerk) -> Case:
    """Another clerk of the unit has the case (dekretacja)."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    clerk = Clerk.objects.filter(id=clerk_id, unit_id=case.unit_id, active=True).first()
    if clerk is None or not may(clerk, "take", case):
        raise NotHandled("Tej osobie nie można przydzielić sprawy.")
    case.clerk = clerk
    _life.save(case, "clerk")
    record(facts.CaseAssigned(str(case.pk), str(clerk.pk)), by=by, at=case.office_id, about=case.urn)
    return case


@atomic
def hand_over(case_id: UUID, unit_id: UUID, reason: str, *, version: int, by: Clerk) -> Case:
    """Another unit has the case, and nobody in it yet; the mark stays to the end of the case."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    unit = Unit.objects.filter(id=unit_id).first()
    if unit is None or unit.pk == case.unit_id:
        raise NotHandled("Wybierz inną komórkę.")
    case.unit, case.clerk = unit, None
    _life.save(case, "unit", "clerk")
    fact = facts.CaseHandedOver(str(case.pk), unit.symbol, unit.name, _short(reason))
    record(fact, by=by, at=case.office_id, about=case.urn)
    return case


@atomic
def exclude(case_id: UUID, clerk_id: UUID, ground: str, *, version: int, by: Clerk) -> Case:
    """The clerk takes no part in this case any more (k.p.a. art. 24); if they had it, nobody has it now."""
    case = lock(case_id, version=version)
    permit(by, "exclude", case)
    clerk = Clerk.objects.filter(id=clerk_id).first()
    if clerk is None or ground not in GROUNDS:
        raise NotHandled("Wybierz osobę i powód wyłączenia.")
    if clerk.pk != by.pk and not by.head:
        raise NotHandled("Innego pracownika wyłącza kierownik komórki.")
    if str(clerk.pk) not in case.excluded:
        case.excluded = [*case.excluded, str(clerk.pk)]
    if case.clerk_id == clerk.pk:
        case.clerk = None
    _life.save(case, "excluded", "clerk")
    record(facts.ClerkExcluded(str(case.pk), str(clerk.pk), ground), by=by, at=case.office_id, about=case.urn)
    return case


@atomic
def note(case_id: UUID, reason: str, text: str, *, by: Clerk) -> Case:
    """A note stands in the case: a reason from the list and at most one sentence."""
    case = lock(case_id)
    permit(by, "work", case)
    if reason not in REASONS:
        raise NotHandled("Wybierz, czego dotyczy notatka.")
    if reason == "inna" and not text.strip():
        raise NotHandled("Napisz, czego dotyczy notatka.")
    fact = facts.NoteAdded(str(case.pk), reason, REASONS[reason], _short(text))
    record(fact, by=by, at=case.office_id, about=case.urn)
    return case


@atomic
def accept_mandate(case_id: UUID, way: str, *, version: int, by: Clerk) -> Case:
    """The attorney's mandate is in the case, or none is asked for; letters go to the attorney alone from now on."""
    case = lock(case_id, version=version)
    permit(by, "work", case)
    mandate = Mandate.objects.filter(matter=case.urn, given_on=None).first()
    if mandate is None:
        raise NotHandled("W tej sprawie nie brakuje pełnomocnictwa.")
    if way not in MANDATE_WAYS or (way == "rodzina" and not mandate.close_family):
        raise NotHandled("Zaznacz, dlaczego uznajesz pełnomocnictwo.")
    CaseParty.objects.filter(case=case, unproven=True).update(unproven=False)
    prove(mandate, way, by=by)
    _life.save(case)
    return case


@atomic
def give_mark(case_id: UUID, mark: str, register_number: str, *, version: int, by: Actor) -> Case:
    """The mark that the office's own EZD has given; only where the office numbers its cases elsewhere."""
    case = lock(case_id, version=version)
    permit(by, "mark", case)
    here = place()
    if here is None or here.gives_marks:
        raise WrongMark("Ten urząd nadaje znaki w Okienku.")
    if case.mark:
        raise WrongMark(f"Sprawa ma już znak {case.mark}. Znak jest stały do końca sprawy.")
    mark = mark.strip()
    if not _MARK.fullmatch(mark) or len(mark) > MARK_AT_MOST:
        raise WrongMark("Podaj znak, na przykład OŚ.6131.12.2026.")
    case.mark, case.register_number = mark, register_number.strip()[:40]
    try:
        with savepoint():
            _life.save(case, "mark", "register_number")
    except IntegrityError as error:
        raise Changed(f"Znak {mark} ma już inna sprawa.") from error
    _lookup.add_words(case, [case.mark, case.register_number])
    fact = facts.MarkGiven(str(case.pk), case.mark, case.register_number)
    record(fact, by=by, at=case.office_id, about=case.urn)
    return case


@atomic
def give_back_all(clerk: Clerk, *, by: Clerk) -> int:
    """No open case is held by this clerk any more: each waits in the queue of its unit. Returns how many."""
    permit(by, "manage", clerk)
    held = Case.objects.select_for_update().filter(clerk=clerk).exclude(status=Status.ENDED).order_by("id")
    cases = list(held)
    for case in cases:
        give_back(case, clerk, by=by)
    return len(cases)


@atomic
def choose_numbering(numbering: str, *, by: Clerk) -> None:
    """Who gives marks from now on; refused while there are cases that the other way numbers."""
    permit(by, "administer", here())
    office = place()
    now_so = office.numbering if office else ""
    if numbering not in Numbering.values or numbering == now_so:
        raise WrongNumbering("Wybierz inny sposób numerowania, niż jest.")
    if Case.objects.exists():
        who = "Okienko" if now_so == Numbering.OWN else "EZD urzędu"
        raise WrongNumbering(
            f"Są już sprawy, którym znaki nadaje {who}. Zmiana dałaby w jednym spisie dwa ciągi numerów, "
            "więc można ją zrobić tylko, zanim powstanie pierwsza sprawa."
        )
    offices.choose_numbering(numbering, by=by)


@atomic
def look_up(pesel: str, *, by: Clerk) -> list[Case]:
    """Cases of the clerk's unit with a party of this PESEL; that somebody looked, and found how many, is recorded."""
    permit(by, "look-up", by.unit)
    found = by_pesel(by, pesel)
    record(facts.PeselLookedUp(str(by.pk), len(found)), by=by, at=by.office_id, about=by.urn)
    return found


def _short(text: str) -> str:
    return " ".join(text.split())[:TEXT_AT_MOST]
