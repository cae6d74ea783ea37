"""Answers of every type from the resident's form, or from the window, to the clerk's page and the receipt."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from okienko.desk.tests.browser import Browser as Desk
from okienko.desk.tests.browser import case_of
from okienko.journal.drain import drain
from okienko.offices.queries import Place
from okienko.people.queries import Resident
from okienko.portal.tests.browser import Browser, pdf
from okienko.submissions.models import Draft
from okienko.submissions.receipts import receipt_pdf
from okienko.tenancy.context import acting_for
from tests import world
from tests.asking import GOOD, ROWS, SHOWN, offer_more
from tests.test_counter import Counter, words


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    found = world.open_commune()
    world.clerks()
    offer_more()
    return found


def test_the_clerk_reads_what_the_resident_answered(commune: Place) -> None:
    jan: Resident = world.resident()
    home = Browser(Client(), commune)
    home.log_in(jan)
    home.fill()
    pages = {
        "uwagi": {"uwagi": "wszystko", "pytanie_urzedu": "tak"}, "rozne": GOOD, "spis": ROWS,
        "zdjecia": {"zdjecie": pdf("mapa.pdf"), "opis": "Drzewo"},
    }  # fmt: skip
    for page, answers in pages.items():
        assert home.send(f"{home.draft}{page}/", answers).status_code == 303, home.text
    assert home.send(f"{home.draft}wyslij/").status_code == 303
    drain(commune.id)
    case = case_of(commune)
    told = words(Desk(commune).get(f"sprawa/{case.pk}/")).replace("\u00a0", " ")
    assert [one for one in SHOWN if one not in told] == []
    assert "Zdjęcie drzewa" in told
    with acting_for(commune.id):
        assert receipt_pdf(case.submission).startswith(b"%PDF")


def test_at_the_window_nobody_is_sent_home_for_a_file(commune: Place) -> None:
    clerk = Counter(commune)
    clerk.begin()
    clerk.fill()
    for page, answers in {"uwagi": {"uwagi": "wszystko"}, "rozne": GOOD, "spis": ROWS}.items():
        assert clerk.answer(page, answers).status_code == 303, page
    assert clerk.answer("zdjecia", {"opis": "Drzewo"}).status_code == 303
    with acting_for(commune.id):
        assert Draft.objects.get().answers["zdjecie"] == []
    assert clerk.take_in().status_code == 303
    drain(commune.id)
    assert "Zdjęcie drzewa" in words(clerk.get(f"sprawa/{case_of(commune).pk}/"))
