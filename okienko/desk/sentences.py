"""Facts of the journal as plain Polish sentences: the timeline of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from okienko.cases import facts as cases
from okienko.cases.handling import GROUNDS
from okienko.cases.procedure import HOW
from okienko.deliveries import facts as deliveries
from okienko.desk.paper_sentences import ON_PAPER
from okienko.desk.telling import Teller, Told
from okienko.documents import facts as documents
from okienko.journal.queries import Entry
from okienko.language.assess import zloty
from okienko.language.calendar import day_words
from okienko.language.model import Service
from okienko.payments import facts as payments
from okienko.people import facts as people
from okienko.submissions import facts as submissions

SYSTEMS = {
    "czas": "Okienko, bo minął czas",
    "pieczec": "Okienko: pieczęć urzędu",
    "zakladanie-spraw": "Okienko: rejestracja",
    "przyjmowanie": "Okienko: przyjmowanie",
    "instalacja": "administrator instalacji",
}
ERASED = "Treść tego wpisu usunięto. Został dowód, że wpis był."


@dataclass(frozen=True, slots=True)
class Line:
    """One item of `ui.timeline`."""

    when: datetime
    title: str
    by: str
    text: str
    kind: str
    state: str
    href: str = ""
    actor: str = ""  # the URN behind `by`
    fresh: bool = False  # newer than the reader's visit before this one


def timeline(entries: list[Entry], names: Mapping[str, str], service: Service) -> list[Line]:
    """The journal of a case, newest first."""
    return [line(entry, names, service) for entry in reversed(entries)]


def line(entry: Entry, names: Mapping[str, str], service: Service) -> Line:
    """One fact as a line: what happened, who did it, when."""
    told = _told(entry, service)
    by = actor(entry.head.actor, names)
    state = "note" if told.note else "done"
    return Line(entry.head.at, told.title, by, told.text, told.kind, state, actor=entry.head.actor)


def actor(urn: str, names: Mapping[str, str]) -> str:
    """Who acted, by name where there is one."""
    if urn in names:
        return names[urn]
    if urn.startswith("urn:okienko:system:"):
        return SYSTEMS.get(urn.rsplit(":", 1)[1], "Okienko")
    return "mieszkaniec" if ":resident:" in urn else "pracownik urzędu" if ":clerk:" in urn else "osoba nieznana"


def _told(entry: Entry, service: Service) -> Told:
    if entry.fact is None:
        return Told("Wpis bez treści", ERASED, note=True)
    teller = TELLERS.get(type(entry.fact))
    if teller is None:
        return Told(f"Zdarzenie: {entry.head.kind}", note=True)
    return teller(entry.fact, service)


def _accepted(fact: submissions.SubmissionAccepted, service: Service) -> Told:
    how = {"okienko": "Przyjęte przy okienku. ", "papier": "Przepisane z papieru. "}.get(fact.channel, "")
    return Told("Wpłynęło pismo", f"{how}{service.name}", "wpływ")


def _taken_up(fact: submissions.DraftTakenUp, service: Service) -> Told:
    return Told("Otwarto przy okienku szkic z wydruku", note=True)


def _opened(fact: cases.CaseOpened, service: Service) -> Told:
    number = f"Numer w rejestrze wpływów: {fact.register_number}. " if fact.register_number else ""
    mark = f"Założono sprawę {fact.mark}" if fact.mark else "Założono sprawę, znak nada urząd"
    return Told(mark, f"{number}Komórka: {fact.unit}.")


def _taken(fact: cases.CaseTaken, service: Service) -> Told:
    return Told("Sprawa ma prowadzącego", note=True)


def _released(fact: cases.CaseReleased, service: Service) -> Told:
    return Told("Sprawa wróciła do kolejki", note=True)


def _assigned(fact: cases.CaseAssigned, service: Service) -> Told:
    return Told("Sprawę przydzielono", note=True)


def _handed_over(fact: cases.CaseHandedOver, service: Service) -> Told:
    return Told(f"Sprawę przekazano do komórki: {fact.name} ({fact.unit})", fact.reason)


def _excluded(fact: cases.ClerkExcluded, service: Service) -> Told:
    return Told("Pracownika wyłączono od udziału w sprawie", GROUNDS.get(fact.ground, ""))


def _noted(fact: cases.NoteAdded, service: Service) -> Told:
    return Told(fact.label, fact.text, "notatka")


def _looked_up(fact: cases.PeselLookedUp, service: Service) -> Told:
    return Told("Szukano po numerze PESEL", f"Znaleziono spraw: {fact.found}.", note=True)


def _kept(fact: cases.FilterKept, service: Service) -> Told:
    return Told("Zapisano widok kolejki", note=True)


def _renamed(fact: cases.FilterRenamed, service: Service) -> Told:
    return Told("Zmieniono nazwę widoku kolejki", note=True)


def _removed(fact: cases.FilterRemoved, service: Service) -> Told:
    return Told("Usunięto widok kolejki", note=True)


def _marked(fact: cases.MarkGiven, service: Service) -> Told:
    return Told(
        f"Sprawa ma znak {fact.mark}", f"Numer w rejestrze: {fact.register_number}." if fact.register_number else ""
    )


def _class_mended(fact: cases.ClassMended, service: Service) -> Told:
    mark = f"Sprawa ma znak {fact.mark}. " if fact.mark else ""
    return Told(f"Poprawiono klasę akt: {fact.file_class}", f"{mark}Przy założeniu była: {fact.before}.")


def _task_opened(fact: cases.TaskOpened, service: Service) -> Told:
    return Told(f"Do zrobienia: {fact.label}", kind="zadanie", note=True)


def _completed(fact: cases.TaskCompleted, service: Service) -> Told:
    return Told(f"Zrobione: {fact.label}", answered(service, fact.node, fact.answers), "zadanie")


def _due(fact: cases.LetterDue, service: Service) -> Told:
    return Told(f"Okienko wystawia pismo: {service.letters[fact.letter].label}", note=True)


def _performed(fact: cases.ActPerformed, service: Service) -> Told:
    return Told(f"Zrobione: {fact.label}", answered(service, fact.act, fact.answers), "czynność")


def answered(service: Service, node: str, answers: Mapping[str, object]) -> str:
    """What the clerk answered in a task, by the questions of the release."""
    task = service.tasks.get(node)
    letters = [service.letters[name] for name in _letters(service, node)]
    asked = (*(task.ask if task else ()), *(question for letter in letters for question in letter.asks))
    said = [
        (question.text, _plain(question.options, answers[question.id])) for question in asked if question.id in answers
    ]
    return " ".join(f"{text} {answer}." if text.endswith("?") else f"{text}: {answer}." for text, answer in said)


def _letters(service: Service, node: str) -> tuple[str, ...]:
    task = service.tasks.get(node)
    if task is None:
        return ()
    return tuple(dict.fromkeys(([task.letter] if task.letter else []) + list(task.letters.values())))


def _plain(options: Any, value: object) -> str:
    """An answer as the journal keeps it, for people."""
    if isinstance(value, bool):
        return "Tak" if value else "Nie"
    if isinstance(value, list):
        return ", ".join(_plain(options, one) for one in value)
    text = next((option.label for option in options if option.value == value), str(value))
    return _day(text).rstrip(".")


def _day(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text


def _issued(fact: cases.LetterIssued, service: Service) -> Told:
    return Told(f"Wydano pismo: {fact.title}", kind="pismo")


def _replied(fact: cases.ReplyReceived, service: Service) -> Told:
    posted = f"Nadano {day_words(fact.posted_on)}." if fact.posted_on else ""
    files = f"Plików: {fact.files}." if fact.files else ""
    late = " po terminie" if fact.late else ""
    return Told(f"Wpłynęło{late}: {fact.label}", " ".join(filter(None, (fact.why or posted, files))), "wpływ")


def _deadline(fact: cases.DeadlineChanged, service: Service) -> Told:
    label = service.terms[fact.deadline].label if fact.deadline in service.terms else fact.deadline
    return Told(f"Termin „{label}”", fact.why, "termin", note=True)


def _settled(fact: cases.CaseSettled, service: Service) -> Told:
    silently = "Urząd nie zrobił nic w terminie, więc wynik nastąpił z mocy prawa. " if fact.silently else ""
    return Told(f"Sprawę załatwiono: {fact.text}", f"{silently}Dzień: {day_words(fact.on)}.", "wynik")


def _ended(fact: cases.CaseEnded, service: Service) -> Told:
    return Told("Sprawa zakończona", note=True)


def _withdrawn(fact: cases.CaseWithdrawn, service: Service) -> Told:
    title = f"Sprawę wycofała strona: {fact.party}" if fact.how else "Mieszkaniec wycofał sprawę"
    return Told(title, _how_withdrawn(fact), "wpływ")


def _how_withdrawn(fact: cases.CaseWithdrawn | cases.WithdrawalWished) -> str:
    """In what way and on what day a clerk noted it, and the reason."""
    way = f"{HOW[fact.how]}, " if fact.how in HOW else ""
    how = [f"{way}{day_words(fact.on)}."] if fact.on else []
    return " ".join([*how, *([f"Powód: {fact.reason}"] if fact.reason else [])])


def _wished(fact: cases.WithdrawalWished, service: Service) -> Told:
    how = _how_withdrawn(fact)
    text = "Pozostałe osoby, które złożyły pismo, nie wycofały go: sprawa trwa."
    title = f"Sprawę wycofuje jedna z osób: {fact.party}" if fact.how else "Jedna z osób wycofuje sprawę"
    return Told(title, f"{how.rstrip('.')}. {text}" if how else text, "wpływ")


def _taken_back(fact: cases.WithdrawalTakenBack, service: Service) -> Told:
    return Told("Osoba cofnęła swoje wycofanie", note=True)


def digest_words(sha256: str) -> str:
    """A hash that can be compared by eye and broken between lines."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))


