"""At the counter: the clerk fills in the resident's form for somebody, or finishes a printed draft."""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from okienko.cases.models import LedgerEntry
from okienko.deliveries.models import Delivery
from okienko.desk.tests.browser import Browser, case_of, task_path
from okienko.journal.drain import drain
from okienko.offices.queries import Place
from okienko.payments.models import Payment
from okienko.people.models import Clerk
from okienko.portal.tests.browser import ANSWERS, TREE
from okienko.submissions import counter
from okienko.submissions._submit import submit
from okienko.submissions.errors import NotReady
from okienko.submissions.models import Draft, DraftFile, Submission
from okienko.tenancy.clock import time_is, today
from okienko.tenancy.context import acting_for
from tests import world

PERSON = {
    "imie": "Jadwiga", "nazwisko": "Bezkonta", "dokument": "dowód osobisty", "pesel": "",
    "adres": "ul. Polna 7, 06-300 Przasnysz", "email": "",
}  # fmt: skip
START = f"okienko/nowa/{world.SERVICE}/"


class Counter(Browser):
    """A clerk at the counter, with one draft's form open."""

    form_path = ""

    def begin(self, **changed: str) -> HttpResponse:
        answer = self.send(START, PERSON | changed)
        self.form_path = answer.get("Location", "")
        return answer

    def answer(self, page: str, data: dict[str, Any] | None = None) -> HttpResponse:
        return self.client.post(f"{self.form_path}{page}/", ANSWERS.get(page, {}) | (data or {}))

    def fill(self) -> None:
        """Everything but the map, which this person did not bring."""
        for page in ("zglaszajacy", "dzialka", "wlasciciel", "firma", "budowa", "miejsce"):
            assert self.answer(page).status_code == 303, page
        assert self.answer("drzewa/1", TREE).status_code == 303
        for page in ("drzewa", "uwagi", "zalaczniki"):
            assert self.answer(page).status_code == 303, page

    def take_in(self, **data: str) -> HttpResponse:
        shown = self.client.get(f"{self.form_path}sprawdz/").content.decode()
        found = re.search('name="skrot" value="([0-9a-f]{64})"', shown)
        read = {"skrot": found[1]} if found else {}
        return self.client.post(f"{self.form_path}wyslij/", {"podpisano": "tak"} | read | data)


