"""What an administrator may do with people, and what nobody else may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from okienko.journal.queries import timeline
from okienko.people import actions, facts
from okienko.people.actions import Leave, Person, Post
from okienko.people.errors import StillNeeded, WrongAuthorisation, WrongClerk
from okienko.people.models import Account, Authorisation, Clerk
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from tests import world

DAY = date(2026, 11, 23)
LEAVE = Leave("wojt", "", "77/2026", DAY, DAY)


class Office:
    """The commune's people: an administrator, a head and a clerk."""

    def __init__(self) -> None:
        world.open_commune()
        desk = world.clerks()
        self.admin, self.head, self.clerk = world.admin(), desk.signing, desk.plain

    @property
    def post(self) -> Post:
        return Post(self.clerk.unit_id, "starszy inspektor")

    @property
    def leave(self) -> Authorisation:
        return Authorisation.objects.get(number="12/2026")


@pytest.fixture
def office(db: None, noon: datetime) -> Office:
    return Office()


ACTS: dict[str, Callable[[Office, Clerk], object]] = {
    "recruit": lambda office, by: actions.recruit(Person("nowa", "Ewa", "Nowa"), office.post, by=by),
    "appoint": lambda office, by: actions.appoint(office.clerk, office.post, by=by),
    "deactivate": lambda office, by: actions.deactivate(office.clerk, by=by),
    "reactivate": lambda office, by: actions.reactivate(office.clerk, by=by),
    "grant": lambda office, by: actions.grant(office.clerk, LEAVE, by=by),
    "end": lambda office, by: actions.end_authorisation(office.leave, DAY, by=by),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("who", ["head", "clerk"])
def test_only_an_administrator_does_it(office: Office, act: Callable[[Office, Clerk], object], who: str) -> None:
    with acting_for(world.COMMUNE), pytest.raises(Forbidden):
        act(office, getattr(office, who))


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_an_administrator_who_was_switched_off_does_nothing(
    office: Office, act: Callable[[Office, Clerk], object]
) -> None:
    office.admin.active = False
    with acting_for(world.COMMUNE), pytest.raises(Forbidden):
        act(office, office.admin)


@pytest.mark.parametrize(
    ("act", "fact"),
    [
        ("appoint", facts.ClerkChanged), ("deactivate", facts.ClerkDeactivated),
        ("reactivate", facts.ClerkReactivated), ("grant", facts.SigningAuthorised),
    ],
)  # fmt: skip
def test_each_act_of_an_administrator_is_recorded(office: Office, act: str, fact: type) -> None:
    with acting_for(world.COMMUNE):
        ACTS[act](office, office.admin)
        last = timeline([office.clerk.urn], since=office.clerk.pk)[-1]
    assert isinstance(last.fact, fact)
    assert last.head.actor == office.admin.urn


def test_the_password_is_kept_only_as_a_hash(office: Office) -> None:
    with acting_for(world.COMMUNE):
        clerk, password = actions.recruit(Person("nowa", "Ewa", "Nowa"), office.post, by=office.admin)
    account = Account.objects.get(pk=clerk.account_id)
    assert account.check_password(password)
    assert password not in account.password


def test_a_password_of_ones_own_is_another_one(db: None) -> None:
    account = actions.open_account("ewa", "haslo na jeden raz")
    with pytest.raises(WrongClerk):
        actions.change_password(account, "haslo na jeden raz", "haslo na jeden raz")
    actions.change_password(account, "cztery rozne slowa", "cztery rozne slowa")
    assert Account.objects.get(pk=account.pk).check_password("cztery rozne slowa")


def test_an_account_of_another_office_is_never_touched(office: Office) -> None:
    account = actions.open_account("obcy", "haslo obcego")
    with acting_for(world.COMMUNE), pytest.raises(WrongClerk) as refused:
        actions.recruit(Person("obcy", "Ewa", "Nowa"), office.post, by=office.admin)
    assert set(refused.value.faults) == {"login"}
    assert Account.objects.get(pk=account.pk).check_password("haslo obcego")


def test_an_administrator_stays_one(office: Office) -> None:
    with acting_for(world.COMMUNE), pytest.raises(StillNeeded):
        actions.appoint(office.admin, office.post, by=office.admin)


def test_an_administrator_is_not_switched_off_by_themselves(office: Office) -> None:
    with acting_for(world.COMMUNE), pytest.raises(StillNeeded):
        actions.deactivate(office.admin, by=office.admin)


def test_nobody_signs_who_works_here_no_more(office: Office) -> None:
    with acting_for(world.COMMUNE):
        actions.deactivate(office.clerk, by=office.admin)
    with acting_for(world.COMMUNE), pytest.raises(WrongAuthorisation):
        actions.grant(office.clerk, LEAVE, by=office.admin)
