"""Facts of an office's settings as plain Polish sentences: who changed what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from okienko.catalogue import facts as catalogue
from okienko.desk.office_points import difference
from okienko.desk.sentences import ERASED, Line, actor
from okienko.journal.facts import kinds
from okienko.journal.queries import Entry
from okienko.language.calendar import day_words
from okienko.language.model import Service
from okienko.offices import facts as offices
from okienko.people import facts as people
from okienko.submissions import facts as submissions

LETTERHEAD = {
    "name": "nazwa", "town": "miejscowość", "address": "adres", "phone": "telefon", "email": "e-mail",
    "bip_url": "adres BIP", "brand": "kolor", "hours": "godziny otwarcia", "officer": "inspektor ochrony danych",
    "access_person": "osoba do spraw dostępności", "access_email": "e-mail w sprawach dostępności",
    "access_phone": "telefon w sprawach dostępności", "access_building": "dostępność budynku",
}  # fmt: skip
NUMBERINGS = {"own": "Okienko", "external": "EZD urzędu"}


@dataclass(frozen=True)
class Known:
    """Names that sentences need: clerks by id, services by id."""

    clerks: Mapping[str, str]
    services: Mapping[str, Service]
    before: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # adoption → values of the one before it

    def clerk(self, clerk_id: str) -> str:
        return self.clerks.get(clerk_id, "Pracownik")

    def service(self, service_id: str) -> str:
        known = self.services.get(service_id)
        return known.name if known else service_id


Teller = Callable[[Any, Known], tuple[str, str]]


def lines(entries: Sequence[Entry], names: Mapping[str, str], known: Known) -> list[Line]:
    """The facts, newest first as they come, each with who did it."""
    known = replace(known, before=_before(entries))
    return [_line(entry, names, known) for entry in entries]


def _before(entries: Sequence[Entry]) -> dict[str, Mapping[str, str]]:
    """For each adoption the values of the one before it, where that is among these."""
    latest: dict[str, Mapping[str, str]] = {}
    found: dict[str, Mapping[str, str]] = {}
    for entry in reversed(entries):
        if isinstance(entry.fact, catalogue.OfferAdopted):
            found[entry.fact.offer_version] = latest.get(entry.fact.service, {})
            latest[entry.fact.service] = entry.fact.values
    return found


def _line(entry: Entry, names: Mapping[str, str], known: Known) -> Line:
    teller = TELLERS.get(type(entry.fact))
    title, text = teller(entry.fact, known) if teller else (f"Zdarzenie: {entry.head.kind}", "")
    if entry.fact is None:
        title, text = "Wpis bez treści", ERASED
    return Line(entry.head.at, title, actor(entry.head.actor, names), text, "", "done")


def _opened(fact: offices.OfficeOpened, known: Known) -> tuple[str, str]:
    return f"Otwarto urząd: {fact.name}", f"Komórki: {', '.join(fact.units)}."


def _unit_added(fact: offices.UnitAdded, known: Known) -> tuple[str, str]:
    return f"Dodano komórkę: {fact.name} ({fact.symbol})", ""


def _unit_renamed(fact: offices.UnitRenamed, known: Known) -> tuple[str, str]:
    return f"Komórka {fact.symbol} nazywa się: {fact.name}", f"Wcześniej: {fact.before}."


def _letterhead(fact: offices.LetterheadChanged, known: Known) -> tuple[str, str]:
    return "Zmieniono nagłówek pism", _differences(fact)


def _statement(fact: offices.StatementDrawn, known: Known) -> tuple[str, str]:
    return "Sporządzono albo przejrzano deklarację dostępności", _differences(fact)


def _arms(fact: offices.ArmsChanged, known: Known) -> tuple[str, str]:
    return ("Zmieniono herb na stronach urzędu" if fact.picture else "Usunięto herb ze stron urzędu"), ""


def _differences(fact: offices.LetterheadChanged | offices.StatementDrawn) -> str:
    changes = [
        f"{LETTERHEAD[name]}: {fact.before[name] or 'brak'} → {text or 'brak'}" for name, text in fact.after.items()
    ]
    return "; ".join(changes)


def _numbering(fact: offices.NumberingChosen, known: Known) -> tuple[str, str]:
    return f"Znaki sprawom nadaje: {NUMBERINGS.get(fact.numbering, fact.numbering)}", ""


def _plan_adopted(fact: offices.FilePlanAdopted, known: Known) -> tuple[str, str]:
    counted = f"Nowe klasy: {fact.added}, zmienione: {fact.changed}, zakończone: {fact.ended}."
    return f"Nowy wykaz akt od {day_words(fact.valid_from)}", f"Plik „{fact.file_name}”. {counted}"


def _plan_undone(fact: offices.FilePlanUndone, known: Known) -> tuple[str, str]:
    return f"Cofnięto wykaz akt od {day_words(fact.valid_from)}", f"Plik „{fact.file_name}”."


def _employed(fact: people.ClerkEmployed, known: Known) -> tuple[str, str]:
    return f"{known.clerk(fact.clerk)} pracuje w komórce {fact.unit}: {fact.position}", _rights(fact)


def _changed(fact: people.ClerkChanged, known: Known) -> tuple[str, str]:
    return f"{known.clerk(fact.clerk)}: zmiana, teraz {fact.position}, komórka {fact.unit}", _rights(fact)


def _rights(fact: people.ClerkEmployed | people.ClerkChanged) -> str:
    rights = [word for word, held in (("kierownik", fact.head), ("administrator urzędu", fact.admin)) if held]
    return f"Uprawnienia: {', '.join(rights)}." if rights else ""


def _deactivated(fact: people.ClerkDeactivated, known: Known) -> tuple[str, str]:
    return f"{known.clerk(fact.clerk)}: koniec dostępu", ""


def _reactivated(fact: people.ClerkReactivated, known: Known) -> tuple[str, str]:
    return f"{known.clerk(fact.clerk)}: dostęp przywrócony", ""


def _authorised(fact: people.SigningAuthorised, known: Known) -> tuple[str, str]:
    which = known.service(fact.service) if fact.service else "wszystkie usługi"
    until = f" do {day_words(fact.valid_to)}" if fact.valid_to else ""
    return (
        f"{known.clerk(fact.clerk)} może podpisywać, upoważnienie nr {fact.number}",
        f"Usługi: {which}. Od {day_words(fact.valid_from)}{until}.",
    )


def _authorisation_ended(fact: people.AuthorisationEnded, known: Known) -> tuple[str, str]:
    return f"{known.clerk(fact.clerk)}: upoważnienie nr {fact.number} do {day_words(fact.valid_to)}", ""


def _away(fact: people.AbsencePlanned, known: Known) -> tuple[str, str]:
    by = f"Zastępuje: {known.clerk(fact.substitute)}." if fact.substitute else "Nikt nie zastępuje."
    return f"{known.clerk(fact.clerk)}: poza urzędem od {day_words(fact.first_on)} do {day_words(fact.last_on)}", by


def _back(fact: people.AbsenceEnded, known: Known) -> tuple[str, str]:
    if fact.last_on is None:
        return f"{known.clerk(fact.clerk)}: nieobecność odwołana", ""
    return f"{known.clerk(fact.clerk)}: powrót, ostatni dzień nieobecności {day_words(fact.last_on)}", ""


def _adopted(fact: catalogue.OfferAdopted, known: Known) -> tuple[str, str]:
    before = known.before.get(fact.offer_version, {})
    changes = difference(known.services[fact.service], before, fact.values) if fact.service in known.services else []
    told = [_change(line, bool(before)) for line in changes if line["changed"]]
    title = f"Wdrożono usługę „{known.service(fact.service)}” od {day_words(fact.valid_from)}"
    return title, "; ".join(told) or "Wartości bez zmian."


def _ended(fact: catalogue.OfferEnded, known: Known) -> tuple[str, str]:
    title = f"Koniec przyjmowania usługi „{known.service(fact.service)}” od {day_words(fact.valid_from)}"
    return title, f"Mieszkaniec przeczyta: {fact.notice}" if fact.notice else ""


def _change(line: Mapping[str, str], again: bool) -> str:
    if not again:
        return f"{line['text']}: {line['after']}"
    resolution = f" (uchwała {line['resolution_after']})" if line["resolution_after"] else ""
    return f"{line['text']}: {line['before']} → {line['after']}{resolution}"


def _taken_up(fact: submissions.DraftTakenUp, known: Known) -> tuple[str, str]:
    return f"{known.clerk(fact.clerk)}: szkic otwarty przy okienku", f"Usługa: {known.service(fact.service)}."


TELLERS: Mapping[type, Teller] = {
    offices.OfficeOpened: _opened,
    offices.UnitAdded: _unit_added,
    offices.UnitRenamed: _unit_renamed,
    offices.LetterheadChanged: _letterhead,
    offices.StatementDrawn: _statement,
    offices.ArmsChanged: _arms,
    offices.NumberingChosen: _numbering,
    offices.FilePlanAdopted: _plan_adopted,
    offices.FilePlanUndone: _plan_undone,
    people.ClerkEmployed: _employed,
    people.ClerkChanged: _changed,
    people.ClerkDeactivated: _deactivated,
    people.ClerkReactivated: _reactivated,
    people.SigningAuthorised: _authorised,
    people.AuthorisationEnded: _authorisation_ended,
    people.AbsencePlanned: _away,
    people.AbsenceEnded: _back,
    catalogue.OfferAdopted: _adopted,
    submissions.DraftTakenUp: _taken_up,
    catalogue.OfferEnded: _ended,
}
KINDS = tuple(kind for kind, fact in kinds().items() if fact in TELLERS)
