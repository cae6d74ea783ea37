"""Residents come in, clerks are employed and authorised to sign."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError

from okienko.journal.actions import record
from okienko.offices.models import Body, Unit
from okienko.offices.queries import here
from okienko.people.errors import StillNeeded, WrongAuthorisation, WrongClerk
from okienko.people.facts import (
    AuthorisationEnded,
    ClerkChanged,
    ClerkDeactivated,
    ClerkEmployed,
    ClerkKeysChosen,
    ClerkReactivated,
    MandateGiven,
    MandateProven,
    SigningAuthorised,
)
from okienko.people.identity import Identity
from okienko.people.models import Account, Authorisation, Clerk, Mandate, Resident
from okienko.tenancy.clock import today
from okienko.tenancy.context import atomic, current_office, savepoint
from okienko.tenancy.permits import Actor, permit

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,39}")
CLEAR = "abcdefghijkmnpqrstuvwxyz23456789"  # no sign that is read as another
SHORTEST_PASSWORD = 12
LONGEST = {"first_name": 80, "last_name": 80, "position": 120, "number": 60}


def enter(identity: Identity) -> Resident:
    """The resident's account for an identity that a provider vouches for, made or brought up to date."""
    told = {
        "first_name": identity.first_name,
        "last_name": identity.last_name,
        "pesel": identity.pesel,
        "address": identity.address,
        "email": identity.email,
    }
    resident, _ = Resident.objects.update_or_create(provider=identity.provider, subject=identity.subject, defaults=told)
    return resident


def open_account(login: str, password: str) -> Account:
    """A login for staff; an existing one keeps its id and gets the new password."""
    account = Account.objects.filter(login=login).first() or Account(login=login)
    account.set_password(password)
    account.save()
    return account


def change_password(account: Account, password: str, again: str) -> Account:
    """The account has a password that its owner alone knows; every other session of it is over."""
    if len(password) < SHORTEST_PASSWORD:
        raise WrongClerk({"password": f"Hasło ma mieć co najmniej {SHORTEST_PASSWORD} znaków."})
    if account.check_password(password):
        raise WrongClerk({"password": "To jest dotychczasowe hasło. Wymyśl inne."})
    if password != again:
        raise WrongClerk({"again": "Oba hasła muszą być takie same."})
    account.set_password(password)
    account.one_time = False
    account.save(update_fields=["password", "one_time"])
    return account


@atomic
def employ(clerk: Clerk, unit: Unit, *, by: Actor) -> Clerk:
    """The clerk works in the unit from now on."""
    permit(by, "employ", unit)
    clerk.unit = unit
    clerk.save(force_insert=True)
    fact = ClerkEmployed(str(clerk.pk), unit.symbol, clerk.position, clerk.head, clerk.admin)
    record(fact, by=by, at=current_office(), about=clerk.urn)
    return clerk


@dataclass(frozen=True, slots=True)
class Person:
    """Who is to be employed, and under which login."""

    login: str
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class Post:
    """Where a clerk works and what they may do there."""

    unit_id: UUID
    position: str
    head: bool = False
    admin: bool = False


@atomic
def recruit(person: Person, post: Post, *, by: Actor) -> tuple[Clerk, str]:
    """The person has an account and works in the unit; the password for it is told now and kept nowhere."""
    permit(by, "administer", here())
    unit = _unit_of(post)
    faults = _faults_of_person(person) | _faults_of_post(post, unit)
    if unit is None or faults:
        raise WrongClerk(faults)
    password = "-".join("".join(secrets.choice(CLEAR) for _ in range(4)) for _ in range(4))
    account = _new_account(person.login, password)
    clerk = Clerk(
        account_id=account.pk, first_name=person.first_name, last_name=person.last_name, position=post.position,
        head=post.head, admin=post.admin,
    )  # fmt: skip
    return employ(clerk, unit, by=by), password


def _new_account(login: str, password: str) -> Account:
    account = Account(login=login, one_time=True)
    account.set_password(password)
    try:
        with savepoint():
            account.save(force_insert=True)
    except IntegrityError as error:
        raise WrongClerk({"login": f"Login {login} jest zajęty. Podaj inny."}) from error
    return account


@atomic
def appoint(clerk: Clerk, post: Post, *, by: Clerk) -> Clerk:
    """The clerk works in this unit, in this position and with these rights from now on."""
    permit(by, "manage", clerk)
    unit = _unit_of(post)
    faults = _faults_of_post(post, unit)
    if unit is None or faults:
        raise WrongClerk(faults)
    if clerk.pk == by.pk and not post.admin:
        raise StillNeeded("Nie odbierzesz uprawnień administratora sobie: ktoś musi zostać. Może to zrobić inny.")
    clerk.unit, clerk.position, clerk.head, clerk.admin = unit, post.position, post.head, post.admin
    clerk.save(update_fields=["unit", "position", "head", "admin"])
    fact = ClerkChanged(str(clerk.pk), unit.symbol, clerk.position, clerk.head, clerk.admin)
    record(fact, by=by, at=current_office(), about=clerk.urn)
    return clerk


@atomic
def deactivate(clerk: Clerk, *, by: Clerk) -> None:
    """The clerk does nothing in this office any more; what they did stays theirs."""
    permit(by, "manage", clerk)
    if clerk.pk == by.pk:
        raise StillNeeded("Nie wyłączysz swojego konta: ktoś musi zostać. Może to zrobić inny administrator.")
    clerk.active = False
    clerk.save(update_fields=["active"])
    record(ClerkDeactivated(str(clerk.pk)), by=by, at=current_office(), about=clerk.urn)


