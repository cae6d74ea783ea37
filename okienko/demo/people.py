"""The invented offices as rows: letterheads, bodies, units."""

from __future__ import annotations

from okienko.demo.cast import BODIES, CHORZELE, CITY, COMMUNE, COUNTY, JEDNOROZEC, PROFILES, UNITS
from okienko.offices.models import Body, Profile, Unit

BRANDS = {COUNTY: "#1d5b79", CITY: "#6b3f73", COMMUNE: "#2f6244", CHORZELE: "#7a4a12", JEDNOROZEC: "#8a2f3c"}


def profile(office_id: int) -> Profile:
    """The letterhead of an office in the demonstration: every contact is invented."""
    name, town = PROFILES[office_id]
    return Profile(
        name=name, town=town, address=f"ul. Zmyślona 1, 06-300 {town}", phone="00 000 00 00",
        email=f"urzad-{office_id}@przyklad.example", brand=BRANDS[office_id], demo=True,
    )  # fmt: skip


def bodies(office_id: int) -> list[Body]:
    return [Body(kind=kind, name=name, genitive=genitive) for kind, name, genitive in BODIES[office_id]]


def units(office_id: int) -> list[Unit]:
    return [Unit(symbol=symbol, name=name) for symbol, name in UNITS[office_id]]
