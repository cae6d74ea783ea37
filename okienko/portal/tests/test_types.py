"""Types of questions on the way of a matter: asked, refused with all typed kept, checked, sent, read by the office."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from okienko.cases.models import Case
from okienko.catalogue import actions as catalogue
from okienko.journal.drain import drain
from okienko.language.bundle import Bundle, read_bundle
from okienko.offices.models import Office
from okienko.offices.queries import Place
from okienko.people.queries import Resident
from okienko.portal.tests.browser import Browser, pdf
from okienko.submissions.models import Draft, DraftFile
from okienko.tenancy.context import acting_for
from tests import world

PAGES = """
  - page: rozne
    title: Różne rzeczy
    when: uwagi = "wszystko"
    ask:
      - {id: kwota, text: Ile to kosztowało?, type: money}
      - {id: rachunek, text: Na jaki rachunek?, type: bank-account}
      - {id: okres, text: Na jaki okres?, type: period}
      - {id: adres_budowy, text: Gdzie to jest?, type: address, optional: yes}
      - {id: kto, text: Kto jeszcze?, type: person}
      - {id: ksiega, text: Która księga wieczysta?, type: land-register}
      - {id: punkt, text: Gdzie?, type: map-point, optional: yes}
      - {id: zgoda, text: Oświadczenie, type: statement, statement: Dane są prawdziwe.}
  - page: spis
    title: Spis
    when: uwagi = "wszystko"
    ask:
      - id: rzeczy
        text: Co oddajesz?
        type: table
        at_most: 3
        columns:
          - {id: co, text: Co?, type: text}
          - {id: ile, text: Ile?, type: number, unit: szt.}
  - page: zdjecia
    title: Zdjęcia
    when: uwagi = "wszystko"
    warn: {when: kwota > 100000 and okres.do > okres.od and sum(rzeczy.ile) > 5, text: Dużo.}
    ask:
      - {id: zdjecie, text: Zdjęcie drzewa, type: file, at_most: 2}
      - {id: opis, text: Co na nim widać?, type: text}
"""
STORY = """
- story: Każdy rodzaj odpowiedzi da się opowiedzieć
  day: 2026-11-23
  given:
    pelnomocnik: false
    dzialka: 142207_2.0099.12/3
    wlasciciel_gruntu: osoba
    wspolwlasnosc: false
    firma: false
    budowa_firmowa: nie
    rejestr_zabytkow: false
    las: false
    teren_zieleni: false
    drzewa: [{gatunek: inny, stan: stoi, owocowe: false, kilka_pni: false, obwod: 96}]
    uwagi: wszystko
    kwota: 200000.50
    rachunek: "88101000551416274373262229"
    okres: {od: 2026-03-01, do: 2026-03-14}
    kto: {imie: Anna, nazwisko: Zmyślona, dokument: paszport, numer: FA 1, kraj: Ukraina}
    ksiega: WA4M/00123456/4
    punkt: {uklad: WGS84, polnoc: "52.2", wschod: "21.0"}
    zgoda: true
    rzeczy: [{co: Kanapa, ile: 1}, {co: Fotel, ile: 5}]
    zdjecie: [mapa.pdf]
    opis: Drzewo
  expect: {incomplete: false, problems: [], warnings: [zdjecia]}
