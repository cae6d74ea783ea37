"""What follows from a service as an office offers it, for pages and for paper: law, fee, and what becomes of data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from okienko.catalogue.queries import Offered
from okienko.language.law import NotInForce
from okienko.language.model import Law, Service
from okienko.offices.filing import category
from okienko.offices.law import law_data
from okienko.tenancy.clock import today
from okienko.ui.speech import say

_YEARS = re.compile(r"(?:BE|B)(\d{1,2})")


@dataclass(frozen=True)
class Kept:
    """How long the file of a matter is kept: by the office's own list, else by what the service proposes."""

    category: str
    file_class: str
    from_office: bool

    @property
    def years(self) -> int | None:
        """Years of a category that has them; none for files kept for ever."""
        found = _YEARS.fullmatch(self.category)
        return int(found[1]) if found else None

    @property
    def for_ever(self) -> bool:
        return self.category == "A"


def laws(service: Service) -> list[Law]:
    """Every article the service rests on, each once, in the order of the service."""
    told = [*service.law, *(term.law for term in service.deadlines.values())]
    told += [service.fee.law] if service.fee else []
    told += [need.law for need in service.attachments.values() if need.law]
    return list({law.text: law for law in told}.values())


def fee_is_sure(service: Service, day: date) -> bool:
    """Whether the fee, its rule and the dated data that the rule reads have their source."""
    rule = service.rules.get(service.fee.rule) if service.fee else None
    if service.fee is None or rule is None or not service.fee.law.confirmed:
        return False
    if rule.law is not None and not rule.law.confirmed:
        return False
    try:
        return all(law_data().cite(key, day).law.confirmed for key in rule.dated)
    except NotInForce:
        return False


def receivers(service: Service) -> Iterator[str]:
    """Who gets the data, in the language that is spoken."""
    yield say("Pracownicy urzędu, którzy prowadzą tę sprawę, i ich przełożeni.")
    yield say("Ten, kto w imieniu urzędu utrzymuje Okienko.")
    if service.fee:
        yield say("Operator płatności, jeśli płacisz przez internet, i bank, na którego rachunek płacisz.")
        yield say("Odbiorca opłaty: {who}.", who=service.fee.payee)
    if service.acts:
        yield say("Inny organ, gdy urząd musi zapytać go o zdanie albo przekazać mu sprawę.")
    if service.appeal and any(letter.remedy != "none" for letter in service.letters.values()):
        yield say("{body}, jeśli się odwołasz.", body=service.appeal)


def kept_for(found: Offered) -> Kept:
    """How long this office keeps the file."""
    own = category(found.file_class, today())
    return Kept(own or found.service.archive, found.file_class, bool(own))
