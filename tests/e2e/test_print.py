"""On paper a page is a document: what it says, and nothing to press."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.e2e.conftest import Windows
from tests.e2e.person import Person
from tests.e2e.resident import SERVICE, TREE, Resident

pytestmark = pytest.mark.e2e


def printed(person: Person) -> str:
    """What stands on the paper."""
    pages = PdfReader(BytesIO(person.page.pdf())).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_page_of_a_service_is_its_card(windows: Windows) -> None:
    person = Person(windows())
    person.open(SERVICE)

    paper = printed(person)

    for text in (
        TREE,
        "Dla kogo",
        "Co przygotować",
        "Ile to kosztuje",
        "Ile to trwa",
        "To nie jest strona tego urzędu",
    ):
        assert text in paper
    for text in ("Wstecz", "Zacznij", "Deklaracja dostępności", "Przejdź do treści"):
        assert text not in paper


def test_answers_and_the_matter_are_printed_without_anything_to_press(windows: Windows) -> None:
    resident = Resident(windows())
    resident.fill()
    resident.logs_in_to_send("Oksana Przykładenko")
    answers = printed(resident)
    resident.sends()
    matter = printed(resident)

    for text in ("Sprawdź, zanim wyślesz", "142299_2.0099.12/3", "topola", "96", "rysunek.jpg", "Oksana Przykładenko"):
        assert text in answers
    for text in ("Teraz urząd", "Co się działo", "Numer pisma", resident.mark):
        assert text in matter
    for text in ("Zmień", "Wyślij do urzędu", "Wstecz", "Wyloguj"):
        assert text not in answers + matter
