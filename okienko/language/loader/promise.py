"""The parts of `service.yaml`, each read into its frozen value."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from okienko.language.calendar import BadTerm, Term, parse_term
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.names import Names, expression
from okienko.language.loader.process import Drawn, unsettled_ends
from okienko.language.loader.questions import Asking, options
from okienko.language.loader.reserved import QUESTIONS, VALUES, refuse_reserved
from okienko.language.loader.shapes import EFFECTS, POINT_TYPES, REMEDIES, WHOSE
from okienko.language.loader.tree import Node
from okienko.language.model import (
    Applicants,
    Attachment,
    Deadline,
    Fee,
    Letter,
    Message,
    OpenPoint,
    Outcome,
    Pause,
    Question,
    Rule,
    Service,
    Task,
)


@dataclass(frozen=True)
class Known:
    """Names of the release that the parts refer to."""

    files: Collection[str]
    letters: Collection[str]
    messages: Collection[str]
    outcomes: Collection[str]
    steps: Collection[str]  # ids of what the process does
    user_steps: Collection[str]
    done_by_system: Collection[str]
    ends: Collection[str]
    process_messages: Collection[str]
    deadlines: Collection[str]
    acts: Collection[str] = ()  # of the procedure
    called: Collection[str] = ()  # those that something received calls for

    def events(self) -> set[str]:
        """Everything a deadline may run from."""
        return {
            "zlozenie",
            "wycofanie",
            *self.steps,
            *self.acts,
            *(f"{kind} {letter}" for letter in self.letters for kind in ("wydanie", "doreczenie")),
            *(f"uplyw {deadline}" for deadline in self.deadlines),
            *(f"wplyw {message}" for message in self.messages),
        }


def read_fee(
    source: Source, node: Node | None, rules: Mapping[str, Rule], local: Mapping[str, OpenPoint]
) -> Fee | None:
    """What is paid, by which rule, to which of the office's accounts."""
    if node is None:
        return None
    fields = source.fields(node, "fee")
    rule = fields.need("rule")
    if rule and rule not in rules:
        source.unknown(fields.values["rule"], "nazwa reguły z rules.yaml", rules, rule)
    law = source.need_law(fields.get("law"), "opłata", node)
    account = _account(source, fields, [name for name, point in local.items() if point.type == "account"])
    return Fee(rule, fields.need("what"), fields.need("payee"), law, fields.text("consequence"), account)


def _account(source: Source, fields: Fields, accounts: list[str]) -> str:
    """The named account; where there is only one it need not be named."""
    named = fields.text("account")
    if named and named not in accounts:
        source.unknown(fields.values["account"], "punkt otwarty typu account", accounts, named)
    if not named and len(accounts) > 1:
        source.fault(fields.node, "Jest kilka rachunków, a opłata nie mówi, na który się płaci.", "account")
    return named or next(iter(accounts), "")


def read_attachments(source: Source, node: Node | None, names: Names) -> dict[str, Attachment]:
    """Attachments by name."""
    return {
        key.text: _attachment(source, key.text, source.fields(value, "attachment"), names)
        for key, value in source.entries(node, "Załączniki")
    }


def _attachment(source: Source, name: str, fields: Fields, names: Names) -> Attachment:
    return Attachment(
        name=name,
        label=fields.need("label"),
        needed=expression(source, fields.get("needed"), names.top(), names.fields()),
        hint=fields.text("hint"),
        why=fields.text("why"),
        later=fields.text("later"),
        at_most=fields.count("at_most", 5, least=1),
        law=source.law(fields.get("law"), f"załącznik „{name}”"),
    )


def read_applicants(source: Source, node: Node | None, names: Names) -> Applicants | None:
    """Whether several people apply together, and when."""
    if node is None:
        return None
    fields = source.fields(node, "applicants")
    return Applicants(
        label=fields.need("label"),
        text=fields.text("text"),
        when=expression(source, fields.get("when"), names.top(), names.fields()),
        at_least=fields.count("at_least", 0, least=0),
        law=source.law(fields.get("law"), "kilku składających"),
    )


