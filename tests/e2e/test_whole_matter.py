"""One real matter, from a question to a certificate in hand, as a resident, a clerk and the resident again."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from okienko.documents.sealing import Sealed, trust_from, verify
from tests.e2e.clerk import Clerk
from tests.e2e.conftest import Windows
from tests.e2e.resident import GIRTH, SPECIES, STATE, TREE, TRUNKS, Resident, Tree
from tests.e2e.stage import Stage

pytestmark = pytest.mark.e2e
SEALED_WITHIN = 20.0
ORDER = "Postanowienie o obowiązku uzupełnienia zgłoszenia"
CERTIFICATE = "Zaświadczenie o braku podstaw do sprzeciwu"


def today() -> str:
    return datetime.now(ZoneInfo("Europe/Warsaw")).date().isoformat()


def seal_of(person: Resident, stage: Stage, link: str) -> Sealed:
    """What the seal of the letter behind the link says, once the worker has put it there."""
    until = time.monotonic() + SEALED_WITHIN
    with ThreadPoolExecutor(1) as aside:  # in this thread Playwright's loop runs
        while True:
            seal = aside.submit(verify, person.file(link), trust_from(stage.seal)).result()
            if seal.valid or time.monotonic() > until:
                return seal
            person.page.wait_for_timeout(250)


def finds_the_service(resident: Resident) -> None:
    resident.open("/")
    resident.type("Co chcesz załatwić?", "chcę wyciąć drzewo")
    resident.press("Szukaj")
    resident.reads("1 usługa", TREE)
    resident.follow("Gmina Przasnysz")
    resident.reads("Dla kogo", "Ile to kosztuje", "Ile to trwa", "Gdy urząd nie odpowie")
    resident.press("Zacznij")
    resident.draft = resident.path.rsplit("/", 2)[0] + "/"


def answers_with_a_slip(resident: Resident) -> None:
    """The first question left empty, and a tree without its girth: both are told, what was typed stays."""
    resident.press("Dalej")
    resident.is_told_off("Zaznacz, czy zgłaszasz w imieniu kogoś innego.")
    resident.says_who()
    resident.says_where()
    resident.choose(SPECIES, "topola")
    resident.choose(STATE, "Stoi")
    resident.choose(TRUNKS, "Nie")
    resident.type(GIRTH, "dużo")
    resident.press("Dalej")
    resident.is_told_off("obwód")
    expect(resident.field(GIRTH)).to_have_value("dużo")
    expect(resident.main.get_by_label("topola", exact=True)).to_be_checked()
    resident.type(GIRTH, "96")
    resident.press("Dalej")
    resident.follow("Dodaj kolejne: drzewo")
    resident.adds_tree(Tree("inny", "120"))


def attaches(resident: Resident) -> None:
    """Without the map one does not pass; a file can be added and taken away."""
    resident.press("Dalej")
    resident.is_told_off("Dodaj plik: rysunek albo mapka")
    resident.adds_files()
    resident.press("Dodaj wybrane pliki i zostań tutaj")
    resident.reads("rysunek.jpg")
    resident.press("Usuń plik rysunek.jpg")
    resident.reads_not("rysunek.jpg")
    resident.adds_files()
    resident.press("Dalej")


def applies(resident: Resident, stage: Stage, name: str) -> None:
    """From the search to the receipt, sealed."""
    finds_the_service(resident)
    answers_with_a_slip(resident)
    resident.reads("Drzewo 1", "topola", "Drzewo 2", "inny")
    resident.press("Dalej")
    resident.press("Dalej")
    attaches(resident)
    resident.reads("Sprawdź, zanim wyślesz", "Drzewo 1", "Drzewo 2", "rysunek.jpg", "nie składasz pełnomocnictwa")
    resident.logs_in_to_send(name)
    resident.sends()
    resident.waits_for("Potwierdzenie (PDF")
    assert seal_of(resident, stage, "Potwierdzenie").covers_whole_document


def is_ordered_to_complete(resident: Resident, clerk: Clerk, stage: Stage) -> None:
    """The clerk finds something missing, the resident gets the order and answers it."""
    clerk.checks(complete=False)
    clerk.writes_order()
    read = clerk.signs()
    resident.open(resident.matter)
    resident.reads("Teraz Ty", ORDER)
    resident.collects(ORDER)
    seal = seal_of(resident, stage, "Otwórz pismo")
    assert seal.valid
    assert seal.covers_whole_document
    assert resident.file("Otwórz pismo").startswith(read), "the bytes that were read before the signature are sealed"
    resident.open(resident.matter)
    resident.follow("Odpowiedz")
    resident.press("Wyślij do urzędu")
    resident.is_told_off("Napisz, co uzupełniasz, albo dodaj plik.")
    resident.type("Co uzupełniasz?", "Dodaję zdjęcie, na którym widać granice.")
    resident.attach(resident.field("Dodaj pliki"), "granice.jpg")
    resident.press("Wyślij do urzędu")
    resident.reads("Urząd dostał Twoją odpowiedź", "Teraz urząd")


def gets_the_certificate(resident: Resident, clerk: Clerk, stage: Stage) -> None:
    """Checked again, inspected today, certified before the term."""
    clerk.open(clerk.case)
    clerk.reads("Uzupełnienie zgłoszenia", "granice.jpg")
    clerk.checks(complete=True)
    clerk.inspects(today())
    clerk.writes_certificate()
    clerk.signs()
    resident.collects(CERTIFICATE)
    assert seal_of(resident, stage, "Otwórz pismo").valid
    resident.open(resident.matter)
    resident.reads("Możesz usunąć drzewo")


@pytest.mark.parametrize(("scripts", "name"), [(True, "Anna Zmyślona"), (False, "Jan Przykładny")], ids=["on", "off"])
def test_a_resident_settles_a_matter_with_scripts(windows: Windows, stage: Stage, scripts: bool, name: str) -> None:
    resident, clerk = Resident(windows(scripts=scripts)), Clerk(windows(scripts=scripts))

    applies(resident, stage, name)
    clerk.logs_in("nowak")
    clerk.takes(resident.mark)
    is_ordered_to_complete(resident, clerk, stage)
    gets_the_certificate(resident, clerk, stage)
