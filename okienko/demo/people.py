"""The invented offices as rows: letterheads, bodies, units, local values of the service."""

from __future__ import annotations

from okienko.demo.cast import BODIES, CITY, COMMUNE, COUNTY, PROFILES, UNITS
from okienko.offices.models import Body, Profile, Unit

BRANDS = {COUNTY: "#1d5b79", CITY: "#6b3f73", COMMUNE: "#2f6244"}


def profile(office_id: int) -> Profile:
    """The letterhead of an office in the demonstration: every contact is invented."""
    name, town = PROFILES[office_id]
    return Profile(
        name=name, town=town, address="ul. Zmyślona 1, 06-300 Przasnysz", phone="00 000 00 00",
        email=f"urzad-{office_id}@przyklad.example", brand=BRANDS[office_id], demo=True,
    )  # fmt: skip


def bodies(office_id: int) -> list[Body]:
    return [Body(kind=kind, name=name, genitive=genitive) for kind, name, genitive in BODIES[office_id]]


def units(office_id: int) -> list[Unit]:
    return [Unit(symbol=symbol, name=name) for symbol, name in UNITS[office_id]]


def values(office_id: int) -> dict[str, str]:
    """Local values of the service's open points."""
    return {
        "komorka": UNITS[office_id][0][0],
        "klasa_jrwa": "6131",
        "rachunek_oplaty_skarbowej": "00 0000 0000 0000 0000 0000 0000",
        "kontakt": "tel. 00 000 00 00",
    }
