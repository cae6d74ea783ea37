"""The queue filtered as asked, and the views of it that a clerk keeps."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from okienko.cases import filters
from okienko.cases.models import Case, SavedFilter
from okienko.cases.sieves import Sieve
from okienko.desk.tests.browser import Browser, open_cases
from okienko.desk.tests.test_lists import price
from okienko.journal.models import Fact
from okienko.offices.queries import Place
from okienko.people.models import Clerk
from okienko.tenancy.context import acting_for
from tests import world


@pytest.fixture
def three(commune: Place) -> list[Case]:
    """One late and the clerk's own, one that waits for the resident, one that nobody has, without a term."""
    late, waiting, loose = open_cases(commune, 3)
    with acting_for(commune.id):
        anna = Clerk.objects.get(last_name="Wzorcowa")
        Case.objects.filter(pk=late.pk).update(due_on=date(2026, 11, 2), clerk_id=anna.pk)
        Case.objects.filter(pk=waiting.pk).update(turn="mieszkaniec", who="Ewa Czekająca", service="inna-usluga")
        Case.objects.filter(pk=loose.pk).update(due_on=None)
    return [late, waiting, loose]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("termin=po-terminie", [0]), ("termin=w-terminie", [1, 2]), ("kolej=mieszkaniec", [1]), ("kto=ja", [0]),
        ("kto=nikt", [1, 2]), ("usluga=inna-usluga", [1]), (f"usluga={world.SERVICE}&usluga=inna-usluga", [0, 1, 2]),
        ("slowa=przykł", [0, 1, 2]), ("slowa=nieznany", []), ("kolej=urzad&kto=nikt", [2]),
    ],
)  # fmt: skip
def test_each_part_of_the_filter_lets_through_what_it_says(
    browser: Browser, three: list[Case], asked: str, shown: list[int]
) -> None:
    page = browser.text(f"kolejka/?{asked}")

    assert [number for number, case in enumerate(three) if f"sprawa={case.pk}" in page] == shown


def test_the_filter_in_force_is_said_in_words(browser: Browser, case: Case) -> None:
    page = browser.text(f"kolejka/?kolej=urzad&kto=ja&termin=po-terminie&slowa=kow&usluga={world.SERVICE}&usluga=x")

    said = "Zgłoszenie zamiaru usunięcia drzewa, usługa, której już nie ma, kolej na urząd, po terminie, prowadzi Ja"
    assert f"Filtr: {said}, „kow”" in page


def test_the_cases_of_a_colleague_can_be_asked_for(browser: Browser, colleague: Browser, three: list[Case]) -> None:
    colleague.take(three[2])
    with acting_for(browser.place.id):
        holder = Clerk.objects.get(last_name="Cichy").pk

    page = browser.text(f"kolejka/?kto={holder}")

    assert three[2].mark in page
    assert three[0].mark not in page


@pytest.mark.parametrize("asked", ["kolej=x&termin=x&kto=x", "slowa=%00", "usluga=%3Cb%3E", "slowa=" + "a" * 400])
def test_a_filter_that_says_nonsense_breaks_nothing(browser: Browser, case: Case, asked: str) -> None:
    assert browser.get(f"kolejka/?{asked}").status_code == 200


def kept(browser: Browser, name: str = "Pilne", **said: Any) -> str:
    """The address of the view that was kept."""
    answer = browser.send("kolejka/widoki/", {"nazwa": name, "termin": "po-terminie"} | said)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def of(address: str) -> str:
    """The page on which the view is changed."""
    return f"kolejka/widoki/{address.split('widok=')[1]}/"


def test_a_kept_view_is_a_link_in_the_queue_and_in_the_palette(browser: Browser, three: list[Case]) -> None:
    address = kept(browser)

    page = browser.text(address)

    assert three[0].mark in page
    assert three[1].mark not in page
    assert "Zapisano widok „Pilne”" in page
    assert f'href="{address}">Pilne' in browser.text("kolejka/")
    assert "Widok Pilne" in browser.text("idz/?q=pilne")


def test_a_kept_view_is_the_clerks_own(browser: Browser, colleague: Browser) -> None:
    address = kept(browser)

    assert "Pilne" not in colleague.text("kolejka/")
    assert colleague.get(address).status_code == 404
    assert colleague.client.post(colleague.base + of(address), {"co": "usun"}).status_code == 404
    assert colleague.client.post(colleague.base + of(address), {"co": "nazwa", "nazwa": "X"}).status_code == 404


def undo(browser: Browser, page: str) -> str:
    """The button that takes it back is pressed; the page after it."""
    action = page.split('<form method="post" action="')[1].split('"')[0].replace("&amp;", "&")
    answer = browser.client.post(action)
    assert answer.status_code == 302
    return browser.text(answer["Location"])


