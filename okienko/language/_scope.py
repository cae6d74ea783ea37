"""The lazy scope in which a service's expressions see answers, rules, dated law and the office.

Each name is computed when something first reads it. "Not asked" is null; a question that is asked but not
answered leaves a mark on everything undecided because of it, so that a table never falls to its last row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from okienko.language.answers import Answers, fault_of
from okienko.language.feel import Expression
from okienko.language.law import Snapshot
from okienko.language.model import Page, Question, Rule, Service
from okienko.language.tables import Decided, Table

TODAY = "dzis"


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A legal result with all it was computed from: never recomputed in silence."""

    name: str
    value: Any
    inputs: Mapping[str, Any]
    rows: tuple[int, ...]
    basis: str
    law_version: str


def plain(value: Any) -> Any:
    """The value without laziness: lists and dicts that may be stored."""
    if isinstance(value, Mapping):
        return {name: plain(value[name]) for name in value}
    return [plain(item) for item in value] if isinstance(value, list) else value


class _Lazy(Mapping[str, Any]):
    """Names computed once, when first read. `waits` is shared by all scopes of one assessment."""

    def __init__(self, waits: list[bool]) -> None:
        self.values_of: dict[str, Any] = {}
        self.decided: dict[str, DecisionTaken] = {}
        self.undecided: set[str] = set()
        self.busy: set[str] = set()
        self.waits = waits

    def compute(self, name: str) -> Any:
        raise NotImplementedError

    def read(self, name: str) -> Any:
        """The value of an own name."""
        if name not in self.values_of:
            if name in self.busy:
                return None
            self._fill(name)
        if name in self.undecided:
            self.waits[-1] = True
        return self.values_of[name]

    def _fill(self, name: str) -> None:
        self.busy.add(name)
        self.waits.append(False)
        try:
            self.values_of[name] = self.compute(name)
            if self.waits[-1] and self.values_of[name] is None:
                self.undecided.add(name)
        finally:
            self.busy.discard(name)
            self.waits.pop()

    def answer(self, question: Question, value: Any) -> Any:
        """The answer if it is a good one; else null, and whoever reads it waits."""
        if value is None or fault_of(question, value):
            self.waits[-1] = self.waits[-1] or not question.optional
            return None
        return value

    def rule(self, rule: Rule, version: str) -> Any:
        """What the rule gives here; the whole decision is remembered."""
        value, rows, basis = self._ruled(rule)
        names = rule.table.names if rule.table else rule.formula.names if rule.formula else ()
        inputs = {name: plain(self.get(name)) for name in sorted(names)}
        self.decided[rule.name] = DecisionTaken(rule.name, plain(value), inputs, rows, basis, version)
        return value

    def _ruled(self, rule: Rule) -> tuple[Any, tuple[int, ...], str]:
        if rule.formula is not None:
            return rule.formula.evaluate(self), (), rule.law.text if rule.law else ""
        decided = rule.table.decide(self) if rule.table else None
        if decided is None or self.waits[-1]:
            return None, (), ""
        return decided.values[rule.name], decided.rows, decided.basis

    def decided_by(self, table: Table) -> Decided | None:
        """What the table gives here; nothing while an answer that it reads is missing."""
        self.waits.append(False)
        try:
            decided = table.decide(self)
            return None if self.waits[-1] else decided
        finally:
            self.waits.pop()


class Scope(_Lazy):
    """Everything by name. Unknown names raise KeyError, as FEEL expects."""

    def __init__(self, service: Service, answers: Answers, day: date, law: Snapshot, local: Mapping[str, Any]) -> None:
        super().__init__([False])
        self.service, self.answers, self.day, self.law, self.local = service, answers, day, law, local
        self.questions = {q.id: (page, q) for page in service.pages if not page.many for q in page.questions}
        self.lists = {page.many: page for page in service.pages if page.many}
        self.rules = {name: rule for name, rule in service.rules.items() if not (rule.each or rule.in_case)}
        self.each = [rule for rule in service.rules.values() if rule.each]
        self.shown: dict[str, bool] = {}

    def __getitem__(self, name: str) -> Any:
        if name in self.questions or name in self.lists or name in self.rules:
            return self.read(name)
        if name == TODAY:
            return self.day
        return self.local[name] if name in self.local else self.law.contexts[name]

    def __iter__(self) -> Iterator[str]:
        names = (*self.questions, *self.lists, *self.rules, TODAY, *self.local, *self.law.contexts)
        return iter(dict.fromkeys(names))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def compute(self, name: str) -> Any:
        if name in self.rules:
            return self.rule(self.rules[name], self.law.version)
        if name in self.lists:
            return self._items(self.lists[name])
        page, question = self.questions[name]
        if not self.visible(page) or not self.holds(question.when):
            return None
        return self.answer(question, self.answers.get(name))

    def _items(self, page: Page) -> list[Item] | None:
        if not self.visible(page):
            return None
        items = items_of(page, self.answers)
        if not items:
            self.waits[-1] = True
            return None
        return [Item(self, page, item) for item in items]

    def visible(self, page: Page) -> bool:
        """Whether the page is shown: its condition is true, not merely unknown."""
        if page.id not in self.shown:
            self.shown[page.id] = self.holds(page.when)
        return self.shown[page.id]

    def holds(self, condition: Expression | None) -> bool:
        """Whether there is no condition or it is true."""
        return condition is None or condition.evaluate(self) is True


class Item(_Lazy):
    """One thing of a list: its answers and the rules that run for each, over all that is around."""

    def __init__(self, outer: Scope, page: Page, item: Mapping[str, Any]) -> None:
        super().__init__(outer.waits)
        self.outer, self.item = outer, item
        self.questions = {question.id: question for question in page.questions}
        self.rules = {rule.name: rule for rule in outer.each if rule.each == page.many}

    def __getitem__(self, name: str) -> Any:
        own = name in self.questions or name in self.rules
        return self.read(name) if own else self.outer[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.questions, *self.rules))

    def __len__(self) -> int:
        return len(self.questions) + len(self.rules)

    def compute(self, name: str) -> Any:
        if name in self.rules:
            return self.rule(self.rules[name], self.outer.law.version)
        question = self.questions[name]
        return self.answer(question, self.item.get(name)) if self.asks(question) else None

    def asks(self, question: Question) -> bool:
        """Whether this thing is asked the question."""
        return question.when is None or question.when.evaluate(self) is True


def items_of(page: Page, answers: Answers) -> list[Mapping[str, Any]]:
    """The things of a list that were answered about."""
    items = answers.get(page.many or "")
    return [item for item in items if isinstance(item, Mapping)] if isinstance(items, list) else []
