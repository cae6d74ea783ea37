"""Sending: once, the same receipt again, other answers refused; the release in force that day judges."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from okienko.journal.drain import drain
from okienko.portal.pages import Visit
from okienko.portal.tests.browser import SERVICE, Browser, pdf
from okienko.portal.views import check
from okienko.portal.walk import Walk
from okienko.submissions import actions
from okienko.submissions.models import Draft, Submission
from okienko.tenancy.context import acting_for
from okienko.tenancy.ids import uuid7


def test_sent_again_gives_the_same_receipt(home: Browser) -> None:
    home.fill()
    first = home.send(f"{home.draft}wyslij/")["Location"]
    assert home.send(f"{home.draft}wyslij/")["Location"] == first
    with acting_for(home.place.id):
        assert Submission.objects.count() == 1


def test_sent_again_after_the_draft_is_gone_leads_to_the_matter(home: Browser) -> None:
    matter = home.submit()
    drain(home.place.id)
    assert home.send(f"{home.draft}wyslij/")["Location"] == matter
    assert home.open(f"{home.draft}sprawdz/")["Location"] == matter


def test_second_click_while_the_draft_is_being_taken_away_gets_the_same_receipt(
    home: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.fill()
    first = home.send(f"{home.draft}wyslij/")["Location"]
    found = check.walk_of

    def found_then_gone(visit: Visit, draft: UUID) -> Walk:
        walk = found(visit, draft)
        actions.discard(draft)
        return walk

    monkeypatch.setattr(check, "walk_of", found_then_gone)
    assert home.send(f"{home.draft}wyslij/")["Location"] == first


def test_other_answers_are_a_conflict(home: Browser) -> None:
    home.submit()
    home.answer("dzialka", {"dzialka": "Bogate 12"})
    assert home.send(f"{home.draft}wyslij/").status_code == 409
    assert "z innymi odpowiedziami" in home.text


def test_incomplete_draft_leads_to_the_page_concerned(home: Browser) -> None:
    home.begin()
    home.answer("zglaszajacy")
    assert home.send(f"{home.draft}wyslij/")["Location"] == f"{home.draft}dzialka/?z=sprawdz&popraw=1"


def test_missing_attachment_leads_to_the_attachments(home: Browser) -> None:
    home.fill()
    home.open(f"{home.draft}zalaczniki/")
    link = home.page.content.decode().partition('name="usun" value="')[2].partition('"')[0]
    home.send(f"{home.draft}zalaczniki/", {"usun": link})
    there = home.send(f"{home.draft}wyslij/")["Location"]
    assert there == f"{home.draft}zalaczniki/?z=sprawdz&popraw=1"
    home.open(there)
    assert "Dodaj plik: rysunek albo mapka" in home.text


def test_sending_is_a_post(home: Browser) -> None:
    home.fill()
    assert home.open(f"{home.draft}wyslij/").status_code == 405


def test_fee_is_shown_with_its_reason(home: Browser) -> None:
    home.fill()
    home.answer("zglaszajacy", {"pelnomocnik": "tak"})
    home.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "nie"})
    home.send(f"{home.draft}zalaczniki/", {"plik-pelnomocnictwo": pdf("pelnomocnictwo.pdf")})
    home.open(f"{home.draft}sprawdz/")
    assert "17 zł, bo działasz jako pełnomocnik spoza najbliższej rodziny" in home.text


def test_an_attorney_without_a_mandate_is_warned_and_may_send(home: Browser) -> None:
    home.fill()
    home.answer("zglaszajacy", {"pelnomocnik": "tak"})
    home.answer("pelnomocnictwo", {"imie_nazwisko_mocodawcy": "Zofia Zmyślona", "bliska_rodzina": "nie"})
    assert home.send(f"{home.draft}zalaczniki/")["Location"] == f"{home.draft}sprawdz/"
    home.open(f"{home.draft}sprawdz/")
    assert "Nie dołączasz: Pełnomocnictwo" in home.text
    assert "/sprawa/" in home.send(f"{home.draft}wyslij/")["Location"]


@pytest.mark.parametrize("path", ["/", SERVICE, "/gmina-przasnysz/", "/konto/", "/logowanie/", "/dostepnosc/"])
def test_every_page_says_it_is_a_demonstration(home: Browser, path: str) -> None:
    home.page = home.client.get(path, follow=True)
    assert "Pokaz" in home.text
    assert "zmyślone" in home.text


def test_changed_release_asks_changed_pages_again(home: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    home.fill()
    with acting_for(home.place.id):
        draft = Draft.objects.get(id=UUID(home.draft.split("/")[3]))
        Draft.objects.filter(pk=draft.pk).update(offer_version_id=uuid7())
    monkeypatch.setattr("okienko.portal.views.check.pinned", lambda version: _other(home))
    home.open(f"{home.draft}sprawdz/")
    assert "Pytania zmieniły się" in home.text


def _other(home: Browser) -> object:
    from dataclasses import replace

    from tests import world

    with acting_for(home.place.id):
        here = world.offer()
    pages = tuple(replace(page, title="Dawny tytuł") if page.id == "dzialka" else page for page in here.service.pages)
    return replace(here, service=replace(here.service, pages=pages))


def test_sending_costs_few_statements(home: Browser) -> None:
    home.fill()
    home.open(f"{home.draft}sprawdz/")
    with CaptureQueriesContext(connection) as asked:
        home.send(f"{home.draft}wyslij/")
    own = [one["sql"] for one in asked.captured_queries if one["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert len(own) <= 3, own
