"""What a public service is, once its folder has been read and every name in it checked.

Frozen values only: no reading of files (loader), no judging of answers (assess), no running of cases
(casework). Texts are Polish and meant for people; `id`s and names are what references use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from okienko.language.calendar import Term
from okienko.language.feel import Expression
from okienko.language.processes import Process
from okienko.language.tables import Table

QuestionType = Literal[
    "yes-no", "choice", "choices", "number", "money", "text", "long-text", "date", "month", "period", "person", "pesel",
    "company", "nip", "regon", "krs", "address", "phone", "email", "bank-account", "parcel", "land-register",
    "map-point", "vehicle", "plate", "vin", "file", "statement", "table",
]  # fmt: skip
Whose = Literal["urzad", "mieszkaniec", "inny"]
Tier = Literal["gmina", "powiat", "wojewodztwo"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the release something stands: file and line (from 1)."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Law:
    """A reference to law. `confirmed` only with a source line that is in the repository (design, § 3 point 7)."""

    text: str
    confirmed: bool = False
    source: str | None = None
    eli: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over answers, with the sentence shown when it is false (null counts as passed)."""

    rule: Expression
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question. What its answer looks like, its type says: `okienko.language.questions`."""

    id: str
    text: str
    type: QuestionType
    hint: str = ""
    options: tuple[Option, ...] = ()
    unit: str = ""
    when: Expression | None = None
    checks: tuple[Check, ...] = ()
    optional: bool = False
    several: bool = False  # a choice of several options: the answer is a list
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: int = 0
    max_length: int = 200
    law: Law | None = None
    place: Place | None = None
    missing: str = ""  # said when there is no answer or it cannot be read; else a sentence by type
    columns: tuple[Question, ...] = ()  # of a table
    at_least: int = 1  # rows of a table
    at_most: int = 1  # rows of a table, files of a file
    statement: str = ""  # what is declared


@dataclass(frozen=True, slots=True)
class Stop:
    """Here the service ends without a submission; `go` is the id of the service to turn to."""

    when: Expression
    text: str
    go: str | None = None
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class Warn:
    """A sentence shown on the page and on the check page when `when` holds; it stops nothing."""

    when: Expression
    text: str
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One thing asked. `many` names the list that the page fills, one item at a time."""

    id: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    kind: Literal["questions", "attachments"] = "questions"
    many: str | None = None
    one: str = ""  # what one item is called: "drzewo"
    at_least: int = 1
    at_most: int = 1
    when: Expression | None = None
    stops: tuple[Stop, ...] = ()
    warnings: tuple[Warn, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """How the law decides one name: a table or a formula; `each` runs it for each item of a list."""

    name: str
    text: str
    table: Table | None = None
    formula: Expression | None = None
    each: str | None = None
    law: Law | None = None
    dated: tuple[str, ...] = ()  # keys of dated data it reads
    show: str = ""  # under which words the value is shown to the resident; empty: not shown
    unit: str = ""  # of the shown value
    place: Place | None = None
    in_case: bool = False  # a step of the process asks it: it reads what clerks found, and no form reads it

    @property
    def reads(self) -> frozenset[str]:
        """Names that it is computed from."""
        if self.table is not None:
            return self.table.names
        return frozenset({*self.formula.names, *self.formula.fields}) if self.formula else frozenset()


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    label: str
    needed: Expression | None  # None: never required, may be added
    hint: str = ""
    why: str = ""
    later: str = ""  # what follows when it is needed and not added: then sending does not wait for it
    at_most: int = 5
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Days between two events that do not count (k.p.a. art. 35 § 5 and like rules)."""

    start: str  # an event
    ends: tuple[str, ...]  # events, whichever comes first
    law: Law


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term of law. `starts`: events, the first one: `zlozenie`, a task id, `doreczenie <letter>`, `wplyw <message>`.

    `shift`: "yes" moves a last day that is free by law (art. 57 § 4), "no" does not, "disputed" keeps both days: the
    office acts by the earlier, the resident waits for the later. `kept_by`: "dispatch": the day of sending decides.
    """

    name: str
    label: str
    whose: Whose
    within: Term
    starts: tuple[str, ...]
    law: Law
    silence: str | None = None  # the outcome that comes by itself when the term passes
    shift: Literal["yes", "no", "disputed"] = "yes"
    kept_by: Literal["receipt", "dispatch", "act"] = "act"
    pauses: tuple[Pause, ...] = ()
    restarts: tuple[str, ...] = ()  # events that make it run anew from their day
    met_by: tuple[str, ...] = ()  # events that keep it: a task id, `wydanie <letter>`, `wplyw <message>`


@dataclass(frozen=True, slots=True)
class Outcome:
    name: str
    text: str  # what the resident reads
    kind: Literal["positive", "negative", "neutral"]
    explains: str = ""  # one more sentence: what may be done now
    until: str = ""  # the deadline after which the outcome no longer holds
    expired: str = ""  # what the resident reads then


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter the office sends. `effect`: decision and order need an authorisation to sign."""

    name: str
    label: str
    template: str  # file in the release
    effect: Literal["decision", "order", "certificate", "notice", "receipt"]
    law: tuple[Law, ...] = ()
    asks: tuple[Question, ...] = ()  # what the clerk chooses or adds: reasons, lacks
    remedy: Literal["appeal", "complaint", "none"] = "none"  # what its instruction says may be done against it
    automatic: bool = False  # issued by the system under a seal, without a clerk
    answer: str | None = None  # message by which the resident answers it


@dataclass(frozen=True, slots=True)
class Task:
    """What a clerk does at a user task of the process; `id` is the BPMN element's id.

    Answers go to the case under their own ids, so that gateways can read them. `day` names the date question whose
    answer is the day of the event (an inspection is dated by its protocol). A letter may depend on an answer:
    `letter_by` names the question (a choice) and `letters` maps its values to letters; a value without an entry
    issues none. Either `letter` or these, never both. An automatic step (a service task) may stand here too, with
    an automatic letter.
    """

    id: str
    label: str
    ask: tuple[Question, ...] = ()
    letter: str | None = None
    day: str | None = None
    event: str = ""  # what happened, in the genitive, for "14 dni od …": "oględzin"
    text: str = ""
    law: Law | None = None
    letter_by: str | None = None
    letters: Mapping[str, str] = field(default_factory=dict)


ADDED = "dodane"  # the step of a task that a clerk added by hand
ADDED_ASK = Question("dodane_zdanie", "Jedno zdanie, jeśli trzeba", "text", optional=True, max_length=300)
ADDED_TASK = Task(ADDED, "Zadanie dodane przez urzędnika", (ADDED_ASK,))


@dataclass(frozen=True, slots=True)
class CaseAct:
    """An act of procedure that a clerk may do in any case, whatever its process: suspend, extend, discontinue.

    Its questions, its letter and its law stand in `Service.tasks` and `letters` under the same name. `clock`: what
    it does to the office's running terms; "halt" stops the parties' too, "end" settles the case with `outcome`,
    "restore" makes what came late be in time. `resumes` names the act whose pause it ends, `until` the date question
    that gives a term its new last day. Called: done only while something calls for it. `follows`: once after that act.
    """

    name: str
    clock: Literal["none", "freeze", "thaw", "extend", "end", "restore", "halt"] = "none"
    resumes: str = ""
    until: str = ""
    outcome: str = ""
    after: Literal["open", "settled", "any", "called"] = "open"
    follows: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What a resident can send to a running case (an answer to an order, a request); `id` is the BPMN message name."""

    id: str
    label: str
    ask: tuple[Question, ...] = ()
    attachments: bool = True
    text: str = ""
    late: str = ""  # the act of procedure that it calls for when it came after its term; empty: it is refused then
    restores: bool = False  # of the procedure: it asks to restore a term that was missed
    within: Term | None = None  # its own term, from the day answered in `since`
    since: str = ""
    calls: str = ""  # of the procedure: it may come at any time while the case is open, and calls for this act


@dataclass(frozen=True, slots=True)
class Fee:
    """`rule` names the rule that gives the amount; `payee` whose account; `account` the open point that holds
    its number. Filing never waits for it."""

    rule: str
    what: str
    payee: str
    law: Law
    consequence: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Applicants:
    """Several people may apply together: each reads what will be sent and consents from their own account."""

    label: str  # what they are called: "Pozostali współwłaściciele"
    text: str = ""
    when: Expression | None = None  # None: whenever the applicant wishes
    at_least: int = 0  # how many beside the one who fills the form
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What an office may set; `who` may set it, under `when` (over the other points) only if that holds. Values: money
    and number Decimal, others str. `resolution`: it comes from one of the council, which the office names beside.
    A point of type question is one that the office asks on `page`."""

    name: str
    text: str
    type: Literal["text", "money", "number", "account", "choice", "file-class", "question"]
    default: str | None = None
    required: bool = True
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    options: tuple[Option, ...] = ()
    who: str = "urzad"
    law: Law | None = None
    when: Expression | None = None
    resolution: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True)
class Competence:
    """A table over facts of the matter that names the competent body; the resident never chooses the tier."""

    table: Table
    law: Law | None = None


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A figure, term or article without a source line in the repository."""

    what: str
    text: str
    place: Place


@dataclass(frozen=True)
class Service:
    """One release, read and checked."""

    id: str
    version: str
    name: str
    plain_name: str
    summary: str
    keywords: tuple[str, ...]
    who: tuple[str, ...]
    tiers: tuple[Tier, ...]
    organs: Mapping[str, str]  # tier → the body that decides: wojt, starosta, zarzad_powiatu, kierownik_usc
    channel: Literal["own", "central", "central_or_own", "visit"]
    valid_from: date
    law: tuple[Law, ...]
    competence: Competence | None
    pages: tuple[Page, ...]
    rules: Mapping[str, Rule]
    fee: Fee | None
    attachments: Mapping[str, Attachment]
    deadlines: Mapping[str, Deadline]
    outcomes: Mapping[str, Outcome]
    letters: Mapping[str, Letter]
    tasks: Mapping[str, Task]
    messages: Mapping[str, Message]
    ends: Mapping[str, str]  # BPMN end event id, or task id that settles without ending → outcome
    local: Mapping[str, OpenPoint]
    process: Process
    archive: str  # archival category: B5
    appeal: str  # the body appeals go to
    unconfirmed: tuple[Unconfirmed, ...]
    after: tuple[str, ...] = ()  # what happens next, in order, on the service page
    aliases: tuple[str, ...] = ()  # other ids of the catalogue under which it is the same service
    applicants: Applicants | None = None  # None: one person applies
    acts: Mapping[str, CaseAct] = field(default_factory=dict)  # of the procedure's law, the same for all its services
    texts: Mapping[str, Mapping[tuple[str, ...], str]] = field(default_factory=dict)  # language → path → translation
    duties: Mapping[str, Deadline] = field(
        default_factory=dict
    )  # terms of the procedure's acts, beside the matter's own

    @property
    def terms(self) -> Mapping[str, Deadline]:
        """Every term that may run in a case: the matter's own and those of the procedure."""
        return {**self.deadlines, **self.duties}

    def organ(self, tier: str) -> str:
        """The body that decides in an office of that tier."""
        return self.organs.get(tier) or next(iter(self.organs.values()))

    def page(self, page_id: str) -> Page | None:
        return next((page for page in self.pages if page.id == page_id), None)
