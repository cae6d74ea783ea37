"""Tasks with a letter: written, looked at, signed as looked at, sent."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from okienko.cases.actions import reply
from okienko.cases.clock import elapse
from okienko.cases.models import Case
from okienko.deliveries.actions import collect
from okienko.deliveries.models import Delivery
from okienko.desk.tests.browser import Browser, case_of, task_path
from okienko.documents.models import Document, State
from okienko.documents.queries import content
from okienko.journal.drain import drain
from okienko.offices.queries import Place
from okienko.people.models import Authorisation
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world

LACKS = {"braki": ["mapka", "pelnomocnictwo"], "braki_zdanie": "Plik pokazuje sąsiednią działkę"}
DECIDED = datetime(2026, 12, 16, 12, tzinfo=UTC)
INSPECTED = {
    "data_ogledzin-day": "11", "data_ogledzin-month": "12", "data_ogledzin-year": "2026",
    "zgodne_ze_zgloszeniem": "zgodne",
}  # fmt: skip
OBJECTION = {"rozstrzygniecie": "sprzeciw", "powod_sprzeciwu": ["zezwolenie"], "sprzeciw_zdanie": "Zajęte gniazdo"}


@pytest.fixture
def path(browser: Browser, case: Case) -> str:
    """The task in which the order to complete is written."""
    browser.take(case)
    browser.send(task_path(browser.place, case), {"kompletne": "nie"})
    return task_path(browser.place, case)


@pytest.fixture
def check(browser: Browser, path: str) -> str:
    """The check page of a written order."""
    answer = browser.send(path, LACKS)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def letter(place: Place, name: str = "wezwanie") -> Document:
    with acting_for(place.id):
        return Document.objects.select_related("preview").filter(letter=name).order_by("-id")[0]


def test_the_check_page_tells_all_that_the_signature_means(browser: Browser, check: str) -> None:
    page = browser.text(check)
    digest = letter(browser.place).preview.sha256

    assert "Sprawdź i podpisz: Postanowienie o obowiązku uzupełnienia zgłoszenia" in page
    assert "ul. Lipowa 3, 06-300 Przasnysz" in page
    assert "na konto w Okienku" in page
    assert "z up. Wójta Gminy Przasnysz, Anna Wzorcowa, kierownik referatu" in page
    assert "Upoważnienie nr 12/2026" in page
    assert "Od doręczenia pobiegnie termin „Uzupełnienie zgłoszenia”: 7 dni." in page
    assert f'value="{digest}"' in page
    assert digest[:8] in page


def test_the_preview_is_a_pdf_opened_in_place(browser: Browser, case: Case, check: str) -> None:
    document = letter(browser.place)

    answer = browser.get(f"sprawa/{case.pk}/pismo/{document.pk}/")

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_before_the_signature_nobody_outside_knows(browser: Browser, case: Case, check: str) -> None:
    page = browser.text(f"sprawa/{case.pk}/")

    with acting_for(browser.place.id):
        assert not Delivery.objects.exists()
    assert "Wydano pismo" not in page


def test_exactly_the_bytes_that_were_read_are_sent(browser: Browser, case: Case, check: str) -> None:
    before = browser.get(f"sprawa/{case.pk}/pismo/{letter(browser.place).pk}/").content

    answer = browser.send(check)
    page = browser.text(f"sprawa/{case.pk}/")

    document = letter(browser.place)
    assert answer["Location"] == f"{browser.base}sprawa/{case.pk}/"
    with acting_for(browser.place.id):
        assert document.state == State.ISSUED
        assert content(document.preview) == before
        assert Delivery.objects.get().document_id == document.pk
    assert "Jan Przykładny: czeka na odbiór" in page
    assert "Teraz mieszkaniec" in page


def test_other_bytes_are_not_signed(browser: Browser, check: str) -> None:
    answer = browser.send(check, sha256="0" * 64)

    assert answer.status_code == 422
    assert "Podgląd pisma zmienił się" in answer.content.decode()
    assert letter(browser.place).state == State.PREVIEW


def test_a_changed_case_is_not_signed(browser: Browser, colleague: Browser, case: Case, check: str) -> None:
    opened = browser.form(check)
    colleague.take(case)

    answer = browser.send(check, **opened)

    assert answer.status_code == 409
    assert "Co się zmieniło" in answer.content.decode()
    assert letter(browser.place).state == State.PREVIEW


def test_signing_twice_sends_once(browser: Browser, check: str) -> None:
    browser.send(check)

    again = browser.client.post(check, {"wersja": "3", "sha256": letter(browser.place).preview.sha256})

    assert again.status_code == 409
    with acting_for(browser.place.id):
        assert Delivery.objects.count() == 1


def test_the_way_back_keeps_the_answers(browser: Browser, check: str) -> None:
    page = browser.text(
        browser.text(check).split("?podglad=")[0].rsplit('"', 1)[1] + f"?podglad={letter(browser.place).pk}"
    )

    assert 'value="mapka" checked' in page
    assert "Plik pokazuje sąsiednią działkę" in page


def test_a_preview_belongs_to_its_task(browser: Browser, path: str, check: str) -> None:
    assert browser.get(f"{path}podglad/{uuid4()}/").status_code == 404


def test_without_an_authorisation_one_is_told_before_writing(colleague: Browser, path: str, case: Case) -> None:
    colleague.take(case)

    page = colleague.text(path)
    answer = colleague.send(path, LACKS)

    assert "Nie masz upoważnienia do podpisania tego pisma." in page
    assert "Może podpisać: Anna Wzorcowa (kierownik referatu)." in page
    assert "disabled" in page
    assert answer.status_code == 422
    assert "Plik pokazuje sąsiednią działkę" in answer.content.decode()


def test_a_lost_authorisation_stops_the_signature(browser: Browser, check: str) -> None:
    with acting_for(browser.place.id):
        Authorisation.objects.all().delete()

    page = browser.text(check)
    answer = browser.send(check)

    assert "disabled" in page
    assert answer.status_code == 422
    assert letter(browser.place).state == State.PREVIEW


@pytest.fixture
def decision(browser: Browser, case: Case) -> str:
    """The task in which the clerk objects or certifies, five days after the inspection."""
    browser.take(case)
    browser.send(task_path(browser.place, case), {"kompletne": "tak"})
    with time_is(datetime(2026, 12, 11, 12, tzinfo=UTC)):
        answer = browser.send(task_path(browser.place, case), INSPECTED)
        assert answer.status_code == 302, answer.content.decode()
    return task_path(browser.place, case)


def test_the_letter_depends_on_the_answer(browser: Browser, decision: str) -> None:
    with time_is(DECIDED):
        first = browser.text(decision)
        second = browser.send(decision, {"rozstrzygniecie": "sprzeciw"})
        page = second.content.decode()

    assert "Dlaczego urząd wnosi sprzeciw?" not in first
    assert second.status_code == 200
    assert "Dlaczego urząd wnosi sprzeciw?" in page
    assert 'value="sprzeciw" checked' in page
    assert "Popraw poniższe" not in page


def test_an_objection_settles_the_case_and_says_so_before(browser: Browser, case: Case, decision: str) -> None:
    with time_is(DECIDED):
        written = browser.send(decision, OBJECTION, pismo="sprzeciw")
        page = browser.text(written["Location"])
        browser.send(written["Location"])
        after = browser.text(f"sprawa/{case.pk}/")

    assert "Sprawa zostanie załatwiona: Nie możesz usunąć drzewa." in page
    assert "Sprawę załatwiono: Nie możesz usunąć drzewa" in after
    assert "Sprawa zakończona" in after


def test_a_certificate_asks_nothing_more(browser: Browser, case: Case, decision: str) -> None:
    with time_is(DECIDED):
        written = browser.send(decision, {"rozstrzygniecie": "zaswiadczenie"})
        browser.send(written["Location"])
        after = browser.text(f"sprawa/{case.pk}/")

    assert "Sprawę załatwiono: Możesz usunąć drzewo" in after


def test_silence_is_certified_on_request(browser: Browser, case: Case, decision: str) -> None:
    with time_is(datetime(2027, 1, 4, 12, tzinfo=UTC)):
        elapse(browser.place.id)
        with acting_for(browser.place.id):
            reply(case.pk, "zaswiadczenie_milczace", {}, [], key="raz", by=world.resident())
        path = task_path(browser.place, case)
        written = browser.send(path)
        assert written.status_code == 302, written.content.decode()
        browser.send(written["Location"])
        after = browser.text(f"sprawa/{case.pk}/")

    assert "Urząd nie zrobił nic w terminie" in after
    assert "Wydano pismo: Zaświadczenie o milczącym załatwieniu sprawy" in after


def test_an_unanswered_order_ends_in_an_objection(browser: Browser) -> None:
    world.submitted(world.resident())
    case = case_of(browser.place)
    browser.take(case)
    browser.send(task_path(browser.place, case), {"kompletne": "nie"})
    browser.send(browser.send(task_path(browser.place, case), LACKS)["Location"])
    with acting_for(browser.place.id):
        collect(Delivery.objects.get().pk, by=world.resident())
    drain(browser.place.id)
    with time_is(datetime(2026, 12, 2, 12, tzinfo=UTC)):
        elapse(browser.place.id)
        written = browser.send(task_path(browser.place, case), {"powod_sprzeciwu": ["nieuzupelnione"]})
        browser.send(written["Location"])
        after = browser.text(f"sprawa/{case.pk}/")

    assert "Adresat odebrał: Postanowienie o obowiązku uzupełnienia zgłoszenia" in after
    assert "Sprawę załatwiono: Nie możesz usunąć drzewa" in after
