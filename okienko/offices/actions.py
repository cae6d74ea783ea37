"""Loading offices from the append-only file, and setting up what an office says of itself."""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from django.db import IntegrityError

from okienko.journal.actions import record
from okienko.language import Refusal
from okienko.offices import _arms
from okienko.offices.errors import WrongLetterhead, WrongUnit
from okienko.offices.facts import (
    ArmsChanged,
    LetterheadChanged,
    NumberingChosen,
    OfficeOpened,
    StatementDrawn,
    UnitAdded,
    UnitRenamed,
)
from okienko.offices.models import Body, Numbering, Office, OfficeCode, Profile, Unit
from okienko.offices.queries import forget, here
from okienko.tenancy.clock import today
from okienko.tenancy.context import atomic, current_office, savepoint
from okienko.tenancy.permits import Actor, permit
from okienko.ui.theme import theme_css

CHUNK = 1000
SYMBOL = re.compile(r"[^\W\d_][\w-]{0,11}")  # it opens the case mark, whose parts are divided by dots
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LINK = re.compile(r"https?://[^\s/]+\.[^\s]+")
LONGEST = {
    "name": 160, "town": 80, "address": 200, "phone": 40, "email": 120, "bip_url": 200, "hours": 200, "officer": 200,
    "access_person": 120, "access_email": 120, "access_phone": 40, "access_building": 2000,
}  # fmt: skip
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
    hours: str = ""
    officer: str = ""


@atomic
def change_letterhead(letterhead: Letterhead, *, by: Actor) -> None:
    """Letters set and pages shown from now on carry these."""
    permit(by, "administer", here())
    faults = _faults_of(letterhead)
    if faults:
        raise WrongLetterhead(faults)
    profile = Profile.objects.select_for_update().get()
    before, after = _changed(profile, asdict(letterhead))
    if not after:
        return
    profile.save(update_fields=[*after])
    record(LetterheadChanged(before, after), by=by, at=current_office(), about=profile.urn)
    forget()


def _changed(profile: Profile, said: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The profile says so from now on; what was and what is, of the fields that differ."""
    after = {field: text for field, text in said.items() if text != getattr(profile, field)}
    before = {field: str(getattr(profile, field)) for field in after}
    for field, text in after.items():
        setattr(profile, field, text)
    return before, after


def _too_long(said: Mapping[str, str]) -> dict[str, str]:
    return {field: f"Najwyżej {LONGEST[field]} znaków." for field in said if len(said[field]) > LONGEST.get(field, 7)}


def _faults_of(letterhead: Letterhead) -> Mapping[str, str]:
    said = asdict(letterhead)
    faults = {field: text for field, text in NEEDED.items() if not said[field]}
    faults |= {field: text for field, text in _too_long(said).items() if field != "brand"}
    if letterhead.email and not EMAIL.fullmatch(letterhead.email):
        faults["email"] = "Podaj adres e-mail, na przykład urzad@gmina.example."
    if letterhead.bip_url and not LINK.fullmatch(letterhead.bip_url):
        faults["bip_url"] = "Podaj cały adres strony BIP, z https:// na początku."
    try:
        theme_css(letterhead.brand)
    except Refusal as refusal:  # too light, with the nearest colour that can be read, or no colour
        faults["brand"] = refusal.text
    return faults


@dataclass(frozen=True, slots=True)
class Statement:
    """What an office itself has to say in its accessibility statement."""

    access_person: str
    access_email: str
    access_phone: str
    access_building: str


@atomic
def draw_statement(statement: Statement, *, by: Actor) -> None:
    """The accessibility statement of the office is drawn up; done again it is looked through, today."""
    permit(by, "administer", here())
    said = asdict(statement)
    faults = {field: "Uzupełnij: bez tego deklaracja jest niepełna." for field in said if not said[field]}
    if said["access_email"] and not EMAIL.fullmatch(said["access_email"]):
        faults["access_email"] = "Podaj adres e-mail, na przykład dostepnosc@gmina.example."
    if faults := faults | _too_long(said):
        raise WrongLetterhead(faults)
    profile = Profile.objects.select_for_update().get()
    before, after = _changed(profile, said)
    profile.statement_on = profile.statement_on or today()
    profile.reviewed_on = today()
    profile.save(update_fields=[*after, "statement_on", "reviewed_on"])
    record(StatementDrawn(before, after), by=by, at=current_office(), about=profile.urn)
    forget()


@atomic
def change_arms(content: bytes, *, by: Actor) -> None:
    """Pages of the office carry this picture; without content they carry none."""
    permit(by, "administer", here())
    arms = _arms.checked(content) if content else ""
    profile = Profile.objects.select_for_update().get()
    if arms == profile.arms:
        return
    profile.arms = arms
    profile.save(update_fields=["arms"])
    picture = hashlib.sha256(arms.encode()).hexdigest() if arms else ""
    record(ArmsChanged(picture), by=by, at=current_office(), about=profile.urn)
    forget()


@atomic
def choose_numbering(numbering: str, *, by: Actor) -> None:
    """From now on this is who gives marks; whether cases allow it is known above (`cases.handling`)."""
    permit(by, "administer", here())
    profile = Profile.objects.select_for_update().get()
    profile.numbering = Numbering(numbering)
    profile.save(update_fields=["numbering"])
    record(NumberingChosen(profile.numbering), by=by, at=current_office(), about=profile.urn)
    forget()
