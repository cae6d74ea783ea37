"""Every change by one that a story should notice: one cell, bound, term or condition altered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TypeVar

from okienko.language.calendar import Term
from okienko.language.feel import compile_expression
from okienko.language.law import DatedValue, LawData
from okienko.language.model import ADDED, Attachment, Deadline, Page, Question, Service
from okienko.language.stories.changes import Changes
from okienko.language.stories.drawn import process_mutants

T = TypeVar("T")
SHIFTS = ("yes", "no", "disputed")


@dataclass(frozen=True)
class Mutant:
    """`where` names the place, `what` the change; `make` gives the altered service and law when wanted."""

    where: str
    what: str
    make: Callable[[], tuple[Service, LawData]]


def mutants(service: Service, law: LawData) -> Iterator[Mutant]:
    """All mutants, in the order of the files."""
    changes = Changes.of(service)
    for where, what, make in (
        *_pages(service, changes),
        *_rules(service, changes),
        *_competence(service, changes),
        *_attachments(service, changes),
        *_deadlines(service),
        *_process(service, changes),
        *_tasks(service, changes),
    ):
        yield Mutant(where, what, _with(make, law))
    yield from _law(service, law)


Change = tuple[str, str, Callable[[], Service]]


def _with(make: Callable[[], Service], law: LawData) -> Callable[[], tuple[Service, LawData]]:
    return lambda: (make(), law)


def _placed(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    return (*items[:place], item, *items[place + 1 :])


# Pages


def _pages(service: Service, changes: Changes) -> Iterator[Change]:
    for place, page in enumerate(service.pages):
        for where, what, changed in _page(page, changes):
            pages = _placed(service.pages, place, changed)
            yield f"form.yaml, strona „{page.id}”{where}", what, _service(service, pages=pages)


def _service(service: Service, **altered: object) -> Callable[[], Service]:
    return lambda: replace(service, **altered)  # type: ignore[arg-type]


def _page(page: Page, changes: Changes) -> Iterator[tuple[str, str, Page]]:
    if page.when is not None:
        for what, when in changes.expressions(page.when):
            yield ", when", what, replace(page, when=when)
    for place, stop in enumerate(page.stops):
        for what, when in changes.expressions(stop.when):
            yield (
                f", stop {place + 1}",
                what,
                replace(page, stops=_placed(page.stops, place, replace(stop, when=when))),
            )
        if stop.go:
            gone = replace(page, stops=_placed(page.stops, place, replace(stop, go=None)))
            yield f", stop {place + 1}", "go skreślone", gone
    for place, warn in enumerate(page.warnings):
        for what, when in changes.expressions(warn.when):
            changed = _placed(page.warnings, place, replace(warn, when=when))
            yield f", warn {place + 1}", what, replace(page, warnings=changed)
    yield from _list_bounds(page)
    for place, question in enumerate(page.questions):
        for what, altered in _question(question, changes):
            changed_questions = _placed(page.questions, place, altered)
            yield f", pytanie „{question.id}”", what, replace(page, questions=changed_questions)


def _list_bounds(page: Page) -> Iterator[tuple[str, str, Page]]:
    if page.many:
        for step in (-1, 1):
            if page.at_most + step >= page.at_least:
                what = f"at_most {page.at_most} → {page.at_most + step}"
                yield "", what, replace(page, at_most=page.at_most + step)
        yield "", f"at_least {page.at_least} → {page.at_least + 1}", replace(page, at_least=page.at_least + 1)


def _question(question: Question, changes: Changes) -> Iterator[tuple[str, Question]]:
    if question.when is not None:
        for what, when in changes.expressions(question.when):
            yield f"when: {what}", replace(question, when=when)
    for place, check in enumerate(question.checks):
        for what, rule in changes.expressions(check.rule):
            yield (
                f"check: {what}",
                replace(question, checks=_placed(question.checks, place, replace(check, rule=rule))),
            )
    for bound in ("minimum", "maximum"):
        value = getattr(question, bound)
        for step in (-1, 1) if value is not None else ():
            yield f"{bound} {value} → {value + step}", replace(question, **{bound: value + Decimal(step)})
    said = f"optional {_flag(question.optional)} → {_flag(not question.optional)}"
    yield said, replace(question, optional=not question.optional)
    if question.type == "number":
        yield (
            f"decimals {question.decimals} → {question.decimals + 1}",
            replace(question, decimals=question.decimals + 1),
        )
        if question.decimals:
            less = question.decimals - 1
            yield f"decimals {question.decimals} → {less}", replace(question, decimals=less)


def _flag(value: bool) -> str:
    return "yes" if value else "no"


# Rules and competence


def _rules(service: Service, changes: Changes) -> Iterator[Change]:
    for name, rule in service.rules.items():
        changed = (
            [(what, replace(rule, table=table)) for what, table in changes.tables(rule.table)] if rule.table else []
        )
        if rule.formula is not None:
            changed = [(what, replace(rule, formula=formula)) for what, formula in changes.expressions(rule.formula)]
        for what, altered in changed:
            yield f"rules.yaml, „{name}”", what, _service(service, rules={**service.rules, name: altered})


def _competence(service: Service, changes: Changes) -> Iterator[Change]:
    if service.competence is not None:
        for what, table in changes.tables(service.competence.table):
            altered = replace(service.competence, table=table)
            yield "service.yaml, competence", what, _service(service, competence=altered)


# service.yaml


def _attachments(service: Service, changes: Changes) -> Iterator[Change]:
    for name, attachment in service.attachments.items():
        for what, altered in _attachment(attachment, changes):
            changed = {**service.attachments, name: altered}
            yield f"service.yaml, załącznik „{name}”", what, _service(service, attachments=changed)


def _attachment(attachment: Attachment, changes: Changes) -> Iterator[tuple[str, Attachment]]:
    if attachment.needed is None:
        yield "needed: brak → true", replace(attachment, needed=compile_expression("true"))
        return
    for what, needed in changes.expressions(attachment.needed):
        yield f"needed: {what}", replace(attachment, needed=needed)


def _deadlines(service: Service) -> Iterator[Change]:
    for name, deadline in service.deadlines.items():
        for what, altered in _deadline(service, deadline):
            changed = {**service.deadlines, name: altered}
            yield f"service.yaml, termin „{name}”", what, _service(service, deadlines=changed)


def _deadline(service: Service, deadline: Deadline) -> Iterator[tuple[str, Deadline]]:
    term = deadline.within
    for step in (-1, 1):
        if term.count + step > 0:
            altered = Term(term.count + step, term.unit)
            yield f"{term} → {altered}", replace(deadline, within=altered)
    for shift in SHIFTS:
        if shift != deadline.shift:
            yield f"shift {deadline.shift} → {shift}", replace(deadline, shift=shift)  # type: ignore[arg-type]
    if deadline.silence:
        yield "silence skreślone", replace(deadline, silence=None)
        other = next(name for name in (*service.outcomes, "") if name != deadline.silence)
        yield f"silence {deadline.silence} → {other}", replace(deadline, silence=other)
    for word in ("pauses", "restarts", "met_by"):
        if getattr(deadline, word):
            yield f"{word} skreślone", _without(deadline, word)


def _without(deadline: Deadline, word: str) -> Deadline:
    return replace(deadline, **{word: ()})  # type: ignore[arg-type]


def _process(service: Service, changes: Changes) -> Iterator[Change]:
    for where, what, altered in process_mutants(service.process, changes):
        yield f"process.bpmn, {where}", what, _service(service, process=altered)
    for end, outcome in service.ends.items():
        outcomes = (name for name in service.outcomes if name not in service.acts)
        other = next((name for name in outcomes if name != outcome), outcome)
        ends = {**service.ends, end: other}
        yield f"service.yaml, koniec „{end}”", f"{outcome} → {other}", _service(service, ends=ends)


def _tasks(service: Service, changes: Changes) -> Iterator[Change]:
    for name, task in service.tasks.items():
        if name in service.acts or name == ADDED:
            continue
        where = f"service.yaml, krok „{name}”"
        if task.letter:
            tasks = {**service.tasks, name: replace(task, letter=None)}
            yield where, "pismo skreślone", _service(service, tasks=tasks)
        for answer in task.letters:
            letters = {value: letter for value, letter in task.letters.items() if value != answer}
            tasks = {**service.tasks, name: replace(task, letters=letters)}
            yield where, f"pismo przy „{answer}” skreślone", _service(service, tasks=tasks)
        if task.day:
            tasks = {**service.tasks, name: replace(task, day=None)}
            yield where, "day skreślone", _service(service, tasks=tasks)
        for place, question in enumerate(task.ask):
            for what, altered in _question(question, changes):
                tasks = {**service.tasks, name: replace(task, ask=_placed(task.ask, place, altered))}
                yield f"{where}, pytanie „{question.id}”", what, _service(service, tasks=tasks)


# Dated law


def _law(service: Service, law: LawData) -> Iterator[Mutant]:
    used = sorted({key for rule in service.rules.values() for key in rule.dated})
    for key in used:
        for place, value in enumerate(law.entries.get(key, ())):
            for what, altered in _dated(value):
                values = _placed(law.entries[key], place, altered)
                changed = replace(law, entries={**law.entries, key: values}, version=f"{law.version}:{what}")
                yield Mutant(f"{value.place.file}, „{key}”", what, partial(_pair, service, changed))


def _pair(service: Service, law: LawData) -> tuple[Service, LawData]:
    return service, law


def _dated(value: DatedValue) -> Iterator[tuple[str, DatedValue]]:
    if isinstance(value.value, Decimal):
        for step in (-1, 1):
            altered = value.value + step
            yield f"{value.value} → {altered}", replace(value, value=altered)
    ended = date(value.start.year, 12, 31)
    yield f"obowiązuje tylko do {ended}", replace(value, end=ended)
