"""What becomes of letters on paper, as plain Polish sentences."""

from __future__ import annotations

from collections.abc import Mapping

from okienko.cases import facts as cases
from okienko.cases.incoming import ASIDE
from okienko.desk.telling import Teller, Told
from okienko.language.model import Service


def _joined(fact: cases.PaperLetterJoined, service: Service) -> Told:
    return Told(f"Dołączono pismo {fact.number}: {fact.subject}", f"Od: {fact.sender}.", "wpływ")


def _registered(fact: cases.PaperLetterRegistered, service: Service) -> Told:
    return Told(f"Zarejestrowano pismo {fact.number}", note=True)


def _routed(fact: cases.PaperLetterRouted, service: Service) -> Told:
    return Told(f"Pismo trafiło do komórki {fact.unit}", note=True)


def _set_aside(fact: cases.PaperLetterSetAside, service: Service) -> Told:
    return Told("Pismo odłożono bez sprawy", ASIDE.get(fact.reason, ""), note=True)


def _brought_back(fact: cases.PaperLetterBroughtBack, service: Service) -> Told:
    return Told("Pismo znowu czeka", note=True)


ON_PAPER: Mapping[type, Teller] = {
    cases.PaperLetterRegistered: _registered,
    cases.PaperLetterRouted: _routed,
    cases.PaperLetterSetAside: _set_aside,
    cases.PaperLetterBroughtBack: _brought_back,
    cases.PaperLetterJoined: _joined,
}
