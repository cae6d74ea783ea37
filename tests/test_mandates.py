"""An attorney for a company: who is a party, under which numbers, and to whom letters go."""

from __future__ import annotations

from datetime import datetime

import pytest

from okienko.cases import actions, handling, lists
from okienko.cases.actions import addressees_of, parties_of
from okienko.cases.errors import NotHandled
from okienko.cases.models import Case
from okienko.deliveries.models import Delivery
from okienko.language.answers import read_questions
from okienko.language.model import Question
from okienko.people.models import Mandate, Resident
from okienko.submissions.letterhead import common
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from tests import roads, world

COMPANY = {
    "kto": "organizacja", "nazwa_podmiotu": "Zmyślona Budowa sp. z o.o.", "nip": "1234563218", "krs": "0000012345",
    "pelnomocnik": True, "jednostka_budzetowa": False,
}  # fmt: skip


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    world.open_commune()
    roads.offer_roads()
    return world.resident()


def test_the_company_is_the_party_and_the_attorney_gets_its_letters(jan: Resident) -> None:
    case = roads.applied(jan, "pelnomocnictwo", **COMPANY)
    with acting_for(world.COMMUNE):
        parties = {link.role: link.party for link in parties_of(case.pk)}
        company = parties["wnioskodawca"]
        assert (company.name, company.nip, company.krs) == ("Zmyślona Budowa sp. z o.o.", "1234563218", "0000012345")
        assert [party.name for party in addressees_of(parties_of(case.pk))] == [jan.name]
        assert Mandate.objects.get(matter=case.urn).principal_id == company.pk
        assert case.who == company.name


def test_letters_name_the_company_and_its_attorney(jan: Resident) -> None:
    case = roads.applied(jan, "pelnomocnictwo", **COMPANY)
    with acting_for(world.COMMUNE):
        told = common(case.submission, body="wojt")
    assert told["strona"]["nazwa"] == "Zmyślona Budowa sp. z o.o."
    assert told["strona"]["pelnomocnik"]["nazwa"] == jan.name


def test_the_case_is_found_by_the_name_and_the_nip_of_the_company(jan: Resident) -> None:
    case = roads.applied(jan, "pelnomocnictwo", **COMPANY)
    clerk = world.clerks().signing
    with acting_for(world.COMMUNE):
        assert [one.pk for one in lists.search(clerk, "zmyślona bud")] == [case.pk]
        assert [one.pk for one in lists.search(clerk, "1234563218")] == [case.pk]


def test_a_person_is_a_principal_as_before(jan: Resident) -> None:
    case = roads.applied(
        jan, "pelnomocnictwo", pelnomocnik=True, imie_nazwisko_mocodawcy="Zofia Zmyślona", bliska_rodzina=True
    )  # fmt: skip
    with acting_for(world.COMMUNE):
        parties = {link.role: link.party for link in parties_of(case.pk)}
    assert (parties["wnioskodawca"].name, parties["wnioskodawca"].company) == ("Zofia Zmyślona", "")


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("nip", "123-456-32-18", "1234563218"),
        ("nip", " 1234563218 ", "1234563218"),
        ("krs", "0000012345", "0000012345"),
    ],
)
def test_numbers_of_companies_are_read_however_they_are_written(kind: str, typed: str, value: str) -> None:
    read = read_questions([Question("n", "Numer", kind)], {"n": [typed]}, {})  # type: ignore[arg-type]
    assert (read.values, read.errors) == ({"n": value}, {})


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("nip", "1234563219", "jest pomyłka"), ("nip", "123456321", "10 cyfr"), ("nip", "abcdefghij", "10 cyfr"),
        ("nip", "１２３４５６３２１８", "10 cyfr"), ("krs", "12345", "10 cyfr"), ("krs", "00000123456", "10 cyfr"),
    ],
)  # fmt: skip
def test_wrong_numbers_of_companies_are_refused(kind: str, typed: str, said: str) -> None:
    read = read_questions([Question("n", "Numer", kind)], {"n": [typed]}, {})  # type: ignore[arg-type]
    assert said in read.errors["n"]


BY_ATTORNEY = {"pelnomocnik": True, "imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": False}


@pytest.fixture
def unproven(jan: Resident) -> Case:
    """A case that came through somebody who showed no mandate."""
    return roads.applied(jan, **BY_ATTORNEY)


def told(case: Case) -> list[tuple[str, str]]:
    with acting_for(world.COMMUNE):
        return [(party.name, str(party.resident_id or "")) for party in addressees_of(parties_of(case.pk))]


def test_an_application_without_the_mandate_is_accepted_and_nobody_has_proven_it(unproven: Case) -> None:
    with acting_for(world.COMMUNE):
        assert Mandate.objects.get(matter=unproven.urn).given_on is None


def test_until_the_mandate_is_there_letters_go_to_the_party_too(unproven: Case, jan: Resident) -> None:
    assert told(unproven) == [("Zofia Zmyślona", ""), (jan.name, str(jan.pk))]


def test_the_summons_goes_to_both_on_account_and_on_paper(unproven: Case) -> None:
    clerk = world.clerks().signing
    roads.done(unproven, clerk, "sprawdz", {"wynik_sprawdzenia": "braki"})
    roads.done(unproven, clerk, "wezwij", {"braki": ["pelnomocnictwo"]})
    with acting_for(world.COMMUNE):
        sent = {(one.addressee, one.channel) for one in Delivery.objects.filter(about=unproven.urn)}
    assert sent == {("Zofia Zmyślona", "papier"), ("Jan Przykładny", "konto")}


def test_once_the_mandate_is_acknowledged_letters_go_to_the_attorney(unproven: Case, jan: Resident) -> None:
    clerk = world.clerks().signing
    with acting_for(world.COMMUNE):
        case = actions.take(unproven.pk, by=clerk)
        handling.accept_mandate(case.pk, "dokument", version=case.version, by=clerk)
        assert Mandate.objects.get(matter=unproven.urn).given_on == today()
    assert told(unproven) == [(jan.name, str(jan.pk))]


def test_a_stranger_to_the_family_is_not_let_off(unproven: Case) -> None:
    clerk = world.clerks().signing
    with acting_for(world.COMMUNE):
        case = actions.take(unproven.pk, by=clerk)
        with pytest.raises(NotHandled):
            handling.accept_mandate(case.pk, "rodzina", version=case.version, by=clerk)


def test_close_family_may_be_let_off(jan: Resident) -> None:
    made = roads.applied(jan, **BY_ATTORNEY | {"bliska_rodzina": True})
    clerk = world.clerks().signing
    with acting_for(world.COMMUNE):
        case = actions.take(made.pk, by=clerk)
        handling.accept_mandate(case.pk, "rodzina", version=case.version, by=clerk)
    assert told(made) == [(jan.name, str(jan.pk))]


def test_a_mandate_that_is_there_cannot_be_acknowledged_again(jan: Resident) -> None:
    made = roads.applied(jan, "pelnomocnictwo", **BY_ATTORNEY)
    clerk = world.clerks().signing
    with acting_for(world.COMMUNE):
        case = actions.take(made.pk, by=clerk)
        with pytest.raises(NotHandled):
            handling.accept_mandate(case.pk, "dokument", version=case.version, by=clerk)


def test_whoever_does_not_have_the_case_acknowledges_nothing(unproven: Case) -> None:
    with acting_for(world.COMMUNE), pytest.raises(Forbidden):
        handling.accept_mandate(unproven.pk, "dokument", version=unproven.version, by=world.clerks().plain)
