"""Questions: of the form, of a clerk's task, of a letter and of a message; shared ones by reference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from okienko.language.feel import compile_expression
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.names import Names, expression
from okienko.language.loader.reserved import QUESTIONS, refuse_reserved
from okienko.language.loader.tree import Node
from okienko.language.model import Check, Option, Question
from okienko.language.questions import KINDS

ALWAYS = compile_expression("true")
_OVERRIDES = frozenset({"shared", "text", "hint", "missing", "when", "optional"})
_BELONGING = sorted({word for kind in KINDS.values() for word in kind.words})
_OF_COLUMN = ("when", "check", "law", "registers", "shared")
ROWS, ROWS_AT_MOST = 10, 30  # of a table: where it does not say, and ever; more is a list
COLUMNS_AT_MOST = 6  # more cannot be read on a telephone


@dataclass
class Shared:
    """Shared questions: their definitions and the place they stand in."""

    source: Source
    nodes: Mapping[str, Node] = field(default_factory=dict)


@dataclass(frozen=True)
class Asking:
    """What reading a question needs to know about the release."""

    source: Source
    names: Names
    shared: Shared

    def questions(self, node: Node | None, known: set[str], *, pages: bool = False) -> tuple[Question, ...]:
        """The questions of one page of the form, or of a task, letter or message."""
        if node is None or node.empty:
            return ()
        if node.kind != "list":
            self.source.fault(node, "Pytania są listą.", "lista pytań („- id: …”)")
            return ()
        found = [question for item in node.items or [] if (question := self._question(item, known))]
        seen: set[str] = set()
        for question in found:
            if question.id in seen:
                line = question.place.line if question.place else 1
                text = f"Pytanie „{question.id}” powtarza się na tej stronie."
                self.source.notes.add(self.source.file, line, text, "każde pytanie tylko raz")
            seen.add(question.id)
            if KINDS[question.type].form_only and not pages and question.place:
                text = f"Pytanie „{question.id}”: typ „{question.type}” stoi tylko na stronach formularza."
                self.source.notes.add(self.source.file, question.place.line, text, "inny typ pytania")
        return tuple(found)

    def _question(self, node: Node, known: set[str]) -> Question | None:
        fields = self.source.fields(node, "question")
        if fields.node is None:
            return None
        if "shared" in fields:
            return self._from_shared(fields, known)
        question = self._plain(self.source, fields, known)
        if "registers" in fields:
            self.source.fault(
                fields.get("registers"),
                "„registers” stoi tylko w pytaniach wspólnych.",
                "pytanie bez tego słowa",
            )
        return question

    def _from_shared(self, fields: Fields, known: set[str]) -> Question | None:
        name = fields.text("shared")
        node = self.shared.nodes.get(name)
        if node is None:
            self.source.unknown(fields.values["shared"], "nazwa pytania wspólnego", self.shared.nodes, name)
            return None
        self._article_220(fields, name, node)
        source = self.shared.source
        definition = Node("map", node.line, pairs=[*_id_pair(node, name), *(node.pairs or [])])
        question = self._plain(source, source.fields(definition, "question"), known)
        own = {word: fields.text(word) for word in ("text", "hint", "missing") if word in fields}
        when = expression(self.source, fields.get("when"), known, self.names.fields())
        if extra := ", ".join(sorted(set(fields.values) - _OVERRIDES)):
            self.source.fault(
                fields.node,
                f"Pytanie wspólne „{name}”: nie można tu zmienić „{extra}”.",
                "najwyżej text, hint, missing, when, optional",
            )
        return replace(
            question,
            **own,  # type: ignore[arg-type]
            when=when or question.when,
            optional=fields.flag("optional", question.optional),
            place=self.source.place(fields.values["shared"]),
        )

    def _article_220(self, fields: Fields, name: str, node: Node) -> None:
        register = node.get("registers")
        if register is not None:
            self.source.fault(
                fields.get("shared"),
                f"Pytanie „{name}” prosi o to, co urząd ma: {register.text} (art. 220 KPA).",
                "formularz bez tego pytania",
            )

    def _plain(self, source: Source, fields: Fields, known: set[str]) -> Question:
        name = fields.name("id")
        kind = fields.one_of("type", KINDS)
        inner = known | {name}
        refuse_reserved(source, fields.get("id"), name, QUESTIONS)
        question = Question(
            id=name,
            text=fields.need("text"),
            type=kind,  # type: ignore[arg-type]
            hint=fields.text("hint"),
            options=options(source, fields.get("options")),
            unit=fields.text("unit"),
            when=expression(source, fields.get("when"), known, self.names.fields()),
            checks=tuple(self._check(source, item, inner) for item in source.each(fields.get("check"))),
            optional=fields.flag("optional"),
            several=fields.flag("several") or kind == "choices",
            minimum=fields.number("minimum"),
            maximum=fields.number("maximum"),
            decimals=fields.count("decimals", 0),
            max_length=fields.count("max_length", KINDS[kind].length, least=1),
            law=source.law(fields.get("law"), f"pytanie „{name}”"),
            place=source.place(fields.values.get("id") or fields.node or Node("map", 1)),
            missing=fields.text("missing"),
            columns=self._columns(source, fields),
            at_least=fields.count("at_least", 1, least=1),
            at_most=fields.count("at_most", ROWS if kind == "table" else 1, least=1),
            statement=fields.text("statement"),
        )
        _fits(source, fields, question)
        return question

    def _columns(self, source: Source, fields: Fields) -> tuple[Question, ...]:
        """The columns of a table: questions of simple types, whose names mean something after a dot only."""
        found: list[Question] = []
        for node in source.each(fields.get("columns")):
            own = source.fields(node, "question")
            if own.node is None:
                continue
            column = self._plain(source, own, set())
            for word in _OF_COLUMN:
                if word in own:
                    source.fault(own.get(word), f"„{word}” nie może stać w kolumnie tabeli.", "kolumna bez tego słowa")
            if column.several or not KINDS[column.type].simple:
                simple = ", ".join(name for name, kind in KINDS.items() if kind.simple)
                source.fault(own.get("type"), f"Kolumna „{column.id}” nie może być typu „{column.type}”.", simple)
            if column.id in {other.id for other in found}:
                source.fault(own.node, f"Kolumna „{column.id}” powtarza się.", "każda kolumna tylko raz")
            found.append(column)
        return tuple(found)

    def _check(self, source: Source, node: Node, known: set[str]) -> Check:
        fields = source.fields(node, "check")
        text = fields.need("text")
        if "rule" not in fields:
            fields.need("rule")
        rule = expression(source, fields.get("rule"), known, self.names.fields())
        return Check(rule or ALWAYS, text)


def _id_pair(node: Node, name: str) -> list[tuple[Node, Node]]:
    if node.get("id") is not None:
        return []
    return [(Node("text", node.line, "id"), Node("text", node.line, name))]


def _fits(source: Source, fields: Fields, question: Question) -> None:
    """Words that mean something only for some types, and words that some types cannot do without."""
    if question.type in ("choice", "choices") and not question.options:
        source.fault(fields.node, f"Pytanie „{question.id}” nie ma odpowiedzi do wyboru.", "options")
    if question.type == "table" and not question.columns:
        source.fault(fields.node, f"Tabela „{question.id}” nie ma kolumn.", "columns")
    if question.type == "statement" and not question.statement:
        source.fault(fields.node, f"Oświadczenie „{question.id}” nie ma treści.", "statement")
    for word in _BELONGING:
        kinds = [name for name, kind in KINDS.items() if word in kind.words]
        if word in fields and question.type not in kinds:
            source.fault(
                fields.get(word),
                f"„{word}” nie pasuje do typu „{question.type}”.",
                f"typ {' albo '.join(kinds)}",
            )
    low, high = question.minimum, question.maximum
    if low is not None and high is not None and low > high:
        source.fault(fields.get("minimum"), f"Najmniej ({low}) to więcej niż najwięcej ({high}).", "minimum ≤ maximum")
    if question.type == "table" and question.at_least > question.at_most:
        text = f"Najmniej {question.at_least} to więcej niż najwięcej {question.at_most}."
        source.fault(fields.get("at_least") or fields.node, text, "at_least ≤ at_most")
    if question.type == "table" and question.at_most > ROWS_AT_MOST:
        source.fault(fields.get("at_most"), f"Tabela może mieć najwyżej {ROWS_AT_MOST} wierszy.", "lista (many)")
    if len(question.columns) > COLUMNS_AT_MOST:
        source.fault(fields.get("columns"), f"Tabela może mieć najwyżej {COLUMNS_AT_MOST} kolumn.", "lista (many)")


def options(source: Source, node: Node | None) -> tuple[Option, ...]:
    """Options to choose from: a list of texts, or value → label."""
    if node is None or node.empty:
        return ()
    if node.kind == "map":
        found = [Option(key.text, value.text) for key, value in node.pairs or []]
    else:
        found = [Option(item.text, item.text) for item in source.each(node)]
    values = [option.value for option in found]
    for value in sorted({value for value in values if values.count(value) > 1}):
        source.fault(node, f"Odpowiedź „{value}” powtarza się.", "każda odpowiedź tylko raz")
    if any(not option.value or not option.label for option in found):
        source.fault(node, "Odpowiedź do wyboru jest pusta.", "wartość: etykieta")
    return tuple(found)