def _moved(fact: cases.CaseMoved, service: Service) -> Told:
    title = "Cofnięto przeniesienie" if fact.undone else "Przeniesiono ręcznie"
    return Told(f"{title}: {fact.origin} → {fact.target}", f"Powód: {fact.reason}", "czynność")


def _added(fact: cases.TaskAdded, service: Service) -> Told:
    return Told(f"Dodano zadanie: {fact.label}", f"Do {day_words(fact.by)}." if fact.by else "", "zadanie")


def _died(fact: cases.PartyDied, service: Service) -> Told:
    day = f"Dzień śmierci: {day_words(fact.on)}."
    if fact.attorney:
        return Told(f"Zmarł pełnomocnik: {fact.party}", f"{day} Pisma dostaje odtąd strona.", "strona")
    return Told(f"Strona zmarła: {fact.party}", day, "strona")


def _succeeded(fact: cases.SuccessorAdded, service: Service) -> Told:
    return Told(f"W sprawie jest następca: {fact.party}", kind="strona")


def _moved_house(fact: cases.AddressChanged, service: Service) -> Told:
    return Told(f"Nowy adres strony: {fact.party}", f"Był: {fact.before or 'brak'}. Jest: {fact.after}.", "strona")


def _stuck(fact: cases.ProcessStuck, service: Service) -> Told:
    return Told("Proces nie może iść dalej", fact.text, "wymaga pomocy")


