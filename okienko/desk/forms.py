"""The form of a task: its questions and those of its letter, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from okienko.cases.letters import letter_of_task, questions_of
from okienko.cases.queries import CaseView
from okienko.language.answers import PageInput, fields_of, read_questions
from okienko.language.model import Letter, Question, Task
from okienko.language.questions import kind_of
from okienko.tenancy.clock import today
from okienko.ui.asking import Field, summary

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

    def field(self, question: Question) -> Field:
        """The question as a component takes it."""
        return Field(
            question, self.typed, self.errors, small=True, own=False,
            label=f"{question.text} (można pominąć)" if question.optional else question.text,
            hint=f"{question.hint} Odpowiedz, jeśli dotyczy.".strip() if question.when else question.hint,
        )  # fmt: skip

    @property
    def summary(self) -> dict[str, str]:
        """Errors by the elements to which the summary on top leads."""
        return summary(self.questions, self.errors)


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
    read = PageInput()
    for one in questions:
        value = answers.get(one.id) or None
        read.typed |= {} if value is None else kind_of(one).sent(one, value)
    return QuestionForm(questions, read)


def posted_form(questions: tuple[Question, ...], posted: QueryDict) -> QuestionForm:
    """The form as it was sent."""
    return QuestionForm(questions, read_questions(questions, dict(posted.lists()), {"dzis": today()}))


def _sent(question: Question, value: Any) -> Iterator[tuple[str, list[str]]]:
    """The answer as its fields would send it."""
    sent = {} if value is None or value == "" else kind_of(question).sent(question, value)
    yield from ((name, given if isinstance(given, list) else [given]) for name, given in sent.items())


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
