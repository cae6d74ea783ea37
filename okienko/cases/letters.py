"""Letters of a case: set from the release's template, previewed for a task; what sending them leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from okienko.cases import _life, actions, parties
from okienko.cases.errors import TaskGone
from okienko.cases.models import Case, CaseDocument, Task
from okienko.catalogue.queries import bundle_of, pinned
from okienko.documents import actions as documents
from okienko.documents.models import Document
from okienko.documents.typesetting import TypesettingFailed, typeset
from okienko.language import casework
from okienko.language.answers import typed
from okienko.language.calendar import day_words
from okienko.language.errors import Refusal
from okienko.language.model import Deadline, Law, Letter, Page, Question, Service
from okienko.offices.law import law_data
from okienko.people.models import Clerk
from okienko.people.queries import authorisation_for, clerks_of_unit
from okienko.submissions.letterhead import common
from okienko.submissions.words import in_words, judged
from okienko.tenancy.clock import day_of, now, today
from okienko.tenancy.context import atomic
from okienko.tenancy.permits import Actor, permit

TITLES = {"decision": "Decyzja", "order": "Postanowienie"}
# General rules for every decision and order: dated data of data/law/srodki_zaskarzenia.yaml.
APPEAL, WAIVER, COMPLAINT = "srodki.odwolanie_dni", "srodki.zrzeczenie", "srodki.zazalenie_dni"
GENITIVE = {"Samorządowe Kolegium Odwoławcze": "Samorządowego Kolegium Odwoławczego", "Wojewoda": "Wojewody"}


class LetterNotSet(Refusal):
    """The template refused what it was given; nothing was previewed."""

    code = "pismo-nie-powstalo"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who answers for a letter: as printed on it, and under which authorisation (a notice needs none)."""

    printed: str
    number: str = ""
    given_on: date | None = None


def letter_of_task(service: Service, node: str, answers: Mapping[str, Any]) -> Letter | None:
    """The letter that the task issues, perhaps by an answer; none while that is not answered."""
    task = service.tasks.get(node)
    if task is None:
        return None
    name = task.letter or task.letters.get(str(answers.get(task.letter_by or "")))
    return service.letters[name] if name else None


def questions_of(service: Service, node: str, letter: Letter | None) -> tuple[Question, ...]:
    """What the clerk is asked: by the task, and for its letter."""
    task = service.tasks.get(node)
    return (*(task.ask if task else ()), *(letter.asks if letter else ()))


def signing(case: Case, letter: Letter, clerk: Clerk) -> Signing:
    """How the clerk signs; NotAuthorisedToSign when the letter has legal effect and nobody gave leave."""
    if letter.effect not in actions.LEGAL:
        return Signing(f"{clerk.name}, {clerk.position}")
    leave = authorisation_for(clerk, body=case.body, service=case.service, day=today())
    return Signing(actions.signed_as(case, clerk), leave.number, leave.given_on)


def who_may_sign(case: Case, letter: Letter) -> list[Clerk]:
    """Clerks of the case's unit who may sign the letter today."""
    found = []
    for clerk in clerks_of_unit(case.unit_id):
        try:
            signing(case, letter, clerk)
        except Refusal:
            continue
        found.append(clerk)
    return found


def letter_pdf(case: Case, letter_name: str, answers: Mapping[str, Any], clerk: Clerk | None) -> bytes:
    """The letter as the addressee will see it, before its seal; without a clerk it is the system's own."""
    running = _life.load(case)
    letter = running.offered.service.letters[letter_name]
    wording = _Wording(running, letter, answers)
    data = common(
        case.submission, body=case.body, mark=case.mark, register_number=case.register_number,
        parties=parties.named(actions.parties_of(case.pk)),
    )  # fmt: skip
    data["podpis"] = _signature(signing(case, letter, clerk), clerk, demo=data["demo"]) if clerk else None
    data["terminy"], data["pismo"], data["ustalenia"] = wording.terms(), wording.told(), wording.known()
    try:
        return typeset(bundle_of(case.release_id).files, letter.template, data, at=now())
    except TypesettingFailed as failed:
        raise LetterNotSet(f"Pismo nie powstało: {failed.text}") from failed


