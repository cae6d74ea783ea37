"""Playing a story: the same `assess` and `casework` that the portal and the desk call, without a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from okienko.language import casework
from okienko.language._scope import DecisionTaken
from okienko.language.answers import broken_check, fault_of, missing
from okienko.language.assess import Assessment, assess
from okienko.language.calendar import Calendar
from okienko.language.errors import Refusal
from okienko.language.law import LawData
from okienko.language.loader.problems import nearest
from okienko.language.loader.tree import Node
from okienko.language.model import Question, Service
from okienko.language.questions import kind_of
from okienko.language.shortened import shortened
from okienko.language.stories.expect import Seen, case_faults, form_faults
from okienko.language.stories.story import WARSAW, Story, StoryStep


@dataclass(frozen=True, order=True)
class StoryProblem:
    """What came out otherwise than expected, with the line of the story's file."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, wiersz {self.line}: {self.text}"


@dataclass
class Reach:
    """What a story touched. `rows`: (rule or competence, row); `branches`: steps of the process entered."""

    pages: set[str] = field(default_factory=set)
    rows: set[tuple[str, int]] = field(default_factory=set)
    outcomes: set[str] = field(default_factory=set)
    letters: set[str] = field(default_factory=set)
    branches: set[str] = field(default_factory=set)
    stops: set[tuple[str, int]] = field(default_factory=set)
    warnings: set[tuple[str, int]] = field(default_factory=set)


@dataclass(frozen=True)
class Played:
    """A story after it was played. `case`: the case that it ends with, if what was filled could be sent."""

    story: Story
    problems: tuple[StoryProblem, ...]
    reached: Reach
    case: tuple[casework.Setting, casework.CaseState] | None = None


def play(service: Service, story: Story, law: LawData, calendar: Calendar) -> Played:
    """Everything in which the service departs from the story, and what the story reached."""
    return _Playing(service, story, law, calendar).whole()