def read_deadlines(source: Source, node: Node | None, known: Known) -> dict[str, Deadline]:
    """Deadlines by name."""
    return {
        key.text: _deadline(source, key.text, source.fields(value, "deadline"), known)
        for key, value in source.entries(node, "Terminy")
    }


def _deadline(source: Source, name: str, fields: Fields, known: Known) -> Deadline:
    silence = fields.text("silence") or None
    if silence and silence not in known.outcomes:
        source.unknown(fields.values["silence"], "nazwa wyniku", known.outcomes, silence)
    return Deadline(
        name=name,
        label=fields.need("label"),
        whose=fields.one_of("whose", WHOSE),  # type: ignore[arg-type]
        within=term_of(source, fields),
        starts=events_of(source, fields, "from", known),
        law=source.need_law(fields.get("law"), f"termin „{name}”", fields.node),
        silence=silence,
        shift=fields.one_of("shift", ("yes", "no", "disputed"), "yes"),  # type: ignore[arg-type]
        kept_by=fields.one_of("kept_by", ("act", "dispatch", "receipt"), "act"),  # type: ignore[arg-type]
        pauses=tuple(_pause(source, item, name, known) for item in source.each(fields.get("pauses"))),
        restarts=tuple(_event_text(source, item, known) for item in source.each(fields.get("restarts"))),
        met_by=tuple(_event_text(source, item, known) for item in source.each(fields.get("met_by"))),
    )


def _pause(source: Source, node: Node, deadline: str, known: Known) -> Pause:
    fields = source.fields(node, "pause")
    law = source.need_law(fields.get("law"), f"przerwa w terminie „{deadline}”", node)
    ends = events_of(source, fields, "to", known)
    return Pause(_event(source, fields, "from", known), ends, law)


def term_of(source: Source, fields: Fields) -> Term:
    text = fields.need("within")
    try:
        return parse_term(text) if text else Term(1, "day")
    except BadTerm as fault:
        source.fault(fields.get("within"), fault.text, "termin, na przykład 14 days")
        return Term(1, "day")


def events_of(source: Source, fields: Fields, word: str, known: Known) -> tuple[str, ...]:
    """The events under the word, at least one."""
    if fields.get(word) is None:
        fields.need(word)
    return tuple(_event_text(source, item, known) for item in source.each(fields.get(word)))


def _event(source: Source, fields: Fields, word: str, known: Known) -> str:
    fields.need(word)
    node = fields.get(word)
    return _event_text(source, node, known) if node is not None else ""


def _event_text(source: Source, node: Node, known: Known) -> str:
    text = " ".join(node.text.split())
    if text and text not in known.events():
        source.unknown(node, "zdarzenie", known.events(), text)
    return text


def read_outcomes(source: Source, node: Node | None, deadlines: Mapping[str, Deadline]) -> dict[str, Outcome]:
    """Outcomes by name; one that holds only until a term ends says what is read after it."""
    entries = source.entries(node, "Wyniki")
    return {
        key.text: outcome_of(source, key.text, source.fields(value, "outcome"), deadlines) for key, value in entries
    }


def outcome_of(source: Source, name: str, fields: Fields, deadlines: Collection[str]) -> Outcome:
    """One outcome."""
    kind = fields.one_of("kind", ("positive", "negative", "neutral"))
    until = fields.text("until")
    if until and until not in deadlines:
        source.unknown(fields.values["until"], "termin", deadlines, until)
    if until and "expired" not in fields:
        source.fault(fields.node, "Wynik ma termin, a nie mówi, co potem.", "expired")
    text, explains = fields.need("text"), fields.text("explains")
    return Outcome(name, text, kind, explains, until, fields.text("expired"))  # type: ignore[arg-type]


def read_letters(source: Source, node: Node | None, known: Known, asking: Asking) -> dict[str, Letter]:
    """Letters by name."""
    return {
        key.text: letter_of(source, key.text, source.fields(value, "letter"), known, asking)
        for key, value in source.entries(node, "Pisma")
    }


