"""A party dies or moves house between two letters: terms, letters and addressees follow."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from okienko.cases import clock, withdrawing
from okienko.cases.models import Case, CaseDocument, CaseParty
from okienko.deliveries import queries as post
from okienko.deliveries.models import Delivery
from okienko.desk.tests.browser import Browser, case_of, task_path
from okienko.journal.drain import drain
from okienko.people.models import Party
from okienko.submissions.models import SubmissionParty
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import Forbidden
from okienko.tenancy.ids import uuid7
from tests import world
from tests.roads import at

HEIR = {
    "imie_nastepcy": "Ewa", "nazwisko_nastepcy": "Następna", "pesel_nastepcy": "", "adres_nastepcy-ulica": "Polna",
    "adres_nastepcy-nr": "7", "adres_nastepcy-kod": "06-300", "adres_nastepcy-miejscowosc": "Przasnysz",
}  # fmt: skip
HOUSE = {
    "nowy_adres-ulica": "Nowa", "nowy_adres-nr": "8", "nowy_adres-kod": "06-300", "nowy_adres-miejscowosc": "Przasnysz",
}  # fmt: skip


@pytest.fixture
def path(browser: Browser, case: Case) -> str:
    """A case that was ordered to be completed: the order waits on the party's account."""
    browser.take(case)
    browser.send(task_path(browser.place, case), {"kompletne": "nie"})
    answer = browser.send(task_path(browser.place, case), {"braki": ["mapka"], "braki_zdanie": ""})
    assert browser.send(answer["Location"]).status_code == 302
    drain(browser.place.id)
    return f"sprawa/{case.pk}/czynnosci/"


def party(case: Case) -> CaseParty:
    with acting_for(case.office_id):
        return CaseParty.objects.select_related("party").get(case=case, role="wnioskodawca")


def death(case: Case, day: str = "23") -> dict[str, Any]:
    on = {"dzien_smierci-day": day, "dzien_smierci-month": "11", "dzien_smierci-year": "2026"}
    return {"kto_zmarl": str(party(case).party_id), **on}


def died(browser: Browser, case: Case, path: str) -> None:
    answer = browser.send(f"{path}smierc/", death(case))
    assert answer.status_code == 302, answer.content.decode()
    drain(browser.place.id)


def test_a_death_stops_the_terms_and_what_waits_for_the_dead(browser: Browser, case: Case, path: str) -> None:
    died(browser, case, path)
    page = browser.text(f"sprawa/{case.pk}/")
    for said in (
        "Strona zmarła: Jan Przykładny", "(śmierć: 23.11.2026)", "Wstrzymano doręczanie", "wstrzymane, adresat zmarł",
        "zegar stoi", "art. 97",
    ):  # fmt: skip
        assert said in page, said
    with at("2027-03-01T10:00"):
        with acting_for(browser.place.id):
            assert post.due() == []
        clock.elapse(browser.place.id)
        with acting_for(browser.place.id):
            assert case_of(browser.place).outcome == ""
            assert Delivery.objects.get(document__letter="wezwanie").effective_on is None


def test_the_account_of_the_dead_can_answer_nothing(browser: Browser, case: Case, path: str) -> None:
    died(browser, case, path)
    with acting_for(browser.place.id), pytest.raises(Forbidden):
        withdrawing.withdraw(case.pk, "", by=world.resident())


def test_no_letter_goes_to_nobody(browser: Browser, case: Case, path: str) -> None:
    died(browser, case, path)
    answer = browser.send(f"sprawa/{case.pk}/zadanie/kpa_wszczecie/", {})
    signed = browser.send(answer["Location"])
    assert signed.status_code == 422
    assert "Nie ma komu doręczyć pisma" in signed.content.decode()


def test_a_successor_takes_part_and_the_terms_go_on(browser: Browser, case: Case, path: str) -> None:
    died(browser, case, path)
    assert browser.send(f"{path}nastepca/", HEIR).status_code == 302
    page = browser.text(f"sprawa/{case.pk}/")
    assert "Ewa Następna, następca prawny" in page
    answer = browser.send(f"sprawa/{case.pk}/zadanie/kpa_nastepcy/", {"kpa_nastepcy_zdanie": "Akt poświadczenia."})
    assert browser.send(answer["Location"]).status_code == 302
    drain(browser.place.id)
    with acting_for(browser.place.id):
        [sent] = Delivery.objects.filter(document__letter="kpa_nastepcy")
        assert (sent.addressee, sent.channel, sent.next_step_at) == ("Ewa Następna", "papier", None)
    page = browser.text(f"sprawa/{case.pk}/")
    assert "zegar stoi" not in page
    assert "do wysłania na papierze" in page


