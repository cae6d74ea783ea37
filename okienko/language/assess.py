"""What answers mean on a day: pages to ask, where the service ends, fee, attachments, legal results."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from okienko.language._scope import DecisionTaken, Item, Scope, items_of, plain
from okienko.language.answers import Answers, broken_check, fault_of, missing
from okienko.language.calendar import day_words
from okienko.language.law import LawData, NotInForce
from okienko.language.local import local_values
from okienko.language.model import Applicants, Attachment, Page, Question, Rule, Service, Stop, Warn
from okienko.language.questions import zloty
from okienko.language.tables import Decided

__all__ = [
    "AnswerProblem",
    "AskedItem",
    "AskedPage",
    "Assessment",
    "AttachmentNeed",
    "DecisionTaken",
    "FeeDue",
    "Shown",
    "Stopped",
    "Warned",
    "assess",
    "plain",
    "value_words",
    "zloty",
]


class Stopped(NamedTuple):
    """The service ends on this page without a submission."""

    page: str
    stop: Stop


class Warned(NamedTuple):
    """A warning shown on this page and on the check page."""

    page: str
    warn: Warn


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """An answer that is missing or cannot stand; `item` is the place in a list, from 0."""

    page: str
    question: str
    text: str
    item: int | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One thing of a list: which questions it is asked, whether all are answered well."""

    asked: tuple[Question, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A visible page. `asked`: its questions that are asked now; of a list page, all it may ask."""

    page: Page
    asked: tuple[Question, ...]
    complete: bool
    items: tuple[AskedItem, ...] = ()


@dataclass(frozen=True, slots=True)
class FeeDue:
    """What is to be paid and why, in a sentence that can be shown."""

    amount: Decimal
    why: str
    basis: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A rule's value that the resident sees before and after filing, and why it is so."""

    name: str
    label: str
    value: Any
    unit: str
    why: str
    confirmed: bool

    @property
    def text(self) -> str:
        """The value in words: `17,50 zł`, `Tak`, `1 grudnia 2026`."""
        return value_words(self.value, self.unit)


@dataclass(frozen=True, slots=True)
class AttachmentNeed:
    attachment: Attachment
    needed: bool


def assess(
    service: Service,
    answers: Answers,
    *,
    day: date,
    law: LawData,
    local: Mapping[str, Any] | None = None,
    attached: Collection[str] | None = None,
) -> Assessment:
    """The meaning of the answers on that day. `local`: the office's values and facts; `attached`: names of
    attachments that have files, or nothing when files are not to be judged."""
    scope = Scope(service, answers, day, law.at(day), local_values(service, local or {}))
    return Assessment(service, scope, law, attached)


@dataclass(frozen=True)
class Assessment:
    """Computed part by part, when first asked."""

    service: Service
    scope: Scope
    law: LawData
    attached: Collection[str] | None = None

    @cached_property
    def _judged(self) -> tuple[tuple[AskedPage, ...], Stopped | None, tuple[AnswerProblem, ...]]:
        pages: list[AskedPage] = []
        problems: list[AnswerProblem] = []
        for page in self.service.pages:
            if not self.scope.visible(page):
                continue
            asked, found = self._page(page)
            pages.append(asked)
            problems += found
            stop = next((stop for stop in page.stops if asked.complete and self.scope.holds(stop.when)), None)
            if stop is not None:
                return tuple(pages), Stopped(page.id, stop), tuple(problems)
        return tuple(pages), None, tuple(problems)

    @property
    def pages(self) -> tuple[AskedPage, ...]:
        """The visible pages in order; none after the one where the service ends."""
        return self._judged[0]

    @property
    def stopped(self) -> Stopped | None:
        """Where and why the service ends without a submission."""
        return self._judged[1]

    @property
    def problems(self) -> tuple[AnswerProblem, ...]:
        """Answers that were given and cannot stand, on all visible pages."""
        return tuple(problem for problem in self._judged[2] if not problem.missing)

    @property
    def first_incomplete(self) -> Page | None:
        """The first visible page that still needs an answer."""
        return next((asked.page for asked in self.pages if not asked.complete), None)

    @property
    def ready(self) -> bool:
        """Whether it may be submitted."""
        return self.stopped is None and self.first_incomplete is None

    def _page(self, page: Page) -> tuple[AskedPage, list[AnswerProblem]]:
        if page.kind == "attachments":
            return AskedPage(page, (), self._all_attached()), []
        if page.many:
            return self._list_page(page)
        scope = self.scope
        asked = tuple(question for question in page.questions if scope.holds(question.when))
        problems = list(_problems(page, asked, scope.answers, scope, None))
        return AskedPage(page, asked, not problems), problems

    def _all_attached(self) -> bool:
        if self.attached is None:
            return True
        awaited = (need.attachment for need in self.attachments if need.needed)
        return all(one.later or one.name in self.attached for one in awaited)

    def postponed(self, attached: Collection[str]) -> tuple[Attachment, ...]:
        """What is needed, is not among these and may come later."""
        needed = (need.attachment for need in self.attachments if need.needed)
        return tuple(one for one in needed if one.later and one.name not in attached)

    def _list_page(self, page: Page) -> tuple[AskedPage, list[AnswerProblem]]:
        problems: list[AnswerProblem] = []
        items: list[AskedItem] = []
        scopes = self.scope[page.many or ""] or []
        for number, (scope, answers) in enumerate(zip(scopes, items_of(page, self.scope.answers), strict=True)):
            asked = tuple(question for question in page.questions if scope.asks(question))
            found = list(_problems(page, asked, answers, scope, number))
            items.append(AskedItem(asked, not found))
            problems += found
        enough = page.at_least <= len(items) <= page.at_most
        if len(items) > page.at_most:
            problems.append(AnswerProblem(page.id, page.many or "", f"Zostaw najwyżej {page.at_most}."))
        complete = enough and all(item.complete for item in items)
        return AskedPage(page, page.questions, complete, tuple(items)), problems

    @cached_property
    def warnings(self) -> tuple[Warned, ...]:
        """Warnings on the visible pages."""
        return tuple(
            Warned(asked.page.id, warn)
            for asked in self.pages
            for warn in asked.page.warnings
            if self.scope.holds(warn.when)
        )

    @cached_property
    def fee(self) -> FeeDue | None:
        """What is to be paid; nothing while it cannot be known, or when the service has no fee."""
        fee = self.service.fee
        amount = self.scope[fee.rule] if fee else None
        if fee is None or not isinstance(amount, Decimal):
            return None
        basis = self.scope.decided[fee.rule].basis
        confirmed = fee.law.confirmed and self._rests(self.service.rules[fee.rule])
        return FeeDue(amount, f"{zloty(amount)}, bo {basis}", basis, confirmed)

    def _rests(self, rule: Rule) -> bool:
        """Whether the law and the dated data of the rule, and of all rules that it reads, are confirmed."""
        read, todo = {rule.name: rule}, [rule]
        while todo:
            for name in todo.pop().reads:
                if name in self.service.rules and name not in read:
                    read[name] = self.service.rules[name]
                    todo.append(read[name])
        sure = all(one.law is None or one.law.confirmed for one in read.values())
        return sure and all(self._confirmed(key) for one in read.values() for key in one.dated)

    @cached_property
    def shown(self) -> tuple[Shown, ...]:
        """What the rules that are shown say now; a value that cannot be known yet is left out."""
        rules = (rule for rule in self.service.rules.values() if rule.show)
        found = ((rule, _taken(self.scope, rule.name)) for rule in rules)
        return tuple(
            Shown(rule.name, rule.show, taken.value, rule.unit, taken.basis, self._rests(rule))
            for rule, taken in found
            if taken.value is not None
        )

    def _confirmed(self, key: str) -> bool:
        try:
            return self.law.cite(key, self.scope.day).law.confirmed
        except NotInForce:
            return False

    @property
    def applicants(self) -> Applicants | None:
        """Who applies together with the one who fills the form; None when one person applies."""
        joint = self.service.applicants
        asked = joint is not None and (joint.when is None or joint.when.evaluate(self.scope) is True)
        return joint if asked else None

    @cached_property
    def attachments(self) -> tuple[AttachmentNeed, ...]:
        """All attachments of the service, and which of them must be added."""
        return tuple(
            AttachmentNeed(attachment, attachment.needed is not None and self.scope.holds(attachment.needed))
            for attachment in self.service.attachments.values()
        )

    @property
    def competent(self) -> str | None:
        """The competent body; nothing while it cannot be known."""
        if self.service.competence is None:
            return self.service.organ(str(self.scope.local.get("szczebel") or ""))
        return str(self.competence.values["organ"]) if self.competence else None

    @cached_property
    def competence(self) -> Decided | None:
        """Which row of the table of competence decided, and on what basis."""
        table = self.service.competence.table if self.service.competence else None
        return self.scope.decided_by(table) if table else None

    @cached_property
    def decisions(self) -> Mapping[str, DecisionTaken | tuple[DecisionTaken, ...]]:
        """Every rule's result with its inputs, row and version of the law; for `each` rules one an item."""
        return dict(self._decisions())

    def _decisions(self) -> Iterator[tuple[str, DecisionTaken | tuple[DecisionTaken, ...]]]:
        for rule in self.service.rules.values():
            if rule.in_case:
                continue
            if rule.each:
                items: list[Item] = self.scope[rule.each] or []
                yield rule.name, tuple(_taken(item, rule.name) for item in items)
            else:
                yield rule.name, _taken(self.scope, rule.name)


def _taken(scope: Scope | Item, name: str) -> DecisionTaken:
    scope.read(name)
    return scope.decided[name]


def _problems(
    page: Page,
    asked: tuple[Question, ...],
    answers: Mapping[str, Any],
    scope: Mapping[str, Any],
    item: int | None,
) -> Iterator[AnswerProblem]:
    for question in asked:
        value = answers.get(question.id)
        if value is None or value == "":
            if not question.optional:
                yield AnswerProblem(page.id, question.id, missing(question), item, missing=True)
            continue
        said = fault_of(question, value) or broken_check(question, scope)
        if said:
            yield AnswerProblem(page.id, question.id, said, item)


def value_words(value: Any, unit: str = "") -> str:
    """A rule's value for people: `12,50 zł`, `Tak`, `1 grudnia 2026`, `4 osoby`."""
    if isinstance(value, bool):
        return "Tak" if value else "Nie"
    if isinstance(value, Decimal):
        if unit.startswith("zł"):
            return zloty(value) + unit.removeprefix("zł")
        return f"{value.normalize():f}".replace(".", ",") + (f" {unit}" if unit else "")
    return day_words(value) if isinstance(value, date) else str(value)
