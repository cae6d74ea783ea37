"""The demonstration in ten minutes, walked as its page says, with scripts and without."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.conftest import Windows
from tests.e2e.person import Person

pytestmark = pytest.mark.e2e

STOPS = (
    ("Złóż jako Anna", "Śmieci: zgłoś, zmień liczbę osób", "Co ustaliła rada"),
    ("Zajrzyj do spraw tej osoby", "Moje sprawy", "Teraz"),
    ("Usiądź przy biurku jako Agnieszka", "Moje dziś", "OŚ.6131"),
    ("Weź sprawę pasa drogowego jako Alicja", "Kolejka", "WD.7230"),
    ("Zobacz okienko jako Agnieszka", "Przy okienku", "Ktoś przyniósł wydruk szkicu"),
    ("Zobacz terminy komórki", "Terminy", "Zgłoszenie zamiaru usunięcia drzewa"),
    ("Porównaj jako Beata", "Deklaracja", "Od powierzchni mieszkania"),
    ("Otwórz usługi urzędu", "Usługi", "Deklaracja o wysokości"),
)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_every_stop_shows_what_it_promises(windows: Windows, scripts: bool) -> None:
    person = Person(windows(scripts=scripts))
    for button, heading, text in STOPS:
        person.open("/pokaz/")
        person.press(button)
        assert person.status == 200, button
        assert heading in person.page.title(), (button, person.page.title())
        person.reads(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_declaration_is_filed_and_accepted_on_the_way(windows: Windows, scripts: bool) -> None:
    person = Person(windows(scripts=scripts))
    person.open("/pokaz/")
    person.press("Złóż jako Anna")
    _declares(person)
    person.reads("Co z tego wynika", "126 zł", "Deklaracja obowiązuje od")
    person.press("Wyślij do urzędu")
    person.reads("Wysłane", "126 zł")
    person.waits_for("Urząd założył sprawę")
    matter = person.path
    mark = re.search(r"GK\.6232\.\d+\.\d{4}", person.main.inner_text())
    assert mark is not None
    person.open("/pokaz/#osoby")
    person.page.locator("details", has_text="Urząd Miasta Przasnysz").locator("summary").click()
    person.press("Wejdź jako Olga Kruk-Fikcyjna")
    person.open(f"/biurko/przasnysz/szukaj/?q={mark[0]}")
    person.follow(mark[0])
    person.press("Wezmę")
    person.follow("Sprawdź deklarację")
    person.choose("Co wynika ze sprawdzenia?", "Deklaracja nie budzi wątpliwości")
    person.press("Zakończ zadanie")
    person.open(matter)
    person.reads("Deklaracja przyjęta")


def _declares(person: Person) -> None:
    """From the promise to the check page, four people in a house."""
    begin = "Zacznij od nowa" if person.main.get_by_role("button", name="Zacznij od nowa").count() else "Zacznij"
    person.press(begin)
    person.choose("Czy składasz deklarację w imieniu kogoś innego?", "Nie")
    person.press("Dalej")
    person.choose("Dlaczego składasz deklarację?", "Ktoś tu zamieszkał, a deklaracji jeszcze nie było")
    person.press("Dalej")
    for label, text in (
        ("Ulica", "Zmyślona"),
        ("Numer", "7"),
        ("Kod pocztowy", "06-300"),
        ("Miejscowość", "Zmyślonka"),
    ):
        person.type(label, text)
    person.press("Dalej")
    person.choose("Co to za nieruchomość?", "Dom jednorodzinny, także bliźniak albo szeregowiec")
    person.press("Dalej")
    person.type_day(
        "Którego dnia zamieszkała tu pierwsza osoba?", (datetime.now(UTC).date() - timedelta(days=10)).isoformat()
    )
    person.choose("Czy ta osoba mieszkała przedtem gdzie indziej w Polsce?", "Nie")
    person.press("Dalej")
    person.type("Ile osób tu mieszka?", "4")
    person.press("Dalej")
    person.choose("Czy wszystkie bioodpady kompostujecie", "Nie")
    person.press("Dalej")
    person.choose("Kartę Dużej Rodziny?", "Nie")
    person.press("Dalej")
    person.press("Dalej")
