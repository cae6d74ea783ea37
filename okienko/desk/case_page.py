"""The case page: what the view of a case says, in the shapes that components take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from okienko.cases.actions import MANDATE
from okienko.cases.queries import CaseView, unannounced
from okienko.deliveries.queries import PAPER
from okienko.desk.clocks import TURN_TEXTS, TURNS, WHOSE, Clock, clock_of_line
from okienko.desk.pages import Desk
from okienko.desk.sentences import Line, timeline
from okienko.language.calendar import day_words
from okienko.language.questions.files import labels_of_files
from okienko.language.terms import Terms
from okienko.offices.law import calendar, law_data
from okienko.people.absences import stands_in_for
from okienko.people.queries import Party
from okienko.submissions.words import in_words, said
from okienko.tenancy.clock import today

if TYPE_CHECKING:
    from okienko.cases.queries import Delivery, Document

ROLES = {
    "wnioskodawca": "zgłaszający", "wspolwnioskodawca": "współzgłaszający", "pelnomocnik": "pełnomocnik",
    "nastepca": "następca prawny",
}  # fmt: skip
PREVIEW = "podglad"
DOCUMENT_STATES = {"wydane": "wydane, pieczęć za chwilę", "opieczetowane": "wydane i opieczętowane"}
WAYS = {
    "czeka": "czeka na odbiór", "odebrane": "odebrane", "uznane": "uznane za doręczone",
    "wstrzymane": "wstrzymane, adresat zmarł",
}  # fmt: skip
KINDS = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
ALL = "wszystko"
KINDS_SHOWN = {
    "pisma": ("pismo", "doręczenie", "wpływ"), "zadania": ("zadanie", "czynność"), "terminy": ("termin",),
    "notatki": ("notatka",),
}  # fmt: skip
STEP_STATES = {"done": "done", "now": "current", "waiting": "current", "incident": "current"}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that may be opened."""

    label: str
    name: str
    size: int
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter of the case with what became of it."""

    title: str
    state: str
    href: str
    signed: str
    deliveries: tuple[tuple[str, str], ...]  # what became of it, and where the clerk notes more


def bar(desk: Desk, view: CaseView) -> dict[str, Any]:
    """What stays on top: mark, person, service, days left, whose turn, at most three buttons."""
    case = view.case
    near = next((line for line in view.dues if line.name == case.due_name), None)
    clock = clock_of_line(near) if near else None
    tasks = [
        {
            "label": task.label,
            "href": desk.url("zadanie", case_id=case.pk, token=task.token),
            "key": str(number) if desk.clerk.keys else "",
        }
        for number, task in enumerate(view.tasks, 1)
    ]
    keys = desk.clerk.keys
    return {
        "id": str(case.pk),
        "mark": case.mark or "bez znaku",
        "who": case.who,
        "what": case.title,
        "holder": case.clerk.name if case.clerk else "",
        "instead": case.clerk_id is not None and case.clerk_id in stands_in_for(desk.clerk) and view.may_work,
        "holder_id": str(case.clerk_id or ""),
        "mine": case.clerk_id == desk.clerk.pk,
        "turn": TURNS[case.turn],
        "turn_text": "Sprawa zakończona" if case.ended_at else TURN_TEXTS[case.turn],
        "clock": clock,
        "term": near.label if near else "",
        "tasks": tasks[:3],
        "more_tasks": tasks[3:],
        "may_work": view.may_work,
        "may_take": view.may_take and case.ended_at is None,
        "may_give": case.clerk_id == desk.clerk.pk and case.ended_at is None,
        "case_url": desk.case_url(view),
        "here": "",
        "take_key": "a" if keys else "",
        "note_key": "n" if keys else "",
        "more_url": desk.url("czynnosci", case_id=case.pk),
        "take_url": desk.url("wez", case_id=case.pk),
        "give_url": desk.url("oddaj", case_id=case.pk),
    }


def context(desk: Desk, view: CaseView, chosen: str = "") -> dict[str, Any]:
    """Everything the case page shows; `chosen` is the filter of its timeline."""
    service = view.offered.service
    return {
        "council": view.council,
        "timeline_filters": _filters(desk, view, chosen),
        "bar": bar(desk, view),
        "facts": _facts(view),
        "class_to_mend": view.case.class_to_mend,
        "lines": [line for line in timeline(view.entries, view.names, service) if _wanted(line, chosen)],
        "answers": _answers(view),
        "attachments": _attachments(desk, view),
        "replies": _replies(desk, view),
        "papers": _papers(desk, view),
        "people": _people(view),
        "dues": _dues(view),
        "letters": _letters(desk, view),
        "picture": Markup(view.picture),  # drawn and escaped by language.processes
        "process_name": service.process.name or service.name,
        "finding": _finding(view),
        "late": [
            (service.messages[one.message].label, "po terminie" if one.late else "w terminie", one.why)
            for one in view.running.state.received
        ],
        "lacks": _lacks(view),
        "unannounced": _unannounced(desk, view),
        "more_url": desk.url("czynnosci", case_id=view.case.pk),
        "stuck": [step.text for step in view.steps if step.status == "incident"],
        "steps": [(step.text, STEP_STATES.get(step.status, "todo"), step.word) for step in view.steps],
        "unconfirmed": [
            (item.what, item.text, f"{item.place.file}, wiersz {item.place.line}") for item in service.unconfirmed
        ],
        "release": f"{service.id} {service.version}",
    }


def _wanted(line: Line, chosen: str) -> bool:
    """Whether the timeline shows the line under this filter; what the machine notes for itself only under all."""
    if chosen in KINDS_SHOWN:
        return line.kind in KINDS_SHOWN[chosen]
    return chosen == ALL or line.state != "note"


def _filters(desk: Desk, view: CaseView, chosen: str) -> list[dict[str, str]]:
    """The filters; the one in force has no address."""
    address = desk.case_url(view)
    known = {"": "Najważniejsze", **{name: name.capitalize() for name in (*KINDS_SHOWN, ALL)}}
    chosen = chosen if chosen in known else ""
    links = {name: f"{address}?pokaz={name}#przebieg" if name else f"{address}#przebieg" for name in known}
    return [{"text": text, "href": "" if name == chosen else links[name]} for name, text in known.items()]


def _facts(view: CaseView) -> list[tuple[str, str]]:
    case, service = view.case, view.offered.service
    outcome = service.outcomes.get(case.outcome)
    told = [
        ("Znak sprawy", case.mark or "jeszcze bez znaku"),
        ("Numer w rejestrze", case.register_number or "brak"),
        ("Komórka", f"{case.unit.name} ({case.unit.symbol})"),
        ("Prowadzi", case.clerk.name if case.clerk else "nikt"),
        ("Klasa akt", f"{case.file_class}, {_category(view)}"),
    ]
    return [*told, ("Wynik", outcome.text)] if outcome else told


def _category(view: CaseView) -> str:
    return "do poprawienia" if view.case.class_to_mend else f"kategoria {view.offered.service.archive}"


def _answers(view: CaseView) -> list[tuple[str, list[tuple[str, str]]]]:
    """Answers as asked: one group for all, and one for each thing of a list."""
    pages = {page.id: page for page in view.offered.service.pages}
    groups: dict[tuple[str, int | None], list[tuple[str, str]]] = {}
    for line in said(view.assessed):
        key = ("", None) if line.item is None else (line.page, line.item)
        groups.setdefault(key, []).append((line.text, line.answer))
    told = [(_group(pages[page].one if page else "", item), lines) for (page, item), lines in groups.items()]
    shown = [(one.label, f"{one.text} ({one.why})" if one.why else one.text) for one in view.assessed.shown]
    return [*told, ("Co z tego wynika", shown)] if shown else told


def _group(one: str, item: int | None) -> str:
    return "" if item is None else f"{one[:1].upper()}{one[1:]} {item + 1}"


def _file(desk: Desk, view: CaseView, file: Any, label: str = "") -> FileLine:
    href = desk.url("plik", case_id=view.case.pk, file_id=file.pk)
    return FileLine(label, file.name, file.size, KINDS.get(file.kind, "plik"), href)


def _attachments(desk: Desk, view: CaseView) -> list[FileLine]:
    labels = labels_of_files(view.offered.service)
    return [_file(desk, view, link.file, labels.get(link.attachment, link.attachment)) for link in view.attachments]


def _replies(desk: Desk, view: CaseView) -> list[dict[str, Any]]:
    messages = view.offered.service.messages
    return [
        {
            "title": reply.label,
            "at": reply.received_at,
            "answers": [
                (question.text, in_words(question, reply.answers[question.id]))
                for question in (messages[reply.message].ask if reply.message in messages else ())
                if question.id in reply.answers
            ],
            "files": [_file(desk, view, link.file) for link in reply.files.all()],
        }
        for reply in view.replies
    ]


def _papers(desk: Desk, view: CaseView) -> list[dict[str, Any]]:
    """Letters on paper that are in the case, with their scans."""
    return [
        {
            "title": f"{letter.number}: {letter.subject}",
            "from": letter.sender,
            "at": letter.received_at,
            "files": [
                (link.file.name, desk.url("pismo-skan", letter_id=letter.pk, file_id=link.file_id))
                for link in letter.files.all()
            ],
        }
        for letter in view.papers
    ]


def _people(view: CaseView) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (
            f"{link.party.name}, {ROLES.get(link.role, link.role)}{_died(link.died_on)}",
            [
                ("Adres", link.party.address or "nie podano"),
                *_numbers(link.party),
                ("E-mail", link.party.email or "nie podano"),
            ],
        )
        for link in view.parties
    ]


def _died(on: date | None) -> str:
    return f" (śmierć: {on:%d.%m.%Y})" if on else ""


def _lacks(view: CaseView) -> list[str]:
    """What the submission came without, though it is needed, and what follows for letters."""
    there = {link.attachment for link in view.attachments}
    unproven = any(link.unproven for link in view.parties)
    told = [f"Nie dołączono: {one.label}." for one in view.assessed.postponed(there) if one.name != MANDATE]
    if unproven:
        told.append(
            "Brakuje pełnomocnictwa. Wezwij do uzupełnienia; do tego czasu pisma idą do strony i do osoby, która "
            "złożyła podanie. Pełnomocnictwo, które wpłynęło, uznaj w innych czynnościach."
        )
    return told


def _numbers(party: Party) -> list[tuple[str, str]]:
    """By which numbers registers know the party."""
    if party.company:
        return [("NIP", party.nip or "nie podano"), ("KRS", party.krs or "nie podano")]
    return [("PESEL", f"kończy się na {party.pesel[-4:]}" if party.pesel else "nie podano")]


def _dues(view: CaseView) -> list[tuple[str, str, Clock, tuple[str, ...]]]:
    return [(line.label, WHOSE.get(line.whose, ""), clock_of_line(line), line.why) for line in view.dues]


def _unannounced(desk: Desk, view: CaseView) -> list[dict[str, Any]]:
    """Terms that passed without a notice (k.p.a. art. 36), with the rule in force and where the notice is given."""
    rule = str(Terms(calendar(), law_data()).rule("zawiadomienie", today()))
    return [
        {
            "text": f"Termin „{label}” minął {day_words(day)}, a strony nie dostały zawiadomienia o nowym.",
            "rule": rule,
            "acts": [(act.label, desk.url("zadanie", case_id=view.case.pk, token=act.token)) for act in acts],
        }
        for label, day, acts in unannounced(view.running)
    ]


def _letters(desk: Desk, view: CaseView) -> list[LetterLine]:
    """The receipt and every letter that was issued; previews are not letters."""
    documents = [view.receipt] if view.receipt else []
    documents += [link.document for link in view.documents if link.document.state != PREVIEW]
    return [_letter(desk, view, document) for document in documents]


def _letter(desk: Desk, view: CaseView, document: Document) -> LetterLine:
    sent = [delivery for delivery in view.deliveries if delivery.document_id == document.pk]
    return LetterLine(
        title=document.title,
        state=DOCUMENT_STATES.get(document.state, document.state),
        href=desk.url("pismo", case_id=view.case.pk, document_id=document.pk),
        signed=document.signed_as,
        deliveries=tuple((_delivery(delivery), _post_url(desk, view, delivery)) for delivery in sent),
    )


def _delivery(delivery: Delivery) -> str:
    words = WAYS | {"czeka": _waiting(delivery)}
    day = f" {delivery.effective_on:%d.%m.%Y}" if delivery.effective_on else ""
    return f"{delivery.addressee}: {words[delivery.effect]}{day}"


def _waiting(delivery: Delivery) -> str:
    if delivery.channel != PAPER:
        return "czeka na odbiór"
    posted = delivery.dispatched_on
    return f"nadane na poczcie {posted:%d.%m.%Y}, czeka na potwierdzenie" if posted else "do wysłania na papierze"


def _post_url(desk: Desk, view: CaseView, delivery: Delivery) -> str:
    """Where a clerk notes what became of a letter on paper."""
    if delivery.channel != PAPER or delivery.effective_on or delivery.stopped:
        return ""
    return desk.url("doreczenie", case_id=view.case.pk, delivery_id=delivery.pk)


def _finding(view: CaseView) -> str:
    """The title of the drawing: where the case stands."""
    nodes = view.offered.service.process.all_nodes
    standing = [nodes[step.node] for step in view.steps if step.status in ("now", "waiting", "incident")]
    now = [node.label for node in standing if not node.attached_to]
    return f"Sprawa stoi na kroku: {', '.join(now)}" if now else "Wszystkie kroki sprawy są za nami"


def changes_since(view: CaseView, seen: str) -> list[Any]:
    """Facts newer than the one that the page had seen; the latest few when it had seen none."""
    fresh = [entry for entry in view.entries if str(entry.head.id) > seen] if seen else view.entries[-3:]
    return timeline(fresh, view.names, view.offered.service)


def last_seen(view: CaseView) -> str:
    """The newest fact that a page shows, for its form to remember."""
    return str(view.entries[-1].head.id) if view.entries else ""
