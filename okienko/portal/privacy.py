"""What becomes of a person's data in one service at one office (RODO art. 13), from the release and the office.

Everything said follows from what the service, the office and this software hold; what has no source is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from okienko.catalogue.queries import Offered
from okienko.language.model import Law, Letter, Outcome, Question, Service
from okienko.offices.filing import category
from okienko.portal.pages import cited
from okienko.portal.promise import laws
from okienko.submissions.actions import KEPT_DAYS
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


@dataclass(frozen=True)
class Asked:
    """What the form asks for on a page: what must be answered, and what need not."""

    title: str
    needed: tuple[Question, ...]
    optional: tuple[Question, ...]


@dataclass(frozen=True)
class Clause:
    """The clause in parts, each shown under its own heading."""

    basis: tuple[Law, ...]
    receivers: tuple[str, ...]
    kept: Kept
    silent: tuple[Outcome, ...]
    automatic: tuple[Letter, ...]
    works_out: bool  # rules of the service work something out from the answers
    asked: tuple[Asked, ...]
    draft_days: int = KEPT_DAYS


def clause(found: Offered) -> Clause:
    """The clause of a service as this office offers it."""
    service = found.service
    return Clause(
        basis=(cited("podstawa"), *laws(service)),
        receivers=tuple(_receivers(service)),
        kept=_kept(found),
        silent=tuple(service.outcomes[term.silence] for term in service.deadlines.values() if term.silence),
        automatic=tuple(letter for letter in service.letters.values() if letter.automatic),
        works_out=any(rule.show for rule in service.rules.values()) or service.fee is not None,
        asked=tuple(_asked(service)),
    )


def _receivers(service: Service) -> Iterator[str]:
    yield say("Pracownicy urzędu, którzy prowadzą tę sprawę, i ich przełożeni.")
    yield say("Ten, kto w imieniu urzędu utrzymuje Okienko.")
    if service.fee:
        yield say("Operator płatności, jeśli płacisz przez internet, i bank, na którego rachunek płacisz.")
        yield say("Odbiorca opłaty: {who}.", who=service.fee.payee)
    if service.acts:
        yield say("Inny organ, gdy urząd musi zapytać go o zdanie albo przekazać mu sprawę.")
    if service.appeal and any(letter.remedy != "none" for letter in service.letters.values()):
        yield say("{body}, jeśli się odwołasz.", body=service.appeal)


def _kept(found: Offered) -> Kept:
    own = category(found.file_class, today())
    return Kept(own or found.service.archive, found.file_class, bool(own))


def _asked(service: Service) -> Iterator[Asked]:
    for page in service.pages:
        if page.kind == "questions":
            needed = tuple(question for question in page.questions if not question.optional)
            yield Asked(page.title, needed, tuple(question for question in page.questions if question.optional))