@pytest.mark.parametrize("wrong", [{"kto_zmarl": ""}, {"dzien_smierci-day": "24"}, {"dzien_smierci-day": "x"}])
def test_a_wrong_death_is_refused(browser: Browser, case: Case, path: str, wrong: dict[str, str]) -> None:
    assert browser.send(f"{path}smierc/", death(case) | wrong).status_code == 422
    assert party(case).died_on is None


def test_nobody_dies_twice(browser: Browser, case: Case, path: str) -> None:
    died(browser, case, path)
    assert browser.get(f"{path}smierc/").status_code == 302
    with acting_for(browser.place.id):
        assert CaseParty.objects.get(case=case).died_on == date(2026, 11, 23)


def test_a_successor_without_a_death_or_a_name_is_refused(browser: Browser, case: Case, path: str) -> None:
    assert browser.get(f"{path}nastepca/").status_code == 302
    died(browser, case, path)
    answer = browser.send(f"{path}nastepca/", HEIR | {"nazwisko_nastepcy": ""})
    assert answer.status_code == 422
    assert "Polna" in answer.content.decode()


def test_a_new_address_stands_on_later_letters_and_leaves_what_was_filed(
    browser: Browser, case: Case, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[dict[str, Any]] = []
    monkeypatch.setattr("okienko.cases.letters.typeset", lambda files, name, data, at: told.append(data) or world.PDF)
    changed = browser.send(f"{path}adres/", {"czyj_adres": str(party(case).party_id), **HOUSE})
    assert changed.status_code == 302, changed.content.decode()
    page = browser.text(f"sprawa/{case.pk}/")
    assert "Był: ul. Lipowa 3, 06-300 Przasnysz. Jest: Nowa 8, 06-300 Przasnysz." in page
    browser.send(f"sprawa/{case.pk}/zadanie/kpa_wszczecie/", {})
    assert told[-1]["strona"]["adres"] == "Nowa 8, 06-300 Przasnysz"
    with acting_for(browser.place.id):
        filed = SubmissionParty.objects.select_related("party").get(submission=case.submission_id)
        assert filed.party.address == "ul. Lipowa 3, 06-300 Przasnysz"
        assert CaseDocument.objects.filter(case=case).count() >= 2


def test_all_else_that_is_known_of_a_company_stays_with_its_new_address(
    browser: Browser, case: Case, path: str
) -> None:
    known = {"company": "Zmyślona sp. z o.o.", "nip": "1234563218", "krs": "0000012345", "email": "biuro@example.org"}
    with acting_for(browser.place.id):
        Party.objects.filter(pk=party(case).party_id).update(**known)
    browser.send(f"{path}adres/", {"czyj_adres": str(party(case).party_id), **HOUSE})
    moved = party(case).party
    assert {name: getattr(moved, name) for name in known} == known
    assert moved.address == "Nowa 8, 06-300 Przasnysz"


def test_letters_to_a_namesake_still_wait(browser: Browser, case: Case, path: str) -> None:
    with acting_for(browser.place.id):
        [sent] = Delivery.objects.filter(document__letter="wezwanie")
        sent.pk, sent.resident_id, sent.party_id = uuid7(), uuid4(), uuid4()
        sent.save(force_insert=True)
    died(browser, case, path)
    with acting_for(browser.place.id):
        told = dict(Delivery.objects.filter(document__letter="wezwanie").values_list("resident_id", "effect"))
    assert told == {world.resident().pk: "wstrzymane", sent.resident_id: "czeka"}


def test_the_same_address_is_no_change(browser: Browser, case: Case, path: str) -> None:
    house = {"czyj_adres": str(party(case).party_id), **HOUSE}
    browser.send(f"{path}adres/", house)
    again = browser.send(f"{path}adres/", house | {"czyj_adres": str(party(case).party_id)})
    assert again.status_code == 422
    assert "inny adres" in again.content.decode()
    assert browser.send(f"{path}adres/", house | {"nowy_adres-kod": "6-30"}).status_code == 422


def test_after_a_new_address_the_account_still_has_the_matter(browser: Browser, case: Case, path: str) -> None:
    browser.send(f"{path}adres/", {"czyj_adres": str(party(case).party_id), **HOUSE})
    with acting_for(browser.place.id):
        withdrawing.withdraw(case.pk, "", by=world.resident())
