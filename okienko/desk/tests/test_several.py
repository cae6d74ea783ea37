"""Several parties of one case: of one name, one dead, one served before the other; who is named and who hears."""

from __future__ import annotations

from datetime import date

from okienko.cases import parties, queries
from okienko.cases.models import Case, CaseParty
from okienko.deliveries import actions as deliveries
from okienko.deliveries.models import Delivery
from okienko.desk.tests.browser import Browser, task_path
from okienko.journal.drain import drain
from okienko.people.models import Clerk
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from tests import world
from tests.several import also, fresh, link_of


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
