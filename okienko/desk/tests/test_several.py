"""Several parties of one case: of one name, one dead, one served before the other; who is named and who hears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from okienko.cases import letters, parties, queries
from okienko.cases.errors import WrongParty
from okienko.cases.facts import CaseEnded
from okienko.cases.models import Case, CaseParty, LedgerEntry
from okienko.deliveries import actions as deliveries
from okienko.deliveries.models import Delivery, Notice
from okienko.desk.tests.browser import Browser, task_path
from okienko.journal.actions import record
from okienko.journal.drain import drain
from okienko.journal.models import Todo
from okienko.people.models import Clerk
from okienko.submissions.models import Matter, Role
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from tests import world
from tests.several import also, fresh, link_of

HEIR = parties.Heir("Ewa", "Następna", "ul. Polna 7")


def order_to_complete(browser: Browser, case: Case) -> None:
    """The case was ordered to be completed: the order waits for each addressee."""
    browser.take(case)
    browser.send(task_path(browser.place, case), {"kompletne": "nie"})
    answer = browser.send(task_path(browser.place, case), {"braki": ["mapka"], "braki_zdanie": ""})
    assert browser.send(answer["Location"]).status_code == 302
    drain(case.office_id)


def dies(case: Case, link: CaseParty) -> Case:
    with acting_for(case.office_id):
        clerk = Clerk.objects.get(first_name="Anna")
        newest = CaseParty.objects.get(pk=link.pk).party_id
        parties.note_death(case.pk, newest, today(), version=fresh(case).version, by=clerk)
    drain(case.office_id)
    return fresh(case)


def effects(case: Case) -> list[tuple[str, str]]:
    with acting_for(case.office_id):
        rows = Delivery.objects.filter(about=case.urn, document__letter="wezwanie").order_by("id")
        return list(rows.values_list("addressee", "effect"))


def test_the_death_of_one_stops_no_letter_of_a_namesake_on_paper(browser: Browser, case: Case) -> None:
    father, _ = also(case, "Adam Zmyślony"), also(case, "Adam Zmyślony")
    order_to_complete(browser, case)
    dies(case, father)
    assert effects(case) == [("Jan Przykładny", "czeka"), ("Adam Zmyślony", "wstrzymane"), ("Adam Zmyślony", "czeka")]


def test_nor_after_the_one_who_dies_has_moved_house(browser: Browser, case: Case) -> None:
    father, _ = also(case, "Adam Zmyślony"), also(case, "Adam Zmyślony")
    order_to_complete(browser, case)
    with acting_for(case.office_id):
        clerk = Clerk.objects.get(first_name="Anna")
        parties.change_address(case.pk, father.party_id, "ul. Nowa 8", version=fresh(case).version, by=clerk)
    dies(case, father)
    assert effects(case)[1:] == [("Adam Zmyślony", "wstrzymane"), ("Adam Zmyślony", "czeka")]


def test_a_letter_from_before_its_party_was_kept_is_stopped_by_name_and_account(browser: Browser, case: Case) -> None:
    order_to_complete(browser, case)
    with acting_for(case.office_id):
        Delivery.objects.update(party_id=None)
    dies(case, link_of(case))
    assert effects(case) == [("Jan Przykładny", "wstrzymane")]


def reached(case: Case) -> list[date | None]:
    """On what day each order that was issued counts as delivered."""
    with acting_for(case.office_id):
        return [one.delivered for one in queries.running(fresh(case)).state.letters if one.name == "wezwanie"]


def begun(case: Case) -> set[str]:
    with acting_for(case.office_id):
        return {line.name for line in queries.due_lines(queries.running(fresh(case)))}


def collected(case: Case, browser: Browser) -> None:
    with acting_for(case.office_id):
        sent = Delivery.objects.get(document__letter="wezwanie", resident_id=world.resident().pk)
        deliveries.collect(sent.pk, by=world.resident())
    drain(browser.place.id)


def test_a_letter_counts_as_delivered_once_the_only_one_without_it_has_died(browser: Browser, case: Case) -> None:
    ewa = also(case, "Ewa Druga")
    order_to_complete(browser, case)
    collected(case, browser)
    assert reached(case) == [None]
    dies(case, ewa)
    assert reached(case) == [date(2026, 11, 23)]
    assert "uzupelnienie" in begun(case)


def test_a_letter_that_nobody_has_is_not_delivered_by_a_death(browser: Browser, case: Case) -> None:
    ewa = also(case, "Ewa Druga")
    order_to_complete(browser, case)
    dies(case, ewa)
    assert reached(case) == [None]
    dies(case, link_of(case))
    assert reached(case) == [None]


def attorney_dies(browser: Browser, case: Case) -> Case:
    """Jan's attorney had the order waiting alone, and has died."""
    attorney = also(case, "Piotr Pełnomocny", Role.ATTORNEY)
    order_to_complete(browser, case)
    assert effects(case) == [("Piotr Pełnomocny", "czeka")]
    path = f"sprawa/{case.pk}/czynnosci/smierc/"
    day = {"dzien_smierci-day": "23", "dzien_smierci-month": "11", "dzien_smierci-year": "2026"}
    answer = browser.send(path, {"kto_zmarl": str(attorney.party_id), **day})
    assert answer.status_code == 302, answer.content.decode()
    drain(case.office_id)
    return fresh(case)


def test_with_the_death_of_an_attorney_the_terms_run_on(browser: Browser, case: Case) -> None:
    attorney_dies(browser, case)
    page = browser.text(f"sprawa/{case.pk}/")
    assert "zegar stoi" not in page
    assert "Zmarł pełnomocnik: Piotr Pełnomocny" in page
    assert "Pisma dostaje odtąd strona" in page


