"""The matter's page: turn, letters and their collection, answer to an order, withdrawal, fee."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from okienko.cases import actions, clock, queries
from okienko.cases.models import Case, Reply
from okienko.documents import actions as documents
from okienko.journal.drain import drain
from okienko.payments.models import Payment
from okienko.payments.queries import gateway
from okienko.portal.tests.browser import Browser, pdf
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world


def at(text: str) -> Any:
    """An instant in Warsaw's winter time."""
    return time_is(datetime.fromisoformat(f"{text}+01:00").astimezone(UTC))


class Office:
    """What the office does meanwhile."""

    def __init__(self, matter: str) -> None:
        self.matter = matter
        self.submission = UUID(matter.split("/")[3])
        drain(world.COMMUNE)
        self.clerk = world.clerks().signing
        with acting_for(world.COMMUNE):
            case = queries.case_of_submission(self.submission)
            assert case is not None
            self.case = case
            actions.take(case.pk, by=self.clerk)

    def do(self, answers: Mapping[str, Any], letter: str = "") -> None:
        with acting_for(world.COMMUNE):
            task = queries.case_for(self.clerk, self.case.pk).tasks[0]  # type: ignore[union-attr]
            decided = None
            if letter:
                document = documents.preview(letter, letter, world.PDF, about=self.case.urn)
                actions.prepare_letter(self.case, task.token, document, answers, by=self.clerk)
                decided = actions.Decided(document, document.preview.sha256)
            version = Case.objects.get(pk=self.case.pk).version
            actions.complete(self.case.pk, task.token, answers, version=version, by=self.clerk, letter=decided)

    def order(self) -> None:
        self.do({"kompletne": False})
        self.do({"braki": ["mapka"]}, "wezwanie")

    def letter(self) -> str:
        with acting_for(world.COMMUNE):
            [delivery] = queries.deliveries_about(self.case.urn)
        return f"{self.matter}pismo/{delivery.pk}/"


@pytest.fixture
def matter(home: Browser) -> str:
    return home.submit()


@pytest.fixture
def office(matter: str) -> Office:
    return Office(matter)


def test_matter_before_its_case_is_honest(home: Browser, matter: str) -> None:
    home.open(f"{matter}?wyslano=1")
    assert "Urząd przyjął Twoje pismo, za chwilę nada mu znak" in home.text
    assert "Odśwież" in home.text
    assert "Potwierdzenie w PDF przygotowujemy" in home.text
    assert home.open(f"{matter}potwierdzenie/")["Location"] == matter


def test_matter_is_on_the_list(home: Browser, office: Office) -> None:
    home.open("/konto/")
    assert "OŚ.6131.1.2026" in home.text
    assert "Teraz urząd" in home.text


def test_receipt_is_a_pdf_when_ready(home: Browser, office: Office) -> None:
    drain(world.COMMUNE)
    home.open(f"{office.matter}potwierdzenie/")
    assert home.page["Content-Type"] == "application/pdf"
    assert home.page.content.startswith(b"%PDF-")


def test_picture_of_the_process_has_its_words(home: Browser, office: Office) -> None:
    home.open(office.matter)
    assert "Zobacz przebieg" in home.text
    assert "<svg" in home.page.content.decode()
    assert "Sprawdź zgłoszenie. (teraz)" in home.text


def test_opening_a_letter_asks_first(home: Browser, office: Office) -> None:
    office.order()
    home.open(office.letter())
    assert "Otwarcie pisma oznacza jego odbiór" in home.text
    assert home.open(f"{office.letter()}plik/").status_code == 303
    with at("2026-11-25T10:00"):
        home.log_in(world.resident())
        assert home.send(office.letter())["Location"] == office.letter()
        home.open(office.letter())
        assert "25 listopada 2026, godz. 10:00" in home.text.replace("\u00a0", " ")
        assert home.open(f"{office.letter()}plik/").content == world.PDF


def test_collected_order_gives_seven_days_and_the_turn(home: Browser, office: Office) -> None:
    office.order()
    home.send(office.letter())
    drain(world.COMMUNE)
    home.open(office.matter)
    assert "Teraz Ty" in home.text
    assert "30 listopada 2026" in home.text.replace("\u00a0", " ")


def test_answer_is_received_once(home: Browser, office: Office) -> None:
    office.order()
    home.send(office.letter())
    drain(world.COMMUNE)
    form = f"{office.matter}odpowiedz/uzupelnienie/"
    home.open(form)
    key = home.page.content.decode().partition('name="klucz" value="')[2].partition('"')[0]
    for _ in range(2):
        sent = home.send(form, {"klucz": key, "uzupelnienie_tresc": "Dosyłam mapkę", "pliki": pdf()})
        assert sent.status_code == 303, home.text
    with acting_for(world.COMMUNE):
        [reply] = Reply.objects.all()
        assert reply.files.count() == 1
    home.open(office.matter)
    assert "Dosyłam mapkę" in home.text
    assert "Teraz urząd" in home.text


def test_empty_answer_is_refused(home: Browser, office: Office) -> None:
    office.order()
    form = f"{office.matter}odpowiedz/uzupelnienie/"
    assert home.send(form, {"uzupelnienie_tresc": ""}).status_code == 422
    assert "Napisz, co uzupełniasz, albo dodaj plik" in home.text


def test_answer_with_a_bad_file_keeps_the_text(home: Browser, office: Office) -> None:
    office.order()
    form = f"{office.matter}odpowiedz/uzupelnienie/"
    home.send(form, {"uzupelnienie_tresc": "Dosyłam", "pliki": pdf("mapka.png")})
    assert home.page.status_code == 422
    assert "Dosyłam" in home.page.content.decode()


