"""The promise of a service in words: cost, time, silence, law, all generated from its release."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from okienko.catalogue.clauses import fee_is_sure
from okienko.catalogue.queries import Offered
from okienko.language.assess import value_words
from okienko.language.local import RESOLUTION, local_values
from okienko.language.model import Deadline, OpenPoint, Service
from okienko.language.twin import prices as may_cost
from okienko.offices.law import law_data
from okienko.offices.queries import Place
from okienko.portal.spoken import term_words
from okienko.tenancy.clock import today
from okienko.ui.speech import say, told

WHO = {
    "osoba_fizyczna": "osoby prywatne",
    "przedsiebiorca": "przedsiębiorcy",
    "organizacja": "organizacje",
    "osoba_prawna": "firmy i inne osoby prawne",
}


@dataclass(frozen=True)
class Price:
    """An amount and when it is due, from a row of the table that decides it."""

    amount: Decimal
    why: str
    confirmed: bool


@dataclass(frozen=True)
class Silence:
    """What comes by itself when the office does not answer in time."""

    deadline: Deadline
    since: str
    text: str
    explains: str

    @property
    def within(self) -> str:
        return term_words(self.deadline.within)


@dataclass(frozen=True)
class Limit:
    """A term in words: who, how long, from what."""

    deadline: Deadline
    since: str

    @property
    def within(self) -> str:
        return term_words(self.deadline.within)


@dataclass(frozen=True)
class Set:
    """What this office has set by a resolution of its council, in words."""

    text: str
    value: str
    resolution: str


def set_here(found: Offered) -> list[Set]:
    """Rates and choices that differ between offices, as this one has them."""
    values = local_values(found.service, found.local)
    return [
        Set(point.text, _told(point, values[name]), found.values.get(name + RESOLUTION, ""))
        for name, point in found.service.local.items()
        if point.resolution and values[name] is not None
    ]


def accounts(offered: Iterable[Offered]) -> list[tuple[str, str]]:
    """Bank accounts of the office, each once, by what is paid to it."""
    found: dict[str, str] = {}
    for one in offered:
        for name, point in one.service.local.items():
            if point.type == "account" and one.values.get(name):
                found.setdefault(point.text, one.values[name])
    return list(found.items())


def _told(point: OpenPoint, value: Any) -> str:
    label = next((option.label for option in point.options if option.value == value), None)
    return label or told(value_words(value, "zł" if point.type == "money" else ""))


def may_appeal(service: Service) -> bool:
    """Whether a letter of the service itself can be appealed against."""
    own = (letter for name, letter in service.letters.items() if name not in service.acts)
    return any(letter.remedy == "appeal" for letter in own)


def body_of(found: Offered, here: Place) -> str:
    """The body of this office that decides: a commune has a wójt, a burmistrz or a prezydent."""
    organ = here.body_for(found.organ)
    return here.bodies[organ][0] if organ in here.bodies else ""


def who(service: Service) -> str:
    """For whom the service is."""
    words = [say(WHO.get(kind, kind.replace("_", " "))) for kind in service.who]
    return f" {say('i')} ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def prices(offered: Offered) -> list[Price]:
    """What the service may cost and why; nothing when it is free."""
    service = offered.service
    rule = service.rules.get(service.fee.rule) if service.fee else None
    if rule is None or rule.table is None:
        return []
    law = law_data().at(today()).contexts
    scope: dict[str, Any] = {**law, **local_values(service, offered.local)}
    known = may_cost(service, scope).known
    sure = fee_is_sure(service, today())
    return [Price(price.amount, price.why, sure) for price in known]


def limits(service: Service) -> list[Limit]:
    """How long the office has for what."""
    asked = [term for term in service.deadlines.values() if term.whose == "urzad" and not term.silence]
    return [Limit(term, since(service, term)) for term in asked]


def silences(service: Service) -> list[Silence]:
    """What happens when the office is silent."""
    found = []
    for term in service.deadlines.values():
        if term.silence:
            outcome = service.outcomes[term.silence]
            found.append(Silence(term, since(service, term), outcome.text, outcome.explains))
    return found


def since(service: Service, term: Deadline) -> str:
    """From what a term runs, in words."""
    return f" {say('albo')} ".join(filter(None, (_since(service, start) for start in term.starts)))


def _since(service: Service, start: str) -> str:
    word, _, name = start.partition(" ")
    if word == "zlozenie":
        return say("od złożenia")
    if word == "doreczenie" and name in service.letters:
        return say("od odbioru: {what}", what=_small(service.letters[name].label))
    if word == "wplyw" and name in service.messages:
        return say("licząc od: {what}", what=_small(service.messages[name].label))
    done_by = next((other.label for other in service.deadlines.values() if word in other.met_by), "")
    node = service.process.all_nodes.get(word)
    label = done_by or (service.tasks[word].label if word in service.tasks else node.label if node else "")
    return say("licząc od: {what}", what=_small(label)) if label else ""


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
