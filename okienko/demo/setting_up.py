"""The county of Przasnysz and four communes stand ready: letterheads, clerks, residents, services adopted."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from okienko.catalogue import actions as catalogue
from okienko.demo import people as invented
from okienko.demo.cast import BODIES, COMMUNE, OFFICES, PASSWORD, RESIDENTS, STAFF, Staff
from okienko.demo.filing import plan_of
from okienko.demo.offers import offered_by
from okienko.language.bundle import read_bundle
from okienko.offices import actions as offices
from okienko.offices import planning
from okienko.offices.models import Office, Unit
from okienko.offices.queries import place
from okienko.people import actions as people
from okienko.people.models import Authorisation, Clerk
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

SET_UP = System("pokaz")


def set_up(opened_at: datetime) -> bool:
    """Everything the plan needs is there; returns False when it was there before."""
    with acting_for(COMMUNE):
        if place() is not None:
            return False
    with time_is(opened_at):
        for identity in RESIDENTS:
            people.enter(identity)
        for office_id in OFFICES:
            _open(Office.objects.get(id=office_id), opened_at.date())
    return True


def _open(office: Office, day: date) -> None:
    with acting_for(office.id):
        offices.open_office(
            invented.profile(office.id), invented.bodies(office.id), invented.units(office.id), by=SET_UP
        )
        _employ(office.id, day)
        _plan(office, day)
        for service, values in offered_by(office.id).items():
            bundle = read_bundle(settings.SERVICES_DIR / service, root=settings.ROOT_DIR)
            release = catalogue.publish(bundle, office=office, demonstration=True, by=SET_UP)
            catalogue.adopt(release, values, office=office, valid_from=day, by=SET_UP)


def _plan(office: Office, day: date) -> None:
    """The office has a file plan before it adopts anything."""
    lines = plan_of(office.tier)
    plan = planning.bring_plan(lines, f"Przykładowy wykaz, {office.tier} (kategorie zmyślone)", day, by=SET_UP)
    planning.adopt_plan(plan, by=SET_UP)


def _employ(office_id: int, day: date) -> None:
    units = {unit.symbol: unit for unit in Unit.objects.all()}
    for staff in STAFF[office_id]:
        clerk = people.employ(_clerk(staff), units[staff.unit], by=SET_UP)
        for body, _, _ in BODIES[office_id] if staff.signs else ():
            leave = Authorisation(clerk=clerk, body=body, number=staff.signs, given_on=day, valid_from=day)
            people.authorise(leave, by=SET_UP)


def _clerk(staff: Staff) -> Clerk:
    account = people.open_account(staff.login, PASSWORD)
    return Clerk(
        account_id=account.pk, first_name=staff.first, last_name=staff.last, position=staff.position, head=staff.head,
        admin=staff.admin,
    )  # fmt: skip