def test_answer_typed_when_the_session_lapsed_is_shown_again(home: Browser, office: Office) -> None:
    office.order()
    form = f"{office.matter}odpowiedz/uzupelnienie/"
    with at("2026-11-23T17:00"):
        home.send(form, {"uzupelnienie_tresc": "Dosyłam"})
    assert home.page.status_code == 422
    assert "Zaloguj się w nowej karcie" in home.text
    assert "Dosyłam" in home.page.content.decode()


def test_answer_that_nobody_waits_for_is_not_asked(home: Browser, office: Office) -> None:
    form = f"{office.matter}odpowiedz/uzupelnienie/"
    assert home.open(form)["Location"] == office.matter
    assert home.send(form, {"uzupelnienie_tresc": "x"}).status_code == 422
    assert home.open(f"{office.matter}odpowiedz/nie-ma/").status_code == 404


def test_silence_settles_and_a_certificate_may_be_asked_for(home: Browser, office: Office) -> None:
    office.do({"kompletne": True})
    with at("2026-12-11T10:00"):
        office.do({"data_ogledzin": date(2026, 12, 11), "zgodne_ze_zgloszeniem": "zgodne"})
    with at("2026-12-29T00:00:01"):
        clock.elapse(world.COMMUNE)
        drain(world.COMMUNE)
        home.log_in(world.resident())
        home.open(office.matter)
        assert "Możesz usunąć drzewo" in home.text
        assert "Sprawa załatwiona" in home.text
        form = f"{office.matter}odpowiedz/zaswiadczenie_milczace/"
        assert home.open(form).status_code == 200
        assert home.send(form).status_code == 303, home.text
        home.open(office.matter)
        assert "Teraz urząd" in home.text


def test_withdrawal_asks_first_and_ends_the_matter(home: Browser, office: Office) -> None:
    home.open(f"{office.matter}wycofaj/")
    assert "Czy na pewno" in home.text
    assert home.send(f"{office.matter}wycofaj/", {"powod": "x" * 301}).status_code == 422
    assert home.send(f"{office.matter}wycofaj/", {"powod": "Rozmyśliłem się"})["Location"] == office.matter
    home.open(office.matter)
    assert "Sprawa wycofana" in home.text
    assert home.open(f"{office.matter}wycofaj/").status_code == 303
    assert home.send(f"{office.matter}wycofaj/").status_code in (303, 422)


class TestFee:
    @pytest.fixture
    def due(self, home: Browser) -> str:
        home.fill()
        home.answer("zglaszajacy", {"pelnomocnik": "tak"})
        home.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "nie"})
        home.send(f"{home.draft}zalaczniki/", {"plik-pelnomocnictwo": pdf("p.pdf")})
        matter = home.send(f"{home.draft}wyslij/")["Location"].partition("?")[0]
        drain(world.COMMUNE)
        return str(matter)

    def payment(self) -> Payment:
        with acting_for(world.COMMUNE):
            return Payment.objects.get()

    def notice(self, **changed: str) -> dict[str, str]:
        fields = {"office": str(world.COMMUNE), "payment": str(self.payment().pk), "amount": "17.00", "reference": "X1"}
        signed = fields | {"sign": gateway().sign(fields)}
        return signed | changed

    def test_is_paid_at_the_fake_gateway_and_shown(self, home: Browser, due: str) -> None:
        home.open(due)
        assert "Zapłać teraz" in home.text
        there = home.send(f"{due}zaplac/")["Location"]
        assert there.startswith("/atrapa/platnosc/?")
        home.open(there)
        assert "ATRAPA: udaje bramkę płatności" in home.text
        fields = dict(_hidden(home.page.content.decode()))
        assert home.send("/atrapa/platnosc/", fields)["Location"] == f"{due}?zaplacono=1"
        home.open(due)
        assert "Zapłacona" in home.text
        assert "Zapłać teraz" not in home.text
        assert home.send(f"{due}zaplac/")["Location"] == due

    def test_changed_order_is_refused(self, home: Browser, due: str) -> None:
        there = home.send(f"{due}zaplac/")["Location"]
        assert home.open(there.replace("amount=17.00", "amount=1.00")).status_code == 422
        assert home.open("/atrapa/platnosc/?sign=ą").status_code == 422

    def test_notice_comes_twice(self, due: str) -> None:
        server = Client(enforce_csrf_checks=True)
        fields = self.notice()
        assert server.post("/platnosci/powiadomienie/", fields).json() == {"przyjeto": True}
        assert server.post("/platnosci/powiadomienie/", fields).json() == {"przyjeto": False}
        assert self.payment().reference == "X1"

    def test_notice_comes_late(self, due: str) -> None:
        with at("2027-06-01T10:00"):
            assert Client().post("/platnosci/powiadomienie/", self.notice()).status_code == 200

    @pytest.mark.parametrize(
        "changed",
        [{"sign": "0" * 64}, {"sign": ""}, {"sign": "ą"}, {"amount": "1.00"}, {"payment": "x"}, {"reference": "Y"}],
        ids=["signature", "unsigned", "no-ascii", "amount", "payment", "reference"],
    )
    def test_forged_notice_is_403(self, due: str, changed: dict[str, str]) -> None:
        answer = Client().post("/platnosci/powiadomienie/", self.notice(**changed))
        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"
        assert self.payment().paid_at is None


def _hidden(text: str) -> list[tuple[str, str]]:
    pairs = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', text)
    return [(name, html.unescape(value)) for name, value in pairs]
