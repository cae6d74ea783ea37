"""The life of a matter in plain words: whose turn, until when, what happened so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from okienko.cases.queries import DueLine, MatterView
from okienko.language.assess import zloty
from okienko.language.calendar import OutsideCalendar, day_words
from okienko.language.calendar import Term as Length
from okienko.language.model import ADDED
from okienko.offices.law import calendar
from okienko.portal.spoken import in_words, shown, term_words
from okienko.submissions.words import Said, judged, said
from okienko.tenancy.clock import day_of, today
from okienko.ui import writing
from okienko.ui.speech import POLISH, InPolish, Translated, language, say

Words = Callable[[str], str]
IN_WORKING_DAYS = 30  # farther than that a term is told in plain days
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
    kept: str = ""


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
        return Turn("office", say("Czekamy na upływ terminu"))
    return Turn("nobody", say("Sprawa załatwiona") if matter.outcome_text else "")


def in_language(matter: MatterView) -> MatterView:
    """The matter with its service and answers in the language spoken now."""
    offered = shown(matter.offered)
    if offered is matter.offered:
        return matter
    submission = matter.submission
    return replace(
        matter, offered=offered, assessed=judged(offered, submission.answers, day_of(submission.accepted_at))
    )


def answers_of(matter: MatterView) -> list[Said]:
    """Every asked question with its answer, in the language spoken now."""
    service = matter.offered.service
    questions = {question.id: question for page in service.pages for question in page.questions}
    answers = matter.assessed.scope.answers
    lists = {page.id: page.many for page in service.pages if page.many}

    def held(line: Said) -> Any:
        things = answers.get(lists.get(line.page, ""))
        return things[line.item].get(line.question) if line.item is not None and things else answers.get(line.question)

    lines = said(matter.assessed)
    return [replace(line, answer=in_words(questions[line.question], held(line))) for line in lines]


def fee_why(matter: MatterView) -> str:
    """The fee and its reason: as it was told when it was sent, or in the reader's language."""
    fee = matter.assessed.fee
    if language() == POLISH or fee is None:
        return matter.submission.fee_why
    return say("{amount}, bo {why}", amount=zloty(fee.amount), why=fee.basis)


def terms(matter: MatterView, words: Words = str) -> list[Term]:
    """Terms that run or stand now, the nearest first."""
    alive = [line for line in matter.dues if line.due.ended is None]
    return sorted((_term(line, words) for line in alive), key=lambda term: term.day)


def _term(line: DueLine, words: Words) -> Term:
    whose = {"urzad": say("Urząd ma czas"), "mieszkaniec": say("Masz czas")}.get(line.whose, say("Inny organ ma czas"))
    day = line.due.office_by if line.whose == "mieszkaniec" else line.due.on
    state = "paused" if line.due.paused else _state(day)
    left = say("zegar stoi") if line.due.paused else _in_words(day)
    label = words(line.label)
    return Term(f"{whose}: {label[:1].lower()}{label[1:]}", left, day, InPolish(line.due.sentence), state, _kept(line))


def _kept(line: DueLine) -> str:
    """What the resident has to do by the last day of their own term."""
    if line.whose != "mieszkaniec" or line.due.paused:
        return ""
    if line.kept_by == "dispatch":
        return say("Wystarczy, że wyślesz najpóźniej tego dnia. Na papierze liczy się dzień nadania na poczcie.")
    return say("Pismo musi tego dnia być już w urzędzie.") if line.kept_by == "receipt" else ""


def _state(day: date) -> str:
    left = (day - today()).days
    return "late" if left < 0 else "near" if left <= NEAR else "calm"


def _in_words(day: date) -> str:
    """`za 3 dni robocze`, `dziś`, `po terminie od 2 dni`, in the language spoken now."""
    left = (day - today()).days
    try:
        near = calendar().working_days_between(today(), day) if 0 < left <= IN_WORKING_DAYS else 0
    except OutsideCalendar:
        return say("do {day}", day=writing.day(day))
    if left == 0:
        return say("dziś")
    if left < 0:
        return say("po terminie od {term}", term=writing.count(-left, "dnia", "dni", "dni"))
    return say("za {term}", term=term_words(Length(near, "working-day") if near else Length(left, "day")))


