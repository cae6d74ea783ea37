"""Residents come in, clerks are employed and authorised to sign."""

from __future__ import annotations

from django.db.models import F

from okienko.journal.actions import record
from okienko.offices.models import Unit
from okienko.people.facts import ClerkEmployed, MandateGiven, SigningAuthorised
from okienko.people.identity import Identity
from okienko.people.models import Account, Authorisation, Clerk, Mandate, Resident
from okienko.people.queries import forget
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor, permit


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


def end_sessions(resident: Resident) -> None:
    """Every session of this person, on every device, is over (within the 30 s that sessions are remembered)."""
    Resident.objects.filter(pk=resident.pk).update(epoch=F("epoch") + 1)
    forget()


def open_account(login: str, password: str) -> Account:
    """A login for staff; an existing one keeps its id and gets the new password."""
    account = Account.objects.filter(login=login).first() or Account(login=login)
    account.set_password(password)
    account.save()
    return account


@atomic
def employ(clerk: Clerk, unit: Unit, *, by: Actor) -> Clerk:
    """The clerk works in the unit from now on."""
    permit(by, "employ", unit)
    clerk.unit = unit
    clerk.save(force_insert=True)
    fact = ClerkEmployed(str(clerk.pk), unit.symbol, clerk.position)
    record(fact, by=by, at=current_office(), about=clerk.urn)
    return clerk


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