def letter_of(source: Source, name: str, fields: Fields, known: Known, asking: Asking) -> Letter:
    """One letter."""
    template = fields.need("template")
    templates = [path for path in known.files if path.endswith(".typ")]
    if template and template not in templates:
        source.unknown(fields.values["template"], "plik pisma", templates, template)
    answer = fields.text("answer") or None
    if answer and answer not in known.messages:
        source.unknown(fields.values["answer"], "nazwa wiadomości", known.messages, answer)
    effect = fields.one_of("effect", EFFECTS)
    return Letter(
        name=name,
        label=fields.need("label"),
        template=template,
        effect=effect,  # type: ignore[arg-type]
        remedy=fields.one_of("remedy", REMEDIES, "appeal" if effect == "decision" else "none"),  # type: ignore[arg-type]
        law=source.laws(fields.get("law"), f"pismo „{name}”"),
        asks=asking.questions(fields.get("asks"), _around(asking, fields.get("asks"))),
        automatic=fields.flag("automatic"),
        answer=answer,
    )


def _around(asking: Asking, node: Node | None) -> set[str]:
    """Names a clerk's questions may speak of: the form, the rules, and all answers given after filing."""
    return asking.names.everything()


def read_tasks(source: Source, node: Node | None, known: Known, asking: Asking) -> dict[str, Task]:
    """Tasks by the id of the process's step."""
    found = {}
    for key, value in source.entries(node, "Kroki"):
        if key.text not in {*known.user_steps, *known.done_by_system}:
            source.unknown(key, "id kroku z process.bpmn", {*known.user_steps, *known.done_by_system})
        found[key.text] = _task(source, key.text, source.fields(value, "task"), known, asking)
    for missing in sorted(set(known.user_steps) - set(found)):
        source.fault(node, f"Krok „{missing}” z process.bpmn nie jest opisany.", f"tasks: {missing}")
    return found


def task_of(source: Source, name: str, fields: Fields, asking: Asking) -> Task:
    """What every task has: its words, questions and law."""
    asked = asking.questions(fields.get("ask"), _around(asking, fields.get("ask")))
    law = source.law(fields.get("law"), f"krok „{name}”")
    return Task(name, fields.need("label"), asked, text=fields.text("text"), law=law)


def _task(source: Source, name: str, fields: Fields, known: Known, asking: Asking) -> Task:
    letter = fields.text("letter") or None
    if letter and letter not in known.letters:
        source.unknown(fields.values["letter"], "nazwa pisma", known.letters, letter)
    task = task_of(source, name, fields, asking)
    day = fields.text("day") or None
    dates = [question.id for question in task.ask if question.type == "date"]
    if day and day not in dates:
        source.unknown(fields.values["day"], "pytanie o datę w tym kroku", dates, day)
    return replace(
        task,
        letter=letter,
        day=day,
        event=fields.text("event"),
        letter_by=fields.text("letter_by") or None,
        letters=_letters_by_answer(source, fields, task.ask, known),
    )


def _letters_by_answer(source: Source, fields: Fields, asked: tuple[Question, ...], known: Known) -> dict[str, str]:
    if "letter_by" not in fields and "letters" not in fields:
        return {}
    choices = {question.id: question for question in asked if question.type == "choice"}
    by = fields.need("letter_by")
    if by and by not in choices:
        source.unknown(fields.values["letter_by"], "pytanie z wyborem w tym kroku", choices, by)
    if "letter" in fields:
        source.fault(fields.get("letter"), "„letter” i „letter_by” wykluczają się.", "jedno z dwojga")
    values = [option.value for option in choices[by].options] if by in choices else []
    letters = {}
    for key, value in source.entries(fields.get("letters"), "Pisma kroku"):
        if by in choices and key.text not in values:
            source.unknown(key, f"odpowiedź na pytanie „{by}”", values)
        if value.text not in known.letters:
            source.unknown(value, "nazwa pisma", known.letters)
        letters[key.text] = value.text
    return letters


