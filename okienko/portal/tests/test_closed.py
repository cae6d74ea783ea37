"""An office that takes nothing new: drafts wait, cases and terms go on, residents see what is theirs."""

from __future__ import annotations

from datetime import date

import pytest

from okienko.cases import clock
from okienko.cases.models import Case, Status
from okienko.catalogue import actions as catalogue
from okienko.journal.drain import drain
from okienko.offices.models import Office
from okienko.people.queries import Resident
from okienko.portal.tests.browser import SERVICE, Browser
from okienko.portal.tests.test_matter import Office as Clerks
from okienko.portal.tests.test_matter import at
from okienko.submissions.models import Draft, Submission
from okienko.tenancy.context import acting_for
from tests import world

TODAY = date(2026, 11, 23)
NOTICE = "Przyjdź do pokoju 12 albo wyślij pocztą."


def end(since: date = TODAY, notice: str = NOTICE) -> None:
    with acting_for(world.COMMUNE):
        office = Office.objects.get(id=world.COMMUNE)
        catalogue.end_offer(world.SERVICE, office=office, valid_from=since, notice=notice, by=world.SET_UP)


def resume(since: date = TODAY) -> None:
    with acting_for(world.COMMUNE):
        office = Office.objects.get(id=world.COMMUNE)
        catalogue.resume_offer(world.SERVICE, office=office, valid_from=since, by=world.SET_UP)


def test_the_page_of_the_service_says_so_and_where_to_go(browser: Browser) -> None:
    end()
    assert browser.open(SERVICE).status_code == 410
    assert "Tej sprawy nie załatwisz teraz w Okienku" in browser.text
    assert "Od 23 listopada 2026 urząd nie przyjmuje tu nowych pism" in browser.text
    assert NOTICE in browser.text
    assert "ul. Zmyślona 1" in browser.text


def test_nothing_new_is_begun(browser: Browser) -> None:
    end()
    assert browser.send(SERVICE).status_code == 410
    with acting_for(world.COMMUNE):
        assert not Draft.objects.exists()


def test_the_office_is_not_listed_and_its_own_page_says_why(browser: Browser) -> None:
    end()
    browser.open("/")
    assert "Gmina Przasnysz" not in browser.text
    assert browser.open("/gmina-przasnysz/").status_code == 200
    assert "nie przyjmuje teraz nowych spraw w Okienku" in browser.text
    assert "Czego teraz nie przyjmujemy" in browser.text


def test_until_the_day_comes_all_goes_as_before(home: Browser) -> None:
    end(date(2026, 12, 1))
    assert home.open(SERVICE).status_code == 200
    home.submit()
    with at("2026-12-01T08:00"):
        assert home.open(SERVICE).status_code == 410


@pytest.mark.parametrize("page", ["", "zglaszajacy/", "sprawdz/"])
def test_a_draft_waits_and_says_until_when(home: Browser, page: str) -> None:
    home.fill()
    end()
    assert home.open(f"{home.draft}{page}").status_code == 410
    assert "Nie został wysłany. Odpowiedzi trzymamy do 23 grudnia 2026" in home.text
    assert home.open(f"{home.draft}druk/").status_code == 200


def test_a_draft_is_not_sent_and_not_lost(home: Browser) -> None:
    home.fill()
    end()
    assert home.send(f"{home.draft}wyslij/").status_code == 410
    with acting_for(world.COMMUNE):
        assert not Submission.objects.exists()
        assert Draft.objects.count() == 1
    resume()
    assert home.send(f"{home.draft}wyslij/").status_code == 303


def test_a_draft_of_somebody_else_stays_unseen(home: Browser, browser: Browser) -> None:
    home.fill()
    draft = home.draft
    end()
    stranger = Browser(type(home.client)(), home.place)
    assert stranger.open(draft).status_code == 404
    assert stranger.open(f"{draft}druk/").status_code == 404


def test_a_matter_goes_on_to_its_end_and_its_resident_sees_it(home: Browser) -> None:
    matter = home.submit()
    office = Clerks(matter)
    end()
    assert home.open(matter).status_code == 200
    assert "Teraz urząd" in home.text
    office.order()
    drain(world.COMMUNE)
    home.open(matter)
    assert "Teraz Ty" in home.text
    home.open("/konto/")
    assert "OŚ.6131.1.2026" in home.text


def test_terms_run_and_silence_settles_after_the_end(home: Browser) -> None:
    matter = home.submit()
    office = Clerks(matter)
    end()
    office.do({"kompletne": True})
    with at("2026-12-11T12:00"):
        office.do({"data_ogledzin": date(2026, 12, 11), "zgodne_ze_zgloszeniem": "zgodne"})
    with at("2027-01-11T12:00"):
        clock.elapse(world.COMMUNE)
        drain(world.COMMUNE)
    with acting_for(world.COMMUNE):
        assert Case.objects.get().status == Status.SETTLED


def test_a_submission_accepted_before_the_end_has_its_case_after_it(jan: Resident) -> None:
    receipt = world.submit(world.draft(jan), jan)
    end()
    drain(world.COMMUNE)
    with acting_for(world.COMMUNE):
        assert Case.objects.get(submission_id=receipt.submission_id).mark == "OŚ.6131.1.2026"


def test_what_was_never_offered_is_absent(browser: Browser) -> None:
    end()
    assert browser.open("/gmina-przasnysz/usluga/gm-smieci-deklaracja/").status_code == 404
    assert browser.open("/miasto-przasnysz/").status_code == 404


def test_a_service_that_is_taken_again_is_as_before(browser: Browser) -> None:
    end()
    resume()
    assert browser.open(SERVICE).status_code == 200
