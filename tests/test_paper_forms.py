"""The paper twin: printed from the portal and at the counter, and known again by its code when it comes back."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from okienko.cases.models import PaperLetter
from okienko.catalogue import actions as catalogue
from okienko.catalogue.queries import forget
from okienko.documents import printing
from okienko.language.bundle import Bundle, read_bundle
from okienko.offices.models import Office, Unit
from okienko.offices.queries import Place
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from tests import world
from tests.test_counter import Counter, words
from tests.test_paper_letters import _days

FORM = f"/gmina-przasnysz/usluga/{world.SERVICE}/druk/"
REGISTER = "okienko/pisma/nowe/"


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    found = world.open_commune()
    world.clerks()
    return found


@pytest.fixture
def clerk(commune: Place) -> Counter:
    return Counter(commune)


def _bundle() -> Bundle:
    return read_bundle(settings.SERVICES_DIR / world.SERVICE, root=settings.ROOT_DIR)


def _code() -> str:
    return printing.form_code(world.COMMUNE, _bundle().digest)


def _text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def _letter(commune: Place, **changed: str) -> dict[str, str]:
    with acting_for(commune.id):
        unit = Unit.objects.get(symbol="OŚ").pk
    told = {"druk": _code(), "sposob": "osobiscie", "nadawca": "Jadwiga Bezkonta", "adres": "", "obcy_znak": "",
            "temat": "Wycinka topoli", "strony": "5", "komorka": str(unit)}  # fmt: skip
    return told | _days("wplyw", today()) | changed


def _new_release(commune: Place) -> None:
    """The office has gone on to another release since."""
    files = dict(_bundle().files)
    files["service.yaml"] = files["service.yaml"].replace("version: 1.0.0", "version: 1.0.1")
    with acting_for(commune.id):
        office = Office.objects.get(id=commune.id)
        release = catalogue.publish(Bundle(files), office=office, demonstration=True, by=world.SET_UP)
        catalogue.adopt(release, world.VALUES, office=office, valid_from=date(2026, 2, 1), by=world.SET_UP)
    forget()


def test_a_resident_prints_the_form_from_the_page_of_the_service(commune: Place) -> None:
    assert FORM in Client().get(FORM.removesuffix("druk/")).content.decode()
    answer = Client().get(FORM)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    text = _text(answer.content)
    for said in ("Zgłoszenie zamiaru usunięcia drzewa", "Wójt Gminy Przasnysz", "ul. Zmyślona 1, 06-300 Przasnysz",
                 _code(), "1. Czy zgłaszasz w imieniu kogoś innego?", "Rachunek: 00 0000 0000", "Drzewo 1",
                 "Twoje dane osobowe", "Czytelny podpis", "http://testserver/gmina-przasnysz/usluga/"):  # fmt: skip
        assert said in text.replace("\xa0", " "), said


def test_the_form_is_tagged_and_says_what_its_bars_are(commune: Place) -> None:
    reader = PdfReader(BytesIO(Client().get(FORM).content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "pl-PL"
    assert reader.metadata is not None
    assert reader.metadata.title == "Zgłoszenie zamiaru usunięcia drzewa, druk do wypełnienia"
    assert f"Kod kreskowy: {_code()}" in _alternatives(root["/StructTreeRoot"])


def _alternatives(node: Any) -> str:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return " ".join(map(_alternatives, node))
    return " ".join((str(node.get("/Alt", "")), _alternatives(node.get("/K", [])))) if hasattr(node, "get") else ""


def test_the_second_visitor_gets_the_same_bytes_and_nothing_is_set_anew(
    commune: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Client().get(FORM).content
    monkeypatch.setattr(printing, "typeset", lambda *given, **named: pytest.fail("set anew"))
    assert Client().get(FORM).content == first


def test_what_is_not_offered_has_no_form(commune: Place) -> None:
    assert Client().get("/gmina-przasnysz/usluga/pow-zajecie-pasa/druk/").status_code == 404
    assert Client().get(f"/gmina-przasnysz/usluga/{'x' * 90}/druk/").status_code == 404


def test_a_clerk_prints_one_for_a_visitor(clerk: Counter) -> None:
    page = clerk.get("okienko/").content.decode()
    assert f"/okienko/druk/{world.SERVICE}/" in page
    assert _code() in _text(clerk.get(f"okienko/druk/{world.SERVICE}/").content)
    assert clerk.get("okienko/druk/gm-inna/").status_code == 404


@pytest.mark.parametrize(
    "typed", ["{}", " {} ", "*{}*"], ids=["as printed", "with blanks", "with the stars of Code 39"]
)
def test_the_code_at_the_counter_leads_to_the_register_with_the_service(clerk: Counter, typed: str) -> None:
    answer = clerk.send("okienko/", {"kod": typed.format(_code().lower())})
    assert answer.status_code == 302
    page = clerk.get(answer["Location"])
    assert "Druk: Zgłoszenie zamiaru usunięcia drzewa, wydanie 1.0.0." in words(page)
    body = page.content.decode()
    assert 'value="Zgłoszenie zamiaru usunięcia drzewa"' in body
    assert f'value="{_code()}"' in body


def test_a_letter_on_a_form_knows_its_service_and_offers_that_matter_first(clerk: Counter, commune: Place) -> None:
    answer = clerk.send(REGISTER, _letter(commune))
    assert answer.status_code == 302, words(answer)
    with acting_for(commune.id):
        kept = PaperLetter.objects.get()
    assert (kept.form_code, kept.service) == (_code(), world.SERVICE)
    page = clerk.get(answer["Location"])
    assert _code() in words(page)
    assert page.content.decode().count(f"nowa-sprawa/{world.SERVICE}/") == 1


def test_a_scanner_in_the_register_fills_in_the_form_and_registers_nothing(clerk: Counter, commune: Place) -> None:
    answer = clerk.send(REGISTER, _letter(commune, nadawca="", temat=""))
    assert (answer.status_code, answer["Location"].endswith(f"?druk={_code()}")) == (302, True)
    with acting_for(commune.id):
        assert not PaperLetter.objects.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("F1487-00000000", "Nie ma druku o takim kodzie."),
        ("F1488-3A9C01BE", "To druk innego urzędu"),
        ("F999999-3A9C01BE", "Nie ma druku o takim kodzie."),
        ("<b>", "To nie jest kod druku."),
    ],
)
def test_a_wrong_code_is_told_and_what_was_typed_stays(clerk: Counter, commune: Place, code: str, said: str) -> None:
    answer = clerk.send(REGISTER, _letter(commune, druk=code))
    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="Wycinka topoli"' in answer.content.decode()
    assert said in words(clerk.get(f"{REGISTER}?druk={code}"))


def test_a_code_of_a_form_that_nobody_knows_is_told_at_the_counter(clerk: Counter) -> None:
    answer = clerk.send("okienko/", {"kod": "F1487-00000000"})
    assert answer.status_code == 422
    assert "Nie ma druku o takim kodzie." in words(answer)


def test_a_form_of_an_older_release_is_known_and_its_age_is_told(clerk: Counter, commune: Place) -> None:
    _new_release(commune)
    page = words(clerk.get(f"{REGISTER}?druk={_code()}"))
    assert "wydanie 1.0.0" in page
    assert "Teraz obowiązuje wydanie 1.0.1" in page


def test_a_form_of_a_service_that_has_ended_can_be_registered(clerk: Counter, commune: Place) -> None:
    with acting_for(commune.id):
        office = Office.objects.get(id=commune.id)
        catalogue.end_offer(world.SERVICE, office=office, valid_from=today(), notice="", by=world.SET_UP)
    forget()
    assert Client().get(FORM).status_code == 404
    assert "Urząd nie przyjmuje już tych spraw." in words(clerk.get(f"{REGISTER}?druk={_code()}"))
    assert clerk.send(REGISTER, _letter(commune)).status_code == 302


def test_every_service_has_a_sheet_that_can_be_set(tmp_path: Path) -> None:
    from okienko.cli.main import main

    for folder in sorted(settings.SERVICES_DIR.glob("*/service.yaml")):
        out = tmp_path / f"{folder.parent.name}.pdf"
        assert main(["services", "paper", str(folder.parent), "--out", str(out)]) == 0
        assert 2 <= len(PdfReader(out).pages) <= 8
