"""The filter of the queue as an address and a form say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import QueryDict

from okienko.cases.sieves import IN_TIME, LATE, ME, NOBODY, Sieve, sieve_of
from okienko.catalogue.queries import offers
from okienko.people.queries import clerks_of_unit
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.people.queries import Clerk

NAMES = {"turn": "kolej", "term": "termin", "holder": "kto", "words": "slowa"}
TURN_CHOICES = (
    ("urzad", "Na urząd"), ("mieszkaniec", "Na mieszkańca"), ("inny", "Na inny organ"), ("nikt", "Na nikogo"),
)  # fmt: skip
TERM_CHOICES = ((LATE, "Po terminie"), (IN_TIME, "W terminie albo bez terminu"))


def sieve(given: QueryDict) -> Sieve:
    """What the address or the form asks for; what it says wrongly is not asked for."""
    return sieve_of(given.getlist("usluga"), {part: given.get(name, "") for part, name in NAMES.items()})


def fields(sieve: Sieve) -> dict[str, str | list[str]]:
    """The same as fields of a form; empty ones are left out."""
    said: dict[str, str | list[str]] = {"usluga": list(sieve.services)}
    said |= {name: getattr(sieve, part) for part, name in NAMES.items()}
    return {name: value for name, value in said.items() if value}


def pairs(sieve: Sieve) -> list[tuple[str, str]]:
    """The fields one by one."""
    return [
        (name, one) for name, value in fields(sieve).items() for one in (value if isinstance(value, list) else [value])
    ]


def query(said: Mapping[str, str | list[str]]) -> str:
    """As an address says it."""
    return urlencode(said, doseq=True)


def form(clerk: Clerk, sieve: Sieve) -> dict[str, Any]:
    """The choices of the form, and what is chosen now."""
    ours = [one.service for one in offers(today()).values() if one.unit == clerk.unit.symbol]
    people = [(str(one.pk), one.name) for one in clerks_of_unit(clerk.unit_id) if one.pk != clerk.pk]
    shown = {
        "services": sorted(((one.id, one.name) for one in ours), key=lambda pair: pair[1]),
        "turns": TURN_CHOICES,
        "terms": TERM_CHOICES,
        "holders": [(ME, "Ja"), (NOBODY, "Nikt"), *people],
    }
    return {**shown, "chosen": sieve, "words": _in_words(sieve, {key: dict(held) for key, held in shown.items()})}


def _in_words(sieve: Sieve, known: Mapping[str, Mapping[str, str]]) -> str:
    """What the filter lets through, for its heading; a service or a person not known any more is named so."""
    said = [known["services"].get(one, "usługa, której już nie ma") for one in sieve.services]
    said += [f"kolej {known['turns'][sieve.turn].lower()}"] if sieve.turn else []
    said += [known["terms"][sieve.term].lower()] if sieve.term else []
    said += [f"prowadzi {known['holders'].get(sieve.holder, 'ktoś spoza komórki')}"] if sieve.holder else []
    said += [f"„{sieve.words}”"] if sieve.words else []
    return ", ".join(said)
