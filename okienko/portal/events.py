"""Life events on pages: which of their services are offered, where, and what to do about the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from okienko.language.life_events import LifeEvent, Step
from okienko.offices.law import life_events
from okienko.portal.search import Offer


@dataclass(frozen=True)
class StepThere:
    """A service of the event with the offices that offer it; none: not in this installation yet."""

    step: Step
    offers: tuple[Offer, ...]

    @property
    def name(self) -> str:
        """As the release calls it, else as the catalogue does."""
        return self.offers[0].service.plain_name if self.offers else self.step.service.plain_name


def event_of(event_id: str) -> LifeEvent | None:
    """One event."""
    return next((event for event in life_events() if event.id == event_id), None)


def steps(event: LifeEvent, offers: Sequence[Offer]) -> list[StepThere]:
    """The services of an event in order, each with who offers it."""
    return [StepThere(step, tuple(_offering(step.service.id, offers))) for step in event.steps]


def _offering(service_id: str, offers: Iterable[Offer]) -> Iterable[Offer]:
    return (offer for offer in offers if service_id in (offer.service.id, *offer.service.aliases))


def by_event(offers: Sequence[Offer]) -> list[tuple[LifeEvent, list[Offer]]]:
    """What one office offers, by event; an event of which it offers nothing is left out."""
    found = [(event, [offer for one in steps(event, offers) for offer in one.offers]) for event in life_events()]
    return [(event, there) for event, there in found if there]
