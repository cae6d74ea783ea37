"""An attorney without a mandate on the desk: it is said, and acknowledged on the page of other acts."""

from __future__ import annotations

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser
from okienko.offices.queries import Place
from okienko.tenancy.context import acting_for
from tests import world

BY_ATTORNEY = world.ANSWERS | {
    "pelnomocnik": True, "imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": False,
}  # fmt: skip
LACKS = "Brakuje pełnomocnictwa"


@pytest.fixture
def unproven(commune: Place) -> Case:
    world.submitted(world.resident(), BY_ATTORNEY)
    with acting_for(commune.id):
        return Case.objects.get()


def take(browser: Browser, case: Case) -> None:
    browser.client.post(f"{browser.base}sprawa/{case.pk}/wez/")


def test_the_case_says_that_the_mandate_is_missing(browser: Browser, unproven: Case) -> None:
    assert LACKS in browser.text(f"sprawa/{unproven.pk}/")


def test_a_case_without_an_attorney_says_nothing_of_it(browser: Browser, case: Case) -> None:
    assert LACKS not in browser.text(f"sprawa/{case.pk}/")
    assert "Uznaj pełnomocnictwo" not in browser.text(f"sprawa/{case.pk}/czynnosci/")


def test_the_clerk_acknowledges_it(browser: Browser, unproven: Case) -> None:
    take(browser, unproven)
    with acting_for(unproven.office_id):
        version = Case.objects.get().version
    there = f"sprawa/{unproven.pk}/czynnosci/"
    assert "najbliższej rodziny" not in browser.text(there)
    browser.send(there, {"co": "pelnomocnictwo", "wersja": str(version), "dlaczego": "dokument"})
    page = browser.text(f"sprawa/{unproven.pk}/")
    assert LACKS not in page
    assert "Pełnomocnictwo uznane" in page


def test_without_a_reason_it_is_refused(browser: Browser, unproven: Case) -> None:
    take(browser, unproven)
    with acting_for(unproven.office_id):
        version = Case.objects.get().version
    answer = browser.send(f"sprawa/{unproven.pk}/czynnosci/", {"co": "pelnomocnictwo", "wersja": str(version)})
    assert answer.status_code == 422
    assert "Zaznacz, dlaczego uznajesz pełnomocnictwo" in answer.content.decode()