def read_messages(source: Source, node: Node | None, known: Known, asking: Asking) -> dict[str, Message]:
    """Messages by the name the process waits for."""
    found = {}
    for key, value in source.entries(node, "Wiadomości"):
        fields = source.fields(value, "message")
        asked = asking.questions(fields.get("ask"), _around(asking, fields.get("ask")))
        found[key.text] = Message(
            key.text, fields.need("label"), asked, fields.flag("attachments", True), fields.text("text"),
            late=called_act(source, fields, known.called),
        )  # fmt: skip
    for missing in sorted(set(known.process_messages) - set(found)):
        source.fault(node, f"Wiadomość „{missing}” z process.bpmn nie jest opisana.", f"messages: {missing}")
    return found


def called_act(source: Source, fields: Fields, called: Collection[str], word: str = "late") -> str:
    """The act for which a message calls: when it came after its term, or under another word whenever it comes."""
    act = fields.text(word)
    if act and act not in called:
        source.unknown(fields.values[word], "czynność postępowania z after: called", called, act)
    return act


def read_ends(source: Source, node: Node | None, known: Known, drawn: Drawn, silent: Collection[str]) -> dict[str, str]:
    """End event, or a step at which the matter is settled, → outcome; no way ends without one.

    `silent`: terms whose passing settles the matter.
    """
    found = {}
    for key, value in source.entries(node, "Końce"):
        if key.text not in {*known.ends, *known.steps}:
            source.unknown(key, "id kroku albo zdarzenia końcowego z process.bpmn", {*known.ends, *known.steps})
        if value.text not in known.outcomes:
            source.unknown(value, "nazwa wyniku", known.outcomes)
        found[key.text] = value.text
    for missing in sorted(unsettled_ends(drawn, found, silent)):
        source.fault(node, f"Koniec „{missing}” z process.bpmn nie ma wyniku.", f"ends: {missing}")
    return found


def read_local(source: Source, node: Node | None, names: Names) -> dict[str, OpenPoint]:
    """Open points by name; the file class is always one of them."""
    found = {}
    for key, value in source.entries(node, "Punkty otwarte"):
        refuse_reserved(source, key, key.text, VALUES)
        found[key.text] = _point(source, key.text, source.fields(value, "open-point"), names)
        if found[key.text].type == "choice" and not found[key.text].options:
            source.fault(value, f"Punkt otwarty „{key.text}” nie ma wartości do wyboru.", "options")
    if not any(point.type == "file-class" for point in found.values()):
        source.fault(
            node,
            "Klasa JRWA jest zawsze punktem otwartym, a żaden nie ma typu file-class.",
            "type: file-class",
        )
    return found


def _point(source: Source, name: str, fields: Fields, names: Names) -> OpenPoint:
    return OpenPoint(
        name=name,
        text=fields.need("text"),
        type=fields.one_of("type", POINT_TYPES),  # type: ignore[arg-type]
        default=fields.text("default") or None,
        required=fields.flag("required", True),
        minimum=fields.number("minimum"),
        maximum=fields.number("maximum"),
        options=options(source, fields.get("options")),
        who=fields.one_of("who", ("urzad", "centrum"), "urzad"),
        law=source.law(fields.get("law"), f"punkt otwarty „{name}”"),
        when=expression(source, fields.get("when"), names.local - names.unruled - {name}, ()),
        resolution=fields.flag("resolution"),
        page=fields.text("page"),
    )


def check_local_questions(source: Source, node: Node | None, service: Service) -> None:
    """An office's own question stands on a page that every resident sees, and nobody has to answer it."""
    there = [page.id for page in service.pages if page.kind == "questions" and not page.many and page.when is None]
    for key, value in source.entries(node, "Punkty otwarte"):
        point = service.local[key.text]
        if point.type != "question":
            if point.page:
                source.fault(value.get("page"), "„page” ma sens tylko w punkcie typu question.", "type: question")
        elif point.page not in there:
            where = value.get("page") or value
            source.unknown(where, "strona z pytaniami, pokazywana zawsze", there, point.page)
        if point.type == "question":
            refuse_reserved(source, key, key.text, QUESTIONS)
        if point.type == "question" and (point.required or point.default or point.resolution):
            text = f"Pytanie urzędu „{key.text}” nie może być wymagane ani mieć wartości w wydaniu."
            source.fault(value, text, "required: no, bez default i resolution")
