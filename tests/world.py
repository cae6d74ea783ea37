"""A small world for tests: one commune that offers the service, a resident, clerks, a submission, its case.

Everything comes about through the real actions; who calls gives the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings

from okienko.catalogue import actions as catalogue
from okienko.catalogue.queries import Offered, offered
from okienko.documents import actions as documents
from okienko.journal.drain import drain
from okienko.language.answers import to_json
from okienko.language.bundle import read_bundle
from okienko.offices import actions as offices
from okienko.offices.models import Body, Office, Profile, Unit
from okienko.offices.queries import Place, place
from okienko.people import actions as people
from okienko.people.identity import Identity
from okienko.people.models import Authorisation, Clerk, Resident
from okienko.submissions import actions as submissions
from okienko.submissions import queries as submission_queries
from okienko.submissions.actions import Receipt
from okienko.submissions.models import Draft
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

SET_UP = System("ustawienie")
COMMUNE = 1487  # Gmina Przasnysz
SERVICE = "gm-wycinka-zgloszenie"
VALUES = {
    "komorka": "OŚ",
    "klasa_jrwa": "6131",
    "rachunek_oplaty_skarbowej": "00 0000 0000 0000 0000 0000 0000",
    "kontakt": "tel. 00 000 00 00",
}


def small_pdf() -> bytes:
    """One empty page, with a proper table of objects."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + b"xref\n0 4\n0000000000 65535 f \n" + table + tail


PDF = small_pdf()

ANSWERS: dict[str, Any] = {
    "pelnomocnik": False,
    "dzialka": "142207_2.0099.123/4",
    "wlasciciel_gruntu": "osoba",
    "wspolwlasnosc": False,
    "firma": False,
    "budowa_firmowa": "nie",
    "rejestr_zabytkow": False,
    "las": False,
    "teren_zieleni": False,
    "drzewa": [{"gatunek": "topola", "stan": "stoi", "kilka_pni": False, "obwod": Decimal(96)}],
}


@dataclass(frozen=True)
class Desk:
    """Clerks of the commune: one who may sign, one who may not."""

    signing: Clerk
    plain: Clerk


def open_commune(office_id: int = COMMUNE, values: dict[str, str] | None = None) -> Place:
    """The commune has its letterhead, bodies, unit and the service adopted; committed or in the test's transaction."""
    office = Office.objects.get(id=office_id)
    with acting_for(office_id):
        profile = Profile(
            name=f"Urząd: {office.name}", town="Przasnysz", address="ul. Zmyślona 1, 06-300 Przasnysz", demo=True,
        )  # fmt: skip
        bodies = [Body(kind="wojt", name="Wójt Gminy Przasnysz", genitive="Wójta Gminy Przasnysz")]
        offices.open_office(profile, bodies, [Unit(symbol="OŚ", name="Ochrona środowiska")], by=SET_UP)
        bundle = read_bundle(settings.SERVICES_DIR / SERVICE, root=settings.ROOT_DIR)
        release = catalogue.publish(bundle, office=office, demonstration=True, by=SET_UP)
        catalogue.adopt(release, VALUES | (values or {}), office=office, valid_from=date(2026, 1, 1), by=SET_UP)
        found = place()
    assert found is not None
    return found


def resident(name: str = "Jan Przykładny", pesel: str = "00610112345") -> Resident:
    """A resident as the fake provider tells."""
    first, last = name.split()
    return people.enter(
        Identity("atrapa", f"{first}-{last}".lower(), first, last, pesel, "ul. Lipowa 3, 06-300 Przasnysz")
    )


def clerks(office_id: int = COMMUNE) -> Desk:
    """Two clerks of the unit OŚ, logins `podpis` and `zwykly` with password `okienko`."""
    with acting_for(office_id):
        unit = Unit.objects.get(symbol="OŚ")
        signing = _clerk("podpis", "Anna Wzorcowa", "kierownik referatu", unit, head=True)
        plain = _clerk("zwykly", "Piotr Cichy", "inspektor", unit, head=False)
        leave = Authorisation(
            clerk=signing, body="wojt", number="12/2026", given_on=date(2026, 1, 5), valid_from=date(2026, 1, 5)
        )  # fmt: skip
        people.authorise(leave, by=SET_UP)
    return Desk(signing, plain)


def admin(office_id: int = COMMUNE) -> Clerk:
    """An administrator of the office, login `admin` with password `okienko`."""
    with acting_for(office_id):
        return _clerk("admin", "Zofia Sekretarska", "sekretarz gminy", Unit.objects.get(symbol="OŚ"), admin=True)


def _clerk(login: str, name: str, position: str, unit: Unit, *, head: bool = False, admin: bool = False) -> Clerk:
    account = people.open_account(login, "okienko")
    first, last = name.split()
    clerk = Clerk(
        account_id=account.pk, first_name=first, last_name=last, position=position, head=head, admin=admin
    )  # fmt: skip
    return people.employ(clerk, unit, by=SET_UP)


def offer(office_id: int = COMMUNE) -> Offered:
    """The service as the commune offers it today."""
    with acting_for(office_id):
        found = offered(SERVICE, today())
    assert found is not None
    return found


def draft(by: Resident, answers: dict[str, Any] | None = None, office_id: int = COMMUNE) -> Draft:
    """A complete draft with its map attached."""
    here = offer(office_id)
    with acting_for(office_id):
        made = submissions.begin(here, by=by)
        submissions.save_answers(made, submissions.stored(answers or ANSWERS), by=by)
        file = documents.keep(PDF, kind="application/pdf", name="mapka.pdf")
        submissions.attach(made, file, "mapka", at_most=5, by=by)
    return made


def submit(made: Draft, by: Resident, office_id: int = COMMUNE) -> Receipt:
    """The draft is submitted; nothing has reacted yet."""
    here = offer(office_id)
    with acting_for(office_id):
        files = submission_queries.files_of(made.pk)
    return submissions.submit(made, files, here, by=by)


def submitted(by: Resident, answers: dict[str, Any] | None = None, office_id: int = COMMUNE) -> Receipt:
    """A submission whose reactions have run: its case is open."""
    receipt = submit(draft(by, answers, office_id), by, office_id)
    drain(office_id)
    return receipt


def as_json(answers: dict[str, Any]) -> str:
    """Answers as a form's autosave would store them."""
    return to_json(answers)
