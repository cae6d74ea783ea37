"""An appeal after its term: received, explained, sent on; one posted in time undoes what its lateness had brought."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from okienko.cases import actions, clock
from okienko.cases.models import Case, Reply, Status
from okienko.cases.queries import matter_for
from okienko.desk.tests.browser import Browser
from okienko.documents.models import Document, State
from okienko.journal.drain import drain
from okienko.offices.queries import Place, place
from okienko.people.models import Resident
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for
from tests import roads, world
from tests.roads import at, done, fresh
from tests.world import COMMUNE

WORDS = {"odwolanie_tresc": "Opłata jest policzona od złej powierzchni."}
PLEA = {"kpa_przeszkoda": "Byłam w szpitalu.", "kpa_ustanie": date(2026, 12, 14)}


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    return world.resident()


@pytest.fixture
def signing(commune: Place) -> world.Clerk:
    with acting_for(COMMUNE):
        return world.Clerk.objects.get(head=True)


@pytest.fixture
def road(jan: Resident, commune: Place, signing: world.Clerk) -> Case:
    """The permit was collected on 1 December; nobody appealed in time."""
    roads.offer_roads()
    case = roads.applied(jan)
    roads.permitted(case, signing, jan)
    with at("2026-12-16T00:00"):
        clock.elapse(COMMUNE)
        drain(COMMUNE)
    return case


def sent(case: Case, message: str, answers: dict[str, object], by: Resident) -> None:
    with acting_for(COMMUNE):
        actions.reply(case.pk, message, answers, [], key=f"{message}-{now():%H%M%S}", by=by)
    drain(COMMUNE)


def came_on_paper(case: Case, posted_on: date, by: world.Clerk) -> None:
    with acting_for(COMMUNE):
        locked = actions.lock(case.pk)
        letter = Reply(case=locked, message="odwolanie", answers=WORDS, received_at=now(), key="papier")
        actions.take_in(letter, [], posted_on=posted_on, by=by)
    drain(COMMUNE)


def test_one_minute_late_it_is_received_explained_and_sent_on(road: Case, jan: Resident, signing: world.Clerk) -> None:
    with at("2026-12-16T00:01"):
        sent(road, "odwolanie", WORDS, jan)
        browser = Browser(_place())
        page = browser.text(f"sprawa/{road.pk}/")
        for said in (
            "Wpłynęło po terminie: Odwołanie", "Termin minął z końcem dnia 15 grudnia 2026",
            "Przekaż spóźnione odwołanie z aktami",
        ):  # fmt: skip
            assert said in page, said
        assert (fresh(road).turn, fresh(road).status, fresh(road).due_on) == (
            "urzad", Status.SETTLED, date(2026, 12, 23)
        )  # fmt: skip
        assert "Zezwolenie" in browser.text("dzis/")
    with at("2026-12-21T10:00"):
        done(road, signing, "kpa_przekaz_spoznione", {})
        assert fresh(road).turn == "nikt"
        with acting_for(COMMUNE):
            assert Document.objects.get(letter="kpa_przekaz_spoznione").state == State.SEALED


def test_after_the_case_has_ended_it_is_opened_again_for_as_long_as_it_takes(
    road: Case, jan: Resident, signing: world.Clerk
) -> None:
    with at("2027-01-05T10:00"):
        clock.elapse(COMMUNE)
        assert fresh(road).status == Status.ENDED
        sent(road, "odwolanie", WORDS, jan)
        assert (fresh(road).status, fresh(road).ended_at, fresh(road).turn) == (Status.SETTLED, None, "urzad")
        done(road, signing, "kpa_przekaz_spoznione", {})
        assert fresh(road).status == Status.ENDED


def test_posted_abroad_on_the_last_day_it_undoes_that_the_decision_was_final(
    road: Case, jan: Resident, signing: world.Clerk
) -> None:
    with at("2026-12-21T11:00"):
        came_on_paper(road, date(2026, 12, 15), signing)
        page = Browser(_place()).text(f"sprawa/{road.pk}/")
        for said in (
            "Odwołanie: w terminie.",
            "Liczy się dzień nadania",
            "Przekaż odwołanie z aktami",
            "Odwołaj w piśmie",
        ):
            assert said in page, said
        assert fresh(road).due_on == date(2026, 12, 28)
        done(road, signing, "przekaz_odwolanie", {})
        assert fresh(road).status == Status.SETTLED
        done(road, signing, "dodane", {"dodane_zdanie": "Wysłane 21 grudnia."})
        assert fresh(road).status == Status.ENDED


def test_posted_a_day_late_it_is_late_on_paper_too(road: Case, signing: world.Clerk) -> None:
    with at("2026-12-21T11:00"):
        came_on_paper(road, date(2026, 12, 16), signing)
        assert "Odwołanie: po terminie." in Browser(_place()).text(f"sprawa/{road.pk}/")


def test_a_restored_term_makes_the_appeal_be_in_time(road: Case, jan: Resident, signing: world.Clerk) -> None:
    with at("2026-12-18T10:00"):
        sent(road, "odwolanie", WORDS, jan)
        sent(road, "kpa_przywrocenie", PLEA, jan)
        page = Browser(_place()).text(f"sprawa/{road.pk}/")
        assert "Prośba o przywrócenie terminu: w terminie." in page
        assert page.count(">Przekaż spóźnione odwołanie z aktami <kbd") == 1
        done(road, signing, "kpa_przekaz_spoznione", {})
    with at("2026-12-28T10:00"):
        done(road, signing, "kpa_termin_przywrocony", {"kpa_przywrocono_dnia": date(2026, 12, 23)})
        page = Browser(_place()).text(f"sprawa/{road.pk}/")
        assert "Odwołanie: w terminie." in page


def test_the_resident_is_told_that_the_term_is_over_and_may_send_it_all_the_same(road: Case, jan: Resident) -> None:
    with at("2026-12-16T10:00"), acting_for(COMMUNE):
        matter = matter_for(jan, road.submission_id)
        assert matter is not None
        assert list(matter.late) == ["odwolanie", "kpa_przywrocenie"]
        assert "Termin minął z końcem dnia 15 grudnia 2026" in matter.late["odwolanie"]


def test_an_appeal_in_time_says_that_the_decision_is_not_final(
    jan: Resident, commune: Place, signing: world.Clerk
) -> None:
    roads.offer_roads()
    case = roads.applied(jan)
    roads.permitted(case, signing, jan)
    with at("2026-12-14T18:00"):
        sent(case, "odwolanie", WORDS, jan)
        with acting_for(COMMUNE):
            matter = matter_for(jan, case.submission_id)
    assert matter is not None
    assert matter.outcome_text == "Wniesiono odwołanie od decyzji"
    assert "Nie jest ostateczna" in matter.outcome_explains


def _place() -> Place:
    with acting_for(COMMUNE):
        found = place()
    assert found is not None
    return found


def test_a_stranger_sends_nothing_late(road: Case, client: Client) -> None:
    stranger = world.resident("Obca Osoba", "00620212345")
    with at("2026-12-16T10:00"), pytest.raises(Exception, match="nie"):
        sent(road, "odwolanie", WORDS, stranger)


def test_a_resolution_in_the_middle_of_an_occupation_is_told_and_changes_no_sum(
    jan: Resident, commune: Place, signing: world.Clerk
) -> None:
    roads.offer_roads()
    case = roads.applied(jan)
    roads.offer_roads(valid_from=date(2027, 1, 8), stawka_chodnik="3")
    browser = Browser(_place())
    page = browser.text(f"sprawa/{case.pk}/").replace("\xa0", " ")
    assert "Rada zmieniła wartości po złożeniu pisma" in page
    assert "3 (było 2), uchwała nr XII/89/2025" in page
    assert "8 stycznia 2027" in page
    assert "według stawek z dnia wniosku" in page
    assert "300 zł" in page  # 15 m² × 2 zł × 10 dni, as on the day of filing
    assert "450 zł" not in page
    with at("2026-11-24T10:00"):
        done(case, signing, "sprawdz", {"wynik_sprawdzenia": "kompletny"})
        with acting_for(COMMUNE):
            token = case.tasks.get(node="rozstrzygnij", closed_at=None).token
        assert "Rada zmieniła wartości" in browser.text(f"sprawa/{case.pk}/zadanie/{token}/")