def _signature(signed: Signing, clerk: Clerk, *, demo: bool) -> dict[str, Any]:
    """k.p.a. art. 14 § 1a: under a seal the letter names the person."""
    given = f" z dnia {day_words(signed.given_on)} r." if signed.given_on else ""
    return {
        "imie_nazwisko": clerk.name,
        "stanowisko": clerk.position,
        "z_upowaznienia": bool(signed.number),
        "upowaznienie": f"nr {signed.number}{given}" if signed.number else "",
        "sposob": f"opatrzono {'pokazową ' if demo else ''}pieczęcią elektroniczną",
    }


@atomic
def issue_automatic(case_id: UUID, letter_name: str, *, by: Actor) -> None:
    """A letter that the process issues by itself, under the office's seal alone (k.p.a. art. 14 § 1b)."""
    case = actions.lock(case_id)
    permit(by, "advance", case)
    letter = pinned(case.offer_version_id).service.letters[letter_name]
    document = documents.preview(letter.name, letter.label, letter_pdf(case, letter_name, {}, None), about=case.urn)
    CaseDocument(case=case, document=document).save(force_insert=True)
    signature = documents.Signature(by.urn, "pismo utworzone automatycznie")
    actions.send_letter(case, letter, document, document.preview.sha256, signature, by)


@atomic
def preview(case: Case, token: str, answers: Mapping[str, Any], *, by: Clerk) -> Document:
    """The task's letter lies with the case as a preview; what sending would refuse is refused now."""
    permit(by, "work", case)
    service = pinned(case.offer_version_id).service
    node = _node(service, Task.objects.filter(case=case, token=token, closed_at=None).first(), token)
    if node is None:
        raise TaskGone("To zadanie jest już zakończone.")
    letter = letter_of_task(service, node, answers)
    if letter is None:
        raise LetterNotSet("Przy tych odpowiedziach nie powstaje żadne pismo.")
    foresee(case, token, answers)
    pdf = letter_pdf(case, letter.name, answers, by)
    document = documents.preview(letter.name, letter.label, pdf, about=case.urn)
    actions.prepare_letter(case, token, document, answers, by=by)
    return document


def _node(service: Service, task: Task | None, token: str) -> str | None:
    """Where the questions of a task or of an act of procedure stand in the release."""
    return task.node if task else token if token in service.acts else None


@dataclass(frozen=True)
class Prepared:
    """A preview that lies with a task: the document, its letter, and the answers it was made with."""

    document: Document
    letter: Letter
    answers: dict[str, Any]


def prepared(case: Case, token: str, document_id: UUID) -> Prepared | None:
    """The preview of this case and this task, none other."""
    rows = CaseDocument.objects.filter(case=case, task_token=token, document_id=document_id)
    link = rows.select_related("document__preview", "document__sealed").first()
    service = pinned(case.offer_version_id).service
    node = _node(service, Task.objects.filter(case=case, token=token).first(), token)
    if link is None or node is None:
        return None
    letter = service.letters[link.document.letter]
    asked = Page(id="zadanie", title="", questions=questions_of(service, node, letter))
    return Prepared(link.document, letter, typed(link.answers, [asked]))