def test_what_waited_for_the_attorney_goes_to_the_party(browser: Browser, case: Case) -> None:
    attorney_dies(browser, case)
    assert effects(case) == [("Piotr Pełnomocny", "wstrzymane"), ("Jan Przykładny", "czeka")]
    collected(case, browser)
    assert reached(case) == [date(2026, 11, 23)]


def test_nobody_succeeds_an_attorney(browser: Browser, case: Case) -> None:
    found = attorney_dies(browser, case)
    assert browser.get(f"sprawa/{case.pk}/czynnosci/nastepca/").status_code == 302
    with acting_for(case.office_id):
        clerk = Clerk.objects.get(first_name="Anna")
    with acting_for(case.office_id), pytest.raises(WrongParty):
        parties.add_successor(case.pk, HEIR, version=found.version, by=clerk)


def succeeded(case: Case) -> None:
    with acting_for(case.office_id):
        clerk = Clerk.objects.get(first_name="Anna")
        parties.add_successor(case.pk, HEIR, version=fresh(case).version, by=clerk)


@pytest.fixture
def letter(monkeypatch: pytest.MonkeyPatch) -> Callable[[Case], dict[str, Any]]:
    """What a letter of the case is told."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr("okienko.cases.letters.typeset", lambda files, name, data, at: told.append(data) or world.PDF)

    def written(case: Case) -> dict[str, Any]:
        with acting_for(case.office_id):
            letters.letter_pdf(fresh(case), "wezwanie", {}, None)
        return told[-1]

    return written


def named(letter: dict[str, Any]) -> list[str]:
    return [letter["strona"]["nazwa"], *(one["nazwa"] for one in letter["strony"])]


JAN, EWA, NEXT = "Jan Przykładny", "Ewa Druga", "Ewa Następna"


@pytest.mark.parametrize(
    ("dead", "heir", "who"),
    [
        ([], False, [JAN, JAN, EWA]),
        ([Role.APPLICANT], False, [EWA, EWA]),
        ([Role.APPLICANT], True, [NEXT, NEXT, EWA]),
        ([Role.CO_APPLICANT], False, [JAN, JAN]),
        ([Role.CO_APPLICANT], True, [JAN, JAN, NEXT]),
        ([Role.APPLICANT, Role.CO_APPLICANT], True, [NEXT, NEXT]),
        ([Role.APPLICANT, Role.CO_APPLICANT], False, [JAN, JAN, EWA]),
    ],
    ids=["all live", "first died", "first has an heir", "other died", "other has an heir", "one heir", "nobody"],
)  # fmt: skip
def test_a_letter_names_the_living_and_successors_where_the_dead_stood(
    browser: Browser, case: Case, letter: Callable[[Case], dict[str, Any]], dead: list[str], heir: bool, who: list[str]
) -> None:
    also(case, EWA)
    browser.take(case)
    for role in dead:
        dies(case, link_of(case, role))
    if heir:
        succeeded(case)
    assert named(letter(case)) == who


def test_an_attorney_is_named_while_whoever_gave_the_mandate_lives(
    browser: Browser, case: Case, letter: Callable[[Case], dict[str, Any]]
) -> None:
    also(case, EWA)
    also(case, "Piotr Pełnomocny", Role.ATTORNEY)
    browser.take(case)
    assert letter(case)["strona"]["pelnomocnik"]["nazwa"] == "Piotr Pełnomocny"
    dies(case, link_of(case))
    assert "pelnomocnik" not in letter(case)["strona"]


def listed(case: Case, name: str) -> list[Any]:
    return list(Matter.objects.filter(submission_id=case.submission_id).values_list(name, flat=True))


def test_the_list_of_each_resident_tells_when_a_death_has_stopped_the_terms(browser: Browser, case: Case) -> None:
    ewa = also(case, EWA)
    drain(case.office_id)
    browser.take(case)
    assert listed(case, "until") == [fresh(case).due_on]
    assert dies(case, ewa).due_on is None
    assert listed(case, "until") == [None]


def test_and_when_a_delivery_has_started_a_term(browser: Browser, case: Case) -> None:
    order_to_complete(browser, case)
    collected(case, browser)
    assert (listed(case, "turn"), listed(case, "until")) == (["mieszkaniec"], [fresh(case).due_on])
    assert fresh(case).due_on == date(2026, 11, 30)


def test_the_account_of_the_dead_hears_no_more(browser: Browser, case: Case) -> None:
    also(case, EWA)
    order_to_complete(browser, case)
    before = listed(case, "changed_at"), Notice.objects.count()
    dies(case, link_of(case))
    with acting_for(case.office_id):
        Case.objects.update(turn="mieszkaniec")
        Matter.objects.update(turn="urzad")
        record(CaseEnded(str(case.pk)), by=world.SET_UP, at=case.office_id, about=case.urn)
    drain(case.office_id)
    assert (listed(case, "changed_at"), Notice.objects.count()) == before


def test_a_letter_that_two_collect_at_once_is_counted_once(browser: Browser, case: Case) -> None:
    """Both facts wait in the journal: the second changes nothing, and is no fault that is tried again for ever."""
    ewa = world.resident("Ewa Zmyślna", "00620112341")
    also(case, "Ewa Zmyślna", account=ewa)
    order_to_complete(browser, case)
    with acting_for(case.office_id):
        for sent in Delivery.objects.filter(about=case.urn, document__letter="wezwanie").order_by("id"):
            who = world.resident() if sent.resident_id != ewa.pk else ewa
            deliveries.collect(sent.pk, by=who)
    drain(case.office_id)
    with acting_for(case.office_id):
        assert not Todo.objects.exclude(problem="").exists()
        entries = LedgerEntry.objects.filter(case=case).values_list("entry", flat=True)
        assert [one["deadline"] for one in entries].count("uzupelnienie") == 1
