"""Loading offices from the append-only file, and setting up what an office says of itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.db import IntegrityError

from okienko.journal.actions import record
from okienko.language import Refusal
from okienko.offices.errors import WrongLetterhead, WrongUnit
from okienko.offices.facts import LetterheadChanged, NumberingChosen, OfficeOpened, UnitAdded, UnitRenamed
from okienko.offices.models import Body, Numbering, Office, OfficeCode, Profile, Unit
from okienko.offices.queries import forget, here
from okienko.tenancy.context import atomic, current_office, savepoint
from okienko.tenancy.permits import Actor, permit
from okienko.ui.theme import theme_css

CHUNK = 1000
SYMBOL = re.compile(r"[^\W\d_][\w-]{0,11}")  # it opens the case mark, whose parts are divided by dots
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")
LONGEST = {"name": 160, "town": 80, "address": 200, "phone": 40, "email": 120, "bip_url": 200}
NEEDED = {"name": "Podaj nazwę urzędu.", "town": "Podaj miejscowość.", "address": "Podaj adres urzędu."}


def load_offices(path: Path) -> int:
    """Bring the table of offices up to the file; run as owner. Returns how many were new."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = set(Office.objects.values_list("id", flat=True))
    fresh = [row for row in rows if int(row["id"]) not in known]
    Office.objects.bulk_create([_office(row) for row in fresh], batch_size=CHUNK)
    OfficeCode.objects.bulk_create([_code(row) for row in fresh], batch_size=CHUNK)
    return len(fresh)


def _office(row: dict[str, str]) -> Office:
    parent = int(row["parent_id"]) if row["parent_id"] else None
    return Office(id=int(row["id"]), kind=row["kind"], parent_id=parent, slug=row["slug"], name=row["name"])


def _code(row: dict[str, str]) -> OfficeCode:
    return OfficeCode(office_id=int(row["id"]), teryt=row["teryt"], valid_from=date.fromisoformat(row["valid_from"]))


@atomic
def open_office(profile: Profile, bodies: list[Body], units: list[Unit], *, by: Actor) -> None:
    """The office has its letterhead, bodies and units, and may adopt services."""
    profile.save(force_insert=True)
    Body.objects.bulk_create(bodies)
    Unit.objects.bulk_create(units)
    fact = OfficeOpened(profile.name, [body.kind for body in bodies], [unit.symbol for unit in units])
    record(fact, by=by, at=current_office(), about=profile.urn)
    forget()


@atomic
def add_unit(symbol: str, name: str, *, by: Actor) -> Unit:
    """The office has one more unit. Its symbol stays for ever: it opens the marks of its cases."""
    permit(by, "administer", here())
    unit = Unit(symbol=symbol, name=_name_of_unit(name))
    if not SYMBOL.fullmatch(symbol):
        raise WrongUnit("Symbol ma od 1 do 12 znaków, zaczyna się literą i nie ma kropek, na przykład OŚ.")
    try:
        with savepoint():
            unit.save(force_insert=True)
    except IntegrityError as error:
        raise WrongUnit(f"Komórka o symbolu {symbol} już jest.") from error
    record(UnitAdded(unit.symbol, unit.name), by=by, at=current_office(), about=unit.urn)
    return unit


@atomic
def rename_unit(unit: Unit, name: str, *, by: Actor) -> None:
    """The unit is called so; its symbol is as it was."""
    permit(by, "administer", here())
    before, unit.name = unit.name, _name_of_unit(name)
    unit.save(update_fields=["name"])
    record(UnitRenamed(unit.symbol, before, unit.name), by=by, at=current_office(), about=unit.urn)


def _name_of_unit(name: str) -> str:
    if not 0 < len(name) <= LONGEST["name"]:
        raise WrongUnit("Podaj nazwę komórki, najwyżej 160 znaków.")
    return name


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What an office says of itself on letters and pages."""

    name: str
    town: str
    address: str
    phone: str
    email: str
    bip_url: str
    brand: str


@atomic
def change_letterhead(letterhead: Letterhead, *, by: Actor) -> None:
    """Letters set and pages shown from now on carry these."""
    permit(by, "administer", here())
    faults = _faults_of(letterhead)
    if faults:
        raise WrongLetterhead(faults)
    profile = Profile.objects.select_for_update().get()
    after = {field: text for field, text in asdict(letterhead).items() if text != getattr(profile, field)}
    before = {field: str(getattr(profile, field)) for field in after}
    if not after:
        return
    for field, text in after.items():
        setattr(profile, field, text)
    profile.save(update_fields=[*after])
    record(LetterheadChanged(before, after), by=by, at=current_office(), about=profile.urn)
    forget()


def _faults_of(letterhead: Letterhead) -> Mapping[str, str]:
    said = asdict(letterhead)
    faults = {field: text for field, text in NEEDED.items() if not said[field]}
    faults |= {field: f"Najwyżej {most} znaków." for field, most in LONGEST.items() if len(said[field]) > most}
    if letterhead.email and not EMAIL.fullmatch(letterhead.email):
        faults["email"] = "Podaj adres e-mail, na przykład urzad@gmina.example."
    if letterhead.bip_url and not LINK.fullmatch(letterhead.bip_url):
        faults["bip_url"] = "Podaj cały adres strony BIP, z https:// na początku."
    try:
        theme_css(letterhead.brand)
    except Refusal as refusal:  # too light, with the nearest colour that can be read, or no colour
        faults["brand"] = refusal.text
    return faults


@atomic
def choose_numbering(numbering: str, *, by: Actor) -> None:
    """From now on this is who gives marks; whether cases allow it is known above (`cases.handling`)."""
    permit(by, "administer", here())
    profile = Profile.objects.select_for_update().get()
    profile.numbering = Numbering(numbering)
    profile.save(update_fields=["numbering"])
    record(NumberingChosen(profile.numbering), by=by, at=current_office(), about=profile.urn)
    forget()