def test_renaming_and_removing_can_be_taken_back(browser: Browser) -> None:
    change = of(kept(browser))

    renamed = browser.text(browser.send(change, {"co": "nazwa", "nazwa": "Bardzo pilne"})["Location"])
    assert ">Bardzo pilne</strong>" in renamed
    page = undo(browser, after_notice(renamed))
    assert ">Pilne</strong>" in page

    browser.get("kolejka/")
    removed = browser.text(browser.send(change, {"co": "usun"})["Location"])
    assert "Twoje widoki" not in removed
    assert ">Pilne</strong>" in undo(browser, after_notice(removed))


def after_notice(page: str) -> str:
    """From the notice of what was just done."""
    return page[page.index("govuk-notification-banner--success") :]


@pytest.mark.parametrize(
    "name", ["", "   ", "a" * 41, "Pilne", " Pilne "], ids=["none", "blank", "long", "held", "same"]
)
def test_a_bad_name_is_told_and_the_filter_and_the_name_stay(browser: Browser, name: str) -> None:
    kept(browser)

    answer = browser.send("kolejka/widoki/", {"nazwa": name, "kolej": "mieszkaniec"})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Błąd:" in page
    assert 'name="kolej" value="mieszkaniec"' in page
    assert f'value="{name}"' in page


def test_a_name_that_is_held_is_refused_on_renaming_too(browser: Browser) -> None:
    kept(browser)
    change = of(kept(browser, "Inne"))

    answer = browser.send(change, {"co": "nazwa", "nazwa": "Pilne"})

    assert answer.status_code == 422
    assert "Masz już widok „Pilne”" in answer.content.decode()


def test_a_view_that_filters_nothing_is_refused(browser: Browser) -> None:
    answer = browser.send("kolejka/widoki/", {"nazwa": "Wszystko"})

    assert answer.status_code == 422
    assert "Najpierw wybierz, co ma pokazywać widok." in answer.content.decode()


def test_too_many_views_are_refused_kindly(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "MOST", 1)
    change = of(kept(browser))

    answer = browser.send("kolejka/widoki/", {"nazwa": "Drugi", "kolej": "urzad"})
    browser.send(change, {"co": "usun"})
    kept(browser, "Drugi")
    back = browser.client.post(browser.base + change, {"co": "przywroc"})

    assert "Masz już 1 widoków. Usuń któryś" in answer.content.decode()
    assert back.status_code == 422


def test_only_the_last_removed_view_is_remembered(browser: Browser) -> None:
    for name in ("Jeden", "Dwa"):
        browser.send(of(kept(browser, name)), {"co": "usun"})

    with acting_for(browser.place.id):
        assert [one.name for one in SavedFilter.objects.all()] == ["Dwa"]


def test_each_change_is_one_fact_without_the_name(browser: Browser) -> None:
    change = of(kept(browser))
    browser.send(change, {"co": "nazwa", "nazwa": "Inne"})
    browser.send(change, {"co": "usun"})
    browser.client.post(browser.base + change, {"co": "przywroc"})

    with acting_for(browser.place.id):
        kinds = Fact.objects.filter(kind__startswith="cases.Filter").order_by("id").values_list("kind", flat=True)
        told = [kind.removeprefix("cases.Filter") for kind in kinds]
    assert told == ["Kept", "Renamed", "Removed", "Kept"]


@pytest.mark.parametrize("asked", ["widok=nic", f"widok={uuid4()}"], ids=["spoilt", "absent"])
def test_an_absent_view_looks_absent(browser: Browser, asked: str) -> None:
    assert browser.get(f"kolejka/?{asked}").status_code == 404


def test_an_old_view_that_names_unknown_things_still_opens(browser: Browser, case: Case) -> None:
    with acting_for(browser.place.id):
        clerk = Clerk.objects.get(last_name="Wzorcowa")
        old = SavedFilter(clerk=clerk, name="Stary", chosen={"turn": "nowa-kolej", "other": 1})
        old.save(force_insert=True)

    assert case.mark in browser.text(f"kolejka/?widok={old.pk}")
    assert Sieve.from_json({}) == Sieve()


def test_a_filtered_queue_costs_the_same_for_two_cases_and_fifty(browser: Browser, commune: Place) -> None:
    open_cases(commune, 2)
    two = price(browser, "kolejka/?slowa=Jan&kolej=urzad")
    open_cases(commune, 48)
    for number in range(5):
        kept(browser, f"Widok {number}")
    browser.get("kolejka/")

    assert price(browser, "kolejka/?slowa=Jan&kolej=urzad") == two


def test_a_filtered_queue_goes_on_where_it_stopped(
    browser: Browser, commune: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okienko.cases.lists.PAGE", 2)
    first, second, third = open_cases(commune, 3)

    page = browser.text("kolejka/?kolej=urzad")
    rest = browser.text(f"kolejka/?kolej=urzad&po={second.pk}")

    assert f"kolej=urzad&amp;po={second.pk}" in page
    assert third.mark not in page
    assert third.mark in rest
    assert first.mark not in rest