@atomic
def reactivate(clerk: Clerk, *, by: Clerk) -> None:
    """The clerk works in the office again, with the password they had."""
    permit(by, "manage", clerk)
    clerk.active = True
    clerk.save(update_fields=["active"])
    record(ClerkReactivated(str(clerk.pk)), by=by, at=current_office(), about=clerk.urn)


@atomic
def choose_keys(on: bool, *, by: Clerk) -> None:
    """Keys alone are shortcuts at the clerk's desk, or are not."""
    permit(by, "adjust", by)
    if by.keys == on:
        return
    by.keys = on
    by.save(update_fields=["keys"])
    record(ClerkKeysChosen(str(by.pk), on), by=by, at=current_office(), about=by.urn)


def _unit_of(post: Post) -> Unit | None:
    return Unit.objects.filter(id=post.unit_id).first()


def _faults_of_person(person: Person) -> dict[str, str]:
    faults = {}
    if not LOGIN.fullmatch(person.login):
        faults["login"] = "Login ma od 3 do 40 znaków: małe litery bez ogonków, cyfry, kropkę, kreskę."
    if not 0 < len(person.first_name) <= LONGEST["first_name"]:
        faults["first_name"] = "Podaj imię."
    if not 0 < len(person.last_name) <= LONGEST["last_name"]:
        faults["last_name"] = "Podaj nazwisko."
    return faults


def _faults_of_post(post: Post, unit: Unit | None) -> dict[str, str]:
    faults = {} if unit else {"unit": "Wybierz komórkę."}
    if not 0 < len(post.position) <= LONGEST["position"]:
        faults["position"] = "Podaj stanowisko, najwyżej 120 znaków. Stoi pod pismami."
    return faults


@atomic
def entrust(mandate: Mandate, *, by: Actor) -> Mandate:
    """The attorney acts for the principal in this matter (k.p.a. art. 32, 33)."""
    permit(by, "entrust", mandate)
    mandate.save(force_insert=True)
    parties = str(mandate.principal_id), str(mandate.attorney_id)
    record(
        MandateGiven(str(mandate.pk), *parties, mandate.close_family), by=by, at=current_office(), about=mandate.matter
    )
    return mandate


@atomic
def prove(mandate: Mandate, way: str, *, by: Actor) -> None:
    """The office has the mandate, or asks for none from close family (k.p.a. art. 33 § 3 and 4)."""
    permit(by, "prove", mandate)
    mandate.given_on = today()
    mandate.save(update_fields=["given_on"])
    record(MandateProven(str(mandate.pk), way), by=by, at=current_office(), about=mandate.matter)


@atomic
def authorise(authorisation: Authorisation, *, by: Actor) -> Authorisation:
    """The clerk may sign for the body from the day given (k.p.a. art. 268a)."""
    permit(by, "employ", authorisation.clerk.unit)
    authorisation.save(force_insert=True)
    fact = SigningAuthorised(
        str(authorisation.clerk_id), authorisation.body, authorisation.service, authorisation.number,
        authorisation.valid_from, authorisation.valid_to,
    )  # fmt: skip
    record(fact, by=by, at=current_office(), about=authorisation.clerk.urn)
    return authorisation


@dataclass(frozen=True, slots=True)
class Leave:
    """An authorisation to sign as it is to be granted; an empty service means all."""

    body: str
    service: str
    number: str
    given_on: date
    valid_from: date
    valid_to: date | None = None


@atomic
def grant(clerk: Clerk, leave: Leave, *, by: Actor) -> Authorisation:
    """The clerk may sign for the body under an authorisation that is complete and names a body of this office."""
    permit(by, "manage", clerk)
    faults = {}
    if not clerk.active:
        faults["clerk"] = "Ta osoba już nie pracuje w urzędzie."
    if not Body.objects.filter(kind=leave.body).exists():
        faults["body"] = "Wybierz organ, w którego imieniu osoba podpisuje."
    if not 0 < len(leave.number) <= LONGEST["number"]:
        faults["number"] = "Podaj numer upoważnienia, najwyżej 60 znaków."
    if leave.valid_from < leave.given_on:
        faults["valid_from"] = "Upoważnienie nie może obowiązywać, zanim je nadano."
    if leave.valid_to is not None and leave.valid_to < leave.valid_from:
        faults["valid_to"] = "Ostatni dzień jest przed pierwszym."
    if faults:
        raise WrongAuthorisation(faults)
    authorisation = Authorisation(
        clerk=clerk, body=leave.body, service=leave.service, number=leave.number, given_on=leave.given_on,
        valid_from=leave.valid_from, valid_to=leave.valid_to,
    )  # fmt: skip
    return authorise(authorisation, by=by)


@atomic
def end_authorisation(authorisation: Authorisation, last_day: date, *, by: Actor) -> None:
    """The clerk signs under it up to that day and not after. It is never deleted: letters were signed under it."""
    permit(by, "manage", authorisation.clerk)
    held_to = authorisation.valid_to
    if last_day < max(today(), authorisation.valid_from):
        text = "Podaj dzień od dziś, nie wcześniejszy niż pierwszy dzień upoważnienia: mogły już wyjść pisma."
        raise WrongAuthorisation({"valid_to": text})
    if held_to is not None and last_day >= held_to:
        raise WrongAuthorisation({"valid_to": "Upoważnienie skończy się wcześniej. Aby przedłużyć, nadaj nowe."})
    authorisation.valid_to = last_day
    authorisation.save(update_fields=["valid_to"])
    fact = AuthorisationEnded(str(authorisation.clerk_id), authorisation.number, last_day)
    record(fact, by=by, at=current_office(), about=authorisation.clerk.urn)