def foresee(case: Case, token: str, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """What completing the task leads to in law, in sentences; refuses what `complete` would."""
    running = _life.load(case)
    step = _life.stepped(running, token, answers)
    return tuple(dict.fromkeys((*_effects(running, step), *_ended_terms(running, step))))


def _effects(running: _life.Running, step: casework.Step) -> Iterator[str]:
    service = running.offered.service
    dues = casework.due_dates(running.setting, step.state)
    for effect in step.effects:
        match effect:
            case casework.Settled(outcome=name):
                outcome = service.outcomes[name]
                yield f"Sprawa zostanie załatwiona: {outcome.text}. {outcome.explains}".strip()
            case casework.LetterIssued(letter=name):
                yield from _from_delivery(service, name)
            case casework.TaskOpened(node=node):
                yield f"Następne zadanie urzędu: {service.tasks[node].label}."
            case casework.DeadlineStarted(name=name):
                yield f"Zacznie biec termin „{service.terms[name].label}”. {dues[name].sentence}"
            case casework.Ended():
                yield "Na tym kończy się przebieg sprawy."


def _from_delivery(service: Service, letter: str) -> Iterator[str]:
    for deadline in service.deadlines.values():
        if f"doreczenie {letter}" in deadline.starts:
            yield f"Od doręczenia pobiegnie termin „{deadline.label}”: {deadline.within.words()}."


def _ended_terms(running: _life.Running, step: casework.Step) -> Iterator[str]:
    before = casework.due_dates(running.setting, running.state)
    for name, due in casework.due_dates(running.setting, step.state).items():
        if due.ended and name in before and not before[name].ended:
            yield f"Termin „{running.offered.service.terms[name].label}”: {due.sentence}"


def _law(law: Law) -> dict[str, Any]:
    return {"tekst": law.text, "potwierdzone": law.confirmed}


def _sentence(text: str) -> dict[str, Any]:
    """What the clerk says is a statement of the office, not a citation of law."""
    return {"tekst": text if text.endswith((".", "!", "?")) else f"{text}.", "potwierdzone": True}


class _Wording:
    """What is particular to one letter of a case, told to its template by names."""

    def __init__(self, running: _life.Running, letter: Letter, answers: Mapping[str, Any]) -> None:
        self.running, self.letter, self.answers = running, letter, answers
        self.service = running.offered.service
        self.dues = casework.due_dates(running.setting, running.state)
        scope = {**running.setting.scope, **running.state.facts, **answers, "dzis": today()}
        asked = [question for question in letter.asks if question.when is None or question.when.evaluate(scope) is True]
        self.given = [question for question in asked if answers.get(question.id) not in (None, "", [])]

    def told(self) -> dict[str, Any]:
        """`pismo` in the letter's data; the clerk's own answers stand under their own names."""
        told = {question.id: self._shown(question) for question in self.given}
        reasons = [sentence for question in self.given for sentence in self._sentences(question)]
        words = [s for q in self.given if not q.several for s in self._sentences(q)]
        on = day_of(self.running.case.submission.accepted_at)
        filed = f"Pismo, które wszczęło sprawę, wpłynęło dnia {day_words(on)} r."
        laws = (*self.letter.law, *(question.law for question in self.given if question.law))
        law = [{"tekst": f"Podstawa: {one.text}.", "potwierdzone": one.confirmed} for one in laws]
        return told | {
            "tytul": TITLES.get(self.letter.effect, self.letter.label),
            "data": today(),
            "podstawa": [_law(law) for law in self.letter.law],
            "skutek": self._consequence(),
            "uzasadnienie": [_sentence(filed), *words, *law],
            "uzasadnienie_faktyczne": [_sentence(filed), *self._happened(), *reasons],
            "uzasadnienie_prawne": [*law, *self._in_time()],
            "uwagi": self._warnings(),
            "jak": self._how_to_answer(),
            "po_terminie": [one.why for one in self.running.state.received],
            "pieczec": "Opatrzono pieczęcią elektroniczną.",
            **self._days(),
            **self._remedies(),
        }

    def terms(self) -> list[dict[str, Any]]:
        """The addressee's own running terms: a certificate tells them."""
        running = {name: due for name, due in self.dues.items() if due.running}
        if self.letter.effect not in ("certificate", "notice"):
            return []
        return [
            {"nazwa": term.label, "data": running[name].office_by, "dlaczego": running[name].sentence,
             "potwierdzone": term.law.confirmed}
            for name, term in self.service.deadlines.items()
            if name in running and term.whose == "mieszkaniec"
        ]  # fmt: skip

    def known(self) -> dict[str, str]:
        """Everything that clerks and the resident answered after filing, in words by name."""
        facts = {**self.running.state.facts, **self.answers}
        tasks, messages, letters = self.service.tasks, self.service.messages, self.service.letters
        questions = [question for task in tasks.values() for question in task.ask]
        questions += [question for message in messages.values() for question in message.ask]
        questions += [question for letter in letters.values() for question in letter.asks]
        return {q.id: in_words(q, facts[q.id]) for q in questions if facts.get(q.id) not in (None, "", [])}

    def _shown(self, question: Question) -> Any:
        value = self.answers[question.id]
        if question.several:
            return [{"co": label} for label in (in_words(question, [one]) for one in value)]
        return in_words(question, value)

    def _sentences(self, question: Question) -> list[dict[str, Any]]:
        value = self.answers[question.id]
        told = [in_words(question, [one]) for one in value] if question.several else in_words(question, value)
        lines = told if isinstance(told, list) else told.splitlines()
        return [_sentence(line.strip()) for line in lines if line.strip()]

    def _happened(self) -> list[dict[str, Any]]:
        """What was done and when, named by the terms that it kept."""
        events = self.running.state.events
        met = [(term.label, name) for term in self.service.deadlines.values() for name in term.met_by]
        return [_sentence(f"{label}: {day_words(events[name])} r.") for label, name in met if name in events]

    def _silent(self) -> Deadline | None:
        return next((term for term in self.service.deadlines.values() if term.silence), None)

    def _answer_term(self) -> Deadline | None:
        start = f"doreczenie {self.letter.name}"
        return next((term for term in self.service.deadlines.values() if start in term.starts), None)

    def _in_time(self) -> list[dict[str, Any]]:
        """That the decision comes before silence would have settled the matter."""
        term, events = self._silent(), self.running.state.events
        begun = [events[start] for start in term.starts if start in events] if term else []
        if term is None or not begun or self.running.state.outcome:
            return []
        since = day_words(max(begun))
        return [_sentence(f"Termin na tę decyzję ({term.within.words()} od {since} r.) nie minął.")]

    def _days(self) -> dict[str, Any]:
        """Days that letters speak of: each term as `termin_<name>`, and the few that services share."""
        state, answer = self.running.state, self._answer_term()
        asked = [day for name, day in state.events.items() if name.startswith("wplyw ")]
        days: dict[str, Any] = {f"termin_{name}": due.on for name, due in self.dues.items()}
        days |= {"zalatwiono": state.settled_on, "wniosek_z_dnia": max(asked, default=None)}
        if answer is not None:
            days["termin_dni"] = answer.within.count
        return days

    def _remedies(self) -> dict[str, Any]:
        """What may be done against the letter (k.p.a. art. 107 § 1 point 7, art. 124)."""
        to = GENITIVE.get(self.service.appeal, self.service.appeal)
        complaint, day = law_data().cite(COMPLAINT, today()), today()
        told: dict[str, Any] = {
            "zazalenie": {
                "przysluguje": self.letter.remedy == "complaint", "organ": to, "dni": str(complaint.value),
                "podstawa": _law(complaint.law),
            }
        }  # fmt: skip
        if self.letter.remedy == "appeal":
            appeal, waiver = law_data().cite(APPEAL, day), law_data().cite(WAIVER, day)
            told["odwolanie"] = {"dni": str(appeal.value), "organ": to, "podstawa": [_law(appeal.law)]}
            told["zrzeczenie"] = {"podstawa": [_law(waiver.law)]}
        return told

    def _consequence(self) -> dict[str, Any] | None:
        """The law of what follows: of the step after an unanswered order, of silence, or of the letter."""
        answer, silent = self._answer_term(), self._silent()
        if answer is not None:
            return _law(self._after(answer) or answer.law)
        if self.letter.effect == "certificate" and self.running.state.outcome and silent is not None:
            return _law(silent.law)
        return _law(self.letter.law[0]) if self.letter.law else None

    def _after(self, term: Deadline) -> Law | None:
        """The law of the task to which the process turns when the term passes."""
        process = self.service.process
        rings = [n.id for n in process.all_nodes.values() if n.event == "timer" and n.awaits == term.name]
        targets = [flow.target for inside in process.within for node in rings for flow in inside.outgoing.get(node, ())]
        laws = [self.service.tasks[target].law for target in targets if target in self.service.tasks]
        return next((law for law in laws if law is not None), None)

    def _warnings(self) -> list[dict[str, Any]]:
        """What the resident was warned of while filing and should keep in mind."""
        submission = self.running.case.submission
        assessed = judged(self.running.offered, submission.answers, day_of(submission.accepted_at))
        warned = [found.warn for found in assessed.warnings]
        return [{"tekst": w.text, "potwierdzone": w.law.confirmed if w.law else True} for w in warned]

    def _how_to_answer(self) -> list[str]:
        message = self.service.messages.get(self.letter.answer or "")
        if message is None:
            return []
        paper = "Na papierze w urzędzie albo pocztą na adres urzędu."
        return [f"Na swoim koncie w Okienku, w sprawie: „{message.label}”.", paper]
