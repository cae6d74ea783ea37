"""The life of a matter in plain words: whose turn, until when, what happened so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from okienko.cases.queries import DueLine, MatterView
from okienko.language.calendar import OutsideCalendar, day_words
from okienko.language.model import ADDED
from okienko.offices.law import calendar
from okienko.tenancy.clock import today

NEAR = 3  # days before the end in which a term is shown as near
WHOSE = {"urzad": "office", "mieszkaniec": "you", "inny": "other"}


@dataclass(frozen=True)
class Turn:
    """Whose turn it is: the most important word on the page."""

    whose: str
    text: str = ""


@dataclass(frozen=True)
class Term:
    """A running term as the page shows it."""

    title: str
    words: str
    day: date
    why: str
    state: str


@dataclass(frozen=True)
class Event:
    """A line of what happened."""

    when: datetime
    title: str
    by: str = ""
    text: str = ""
    state: str = "done"


def turn(matter: MatterView) -> Turn:
    """Whose move it is now."""
    if matter.turn in WHOSE:
        return Turn(WHOSE[matter.turn])
    if matter.case is not None and not matter.outcome_text and matter.may_withdraw:
        return Turn("office", "Czekamy na upływ terminu")
    return Turn("nobody", "Sprawa załatwiona" if matter.outcome_text else "")


def terms(matter: MatterView) -> list[Term]:
    """Terms that run or stand now, the nearest first."""
    alive = [line for line in matter.dues if line.due.ended is None]
    return sorted((_term(line) for line in alive), key=lambda term: term.day)


def _term(line: DueLine) -> Term:
    whose = "Urząd ma czas" if line.whose == "urzad" else "Masz czas"
    day = line.due.office_by if line.whose == "mieszkaniec" else line.due.on
    state = "paused" if line.due.paused else _state(day)
    words = "zegar stoi" if line.due.paused else _in_words(day)
    return Term(f"{whose}: {line.label[:1].lower()}{line.label[1:]}", words, day, line.due.sentence, state)


def _state(day: date) -> str:
    left = (day - today()).days
    return "late" if left < 0 else "near" if left <= NEAR else "calm"


def _in_words(day: date) -> str:
    try:
        return calendar().in_words(day, today())
    except OutsideCalendar:
        return f"do {day_words(day)}"


def events(matter: MatterView, reader: str = "") -> list[Event]:
    """What happened, in words; what the journal keeps for others is left out. `reader`: the URN of whoever reads."""
    told = []
    names = {f"urn:okienko:resident:{party.resident_id}": party.name for _, party in matter.parties}
    for entry in matter.entries:
        words = _WORDS.get(entry.head.kind)
        if words is None or entry.fact is None:
            continue
        said = words(entry.fact)
        if said is None:
            continue
        title, by, text = said
        if by == YOU and entry.head.actor != reader:
            by = names.get(entry.head.actor, by)
        told.append(Event(entry.head.at, title, by, text))
    return told


Words = Callable[[Any], tuple[str, str, str] | None]  # none: this one is the office's own matter
YOU, OFFICE = "Ty", "Urząd"
SILENT = "Termin minął, a urząd się nie odezwał."


def _delivered(fact: Any) -> tuple[str, str, str]:
    title = "Pismo odebrane" if fact.how == "odebrane" else "Pismo uznane za doręczone"
    return title, "", f"Skutek od {day_words(fact.on)}."


def _withdrawn(fact: Any) -> tuple[str, str, str]:
    if not fact.how or fact.on is None:
        return "Sprawa wycofana", YOU, fact.reason
    said = "na piśmie" if fact.how == "pismo" else "ustnie, do protokołu"
    return "Sprawa wycofana", fact.party, f"Wycofano {said}, {day_words(fact.on)}."


_WORDS: Mapping[str, Words] = {
    "submissions.SubmissionAccepted": lambda fact: ("Pismo wysłane", YOU, ""),
    "cases.CaseOpened": lambda fact: ("Urząd założył sprawę", OFFICE, f"Znak: {fact.mark}" if fact.mark else ""),
    "cases.TaskCompleted": lambda fact: (f"Zrobione: {fact.label}", OFFICE, "") if fact.node != ADDED else None,
    "cases.ActPerformed": lambda fact: (f"Zrobione: {fact.label}", OFFICE, ""),
    "cases.MarkGiven": lambda fact: ("Sprawa ma znak", OFFICE, f"Znak: {fact.mark}"),
    "cases.LetterIssued": lambda fact: (f"Pismo: {fact.title}", OFFICE, ""),
    "cases.ReplyReceived": lambda fact: (f"Wysłane: {fact.label}", YOU, fact.why),
    "cases.PartyDied": lambda fact: (f"Urząd odnotował śmierć strony: {fact.party}", OFFICE, ""),
    "cases.SuccessorAdded": lambda fact: (f"W sprawie jest następca: {fact.party}", OFFICE, ""),
    "cases.AddressChanged": lambda fact: ("Urząd odnotował nowy adres do pism", OFFICE, fact.after),
    "cases.CaseMoved": lambda fact: (f"Urząd wrócił do kroku: {fact.target}", OFFICE, fact.reason),
    "cases.CaseSettled": lambda fact: (fact.text, "", SILENT if fact.silently else ""),
    "cases.CaseWithdrawn": _withdrawn,
    "cases.WithdrawalWished": lambda fact: ("Jedna z osób wycofuje sprawę", YOU, fact.reason),
    "cases.WithdrawalTakenBack": lambda fact: ("Wycofanie cofnięte", YOU, ""),
    "deliveries.SecondNoticeGiven": lambda fact: ("Drugie zawiadomienie o piśmie", OFFICE, ""),
    "deliveries.LetterDelivered": _delivered,
    "payments.FeePaid": lambda fact: ("Opłata zapłacona", YOU, ""),
}
