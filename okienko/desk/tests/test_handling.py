"""What else may be done with a case: acts of procedure with their letters, who handles it, its mark."""

from __future__ import annotations

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, case_of, open_cases, task_path
from okienko.documents.models import Document, State
from okienko.journal.drain import drain
from okienko.offices.models import Numbering, Profile, Unit
from okienko.offices.queries import Place, forget
from okienko.people.models import Clerk
from okienko.tenancy.context import acting_for

SUSPENDED = {"kpa_zawieszenie": "zagadnienie", "kpa_zawieszenie_zdanie": "Sąd bada, czyja jest działka."}
EXTENDED = {
    "kpa_przyczyna": "zawila", "kpa_przyczyna_zdanie": "Drzew jest czterdzieści.",
    "kpa_nowy_termin-day": "15", "kpa_nowy_termin-month": "1", "kpa_nowy_termin-year": "2027",
}  # fmt: skip


@pytest.fixture
def path(browser: Browser, case: Case) -> str:
    """The page of other acts of a case that the clerk has."""
    browser.take(case)
    return f"sprawa/{case.pk}/czynnosci/"


def performed(browser: Browser, case: Case, act: str, answers: dict[str, str]) -> str:
    """The act with its letter read and signed; the case page afterwards."""
    answer = browser.send(f"sprawa/{case.pk}/zadanie/{act}/", answers)
    assert answer.status_code == 302, answer.content.decode()
    if "podglad" in answer["Location"]:
        answer = browser.send(answer["Location"])
        assert answer.status_code == 302, answer.content.decode()
    drain(browser.place.id)
    return browser.text(f"sprawa/{case.pk}/")


def test_the_page_offers_what_may_be_done_now(browser: Browser, path: str) -> None:
    page = browser.text(path)
    for said in ("Zawieś postępowanie", "Zawiadom o nowym terminie", "Umórz postępowanie", "Notatka", "Przydziel"):
        assert said in page, said
    assert "Podejmij postępowanie" not in page
    assert "Znak z EZD" not in page


def test_a_suspension_is_signed_sent_and_stops_the_clock(browser: Browser, case: Case, path: str) -> None:
    page = performed(browser, case, "kpa_zawies", SUSPENDED)
    assert "Zrobione: Zawieś postępowanie" in page
    assert "Termin nie biegnie od" in page
    with acting_for(browser.place.id):
        assert Document.objects.get(letter="kpa_zawies").state == State.SEALED
    assert "Podejmij postępowanie" in browser.text(path)
    page = performed(browser, case, "kpa_podejmij", {"kpa_podjecie_zdanie": "Sąd rozstrzygnął."})
    assert "Zrobione: Podejmij postępowanie" in page
    assert "Termin nie biegnie od" not in page


def test_a_term_is_extended_with_a_notice(browser: Browser, case: Case, path: str) -> None:
    page = performed(browser, case, "kpa_przedluz", EXTENDED)
    assert "Termin przedłużono do 15 stycznia 2027" in page


def test_an_opinion_is_awaited_and_noted_without_a_letter(browser: Browser, case: Case, path: str) -> None:
    performed(browser, case, "kpa_opinia", {"kpa_organ": "Konserwator", "kpa_pytanie": "Czy to zabytek?"})
    page = performed(browser, case, "kpa_opinia_wplynela", {"kpa_stanowisko": "pozytywne"})
    assert "Jakie jest stanowisko? Pozytywne." in page


def test_a_discontinued_case_is_over(browser: Browser, case: Case, path: str) -> None:
    performed(browser, case, "kpa_umorz", {"kpa_umorzenie": "wniosek", "kpa_umorzenie_zdanie": "Strona zrezygnowała."})
    with acting_for(browser.place.id):
        assert case_of(browser.place).outcome == "kpa_umorz"
    assert "Postępowanie umorzone" in browser.text(f"sprawa/{case.pk}/")


@pytest.mark.parametrize(
    ("act", "answers"),
    [
        ("kpa_wszczecie", {}),
        ("kpa_wysluchaj", {"kpa_dni": "7", "kpa_dowody": "Protokół oględzin i zdjęcia."}),
        ("kpa_przekaz", {"kpa_wlasciwy": "Starosta Przasnyski", "kpa_dlaczego": "Grunt należy do gminy."}),
    ],
)
def test_each_other_letter_can_be_set_and_signed(
    browser: Browser, case: Case, path: str, act: str, answers: dict[str, str]
) -> None:
    performed(browser, case, act, answers)
    with acting_for(browser.place.id):
        assert Document.objects.get(letter=act).state == State.SEALED


def test_a_settled_letter_is_corrected(browser: Browser, case: Case, path: str) -> None:
    performed(browser, case, "kpa_umorz", {"kpa_umorzenie": "wniosek", "kpa_umorzenie_zdanie": "Rezygnacja."})
    page = performed(browser, case, "kpa_sprostuj", {"kpa_bylo": "Jan Przkładny", "kpa_ma_byc": "Jan Przykładny"})
    assert "Zrobione: Sprostuj oczywistą omyłkę" in page


def test_an_act_that_has_no_sense_now_is_gone(browser: Browser, case: Case, path: str) -> None:
    assert browser.get(f"sprawa/{case.pk}/zadanie/kpa_podejmij/").status_code == 410


def test_a_note_is_a_choice_and_a_sentence(browser: Browser, case: Case, path: str) -> None:
    answer = browser.send(path, {"co": "notatka", "czego": "telefon", "notatka": "Dzwonił, prosi o kontakt po 15."})
    assert answer.status_code == 302
    assert "Dzwonił, prosi o kontakt po 15." in browser.text(f"sprawa/{case.pk}/")


