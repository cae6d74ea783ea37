"""The administrator's browser for tests, and a service whose open points depend on one another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse

from okienko.catalogue import actions as catalogue
from okienko.catalogue.models import Release
from okienko.desk.tests.browser import Browser
from okienko.language.bundle import Bundle, read_bundle
from okienko.offices.models import Office, Unit
from okienko.offices.queries import Place
from okienko.tenancy.context import acting_for
from tests import world

WASTE = "gm-smieci-deklaracja"
RESOLUTION = "nr XII/89/2026 z 29 października 2026 r."
POINTS = {
    "klasa_jrwa": "6232", "komorka": "OŚ", "kontakt": "tel. 00 000 00 00", "metoda": "osoby", "stawka_osoba": "35",
    "mnoznik_podwyzszonej": "2", "ulga_kompost": "brak", "kdr": "nie", "uchwala_lokale": "nie",
    "okres_platnosci": "miesiac", "dni_platnosci": "do 15. dnia miesiąca", "rachunek_odpadow": "00 0000",
    "rachunek_oplaty_skarbowej": "00 0000",
}  # fmt: skip
COUNCIL = (
    "metoda", "stawka_osoba", "mnoznik_podwyzszonej", "ulga_kompost", "kdr", "okres_platnosci", "dni_platnosci"
)  # fmt: skip
METHODS = {
    "osoby": {"stawka_osoba": "35"}, "woda": {"stawka_woda": "9.50", "woda_norma": "3"},
    "powierzchnia": {"stawka_powierzchnia": "1.20"}, "gospodarstwo": {"stawka_gospodarstwo": "80"},
}  # fmt: skip


def day(name: str, on: date) -> dict[str, str]:
    """A day as three fields send it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


FORM = {**POINTS, "uchwala-rady": RESOLUTION, **day("od-dnia", date(2026, 12, 1)), "co-dalej": "sprawdz"}


def published(office_id: int = world.COMMUNE, service: str = WASTE, version: str = "1.0.0") -> Release:
    """The service is released in this installation."""
    with acting_for(office_id):
        bundle = read_bundle(settings.SERVICES_DIR / service, root=settings.ROOT_DIR)
        numbered = {path: text.replace("version: 1.0.0", f"version: {version}") for path, text in bundle.files.items()}
        bundle = Bundle(numbered)
        office = Office.objects.get(id=office_id)
        return catalogue.publish(bundle, office=office, demonstration=True, by=world.SET_UP)


def values(method: str = "osoby", unit: str = "OŚ") -> dict[str, str]:
    """What a commune with this method of the fee adopts."""
    given = {name: value for name, value in POINTS.items() if name != "stawka_osoba"}
    given |= {"komorka": unit, "metoda": method} | METHODS[method]
    with_resolution = {*COUNCIL, *METHODS[method]} & given.keys()
    return given | {f"{name}.uchwala": RESOLUTION for name in with_resolution}


def adopted(office_id: int, method: str = "osoby", on: date = date(2026, 11, 1)) -> None:
    """The office offers the service from that day."""
    release = published(office_id)
    with acting_for(office_id):
        office = Office.objects.get(id=office_id)
        if not Unit.objects.filter(symbol="OŚ").exists():
            Unit(symbol="OŚ", name="Ochrona środowiska").save(force_insert=True)
        catalogue.adopt(release, values(method), office=office, valid_from=on, by=world.SET_UP)


class Admin(Browser):
    """The browser of the office's administrator."""

    def __init__(self, place: Place) -> None:
        world.admin(place.id)
        super().__init__(place, "admin")

    def sent(self, path: str, answers: dict[str, Any], **hidden: str) -> HttpResponse:
        """The form of an office page with these answers."""
        return self.send(f"urzad/{path}", answers, **hidden)


@pytest.fixture
def admin(commune: Place) -> Admin:
    """The administrator is at work."""
    return Admin(commune)
