"""From the first page to the receipt."""

from __future__ import annotations

from okienko.journal.drain import drain
from okienko.portal.tests.browser import SERVICE, Browser


def test_from_start_to_receipt(home: Browser) -> None:
    assert home.open("/").status_code == 200
    assert "Wytnij drzewo na swojej działce" in home.text
    assert home.open(SERVICE).status_code == 200
    home.fill()
    assert home.page["Location"] == f"{home.draft}sprawdz/"
    assert home.open(f"{home.draft}sprawdz/").status_code == 200, home.text
    assert "Wyślij do urzędu" in home.text
    sent = home.send(f"{home.draft}wyslij/")
    assert sent.status_code == 303
    assert home.open(sent["Location"]).status_code == 200
    assert "Numer pisma" in home.text
    assert "23 listopada 2026, godz. 12:00" in home.text.replace("\u00a0", " ")
    assert "za chwilę nada mu znak" in home.text


def test_matter_shows_the_turn_and_the_day_when_its_case_is_open(home: Browser) -> None:
    matter = home.submit()
    drain(home.place.id)
    assert home.open(matter).status_code == 200
    assert "Teraz urząd" in home.text
    assert "14 grudnia 2026" in home.text.replace("\u00a0", " ")
