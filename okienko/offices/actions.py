"""Loading offices from the append-only file, and setting up what an office says of itself."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from okienko.journal.actions import record
from okienko.offices.facts import OfficeOpened
from okienko.offices.models import Body, Office, OfficeCode, Profile, Unit
from okienko.offices.queries import forget
from okienko.tenancy.context import atomic, current_office
from okienko.tenancy.permits import Actor

CHUNK = 1000


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
