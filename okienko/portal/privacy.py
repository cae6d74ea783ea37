"""What becomes of a person's data in one service at one office (RODO art. 13), from the release and the office.

Everything said follows from what the service, the office and this software hold; what has no source is marked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from okienko.catalogue.clauses import Kept, kept_for, laws, receivers
from okienko.catalogue.queries import Offered
from okienko.language.model import Law, Letter, Outcome, Question, Service
from okienko.portal.pages import cited
from okienko.submissions.actions import KEPT_DAYS


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
        receivers=tuple(receivers(service)),
        kept=kept_for(found),
        silent=tuple(service.outcomes[term.silence] for term in service.deadlines.values() if term.silence),
        automatic=tuple(letter for letter in service.letters.values() if letter.automatic),
        works_out=any(rule.show for rule in service.rules.values()) or service.fee is not None,
        asked=tuple(_asked(service)),
    )


def _asked(service: Service) -> Iterator[Asked]:
    for page in service.pages:
        if page.kind == "questions":
            needed = tuple(question for question in page.questions if not question.optional)
            yield Asked(page.title, needed, tuple(question for question in page.questions if question.optional))