def events(matter: MatterView, words: Words = str, reader: str = "") -> list[Event]:
    """What happened, in words; what the journal keeps for others is left out. `reader`: the URN of whoever reads."""
    found = []
    names = {f"urn:okienko:resident:{party.resident_id}": party.name for _, party in matter.parties}
    for entry in matter.entries:
        telling = _WORDS.get(entry.head.kind)
        if telling is None or entry.fact is None:
            continue
        told = telling(entry.fact)
        if told is None:
            continue
        title, by, text = told
        by = names.get(entry.head.actor, by) if by == YOU and entry.head.actor != reader else by
        found.append(Event(entry.head.at, words(title), say(by) if by in (YOU, OFFICE) else by, words(text)))
    return found


Telling = Callable[[Any], tuple[str, str, str] | None]  # none: this one is the office's own matter
YOU, OFFICE = "Ty", "Urząd"
SILENT = "Termin minął, a urząd się nie odezwał."


def _delivered(fact: Any) -> tuple[str, str, str]:
    title = "Pismo odebrane" if fact.how == "odebrane" else "Pismo uznane za doręczone"
    return title, "", Translated(say("Skutek od {day}.", day=_day(fact.on)))


def _withdrawn(fact: Any) -> tuple[str, str, str]:
    return _given_up("Sprawa wycofana", fact)


def _given_up(title: str, fact: Any) -> tuple[str, str, str]:
    if not fact.how or fact.on is None:
        return title, YOU, fact.reason
    on = _day(fact.on)
    said = say("Wycofano na piśmie, {day}.", day=on)
    if fact.how != "pismo":
        said = say("Wycofano ustnie, do protokołu, {day}.", day=on)
    return title, fact.party, Translated(said)


def _died(fact: Any) -> tuple[str, str, str]:
    if fact.attorney:
        return f"Urząd odnotował śmierć pełnomocnika: {fact.party}", OFFICE, ""
    return f"Urząd odnotował śmierć strony: {fact.party}", OFFICE, ""


def _day(on: date) -> str:
    return day_words(on) if language() == POLISH else writing.day(on)


_WORDS: Mapping[str, Telling] = {
    "submissions.SubmissionAccepted": lambda fact: ("Pismo wysłane", YOU, ""),
    "cases.CaseOpened": lambda fact: ("Urząd założył sprawę", OFFICE, f"Znak: {fact.mark}" if fact.mark else ""),
    "cases.TaskCompleted": lambda fact: (f"Zrobione: {fact.label}", OFFICE, "") if fact.node != ADDED else None,
    "cases.ActPerformed": lambda fact: (f"Zrobione: {fact.label}", OFFICE, ""),
    "cases.MarkGiven": lambda fact: ("Sprawa ma znak", OFFICE, f"Znak: {fact.mark}"),
    "cases.LetterIssued": lambda fact: (f"Pismo: {fact.title}", OFFICE, ""),
    "cases.ReplyReceived": lambda fact: (f"Wysłane: {fact.label}", YOU, fact.why),
    "cases.PartyDied": _died,
    "cases.SuccessorAdded": lambda fact: (f"W sprawie jest następca: {fact.party}", OFFICE, ""),
    "cases.AddressChanged": lambda fact: (f"Urząd odnotował nowy adres do pism: {fact.party}", OFFICE, fact.after),
    "cases.CaseMoved": lambda fact: (f"Urząd wrócił do kroku: {fact.target}", OFFICE, fact.reason),
    "cases.CaseSettled": lambda fact: (fact.text, "", SILENT if fact.silently else ""),
    "cases.CaseWithdrawn": _withdrawn,
    "cases.WithdrawalWished": lambda fact: _given_up("Jedna z osób wycofuje sprawę", fact),
    "cases.WithdrawalTakenBack": lambda fact: ("Wycofanie cofnięte", YOU, ""),
    "deliveries.SecondNoticeGiven": lambda fact: ("Drugie zawiadomienie o piśmie", OFFICE, ""),
    "deliveries.LetterDelivered": _delivered,
    "payments.FeePaid": lambda fact: ("Opłata zapłacona", YOU, ""),
}
