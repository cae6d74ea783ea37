"""The form of a task: its questions and those of its letter, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

from okienko.cases.letters import letter_of_task, questions_of
from okienko.cases.queries import CaseView
from okienko.language.answers import DATE_PARTS, PageInput, fields_of, read_questions
from okienko.language.model import Letter, Question, Task
from okienko.tenancy.clock import today

VERSION, SEEN, LETTER = "wersja", "widziano", "pismo"


@dataclass
class QuestionForm:
    """A form of questions as it stands: what was typed, what it means, what is wrong."""

    questions: tuple[Question, ...]
    read: PageInput = field(default_factory=PageInput)

    @property
    def answers(self) -> dict[str, Any]:
        return self.read.values

    @property
    def errors(self) -> dict[str, str]:
        return self.read.errors

    @property
    def typed(self) -> dict[str, str | list[str]]:
        return self.read.typed

    def options(self, question: Question) -> list[tuple[str, str]]:
        """The choices as a component takes them."""
        return [(option.value, option.label) for option in question.options]

    def parts(self, question: Question) -> dict[str, str]:
        """A day as typed in its three fields."""
        names = {part: self.typed.get(f"{question.id}-{part}", "") for part in DATE_PARTS}
        return {part: text for part, text in names.items() if isinstance(text, str)}

    def error(self, question: Question) -> str | None:
        """What is wrong with a question of several fields, wherever it was found."""
        return next((self.errors[name] for name in (question.id, *fields_of(question)) if name in self.errors), None)


@dataclass
class TaskForm(QuestionForm):
    """One task's form. `letter` is the one whose questions are asked."""

    task: Task = field(kw_only=True)
    letter: Letter | None = None
    asked_for_letter: bool = True

    @property
    def ready(self) -> bool:
        """Whether it can be done: nothing is wrong, and the letter's own questions were on the page."""
        return not self.errors and self.asked_for_letter


def blank(view: CaseView, node: str) -> TaskForm:
    """The form before anything was typed."""
    service = view.offered.service
    letter = letter_of_task(service, node, {})
    return TaskForm(questions_of(service, node, letter), task=_task(view, node), letter=letter)


def refilled(view: CaseView, node: str, answers: Mapping[str, Any]) -> TaskForm:
    """The form with answers given before: on the way back from a letter's preview."""
    service = view.offered.service
    letter = letter_of_task(service, node, answers)
    asked = questions_of(service, node, letter)
    sent = {name: texts for question in asked for name, texts in _sent(question, answers.get(question.id))}
    return filled(view, node, sent | {LETTER: [letter.name if letter else ""]})


def begun(questions: tuple[Question, ...], answers: Mapping[str, Any]) -> QuestionForm:
    """The form with answers that are known already."""
    sent = {name: texts for one in questions for name, texts in _sent(one, answers.get(one.id) or None)}
    return QuestionForm(questions, PageInput(typed={name: texts[0] for name, texts in sent.items()}))


def posted_form(questions: tuple[Question, ...], posted: QueryDict) -> QuestionForm:
    """The form as it was sent."""
    return QuestionForm(questions, read_questions(questions, dict(posted.lists()), {"dzis": today()}))


def _sent(question: Question, value: Any) -> Iterator[tuple[str, list[str]]]:
    """The answer as its fields would send it."""
    if isinstance(value, bool):
        yield question.id, ["tak" if value else "nie"]
    elif isinstance(value, date):
        yield from ((f"{question.id}-{part}", [str(getattr(value, part))]) for part in DATE_PARTS)
    elif isinstance(value, Mapping):
        yield from ((f"{question.id}-{part}", [str(text)]) for part, text in value.items())
    elif value is not None:
        yield question.id, [str(one) for one in value] if isinstance(value, list) else [str(value)]


def filled(view: CaseView, node: str, lists: Mapping[str, Sequence[str]]) -> TaskForm:
    """The form as posted. An answer may call for a letter whose questions were not on the page yet:
    then they are asked now, and their absence is no mistake."""
    service = view.offered.service
    first = read_questions(questions_of(service, node, None), lists, known(view))
    letter = letter_of_task(service, node, first.values)
    questions = questions_of(service, node, letter)
    read = read_questions(questions, lists, known(view))
    asked = letter is None or not letter.asks or letter.name in lists.get(LETTER, ())
    if not asked:
        read.errors = first.errors
    return TaskForm(questions, read, task=_task(view, node), letter=letter, asked_for_letter=asked)


def known(view: CaseView) -> dict[str, Any]:
    """What checks and conditions may read: the submission, the clerk's earlier answers, and this day."""
    return {**view.running.setting.scope, **view.running.state.facts, "dzis": today()}


def version_of(posted: QueryDict) -> int:
    """The version of the case that the page had shown; a spoilt one is never the newest."""
    text = posted.get(VERSION, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _task(view: CaseView, node: str) -> Task:
    known_task = view.offered.service.tasks.get(node)
    return known_task if known_task is not None else Task(id=node, label=node)


def kept(view: CaseView, posted: QueryDict) -> list[tuple[str, str]]:
    """What was typed into a form that has nowhere to go any more, under the questions it answered."""
    service = view.offered.service
    asked = [question for task in service.tasks.values() for question in task.ask]
    asked += [question for letter in service.letters.values() for question in letter.asks]
    texts = {name: question.text for question in asked for name in fields_of(question)}
    typed = [(text, ", ".join(filter(None, posted.getlist(name)))) for name, text in texts.items()]
    return [(text, answer) for text, answer in typed if answer]
