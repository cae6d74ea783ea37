"""One planned matter, step by step, through the same actions that people use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from okienko.cases import actions as cases
from okienko.cases import letters
from okienko.cases import queries as case_queries
from okienko.cases.actions import Decided
from okienko.cases.withdrawing import withdraw
from okienko.catalogue.queries import Offered, offered
from okienko.deliveries import actions as deliveries
from okienko.deliveries.queries import deliveries_about
from okienko.demo.plan import WARSAW, Planned
from okienko.documents import actions as documents
from okienko.documents.typesetting import typeset
from okienko.language.answers import typed
from okienko.language.bundle import read_bundle
from okienko.language.errors import Refusal
from okienko.language.model import Page, Question
from okienko.language.stories.story import Story, StoryStep, load_stories
from okienko.offices.queries import units
from okienko.payments import actions as payments
from okienko.payments.gateway import Notice
from okienko.payments.queries import payment_about
from okienko.people.models import Clerk, Resident
from okienko.people.queries import clerks_of_unit, resident_of
from okienko.submissions import actions as submissions
from okienko.submissions import counter
from okienko.submissions import queries as submission_queries
from okienko.tenancy.clock import now, today
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System

MAP = Path(__file__).parent / "mapka.typ"
Act = Callable[[], None]
GATEWAY = System("bramka-atrapa")


@dataclass
class Playing:
    """A planned matter on its way; `known` keeps what earlier steps made, so that play can go on later."""

    planned: Planned
    known: dict[str, str] = field(default_factory=dict)

    @property
    def office_id(self) -> int:
        return self.planned.office_id

    def steps(self, story: Story, until: datetime) -> Iterator[tuple[datetime, str, Act]]:
        """Instant, name and act of every step that has come by now, in order."""
        day = until.astimezone().date()
        at = self.planned.moved(story.at, story.at, day)
        yield at, f"{self.planned.key}:0", lambda: self._submit(story)
        yield at + timedelta(hours=3), f"{self.planned.key}:oplata", self._pay
        for number, told in enumerate(story.steps, 1):
            if told.act:
                at = self.planned.moved(told.at, story.at, day)
                yield at, f"{self.planned.key}:{number}", self._step(told, at, told.at)

    def _step(self, told: StoryStep, at: datetime, told_at: datetime) -> Act:
        shift = at.date() - told_at.astimezone(at.tzinfo).date()
        return lambda: self._unless_stuck(told, shift)

    def _unless_stuck(self, told: StoryStep, shift: timedelta) -> None:
        """A holiday in our week may make a step impossible: then the matter stays where it is."""
        if "stuck" in self.known:
            return
        try:
            getattr(self, f"_{told.act}")(told, shift)
        except (Refusal, StopIteration) as refusal:
            self.known["stuck"] = f"{told.act} {told.name}: {refusal}"

    def _resident(self) -> Resident:
        return resident_of("atrapa", self.planned.resident)

    def _submit(self, story: Story) -> None:
        """From the first question to the receipt."""
        who = self._resident()
        with acting_for(self.office_id):
            here = self._offered()
            shift = today() - story.at.astimezone(WARSAW).date()
            draft = submissions.begin(here, by=who)
            submissions.save_answers(draft, submissions.stored(self._answers(story, here, shift)), by=who)
            for name in _needed(draft, here):
                file = documents.keep(sketch(), kind="application/pdf", name=f"{name}.pdf")
                submissions.attach(draft, file, name, at_most=5, by=who)
            files = submission_queries.files_of(draft.pk)
            helper = _helper(here) if self.planned.at_counter else None
            draft = counter.take_up(draft.code, by=helper) if helper else draft
        receipt = submissions.submit(draft, files, here, by=helper or who)
        self.known["submission"] = str(receipt.submission_id)

    def _pay(self) -> None:
        """Most who owe a fee pay it at once; some do not, and nothing waits for it."""
        with acting_for(self.office_id):
            due = payment_about(f"urn:okienko:{self.office_id}:submission:{self.known['submission']}")
            if due is not None and self.planned.pays:
                payments.start(due, by=self._resident())
                notice = Notice(self.office_id, str(due.pk), due.amount, f"ATRAPA-{self.planned.key}")
                payments.settle(notice, by=GATEWAY)

    def _offered(self) -> Offered:
        found = offered(self.planned.service, today())
        assert found is not None, f"{self.planned.service} is not offered"
        return found

    def _answers(self, story: Story, here: Offered, shift: timedelta) -> dict[str, Any]:
        """The story's answers about things of this matter's own, its days moved to ours."""
        given: dict[str, Any] = story.given.plain_value() if story.given else {}
        answers: dict[str, Any] = _shifted(typed({**given, **self.planned.own}, here.service.pages), shift)
        return answers

    def _case_id(self) -> UUID:
        case = case_queries.case_of_submission(UUID(self.known["submission"]))
        assert case is not None, f"{self.planned.key}: the case was not opened"
        return case.pk

    def _did(self, told: StoryStep, shift: timedelta) -> None:
        """The clerk takes the case when nobody has it, and completes the task."""
        with acting_for(self.office_id):
            case_id = self._case_id()
            staff = clerks_of_unit(cases.lock(case_id).unit_id)
            head = next(one for one in staff if one.head)
            owner = next((one for one in staff if not one.head), head)
            case = cases.take(case_id, by=owner if self.planned.delegated else head)
            letter = _letter_of(self._offered(), told)
            clerk = head if letter or not self.planned.delegated else owner
            view = case_queries.case_for(clerk, case.pk)
            assert view is not None
            doable: list[Any] = [*view.tasks, *view.acts]
            task = next(task for task in doable if task.node == told.name)
            answers = _shifted(_typed(told, _questions(view.offered, told.name, letter)), shift)
            document = letters.preview(view.case, task.token, answers, by=clerk) if letter else None
            decided = Decided(document, document.preview.sha256) if document else None
            cases.complete(case.pk, task.token, answers, version=case.version, by=clerk, letter=decided)

    def _act(self, told: StoryStep, shift: timedelta) -> None:
        """An act of procedure is done like a task."""
        self._did(told, shift)

    def _sent(self, told: StoryStep, shift: timedelta) -> None:
        who = self._resident()
        with acting_for(self.office_id):
            message = self._offered().service.messages[told.name]
            answers = _shifted(_typed(told, message.ask), shift)
            files = (
                [documents.keep(sketch(), kind="application/pdf", name="rysunek.pdf")] if message.attachments else []
            )
            cases.reply(self._case_id(), told.name, answers, files, key=f"{self.planned.key}:{told.line}", by=who)

    def _collected(self, told: StoryStep, shift: timedelta) -> None:
        who = self._resident()
        with acting_for(self.office_id):
            urn = f"urn:okienko:{self.office_id}:case:{self._case_id()}"
            found = [one for one in deliveries_about(urn) if one.document.letter == told.name]
            deliveries.collect(found[-1].pk, by=who)

    def _withdrew(self, told: StoryStep, shift: timedelta) -> None:
        who = self._resident()
        with acting_for(self.office_id):
            withdraw(self._case_id(), "Drzewo zostaje.", by=who)


def _helper(here: Offered) -> Clerk:
    """Who sits at the counter: the first clerk of the unit that runs these matters."""
    unit = next(unit for unit in units() if unit.symbol == here.unit)
    return clerks_of_unit(unit.pk)[0]


def _needed(draft: Any, here: Offered) -> list[str]:
    assessed = case_queries.judged(here, draft.answers, today())
    return [need.attachment.name for need in assessed.attachments if need.needed]


def _letter_of(here: Offered, told: StoryStep) -> str | None:
    task = here.service.tasks[told.name]
    if not task.letter_by or told.answers is None:
        return task.letter
    chosen = told.answers.get(task.letter_by)
    return task.letters.get(chosen.text) if chosen else None


def _questions(here: Offered, node: str, letter: str | None) -> tuple[Question, ...]:
    task = here.service.tasks[node]
    return (*task.ask, *(here.service.letters[letter].asks if letter else ()))


def _typed(told: StoryStep, questions: tuple[Question, ...]) -> dict[str, Any]:
    given = told.answers.plain_value() if told.answers else {}
    return typed(given, [Page(id="krok", title="", questions=questions)])


def _shifted(answers: Any, shift: timedelta) -> Any:
    """Days in answers move with the story, those of lists too."""
    if isinstance(answers, dict):
        return {name: _shifted(value, shift) for name, value in answers.items()}
    if isinstance(answers, list):
        return [_shifted(value, shift) for value in answers]
    return answers + shift if isinstance(answers, date) else answers


@lru_cache
def sketch() -> bytes:
    """The invented sketch of a parcel that everybody in the demonstration attaches."""
    return typeset({"mapka.typ": MAP.read_text(encoding="utf-8")}, "mapka.typ", {}, at=now())


def stories(service: str) -> dict[str, Story]:
    """The stories of a service by title."""
    bundle = read_bundle(settings.SERVICES_DIR / service, root=settings.ROOT_DIR)
    return {story.title: story for story in load_stories(bundle)}