def words(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    found = world.open_commune()
    world.clerks()
    return found


@pytest.fixture
def clerk(commune: Place) -> Counter:
    return Counter(commune)


def test_a_person_without_an_account_is_served_to_the_open_case(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    clerk.fill()
    done = clerk.take_in()
    drain(commune.id)
    page = words(clerk.get(done["Location"]))
    assert "Pismo jest przyjęte" in page
    assert "Jadwiga Bezkonta" in page
    assert "przy okienku" in page
    case = case_of(commune)
    assert case.who == "Jadwiga Bezkonta"
    with acting_for(commune.id):
        submission = Submission.objects.get()
        assert (submission.channel, submission.resident_id) == ("okienko", None)
        assert submission.taken_by == Clerk.objects.get(first_name="Anna").pk
        party = submission.parties.get().party
        assert (party.address, party.resident_id) == (PERSON["adres"], None)
    receipt = clerk.get(f"{done['Location']}potwierdzenie/")
    assert receipt.content.startswith(b"%PDF")


def test_who_comes_must_be_named_and_what_was_typed_stays(clerk: Counter) -> None:
    answer = clerk.begin(nazwisko="", adres="", pesel="123")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Wpisz nazwisko." in page
    assert "bez niego urząd nie wyśle pisma" in page
    assert 'value="Jadwiga"' in page
    assert 'value="123"' in page


def test_nothing_is_taken_until_the_print_is_signed(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    clerk.fill()
    answer = clerk.client.post(f"{clerk.form_path}wyslij/")
    assert answer.status_code == 422
    assert "daj je do podpisu" in words(answer)
    with acting_for(commune.id):
        assert not Submission.objects.exists()


def test_the_print_names_the_person_and_the_clerk(clerk: Counter) -> None:
    clerk.begin()
    clerk.fill()
    page = words(clerk.get(f"{clerk.form_path}druk/"))
    assert "Jadwiga Bezkonta" in page
    assert "Pismo przyjął: Anna Wzorcowa" in page


def test_sent_twice_it_is_taken_once(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    clerk.fill()
    first = clerk.take_in()
    second = clerk.take_in()
    assert first["Location"] == second["Location"]
    with acting_for(commune.id):
        assert Submission.objects.count() == 1


def test_a_printed_draft_is_finished_by_its_code_and_stays_the_residents_matter(clerk: Counter, commune: Place) -> None:
    resident = world.resident()
    draft = world.draft(resident)
    answer = clerk.send("okienko/", {"kod": draft.code.lower().replace("-", " ")})
    assert answer.status_code == 302
    person = words(clerk.get(answer["Location"]))
    assert "Po czym sprawdzono tożsamość?" in person
    named = clerk.send(answer["Location"], PERSON | {"imie": "Jan", "nazwisko": "Przykładny"}, co="dalej")
    clerk.form_path = named["Location"]
    assert clerk.take_in().status_code == 303
    with acting_for(commune.id):
        submission = Submission.objects.get()
        assert (submission.resident_id, submission.channel) == (resident.pk, "okienko")
    drain(commune.id)
    journal = Browser(commune, "podpis").text(f"sprawa/{case_of(commune).pk}/?pokaz=wszystko")
    assert "Przyjęte przy okienku" in journal


def test_who_sends_a_draft_that_a_clerk_had_opened_sends_it_from_the_account(clerk: Counter, commune: Place) -> None:
    """The rules of the counter, where people sign and may lack attachments, hold for what a clerk takes in alone."""
    resident = world.resident()
    draft = world.draft(resident)
    clerk.send("okienko/", {"kod": draft.code})
    with acting_for(commune.id):
        opened = Draft.objects.get(pk=draft.pk)
        DraftFile.objects.filter(draft=opened).delete()
        here = world.offer()
    with pytest.raises(NotReady):
        submit(opened, [], here, by=resident)
    receipt = world.submit(world.draft(resident), resident)
    with acting_for(commune.id):
        assert Submission.objects.get(pk=receipt.submission_id).channel == "konto"


def test_somebody_else_named_at_the_counter_does_not_get_the_owners_account(clerk: Counter, commune: Place) -> None:
    draft = world.draft(world.resident())
    answer = clerk.send("okienko/", {"kod": draft.code})
    anna = {"imie": "Anna", "nazwisko": "Inna", "pesel": "44051401359"}
    clerk.form_path = clerk.send(answer["Location"], PERSON | anna, co="dalej")["Location"]
    assert clerk.take_in().status_code == 303
    with acting_for(commune.id):
        party = Submission.objects.get().parties.select_related("party").get().party
        assert (party.name, party.resident_id) == ("Anna Inna", None)


def test_answers_that_changed_after_the_print_are_read_again(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    clerk.fill()
    shown = clerk.get(f"{clerk.form_path}sprawdz/").content.decode()
    [read] = re.findall('name="skrot" value="([0-9a-f]{64})"', shown)
    clerk.answer("uwagi", {"uwagi": "Jeszcze coś."})
    answer = clerk.take_in(skrot=read)
    assert answer.status_code == 422
    assert "Odpowiedzi zmieniły się" in words(answer)
    assert clerk.take_in().status_code == 303


@pytest.mark.parametrize(
    "code", ["", "AAAA-BBBB-CCCC", "żółć", "x" * 300, "\x00"], ids=["none", "other", "odd", "long", "nul"]
)
def test_a_code_that_leads_nowhere_is_refused_kindly(clerk: Counter, code: str) -> None:
    answer = clerk.send("okienko/", {"kod": code})
    assert answer.status_code == 422
    assert "Nie ma szkicu o tym kodzie" in words(answer)


def test_a_draft_that_was_sent_is_not_opened_again(clerk: Counter) -> None:
    resident = world.resident()
    draft = world.draft(resident)
    world.submit(draft, resident)
    assert clerk.send("okienko/", {"kod": draft.code}).status_code == 422


def test_the_form_is_closed_to_whoever_has_no_pass(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    other = Browser(commune, "zwykly")
    assert other.get(f"{clerk.form_path}sprawdz/").status_code == 404
    assert Client().get(f"{clerk.form_path}sprawdz/").status_code == 404


def test_the_pass_ends_with_the_session_at_the_desk(clerk: Counter) -> None:
    clerk.begin()
    assert clerk.get(f"{clerk.form_path}zglaszajacy/").status_code == 200
    clerk.client.post("/biurko/wyloguj/")
    assert clerk.get(f"{clerk.form_path}zglaszajacy/").status_code == 404


def test_the_pass_is_for_one_draft_alone(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    first, jar = clerk.form_path, clerk.client.cookies[settings.COUNTER_COOKIE].value
    with acting_for(commune.id):
        stranger = counter.begin_for(
            world.offer(), counter.Sender("Ewa", "Inna"), by=Clerk.objects.get(first_name="Piotr")
        )
    clerk.client.cookies[settings.COUNTER_COOKIE] = jar
    assert clerk.get(f"{first}zglaszajacy/").status_code == 200
    assert clerk.get(f"/{commune.slug}/wniosek/{stranger.pk}/zglaszajacy/").status_code == 404


def test_what_was_begun_can_be_left_and_a_residents_draft_goes_back(clerk: Counter, commune: Place) -> None:
    resident = world.resident()
    draft = world.draft(resident)
    opened = clerk.send("okienko/", {"kod": draft.code})
    clerk.send(opened["Location"], {"co": "zostaw"})
    clerk.begin()
    own = next(iter(re.findall(r"okienko/szkic/[0-9a-f-]+/", clerk.text("okienko/"))))
    clerk.send(own, {"co": "zostaw"})
    with acting_for(commune.id):
        left = Draft.objects.get()
    assert (left.pk, left.helper_id, left.channel) == (draft.pk, None, "konto")


def test_what_somebody_without_an_account_began_is_not_thrown_away(clerk: Counter, commune: Place) -> None:
    draft = world.draft(world.resident())
    with acting_for(commune.id):
        Draft.objects.filter(pk=draft.pk).update(resident_id=None, link_hash="")
    opened = clerk.send("okienko/", {"kod": draft.code})
    clerk.send(opened["Location"], {"co": "zostaw"})
    with acting_for(commune.id):
        assert Draft.objects.get().pk == draft.pk


def test_a_fee_paid_at_the_cash_desk_is_noted_with_its_proof(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    clerk.fill()
    there = clerk.take_in()["Location"]
    with acting_for(commune.id):
        Payment(
            about=Submission.objects.get().urn, amount=Decimal(17), title="opłata skarbowa", account="00",
            made_at="2026-11-22T10:00:00Z",
        ).save(force_insert=True)  # fmt: skip
    assert clerk.send(there, {"dowod": " "}).status_code == 422
    assert clerk.send(there, {"dowod": "KP 12/2026"}).status_code == 302
    assert "dowód KP 12/2026" in words(clerk.get(there))
    assert clerk.send(there, {"dowod": "KP 12/2026"}).status_code == 302
    other = clerk.send(there, {"dowod": "przelew 4"})
    assert other.status_code == 422
    assert "KP 12/2026" in words(other)


def test_what_another_clerk_took_is_absent(clerk: Counter, commune: Place) -> None:
    clerk.begin()
    clerk.fill()
    there = clerk.take_in()["Location"]
    assert Browser(commune, "zwykly").get(there).status_code == 404


def _summoned(clerk: Counter, commune: Place) -> Any:
    """The case of a person without an account, after its order to complete went out."""
    clerk.begin()
    clerk.fill()
    clerk.take_in()
    drain(commune.id)
    case = case_of(commune)
    clerk.take(case)
    clerk.send(task_path(commune, case), {"kompletne": "nie"})
    check = clerk.send(task_path(commune, case), {"braki": ["mapka"]})["Location"]
    assert "na papierze: adresat nie ma konta" in words(clerk.get(check))
    assert clerk.send(check).status_code == 302
    drain(commune.id)
    return case


def _day(day: date) -> dict[str, str]:
    return {f"dzien-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


def _delivery_path(clerk: Counter) -> str:
    return next(iter(re.findall(r"/biurko/[^\"]+/doreczenie/[0-9a-f-]+/", clerk.text("okienko/poczta/"))))


def test_a_letter_on_paper_counts_from_the_day_on_its_proof(clerk: Counter, commune: Place) -> None:
    case = _summoned(clerk, commune)
    there = _delivery_path(clerk)
    assert clerk.send(there, {"jak": "nadano"} | _day(today())).status_code == 302
    assert "nadane na poczcie" in words(clerk.get(f"sprawa/{case.pk}/"))
    assert clerk.send(there, {"jak": "zpo"} | _day(today())).status_code == 302
    drain(commune.id)
    with acting_for(commune.id):
        found = Delivery.objects.get()
        started = [entry["deadline"] for entry in LedgerEntry.objects.values_list("entry", flat=True)]
    assert (found.effect, found.effective_on, found.channel) == ("odebrane", today(), "papier")
    assert "uzupelnienie" in started
    assert clerk.send(there, {"jak": "zpo"} | _day(today())).status_code == 422


@pytest.mark.parametrize(
    ("way", "days", "said"),
    [
        ("zpo", 1, "który już był"),
        ("zpo", -1, "wydał to pismo dopiero"),
        ("zwrot", 0, "minie dopiero 7 grudnia 2026"),
        ("golab", 0, "Zaznacz, co stało się z pismem."),
    ],
    ids=["tomorrow", "before it was written", "unclaimed too early", "an unknown way"],
)
def test_a_delivery_that_cannot_be_is_refused(clerk: Counter, commune: Place, way: str, days: int, said: str) -> None:
    _summoned(clerk, commune)
    answer = clerk.send(_delivery_path(clerk), {"jak": way} | _day(today() + timedelta(days=days)))
    assert answer.status_code == 422
    assert said in words(answer)


def test_nothing_is_delivered_before_it_was_posted(clerk: Counter, commune: Place, noon: datetime) -> None:
    _summoned(clerk, commune)
    there = _delivery_path(clerk)
    with time_is(noon + timedelta(days=3)):
        clerk.client.post("/biurko/logowanie/", {"login": "podpis", "haslo": "okienko"})
        assert clerk.send(there, {"jak": "nadano"} | _day(today())).status_code == 302
        early = _day(today() - timedelta(days=1))
        answer = clerk.send(there, {"jak": "zpo"} | early)
        assert answer.status_code == 422
        assert "nadano na poczcie dopiero" in words(answer)
        assert clerk.send(there, {"jak": "do-rak"} | early).status_code == 302


def test_a_letter_to_whom_has_no_account_is_never_presumed_by_the_clock(clerk: Counter, commune: Place) -> None:
    _summoned(clerk, commune)
    with acting_for(commune.id):
        assert Delivery.objects.get().next_step_at is None
