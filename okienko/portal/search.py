"""Plain words to services: folded letters, beginnings of words and character trigrams, all in memory.

A word of the query is worth most where it stands whole, less where only its beginning does (Polish
endings change), least where it is merely like another word. Words that are the name of a place choose
the office and are no part of the matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from okienko.language.folding import folded_words
from okienko.language.model import Service

LONGEST = 200
WORTH_SHOWING = 0.34  # of the best hit
LEAST = 0.4  # of a word: less is chance
STOP_WORDS = """
a aby albo ale bo by byc chce chcialbym chcialabym co czy dla do dzien dobry gdzie i ich ile ja jak jaka jakie
jest jestem ktory lub ma mam mi moge moja moje moj mozna musze mnie na nad nie o od oraz po pod potrzebuje
przed przez przy prosze sa sie swoja swojej swoim swoj sprawa sprawy ta tam te ten to tu u w we z za zalatwic
ze zeby
"""
_STOP = frozenset(STOP_WORDS.split())


def words(text: str) -> list[str]:
    """Words that say something."""
    return [word for word in folded_words(text[: LONGEST * 20]) if word not in _STOP and len(word) > 1]


@dataclass(frozen=True, slots=True)
class Offer:
    """A service at an office: what a hit leads to."""

    service: Service
    slug: str
    office: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A service that was found, with the offices that offer it."""

    service: Service
    offers: tuple[Offer, ...]
    score: float


@dataclass(frozen=True, slots=True)
class _Card:
    """The words of one service with their weights."""

    service: Service
    weights: Mapping[str, float]


class Index:
    """All services that somebody offers, ready to be searched."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._offers: dict[str, list[Offer]] = {}
        self._places: dict[str, set[str]] = {}
        for offer in offers:
            self._offers.setdefault(offer.service.id, []).append(offer)
            for word in words(offer.office):
                self._places.setdefault(word, set()).add(offer.slug)
        self._cards = [_card(known[0].service) for known in self._offers.values()]

    def search(self, text: str) -> list[Hit]:
        """Services that fit the words, best first."""
        asked = list(dict.fromkeys(words(text[:LONGEST])))
        slugs = self._near(asked)
        matter = [word for word in asked if not self._place_words(word)] or ([] if slugs else asked)
        scored = [(self._score(card, matter), card) for card in self._cards]
        best = max((score for score, _ in scored), default=0.0)
        if matter and best < LEAST:
            return []
        hits = [
            Hit(card.service, self._at(card.service, slugs), score)
            for score, card in scored
            if not matter or score >= max(LEAST * 0.5, best * WORTH_SHOWING)
        ]
        found = [hit for hit in hits if hit.offers]
        return sorted(found, key=lambda hit: (-hit.score, hit.service.plain_name))

    def _place_words(self, word: str) -> set[str]:
        """Slugs of the offices that a word names, in any of its cases (Przasnysz, Przasnyszu)."""
        return {
            slug
            for known, slugs in self._places.items()
            if known not in ("gmina", "miasto", "powiat") and (word == known or _stem(word, known) >= 0.7)
            for slug in slugs
        }

    def _near(self, asked: list[str]) -> set[str]:
        return {slug for word in asked for slug in self._place_words(word)}

    def _at(self, service: Service, slugs: set[str]) -> tuple[Offer, ...]:
        """The offices of the place that was named; all when none was."""
        known = self._offers[service.id]
        return tuple(offer for offer in known if not slugs or offer.slug in slugs)

    def _score(self, card: _Card, asked: list[str]) -> float:
        """How well the words fit, on average: 1 is a whole word of the name each."""
        if not asked:
            return 0.0
        return sum(_best(word, card.weights) for word in asked) / len(asked)


def _card(service: Service) -> _Card:
    weights: dict[str, float] = {}
    told = ((0.5, service.summary), (0.9, service.name), (1.0, " ".join(service.keywords)), (1.0, service.plain_name))
    for weight, text in told:
        for word in words(text):
            weights[word] = max(weight, weights.get(word, 0.0))
    return _Card(service, weights)


def _best(word: str, weights: Mapping[str, float]) -> float:
    """The worth of the nearest word of the card."""
    if word in weights:
        return weights[word]
    return max((weight * _alike(word, known) for known, weight in weights.items()), default=0.0)


@lru_cache(maxsize=20_000)
def _alike(word: str, known: str) -> float:
    stem = _stem(word, known)
    if stem:
        return stem
    one, two = _trigrams(word), _trigrams(known)
    share = 2 * len(one & two) / (len(one) + len(two))
    return share if share >= LEAST else 0.0


def _stem(word: str, known: str) -> float:
    """How much of two words is a common beginning, when at least four letters of the shorter are."""
    common = 0
    for one, two in zip(word, known, strict=False):
        if one != two:
            break
        common += 1
    if common < 4 or common < min(len(word), len(known)) - 3:
        return 0.0
    return 0.5 + 0.45 * common / max(len(word), len(known))


def _trigrams(word: str) -> frozenset[str]:
    padded = f"  {word} "
    return frozenset(padded[place : place + 3] for place in range(len(padded) - 2))
