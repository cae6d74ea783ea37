"""Letters on paper that lie in the office of the demonstration: an answer, a new matter, and one for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from okienko.cases.incoming import Incoming, register
from okienko.demo.cast import COMMUNE
from okienko.demo.plan import WARSAW
from okienko.demo.playing import Act, sketch
from okienko.documents import actions as documents
from okienko.people.queries import account_by_login, clerk_of
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for

REGISTRAR = "nowak"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that came so many days ago; `scanned` with a picture."""

    sender: str
    address: str
    subject: str
    days_ago: int
    way: str = "poczta"
    scanned: bool = True


LETTERS = (
    Letter("Jadwiga Papierowa-Zmyślona", "ul. Zmyślona 14, 06-300 Przykładowo", "Zgłoszenie wycięcia dwóch topoli", 3),
    Letter("Stanisław Kopertowy", "Przykładowo 8, 06-300 Przykładowo", "Uzupełnienie: mapka działki", 2, "osobiscie"),
    Letter("Drukarnia Pokaz sp. z o.o.", "", "Oferta kalendarzy na nowy rok", 1, scanned=False),
)


def arrivals(until: datetime) -> Iterator[tuple[datetime, str, Act]]:
    """Instant, name and act of each letter's registration."""
    for number, letter in enumerate(LETTERS):
        day = until.astimezone(WARSAW).date() - timedelta(days=letter.days_ago)
        at = datetime.combine(day, time(9, 30 + number), WARSAW)
        yield at, f"pismo-{number}", lambda letter=letter: _register(letter)  # type: ignore[misc]


def _register(letter: Letter) -> None:
    with acting_for(COMMUNE):
        account = account_by_login(REGISTRAR)
        clerk = clerk_of(account) if account else None
        assert clerk is not None
        files = [documents.keep(sketch(), kind="application/pdf", name="skan.pdf")] if letter.scanned else []
        told = Incoming(
            letter.sender, letter.subject, letter.way, now(), clerk.unit_id, sender_address=letter.address,
            posted_on=(now() - timedelta(days=2)).date() if letter.way == "poczta" else None,
        )  # fmt: skip
        register(told, files, by=clerk)
