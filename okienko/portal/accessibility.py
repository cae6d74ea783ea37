"""What the accessibility statement says: dates, contact and address, for an office or for the whole installation.

The ids of its parts are read by machines: sources `dd-warunki-2` and `a11y-identyfikatory` in data/sources.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from okienko.offices.queries import Access, Place

CHECKED_ON = date(2026, 11, 22)  # when these pages were last looked through with axe, keyboard and zoom
NEEDED_IDS = (
    "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
    "a11y-data-sporzadzenie", "a11y-kontakt", "a11y-osoba", "a11y-email", "a11y-telefon", "a11y-procedura",
    "a11y-architektura", "a11y-aplikacje",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """The parts that differ between statements. `by_office`: an office says it, and not we."""

    body: str
    url: str
    published_on: date
    updated_on: date
    access: Access
    by_office: bool
    address: str = ""


def of_office(request: HttpRequest, here: Place) -> Said:
    """The statement of an office; without its own data the contact is that of the office."""
    held = here.access
    access = Access(
        held.person, held.email or here.email, held.phone or here.phone, held.building, held.drawn_on, held.reviewed_on
    )
    url = request.build_absolute_uri(f"/{here.slug}/")
    return Said(here.full_name, url, here.opened_on, max(CHECKED_ON, here.opened_on), access, True, here.address)


def general(request: HttpRequest) -> Said:
    """The statement of the pages that all offices share."""
    return Said("Okienko", request.build_absolute_uri("/"), CHECKED_ON, CHECKED_ON, Access(drawn_on=CHECKED_ON), False)
