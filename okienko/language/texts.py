"""Texts of a service that people read, by name; the same service with its texts in another language.

A translation changes words alone: names, values, rules, law and letters are those of the release, so an answer means
the same whatever the language it was given in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from okienko.language.model import (
    ADDED,
    Applicants,
    Attachment,
    Deadline,
    Letter,
    Message,
    OpenPoint,
    Option,
    Outcome,
    Page,
    Question,
    Rule,
    Service,
    Task,
)

Path = tuple[str, ...]
Texts = Mapping[Path, str]
T = TypeVar("T", Attachment, Deadline, Letter, Message, OpenPoint, Outcome, Page, Question, Rule, Task)
Say = Callable[[Path, str], str]


def texts_of(service: Service) -> dict[Path, str]:
    """Every text that a resident may read, by its path: `("questions", "obwod", "hint")`."""
    found: dict[Path, str] = {}

    def note(path: Path, text: str) -> str:
        found[path] = text
        return text

    _Telling(service, note).told()
    return found


def missing_texts(service: Service, language: str) -> list[Path]:
    """Paths without a text in that language."""
    known = service.texts.get(language, {})
    return [path for path in texts_of(service) if path not in known]


def spoken(
    service: Service, language: str, *, otherwise: Callable[[str], str] = str, known_as: Callable[[str], str] = str
) -> Service:
    """The service in that language, each text made by `known_as`; Polish, made by `otherwise`, where it lacks."""
    known = service.texts.get(language, {})
    return _Telling(service, lambda path, text: known_as(known[path]) if path in known else otherwise(text)).told()


def dictionary(service: Service, language: str) -> dict[str, str]:
    """Polish text → translation: for labels that facts of a case keep in Polish."""
    known = service.texts.get(language, {})
    return {text: known[path] for path, text in texts_of(service).items() if path in known}


@dataclass(frozen=True)
class _Telling:
    """One way through all texts of a service, each handed to `say` with its path."""

    service: Service
    say: Say

    def text(self, text: str, *path: str) -> str:
        return self.say(path, text) if text else text

    def told(self) -> Service:
        service, fee = self.service, self.service.fee
        own_outcomes = {act.outcome for act in service.acts.values()}
        heading = {word: self.text(getattr(service, word), "service", word) for word in ("name", "plain_name")}
        heading |= {word: self.text(getattr(service, word), "service", word) for word in ("summary", "appeal")}
        keywords = self.text(", ".join(service.keywords), "service", "keywords")
        return replace(
            service,
            **heading,  # type: ignore[arg-type]
            keywords=tuple(word.strip() for word in keywords.split(",")) if keywords else (),
            after=tuple(self.text(step, "service", "after", str(place)) for place, step in enumerate(service.after, 1)),
            fee=replace(
                fee,
                what=self.text(fee.what, "fee", "what"),
                payee=self.text(fee.payee, "fee", "payee"),
                consequence=self.text(fee.consequence, "fee", "consequence"),
            )
            if fee
            else None,
            pages=tuple(self.page(page) for page in service.pages),
            rules={name: self.rule(rule) for name, rule in service.rules.items()},
            outcomes={
                name: one if name in own_outcomes else self.words(one, "outcomes", name, "text", "explains", "expired")
                for name, one in service.outcomes.items()
            },
            applicants=self.applicants(),
            **self._things(),
        )

    def applicants(self) -> Applicants | None:
        joint = self.service.applicants
        if joint is None:
            return None
        label = self.text(joint.label, "applicants", "label")
        return replace(joint, label=label, text=self.text(joint.text, "applicants", "text"))

    def _things(self) -> dict[str, Any]:
        service, acts = self.service, self.service.acts
        return {
            "attachments": {
                name: self.words(one, "attachments", name, "label", "hint", "why", "later")
                for name, one in service.attachments.items()
            },
            "deadlines": {name: self.words(one, "deadlines", name, "label") for name, one in service.deadlines.items()},
            "letters": {
                name: one if name in acts else self.words(one, "letters", name, "label")
                for name, one in service.letters.items()
            },
            "tasks": {
                name: one if name in acts or name == ADDED else self.words(one, "tasks", name, "label")
                for name, one in service.tasks.items()
            },
            "messages": {name: self.message(one) for name, one in service.messages.items()},
            "local": {name: self.point(one) for name, one in service.local.items()},
        }

    def message(self, message: Message) -> Message:
        told = self.words(message, "messages", message.id, "label", "text")
        return replace(told, ask=tuple(self.question(question) for question in message.ask))

    def point(self, point: OpenPoint) -> OpenPoint:
        """Of what an office sets residents see rates and choices of the council, and accounts."""
        if not point.resolution and point.type != "account":
            return point
        told = self.words(point, "local", point.name, "text")
        return replace(told, options=self.options(point.options, "local", point.name))

    def words(self, one: T, *path_and_words: str) -> T:
        """The named fields of a thing: kind, name, then the fields."""
        kind, name, *words = path_and_words
        return replace(one, **{word: self.text(getattr(one, word), kind, name, word) for word in words})  # type: ignore[arg-type]

    def options(self, options: tuple[Option, ...], *path: str) -> tuple[Option, ...]:
        return tuple(Option(one.value, self.text(one.label, *path, "options", one.value)) for one in options)

    def question(self, question: Question) -> Question:
        told = self.words(question, "questions", question.id, "text", "hint", "missing", "statement")
        checks = tuple(
            replace(check, text=self.text(check.text, "questions", question.id, "check", str(place)))
            for place, check in enumerate(question.checks, 1)
        )
        columns = tuple(self.column(question, column) for column in question.columns)
        options = self.options(question.options, "questions", question.id)
        return replace(told, checks=checks, options=options, columns=columns)

    def column(self, question: Question, column: Question) -> Question:
        path = ("questions", question.id, "columns", column.id)
        said = {word: self.text(getattr(column, word), *path, word) for word in ("text", "hint", "missing")}
        return replace(column, **said, options=self.options(column.options, *path))  # type: ignore[arg-type]

    def page(self, page: Page) -> Page:
        told = self.words(page, "pages", page.id, "title", "intro", "one")
        stops = tuple(
            replace(stop, text=self.text(stop.text, "pages", page.id, "stop", str(place)))
            for place, stop in enumerate(page.stops, 1)
        )
        warnings = tuple(
            replace(warn, text=self.text(warn.text, "pages", page.id, "warn", str(place)))
            for place, warn in enumerate(page.warnings, 1)
        )
        asked = tuple(self.question(question) for question in page.questions)
        return replace(told, stops=stops, warnings=warnings, questions=asked)

    def rule(self, rule: Rule) -> Rule:
        """Words of rules that the resident sees: what is shown, and what must be paid."""
        fee = self.service.fee
        if not rule.show and not (fee and fee.rule == rule.name):
            return rule
        told = self.words(rule, "rules", rule.name, "show") if rule.show else rule
        if rule.table is None:
            return told
        rows = tuple(
            replace(row, basis=self.text(row.basis, "rules", rule.name, "rows", row.basis)) for row in rule.table.rows
        )
        return replace(told, table=replace(rule.table, rows=rows))
