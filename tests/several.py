"""A case with more parties than its submission had, for tests of what each of several does."""

from __future__ import annotations

from okienko.cases.models import Case, CaseParty
from okienko.people.models import Party, Resident
from okienko.submissions.models import Role
from okienko.tenancy.context import acting_for


def also(case: Case, name: str, role: str = Role.CO_APPLICANT, *, account: Resident | None = None) -> CaseParty:
    """Somebody takes part in the case besides, on paper unless they have an account."""
    first, last = name.split()
    with acting_for(case.office_id):
        party = Party(first_name=first, last_name=last, address="ul. Polna 7, 06-300 Przasnysz")
        party.resident_id = account.pk if account else None
        party.save(force_insert=True)
        link = CaseParty(case=case, party=party, role=role)
        link.save(force_insert=True)
    return link


def link_of(case: Case, role: str = Role.APPLICANT) -> CaseParty:
    """The first party of the case in that role."""
    with acting_for(case.office_id):
        return CaseParty.objects.select_related("party").filter(case=case, role=role).order_by("id")[0]


def fresh(case: Case) -> Case:
    """The row as it is now."""
    with acting_for(case.office_id):
        return Case.objects.select_related("submission", "unit").get(pk=case.pk)