class _Playing:
    def __init__(self, service: Service, story: Story, law: LawData, calendar: Calendar) -> None:
        self.service, self.story, self.law, self.calendar = service, story, law, calendar
        self.problems: list[StoryProblem] = []
        self.reach = Reach()
        self.state = casework.CaseState()
        self.setting: casework.Setting | None = None

    def fault(self, line: int, text: str) -> None:
        self.problems.append(StoryProblem(self.story.place.file, line, shortened(text)))

    def whole(self) -> Played:
        story = self.story
        assessment = self._assessed()
        for line, text in form_faults(story.expect, assessment):
            self.fault(line, text)
        self._touch(assessment)
        if story.steps or Seen.concerns_case(story.expect):
            self._case(assessment)
        return Played(story, tuple(self.problems), self.reach, (self.setting, self.state) if self.setting else None)

    def _assessed(self) -> Assessment:
        day = self.story.at.astimezone(WARSAW).date()
        answers = self._form_answers(self.story.given)
        office = {"szczebel": self.service.tiers[0], "miasto_na_prawach_powiatu": False}
        office |= self.story.office.plain_value() if self.story.office else {}
        return assess(self.service, answers, day=day, law=self.law, local=office)

    def _form_answers(self, given: Node | None) -> dict[str, Any]:
        questions = {q.id: q for page in self.service.pages if not page.many for q in page.questions}
        lists = {page.many: page for page in self.service.pages if page.many}
        answers: dict[str, Any] = {}
        for key, value in (given.pairs or []) if given else []:
            if key.text in lists:
                inner = {q.id: q for q in lists[key.text].questions}
                answers[key.text] = [self._answers(item, inner) for item in value.items or []]
            else:
                answers.update(self._answers(Node("map", key.line, pairs=[(key, value)]), questions))
        return answers

    def _answers(self, node: Node | None, questions: Mapping[str, Question]) -> dict[str, Any]:
        answers = {}
        for key, value in (node.pairs or []) if node else []:
            question = questions.get(key.text)
            if question is None:
                near = nearest(key.text, questions)
                hint = f" Najbliższa nazwa: „{near}”." if near else ""
                self.fault(key.line, f"Nie ma tu pytania „{key.text}”.{hint}")
            elif not value.empty:
                answers[key.text] = answer_of(question, value)
        return answers

    def _touch(self, assessment: Assessment) -> None:
        reach = self.reach
        reach.pages |= {asked.page.id for asked in assessment.pages}
        for name, taken in assessment.decisions.items():
            each = (taken,) if isinstance(taken, DecisionTaken) else taken
            reach.rows |= {(name, row) for decision in each for row in decision.rows}
        if assessment.competence is not None:
            reach.rows |= {("competence", row) for row in assessment.competence.rows}
        for page in self.service.pages:
            stop = assessment.stopped
            if stop is not None and stop.page == page.id:
                reach.stops.add((page.id, page.stops.index(stop.stop)))
            reach.warnings |= {
                (page.id, place)
                for place, warn in enumerate(page.warnings)
                if any(shown.page == page.id and shown.warn is warn for shown in assessment.warnings)
            }

    def _case(self, assessment: Assessment) -> None:
        if not assessment.ready:
            return self.fault(self.story.place.line, f"Tego nie da się złożyć: {_why_not(assessment)}.")
        setting = self.setting = casework.Setting(self.service, self.calendar, assessment.scope)
        step = casework.open_case(setting, self.story.at)
        receipts = [name for name, letter in self.service.letters.items() if letter.effect == "receipt"]
        self._see(setting, step, self.story.expect, receipts, line=self.story.place.line)
        for told in self.story.steps:
            self._step(setting, told)
        return None

    def _step(self, setting: casework.Setting, told: StoryStep) -> None:
        passed = casework.elapse(setting, self.state, told.at)
        self.state = passed.state
        refused = False
        try:
            step = passed.then(self._act(setting, told)) if told.act else passed
        except Refusal as refusal:
            refused, step = True, passed
            if "refused" not in told.expect.values:
                self.fault(told.line, f"Ten krok jest niemożliwy: {refusal.text}")
        if "refused" in told.expect.values and not refused:
            self.fault(told.line, "Ten krok miał być niemożliwy, a się udał.")
        self._see(setting, step, told.expect, (), line=told.line)

    def _act(self, setting: casework.Setting, told: StoryStep) -> casework.Step:
        if told.act == "withdrew":
            return casework.withdraw(setting, self.state, told.at)
        if told.act == "collected":
            return casework.delivered(setting, self.state, told.name, told.at.astimezone(WARSAW).date())
        if told.act == "sent":
            answers = self._checked(setting, told, self._message_questions(told.name))
            return casework.receive(setting, self.state, told.name, answers, told.at, counted_on=told.posted)
        if told.act == "act":
            return self._perform(setting, told)
        token = next((t.token for t in casework.open_tasks(setting, self.state) if t.node == told.name), "")
        answers = self._checked(setting, told, self._task_questions(told))
        return casework.complete(setting, self.state, token, answers, told.at)

    def _perform(self, setting: casework.Setting, told: StoryStep) -> casework.Step:
        acts = self.service.acts
        if told.name not in acts:
            raise Refusal(f"Nie ma czynności „{told.name}”. Najbliższa nazwa: „{nearest(told.name, acts)}”.")
        answers = self._checked(setting, told, self._task_questions(told))
        return casework.perform(setting, self.state, told.name, answers, told.at)

    def _message_questions(self, name: str) -> tuple[Question, ...]:
        message = self.service.messages.get(name)
        if message is None:
            raise Refusal(f"Nie ma wiadomości „{name}”. Najbliższa nazwa: „{nearest(name, self.service.messages)}”.")
        return message.ask

    def _task_questions(self, told: StoryStep) -> tuple[Question, ...]:
        """The task's questions and those of the letter that it issues with these answers."""
        task = self.service.tasks.get(told.name)
        if task is None:
            raise Refusal(f"Nie ma kroku „{told.name}”. Najbliższa nazwa: „{nearest(told.name, self.service.tasks)}”.")
        letter = task.letter
        if task.letter_by:
            chosen = told.answers.get(task.letter_by) if told.answers else None
            letter = task.letters.get(chosen.text) if chosen else None
        found = self.service.letters.get(letter or "")
        return (*task.ask, *(found.asks if found else ()))

    def _checked(self, setting: casework.Setting, told: StoryStep, questions: Iterable[Question]) -> dict[str, Any]:
        """The step's answers, each judged as the desk would judge it."""
        known = {question.id: question for question in questions}
        answers = self._answers(told.answers, known)
        day = told.at.astimezone(WARSAW).date()
        scope = {**setting.scope, **self.state.facts, **answers, "dzis": day}
        for question in known.values():
            if question.when is not None and question.when.evaluate(scope) is not True:
                continue
            value = answers.get(question.id)
            if value is None:
                said = "" if question.optional else missing(question)
            else:
                said = fault_of(question, value) or broken_check(question, scope)
            if said:
                raise Refusal(f"{question.text} {said}", code="zla-odpowiedz")
        return answers

    def _see(
        self,
        setting: casework.Setting,
        step: casework.Step,
        expect: Any,
        letters: Iterable[str],
        *,
        line: int,
    ) -> None:
        self.state = step.state
        issued = [effect.letter for effect in step.effects if isinstance(effect, casework.LetterIssued)]
        failed = [effect.text for effect in step.effects if isinstance(effect, casework.Failed)]
        decided = [effect.taken for effect in step.effects if isinstance(effect, casework.RuleDecided)]
        self.reach.rows |= {(taken.name, row) for taken in decided for row in taken.rows}
        outcome = self.state.outcome
        seen = Seen(
            deadlines=casework.due_dates(setting, self.state),
            tasks=tuple(task.node for task in casework.open_tasks(setting, self.state)),
            acts=casework.possible_acts(setting, self.state),
            turn=casework.turn(setting, self.state),
            letters=(*letters, *issued),
            outcome=outcome,
        )
        self.reach.letters |= {*letters, *issued}
        self.reach.outcomes |= {outcome} if outcome else set()
        self.reach.branches |= set(step.entered)
        for text in failed:
            self.fault(line, f"Proces stanął: {text}")
        for at, text in case_faults(expect, seen):
            self.fault(at, text)


def answer_of(question: Question, node: Node) -> Any:
    """The answer as the question's type has it; what does not fit is left for the checks to find."""
    kind = kind_of(question)
    if question.type in ("yes-no", "statement"):
        return node.truth
    if question.type in ("number", "money"):
        return node.number
    if question.type == "table":
        return [_row(question, row) for row in node.items or []]
    if node.kind == "list":
        return [item.text for item in node.items or []]
    if node.kind == "map":
        return kind.restored(question, {key.text: value.text for key, value in node.pairs or []})
    return kind.restored(question, node.text)


def _row(question: Question, node: Node) -> dict[str, Any]:
    columns = {column.id: column for column in question.columns}
    return {
        key.text: answer_of(columns[key.text], value) if key.text in columns else value.text
        for key, value in node.pairs or []
    }


def _why_not(assessment: Assessment) -> str:
    if assessment.stopped is not None:
        return f"usługa kończy się na stronie „{assessment.stopped.page}”"
    page = assessment.first_incomplete
    said = next((problem for problem in assessment._judged[2] if page and problem.page == page.id), None)
    return f"strona „{page.id if page else ''}”" + (f", pytanie „{said.question}”: {said.text}" if said else "")
