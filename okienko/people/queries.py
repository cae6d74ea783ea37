"""People as those who ask may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.db import connection

from okienko.people.errors import NotAuthorisedToSign
from okienko.people.models import Account, Authorisation, Clerk, Party, Resident
from okienko.tenancy.memory import Remembered
from okienko.tenancy.rows import Rows

_by_account = Rows(Clerk, "account_id", links="unit")
_residents: Remembered[UUID, Resident | None] = Remembered(seconds=30)


def resident(resident_id: UUID, *, epoch: int) -> Resident | None:
    """The resident of a session that has not been revoked; remembered for up to 30 s."""
    found = _residents.get(resident_id, lambda: Resident.objects.filter(id=resident_id).first())
    return found if found is not None and found.epoch == epoch else None


def clerk_of(account: Account) -> Clerk | None:
    """The clerk of the current office behind a staff account."""
    clerk = _by_account.first(account.pk)
    return clerk if clerk is not None and clerk.active else None


def offices_of(account: Account) -> list[int]:
    """Ids of the offices where the account is a clerk who works there, whatever they offer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT people_offices_of(%s)", [account.pk])
        return [row[0] for row in cursor.fetchall()]


def clerks_of_unit(unit_id: UUID) -> list[Clerk]:
    """Those who work in a unit."""
    return list(Clerk.objects.filter(unit_id=unit_id, active=True).order_by("last_name", "first_name"))


def authorisation_for(clerk: Clerk, *, body: str, service: str, day: date) -> Authorisation:
    """The authorisation under which the clerk signs; raises NotAuthorisedToSign when there is none."""
    for authorisation in Authorisation.objects.filter(clerk=clerk).order_by("valid_from"):
        if authorisation.covers(body, service, day):
            return authorisation
    raise NotAuthorisedToSign(
        "Nie masz upoważnienia do podpisania tego pisma. Poproś o podpis osobę upoważnioną (k.p.a. art. 268a)."
    )


def staff() -> list[Clerk]:
    """Everybody who works or worked in the current office, by unit and name."""
    return list(Clerk.objects.select_related("unit").order_by("unit__symbol", "-active", "last_name", "first_name"))


def clerk(clerk_id: UUID) -> Clerk | None:
    """One person of the current office, working or not."""
    return Clerk.objects.filter(id=clerk_id).select_related("unit").first()


def login_of(clerk: Clerk) -> str:
    """Under what name the clerk logs in."""
    return Account.objects.values_list("login", flat=True).get(pk=clerk.account_id)


def authorisations() -> list[Authorisation]:
    """All authorisations to sign that the current office ever gave, the newest first."""
    rows = Authorisation.objects.select_related("clerk__unit")
    return list(rows.order_by("-valid_from", "clerk__last_name", "id"))


def authorisation(authorisation_id: UUID) -> Authorisation | None:
    """One of them."""
    return Authorisation.objects.filter(id=authorisation_id).select_related("clerk__unit").first()


def clerks_who_sign() -> list[Clerk]:
    """Clerks of the current office with any authorisation."""
    ids = Authorisation.objects.values_list("clerk_id", flat=True)
    return list(Clerk.objects.filter(id__in=list(ids), active=True).select_related("unit").order_by("id"))


def account_by_login(login: str) -> Account | None:
    """The staff account under a login."""
    return Account.objects.filter(login=login, is_active=True).first()


def account(account_id: int) -> Account | None:
    """The staff account of a session."""
    return Account.objects.filter(pk=account_id, is_active=True).first()


def resident_named(provider: str, subject: str) -> Resident | None:
    """The resident whom a provider knows under this name, if there is one."""
    return Resident.objects.filter(provider=provider, subject=subject).first()


def resident_of(provider: str, subject: str) -> Resident:
    """The resident that a provider knows under this name."""
    return Resident.objects.get(provider=provider, subject=subject)


def residents(ids: Collection[UUID]) -> list[Resident]:
    """These residents of the installation."""
    return list(Resident.objects.filter(id__in=list(ids)).order_by("last_name", "first_name"))


def names_of(urns: set[str], known: Iterable[Party] = ()) -> dict[str, str]:
    """Names for the actors of a timeline in the current office: URN → name; `known` parties are not sought."""
    names = {f"urn:okienko:resident:{party.resident_id}": party.name for party in known if party.resident_id}
    clerks = {urn.rsplit(":", 1)[1]: urn for urn in urns if ":clerk:" in urn}
    names.update({clerks[str(clerk.pk)]: clerk.name for clerk in Clerk.objects.filter(id__in=list(clerks))})
    residents = {urn.rsplit(":", 1)[1]: urn for urn in urns - names.keys() if ":resident:" in urn}
    rows = Party.objects.filter(resident_id__in=list(residents)).order_by("resident_id", "-id")
    parties = rows.distinct("resident_id") if residents else []  # a person has a row a matter: the newest will do
    names.update({residents[str(party.resident_id)]: party.name for party in parties})
    return names


def demo_residents() -> list[Resident]:
    """People of the fake identity provider."""
    return list(Resident.objects.filter(provider="atrapa").order_by("last_name", "first_name"))


def forget() -> None:
    """Drop what is remembered."""
    _residents.clear()