def _ruled(fact: cases.RuleDecided, service: Service) -> Told:
    rule = service.rules.get(fact.rule)
    name = (rule.text if rule else "") or fact.rule.replace("_", " ")
    return Told(f"Ustalono: {name}: {fact.value}", f"Podstawa: {fact.basis}." if fact.basis else "", "reguła")


def _document_issued(fact: documents.DocumentIssued, service: Service) -> Told:
    number = f", upoważnienie nr {fact.authorisation}" if fact.authorisation else ""
    return Told(
        f"Podpisano: {fact.title}",
        f"{fact.signed_as}{number}. Skrót pliku: {digest_words(fact.sha256)}.",
        "pismo",
        note=True,
    )


def _sealed(fact: documents.DocumentSealed, service: Service) -> Told:
    letter = service.letters.get(fact.letter)
    return Told(f"Opieczętowano: {letter.label if letter else fact.letter}", kind="pismo", note=True)


def _label(service: Service, name: str) -> str:
    return service.letters[name].label if name in service.letters else name


def _sent(fact: deliveries.LetterSent, service: Service) -> Told:
    if fact.channel == "papier":
        return Told(f"Do wysłania na papierze: {_label(service, fact.letter)}", kind="doręczenie")
    return Told(f"Wysłano na konto w Okienku: {_label(service, fact.letter)}", kind="doręczenie")


