"""What of the queue a clerk wants to see: services, whose turn, late or not, who has it, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from okienko.cases import _lookup, lists
from okienko.cases.models import Case, Status
from okienko.people.models import Clerk
from okienko.tenancy.clock import today

TURNS = ("urzad", "mieszkaniec", "inny", "nikt")
LATE, IN_TIME = "po-terminie", "w-terminie"
NOBODY, ME = "nikt", "ja"
WORDS_AT_MOST, SERVICES_AT_MOST = 100, 60
FOUND_AT_MOST = 2000  # cases found by words, the newest


@dataclass(frozen=True, slots=True)
class Sieve:
    """An empty part lets everything through."""

    services: tuple[str, ...] = ()
    turn: str = ""
    term: str = ""
    holder: str = ""
    words: str = ""

    def to_json(self) -> dict[str, Any]:
        return {name: list(held) if name == "services" else held for name, held in asdict(self).items()}

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> Sieve:
        """As it was kept; a part that is missing or not known any more lets everything through."""
        return sieve_of(kept.get("services", ()), {name: kept.get(name, "") for name in PARTS})


PARTS = ("turn", "term", "holder", "words")


def sieve_of(services: Any, parts: Mapping[str, str]) -> Sieve:
    """A sieve of whatever was asked for; parts that say nothing are left empty."""
    turn, term, holder = parts.get("turn", ""), parts.get("term", ""), parts.get("holder", "")
    return Sieve(
        tuple(str(one)[:80] for one in services)[:SERVICES_AT_MOST],
        turn if turn in TURNS else "",
        term if term in (LATE, IN_TIME) else "",
        holder if holder in (NOBODY, ME) or _clerk_id(holder) else "",
        " ".join(parts.get("words", "").replace("\x00", "").split())[:WORDS_AT_MOST],
    )


def _clerk_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def sifted(clerk: Clerk, sieve: Sieve, *, after: UUID | None = None) -> list[Case]:
    """Cases of the unit that have not ended and pass the sieve, oldest first, a page and one more."""
    rows = lists.of_unit(clerk).exclude(status=Status.ENDED).filter(*_conditions(clerk, sieve))
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id")[: lists.PAGE + 1])


def _conditions(clerk: Clerk, sieve: Sieve) -> list[Q]:
    late = Q(turn="urzad", due_on__lt=today())
    found = []
    if sieve.services:
        found.append(Q(service__in=sieve.services))
    if sieve.turn:
        found.append(Q(turn=sieve.turn))
    if sieve.term:
        # A case without a term is not late: the exclusion would lose it to SQL's third truth value.
        found.append(late if sieve.term == LATE else ~Q(turn="urzad") | Q(due_on=None) | Q(due_on__gte=today()))
    if sieve.holder:
        holder = {NOBODY: None, ME: clerk.pk}.get(sieve.holder, _clerk_id(sieve.holder))
        found.append(Q(clerk_id=holder))
    if sieve.words:
        found.append(Q(id__in=_lookup.found(clerk.unit_id, sieve.words, FOUND_AT_MOST)))
    return found
