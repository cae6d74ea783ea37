"""The invented offices as rows: letterheads, bodies, units."""

from __future__ import annotations

from datetime import date

from okienko.demo.cast import BODIES, CHORZELE, CITY, COMMUNE, COUNTY, JEDNOROZEC, PROFILES, UNITS
from okienko.offices.models import Body, Profile, Unit

BRANDS = {COUNTY: "#1d5b79", CITY: "#6b3f73", COMMUNE: "#2f6244", CHORZELE: "#7a4a12", JEDNOROZEC: "#8a2f3c"}

STATEMENT_ON = date(2026, 3, 27)
BUILDING = (
    "Wejście od parkingu ma podjazd. Sprawy załatwisz na parterze, toaleta jest dostosowana. Można wejść z psem "
    "asystującym. Tłumacza języka migowego trzeba zamówić trzy dni wcześniej. (Opis zmyślony.)"
)
ARMS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 56"><title>Zmyślony herb</title>'
    '<path d="M3 3h42v26c0 14-11 21-21 25C14 50 3 43 3 29z" fill="#fff" stroke="{colour}" stroke-width="3"/>'
    '<path d="M24 12v30M12 24h24" stroke="{colour}" stroke-width="5"/></svg>'
)


def profile(office_id: int) -> Profile:
    """The letterhead of an office in the demonstration: every contact is invented."""
    name, town = PROFILES[office_id]
    return Profile(
        name=name, town=town, address=f"ul. Zmyślona 1, 06-300 {town}", phone="00 000 00 00",
        email=f"urzad-{office_id}@przyklad.example", brand=BRANDS[office_id], demo=True,
        hours="poniedziałek 8–17, wtorek–czwartek 8–15, piątek 8–14", officer=f"iod-{office_id}@przyklad.example",
        access_person="Dorota Zmyślona-Dostępna", access_email=f"dostepnosc-{office_id}@przyklad.example",
        access_phone="00 000 00 01", access_building=BUILDING, statement_on=STATEMENT_ON, reviewed_on=STATEMENT_ON,
        arms=ARMS.format(colour=BRANDS[office_id]),
    )  # fmt: skip


def bodies(office_id: int) -> list[Body]:
    return [Body(kind=kind, name=name, genitive=genitive) for kind, name, genitive in BODIES[office_id]]


def units(office_id: int) -> list[Unit]:
    return [Unit(symbol=symbol, name=name) for symbol, name in UNITS[office_id]]
