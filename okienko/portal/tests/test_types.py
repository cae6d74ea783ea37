"""Types of questions on the way of a matter: asked, refused with all typed kept, checked, sent, read by the office."""

from __future__ import annotations

import pytest

from okienko.cases.models import Case
from okienko.journal.drain import drain
from okienko.offices.queries import Place
from okienko.people.queries import Resident
from okienko.portal.tests.browser import Browser, pdf
from okienko.submissions.models import Draft, DraftFile
from okienko.tenancy.context import acting_for
from tests import world
from tests.asking import GOOD, ROWS, SHOWN, offer_more


@pytest.fixture
def asking(home: Browser, commune: Place) -> Browser:
    """The commune offers the service with more questions; a draft lacks only them."""
    offer_more()
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


@pytest.mark.parametrize(("page", "buttons"), [("spis", "wiersz"), ("zdjecia", "usun-plik")])
def test_enter_in_a_field_goes_on_and_removes_nothing(asking: Browser, page: str, buttons: str) -> None:
    _sent(asking, "zdjecia", zdjecie=pdf("mapa.pdf"), opis="")
    form = asking.open(f"{asking.draft}{page}/").content.decode().split('<form method="post" action="/gmina')[-1]
    first, *others = [button.split(">")[0] for button in form.split('<button type="submit"')[1:]]
    assert "name=" not in first
    assert any(f'name="{buttons}"' in other for other in others)