def _dispatched(fact: deliveries.LetterDispatched, service: Service) -> Told:
    return Told(f"Nadano na poczcie: {_label(service, fact.letter)}", f"Dnia {day_words(fact.on)}.", "doręczenie")


def _second(fact: deliveries.SecondNoticeGiven, service: Service) -> Told:
    return Told(f"Drugie zawiadomienie: {_label(service, fact.letter)}", kind="doręczenie", note=True)


def _delivered(fact: deliveries.LetterDelivered, service: Service) -> Told:
    how = "Adresat odebrał" if fact.how == "odebrane" else "Uznano za doręczone"
    return Told(f"{how}: {_label(service, fact.letter)}", f"Dzień doręczenia: {day_words(fact.on)}.", "doręczenie")


def _delivery_stopped(fact: deliveries.DeliveryStopped, service: Service) -> Told:
    return Told(f"Wstrzymano doręczanie: {_label(service, fact.letter)}", "Adresat zmarł.", "doręczenie")


def _fee(fact: payments.FeeDemanded, service: Service) -> Told:
    return Told(f"Opłata do zapłaty: {zloty(fact.amount)}", kind="opłata", note=True)


def _paid(fact: payments.FeePaid, service: Service) -> Told:
    return Told(f"Zapłacono {zloty(fact.amount)}", f"Numer dowodu: {fact.reference}.", "opłata")


def _entrusted(fact: people.MandateGiven, service: Service) -> Told:
    text = "Pełnomocnik z najbliższej rodziny." if fact.close_family else ""
    return Told("W sprawie działa pełnomocnik", text, "pełnomocnictwo", note=True)


def _proven(fact: people.MandateProven, service: Service) -> Told:
    ways = {"dokument": "Jest w aktach.", "rodzina": "Urząd nie żąda go od najbliższej rodziny (k.p.a. art. 33 § 4)."}
    return Told("Pełnomocnictwo uznane", ways.get(fact.way, ""), "pełnomocnictwo")


TELLERS: Mapping[type, Teller] = {
    **ON_PAPER,
    submissions.SubmissionAccepted: _accepted,
    submissions.DraftTakenUp: _taken_up,
    cases.CaseOpened: _opened,
    cases.CaseTaken: _taken,
    cases.CaseReleased: _released,
    cases.CaseAssigned: _assigned,
    cases.CaseHandedOver: _handed_over,
    cases.ClerkExcluded: _excluded,
    cases.NoteAdded: _noted,
    cases.MarkGiven: _marked,
    cases.ClassMended: _class_mended,
    cases.PeselLookedUp: _looked_up,
    cases.FilterKept: _kept,
    cases.FilterRenamed: _renamed,
    cases.FilterRemoved: _removed,
    cases.TaskOpened: _task_opened,
    cases.TaskCompleted: _completed,
    cases.ActPerformed: _performed,
    cases.LetterDue: _due,
    cases.LetterIssued: _issued,
    cases.ReplyReceived: _replied,
    cases.DeadlineChanged: _deadline,
    cases.CaseSettled: _settled,
    cases.CaseEnded: _ended,
    cases.CaseWithdrawn: _withdrawn,
    cases.CaseMoved: _moved,
    cases.TaskAdded: _added,
    cases.PartyDied: _died,
    cases.SuccessorAdded: _succeeded,
    cases.AddressChanged: _moved_house,
    cases.WithdrawalWished: _wished,
    cases.WithdrawalTakenBack: _taken_back,
    cases.ProcessStuck: _stuck,
    cases.RuleDecided: _ruled,
    documents.DocumentIssued: _document_issued,
    documents.DocumentSealed: _sealed,
    deliveries.LetterSent: _sent,
    deliveries.LetterDispatched: _dispatched,
    deliveries.SecondNoticeGiven: _second,
    deliveries.LetterDelivered: _delivered,
    deliveries.DeliveryStopped: _delivery_stopped,
    payments.FeeDemanded: _fee,
    payments.FeePaid: _paid,
    people.MandateGiven: _entrusted,
    people.MandateProven: _proven,
}