@pytest.mark.parametrize("reason", ["", "inna", "zmyslona"])
def test_a_note_without_a_reason_is_refused_and_keeps_what_was_typed(browser: Browser, path: str, reason: str) -> None:
    typed = {"co": "notatka", "czego": reason, "notatka": "" if reason == "inna" else "Ważne."}
    answer = browser.send(path, typed)
    assert answer.status_code == 422
    assert typed["notatka"] in answer.content.decode()


def test_a_case_is_given_to_a_colleague(browser: Browser, colleague: Browser, case: Case, path: str) -> None:
    with acting_for(browser.place.id):
        other = Clerk.objects.get(last_name="Cichy")
    assert browser.send(path, {"co": "przydziel", "osoba": str(other.pk)}).status_code == 302
    assert "prowadzi Piotr Cichy" in colleague.text(f"sprawa/{case.pk}/")
    refused = browser.send(path, {"co": "przydziel", "osoba": "nikt"})
    assert refused.status_code == 422


def test_a_stale_page_gives_nothing_away(browser: Browser, case: Case, path: str) -> None:
    with acting_for(browser.place.id):
        other = Clerk.objects.get(last_name="Cichy")
    assert browser.send(path, {"co": "przydziel", "osoba": str(other.pk)}, wersja="0").status_code == 409


def test_another_unit_has_the_case_with_its_mark(browser: Browser, case: Case, path: str) -> None:
    with acting_for(browser.place.id):
        unit = Unit(symbol="GK", name="Gospodarka komunalna")
        unit.save(force_insert=True)
        mark = case_of(browser.place).mark
    answer = browser.send(path, {"co": "przekaz", "komorka": str(unit.pk), "zdanie": "To ich sprawa."})
    assert answer["Location"].endswith("/kolejka/")
    assert browser.get(f"sprawa/{case.pk}/").status_code == 404
    with acting_for(browser.place.id):
        moved = case_of(browser.place)
        assert (moved.unit_id, moved.clerk_id, moved.mark) == (unit.pk, None, mark)


def test_an_excluded_clerk_neither_works_nor_takes(browser: Browser, colleague: Browser, case: Case) -> None:
    colleague.take(case)
    with acting_for(browser.place.id):
        other = Clerk.objects.get(last_name="Cichy")
    path = f"sprawa/{case.pk}/czynnosci/"
    answer = colleague.send(path, {"co": "wylacz", "wylaczany": str(other.pk), "podstawa": "rodzina"})
    assert answer.status_code == 302
    assert colleague.client.post(f"{colleague.base}sprawa/{case.pk}/wez/").status_code == 404
    assert colleague.send(task_path(colleague.place, case), {"kompletne": "tak"}).status_code in (404, 409)
    with acting_for(browser.place.id):
        assert case_of(browser.place).clerk_id is None
    browser.take(case)
    refused = browser.send(path, {"co": "przydziel", "osoba": str(other.pk)})
    assert refused.status_code == 422


def test_only_the_head_excludes_somebody_else(browser: Browser, colleague: Browser, case: Case) -> None:
    with acting_for(browser.place.id):
        head = Clerk.objects.get(last_name="Wzorcowa")
    form = {"co": "wylacz", "wylaczany": str(head.pk), "podstawa": "rodzina"}
    assert colleague.send(f"sprawa/{case.pk}/czynnosci/", form).status_code == 422


class TestExternalNumbering:
    @pytest.fixture
    def unmarked(self, commune: Place) -> Case:
        """A case of an office whose own EZD gives marks."""
        with acting_for(commune.id):
            Profile.objects.update(numbering=Numbering.EXTERNAL)
        forget()
        return open_cases(commune, 1)[0]

    def test_a_case_lives_without_a_mark_and_receives_it(self, browser: Browser, unmarked: Case) -> None:
        browser.take(unmarked)
        path = f"sprawa/{unmarked.pk}/czynnosci/"
        assert "jeszcze bez znaku" in browser.text(f"sprawa/{unmarked.pk}/")
        browser.send(task_path(browser.place, unmarked), {"kompletne": "tak"})
        answer = browser.send(path, {"co": "znak", "znak": "OŚ.6131.77.2026", "rejestr": "RPW/1/2026"})
        assert answer.status_code == 302
        assert "Sprawa ma znak OŚ.6131.77.2026" in browser.text(f"sprawa/{unmarked.pk}/")
        again = browser.send(path, {"co": "znak", "znak": "OŚ.6131.78.2026"})
        assert again.status_code == 422

    @pytest.mark.parametrize("mark", ["", "bez kropek", "a.b"])
    def test_what_is_no_mark_is_refused(self, browser: Browser, unmarked: Case, mark: str) -> None:
        browser.take(unmarked)
        answer = browser.send(f"sprawa/{unmarked.pk}/czynnosci/", {"co": "znak", "znak": mark})
        assert answer.status_code == 422

    def test_two_cases_never_share_a_mark(self, browser: Browser, commune: Place, unmarked: Case) -> None:
        second = open_cases(commune, 1)[0]
        for case, status in ((unmarked, 302), (second, 409)):
            browser.take(case)
            form = {"co": "znak", "znak": "OŚ.6131.77.2026"}
            assert browser.send(f"sprawa/{case.pk}/czynnosci/", form).status_code == status


def test_an_office_that_numbers_itself_takes_no_foreign_mark(browser: Browser, path: str) -> None:
    assert browser.send(path, {"co": "znak", "znak": "X.1.2.2026"}).status_code == 422