"""
GOOD = {
    "kwota": "1 250,50 zł", "rachunek": "88 1010 0055 1416 2743 7326 2229", "okres-od-day": "1", "okres-od-month": "3",
    "okres-od-year": "2026", "okres-do-day": "14", "okres-do-month": "3", "okres-do-year": "2026", "kto-imie": "Anna",
    "kto-nazwisko": "Zmyślona", "kto-pesel": "85031499850", "ksiega": "wa4m/123456/4", "zgoda": "tak",
    "punkt-polnoc": "52.2297, 21.0122",
}  # fmt: skip
ROWS = {"rzeczy-ile": "2", "rzeczy-1-co": "Kanapa", "rzeczy-1-ile": "1", "rzeczy-2-co": "Fotel", "rzeczy-2-ile": "2"}
SHOWN = (
    "1 250,50 zł", "88 1010 0055 1416 2743 7326 2229", "od 1 marca 2026 do 14 marca 2026",
    "Anna Zmyślona, PESEL 85031499850", "WA4M/00123456/4", "52,2297° N, 21,0122° E (WGS 84)",
    "Potwierdzam: Dane są prawdziwe.", "1. Co?: Kanapa; Ile?: 1 szt.", "mapa.pdf", "Czy jest brama?",
)  # fmt: skip
OWN = {"pytanie_urzedu": "Czy jest brama?", "pytanie_urzedu.odpowiedz": "yes-no"}


@pytest.fixture
def asking(home: Browser, commune: Place) -> Browser:
    """The commune offers the service with these pages too and asks a question of its own; a draft lacks only them."""
    files = read_bundle(settings.SERVICES_DIR / world.SERVICE, root=settings.ROOT_DIR).files
    told = files["service.yaml"].replace("version: 1.0.0", "version: 1.0.1")
    form = files["form.yaml"].rstrip() + "\n" + PAGES
    bundle = Bundle({**files, "service.yaml": told, "form.yaml": form, "stories/rozne.yaml": STORY})
    office = Office.objects.get(id=world.COMMUNE)
    with acting_for(world.COMMUNE):
        release = catalogue.publish(bundle, office=office, demonstration=True, by=world.SET_UP)
        catalogue.adopt(
            release, world.VALUES | OWN, office=office, valid_from=date(2026, 1, 1), by=world.SET_UP
        )  # fmt: skip
    home.fill()
    assert _sent(home, "uwagi", uwagi="wszystko") == 303
    return home


def _sent(browser: Browser, page: str, **data: object) -> int:
    return int(browser.send(f"{browser.draft}{page}/", data).status_code)


def test_every_answer_is_read_back_sent_and_stands_on_the_desk(asking: Browser) -> None:
    assert _sent(asking, "uwagi", uwagi="wszystko", pytanie_urzedu="tak") == 303
    assert _sent(asking, "rozne", **GOOD) == 303
    assert _sent(asking, "spis", **ROWS) == 303
    assert _sent(asking, "zdjecia", zdjecie=pdf("mapa.pdf"), opis="Drzewo") == 303, asking.text
    asking.open(f"{asking.draft}sprawdz/")
    assert [one for one in SHOWN if one not in asking.text.replace("\u00a0", " ")] == []
    sent = asking.send(f"{asking.draft}wyslij/")
    assert sent.status_code == 303
    drain(world.COMMUNE)
    asking.open(sent["Location"])
    assert [one for one in SHOWN if one not in asking.text.replace("\u00a0", " ")] == []
    with acting_for(world.COMMUNE):
        case = Case.objects.get()
        assert {link.attachment for link in case.submission.files.all()} == {"mapka", "zdjecie"}


def test_what_was_typed_stays_when_something_is_wrong(asking: Browser) -> None:
    wrong = GOOD | {"rachunek": "88 1010 0055 1416 2743 7326 2220", "kto-pesel": "1", "kwota": "12,345"}
    assert _sent(asking, "rozne", **wrong) == 422
    page = asking.page.content.decode()
    for text in ("88 1010 0055 1416 2743 7326 2220", "12,345", "Zmyślona", "52.2297, 21.0122"):
        assert f'value="{text}"' in page
    assert "Sprawdź numer rachunku: w tym, co wpisano, jest pomyłka." in asking.text
    assert 'href="#kto-pesel"' in page
    assert 'id="zgoda" name="zgoda" type="checkbox" value="tak" checked' in page


def test_a_row_is_added_and_removed_without_losing_a_word(asking: Browser) -> None:
    assert _sent(asking, "spis", **ROWS, wiersz="rzeczy+") == 200
    assert 'name="rzeczy-3-co"' in asking.page.content.decode()
    assert "Błąd" not in asking.text
    assert _sent(asking, "spis", **(ROWS | {"rzeczy-ile": "3"}), wiersz="rzeczy-1") == 200
    page = asking.page.content.decode()
    assert 'id="rzeczy-1-co" name="rzeczy-1-co" type="text" value="Fotel"' in page
    assert "Kanapa" not in page


@pytest.mark.parametrize("order", ["rzeczy-9", "rzeczy-", "inne+", "rzeczy-\u0663", "+", "kwota+"])
def test_an_order_that_means_nothing_changes_nothing(asking: Browser, order: str) -> None:
    assert _sent(asking, "spis", **ROWS, wiersz=order) == 303


class TestAFile:
    def test_that_is_asked_for_must_come(self, asking: Browser) -> None:
        assert _sent(asking, "zdjecia", opis="Drzewo") == 422
        assert "Wybierz plik i dodaj go." in asking.text

    def test_stays_when_another_answer_is_wrong(self, asking: Browser) -> None:
        assert _sent(asking, "zdjecia", zdjecie=pdf("mapa.pdf"), opis="") == 422
        assert "Usuń plik mapa.pdf" in asking.text
        assert _sent(asking, "zdjecia", opis="Drzewo") == 303

    def test_cannot_be_named_without_being_sent(self, asking: Browser) -> None:
        assert _sent(asking, "zdjecia", zdjecie="zmyslony.pdf", opis="Drzewo") == 422

    def test_that_is_not_one_is_refused(self, asking: Browser) -> None:
        bad = pdf("zly.exe")
        bad.file.seek(0)  # type: ignore[union-attr]
        bad.file.write(b"MZ")  # type: ignore[union-attr]
        bad.file.seek(0)  # type: ignore[union-attr]
        assert _sent(asking, "zdjecia", zdjecie=bad, opis="Drzewo") == 422

    def test_is_removed_by_its_own_button(self, asking: Browser) -> None:
        assert _sent(asking, "zdjecia", zdjecie=pdf("mapa.pdf"), opis="Drzewo") == 303
        with acting_for(world.COMMUNE):
            link = DraftFile.objects.get(attachment="zdjecie")
        assert _sent(asking, "zdjecia", opis="Drzewo", **{"usun-plik": str(link.pk)}) == 303
        with acting_for(world.COMMUNE):
            assert "zdjecie" not in Draft.objects.get(id=link.draft_id).answers
            assert not DraftFile.objects.filter(attachment="zdjecie").exists()

    def test_goes_with_its_page_when_that_is_no_longer_asked(self, asking: Browser) -> None:
        assert _sent(asking, "zdjecia", zdjecie=pdf("mapa.pdf"), opis="Drzewo") == 303
        assert _sent(asking, "uwagi", uwagi="nic") == 303
        with acting_for(world.COMMUNE):
            assert not DraftFile.objects.filter(attachment="zdjecie").exists()

    def test_of_another_page_is_not_removed_here(self, asking: Browser) -> None:
        with acting_for(world.COMMUNE):
            mine = DraftFile.objects.get(attachment="mapka")
        _sent(asking, "zdjecia", opis="x", **{"usun-plik": str(mine.pk)})
        with acting_for(world.COMMUNE):
            assert DraftFile.objects.filter(id=mine.pk).exists()


def test_the_account_fills_in_who_it_is(asking: Browser, jan: Resident) -> None:
    page = asking.open(f"{asking.draft}rozne/").content.decode()
    assert f'name="kto-pesel" type="text" value="{jan.pesel}"' in page
    assert "Wpisaliśmy to z Twojego profilu" in asking.text


def test_the_office_question_needs_no_answer_and_is_marked_as_its_own(asking: Browser) -> None:
    asking.open(f"{asking.draft}uwagi/")
    assert "Czy jest brama? (nieobowiązkowe)" in asking.text
    assert "O to pyta urząd, do którego piszesz." in asking.text
    assert _sent(asking, "uwagi") == 303


def test_towns_of_the_county_are_suggested_and_others_may_be_typed(asking: Browser) -> None:
    page = asking.open(f"{asking.draft}rozne/").content.decode()
    assert 'list="adres_budowy-miejscowosc-lista"' in page
    assert '<option value="Krzynowłoga Mała">' in page
    village = {"adres_budowy-nr": "5", "adres_budowy-kod": "06-300", "adres_budowy-miejscowosc": "Wieś Zmyślona"}
    assert _sent(asking, "rozne", **GOOD, **village) == 303
