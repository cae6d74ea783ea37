"""One act on a case: events, letters, deadlines and tokens move together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Literal

from okienko.language import processes
from okienko.language._caserules import decided
from okienko.language._casestate import (
    Beside,
    CaseState,
    DeadlinePassed,
    DeadlineStarted,
    Effect,
    Ended,
    Facts,
    Failed,
    Issued,
    LetterIssued,
    RuleDecided,
    Setting,
    Settled,
    Step,
    TaskClosed,
    TaskOpened,
    day_of,
)
from okienko.language.errors import Refusal
from okienko.language.feel import Value
from okienko.language.ledger import (
    Entry,
    Met,
    NotCounted,
    Passed,
    Restarted,
    Started,
    Stopped,
    Suspended,
    due,
    is_open,
    open_pause,
)
from okienko.language.model import CaseAct, Deadline, Letter, Service, Task

Act = Literal["work", "answer", "other"]
NO_RESULT = "brak_wyniku"  # the error of a rule that gives nothing
_SERVED = 200  # steps that the system does in one act


class Unfolding:
    """A state while an act changes it; `step()` gives the frozen result."""

    def __init__(self, setting: Setting, state: CaseState, at: datetime) -> None:
        self.service: Service = setting.service
        self.setting = setting
        self.at = at
        self.on = day_of(at)
        self.state = state
        self.facts = dict(state.facts)
        self.ledger: list[Entry] = list(state.ledger)
        self.effects: list[Effect] = []
        self.entered: list[str] = []
        self.left: list[str] = []
        self.done: list[str] = list(state.done)

    def step(self) -> Step:
        done = tuple(dict.fromkeys(self.done))
        state = replace(self.state, facts=self.facts, ledger=tuple(self.ledger), done=done)
        return Step(state, tuple(self.effects), tuple(self.entered), tuple(self.left))

    @property
    def scope(self) -> Mapping[str, Value]:
        return Facts(self.facts, self.setting.scope)

    def waiting(self) -> tuple[processes.Waiting, ...]:
        return processes.waiting(self.service.process, self.state.process)

    def seen(self, token: str) -> Mapping[str, Value]:
        """The names that the step at the token sees."""
        return processes.seen_at(self.service.process, self.state.process, token, self.scope)

    # Events and deadlines

    def happen(self, event: str, day: date) -> None:
        """The event took place on the day; terms that it starts, stops or ends know of it."""
        self.state = replace(self.state, events={**self.state.events, event: day})
        for deadline in self.service.terms.values():
            self._pauses(deadline, event, day)
            self._starts(deadline, event, day)
            if event in deadline.met_by and is_open(deadline.name, self.ledger):
                self.ledger.append(Met(deadline.name, day))

    def _starts(self, deadline: Deadline, event: str, day: date) -> None:
        running = is_open(deadline.name, self.ledger)
        words = event_words(self.service, event)
        begun: Started | Restarted
        if event in deadline.starts and not running:
            if deadline.silence and self.state.outcome:
                return  # a settled matter cannot be settled again by silence
            begun = Started(deadline.name, day, event, words)
        elif event in deadline.restarts and running:
            begun = Restarted(deadline.name, day, event, words)
        else:
            return
        self.ledger += [begun, *self._suspended_at_once(deadline, day)]
        now = due(deadline, self.ledger, self.setting.calendar)
        if now is not None:
            self.effects.append(DeadlineStarted(deadline.name, now.on))

    def _suspended_at_once(self, deadline: Deadline, day: date) -> list[Entry]:
        """A term of the matter that starts in suspended proceedings stands from its first day."""
        if deadline.name in self.service.duties:
            return []
        acts = [act for act in self.service.acts.values() if self._suspends(act)]
        stops = [act for act in acts if act.clock == "halt" or deadline.whose == "urzad"]
        return [Suspended(deadline.name, day, law_of_act(self.service, act)) for act in stops]

    def _suspends(self, act: CaseAct) -> bool:
        """Whether the proceedings are suspended by this act, and not taken up since."""
        events = self.state.events
        since = events.get(act.name) if act.clock in ("freeze", "halt") else None
        ends = [events.get(other.name) for other in self.service.acts.values() if other.resumes == act.name]
        return since is not None and all(day is None or day < since for day in ends)

    def _pauses(self, deadline: Deadline, event: str, day: date) -> None:
        name = deadline.name
        for pause in deadline.pauses:
            standing = open_pause(name, pause.start, self.ledger)
            if event in pause.ends and standing is not None:
                self.ledger.append(replace(standing, until=max(day, standing.since)))
            elif event == pause.start and standing is None and is_open(name, self.ledger):
                self.ledger.append(NotCounted(name, day, None, pause.law.text, event))

    def passed(self, deadline: Deadline) -> None:
        """The term ended in silence; the law's outcome comes on the day after its last day."""
        now = due(deadline, self.ledger, self.setting.calendar)
        if now is not None and now.running:
            self.ledger.append(Passed(deadline.name, now.on))
            self.effects.append(DeadlinePassed(deadline.name, now.on))
            self.happen(f"uplyw {deadline.name}", now.on)
            if deadline.silence:
                self.settle(deadline.silence, now.resident_from, silent=True)

    def settle(self, outcome: str, on: date, *, silent: bool = False) -> None:
        """The case has its outcome; a second one never replaces the first."""
        if self.state.outcome is not None:
            return
        self.state = replace(self.state, outcome=outcome, settled_on=on)
        self.effects.append(Settled(outcome, on))
        self._close_office_terms(on, "sprawę załatwiono milcząco" if silent else None)

    def _close_office_terms(self, on: date, why: str | None) -> None:
        """A settled matter keeps the terms set for settling it; those for a certain act lose their sense."""
        for deadline in self.service.deadlines.values():
            if deadline.whose == "urzad" and is_open(deadline.name, self.ledger):
                kept = why is None and not deadline.met_by
                self.ledger.append(
                    Met(deadline.name, on) if kept else Stopped(deadline.name, on, why or "sprawę załatwiono")
                )

    def stop_all(self, why: str) -> None:
        """No term of the case means anything any more."""
        for name in self.service.terms:
            if is_open(name, self.ledger):
                self.ledger.append(Stopped(name, self.on, why))

    # Letters

    def issue(self, letter: Letter, token: str | None, *, automatic: bool) -> None:
        """The letter went out."""
        self.state = replace(self.state, letters=(*self.state.letters, Issued(letter.name, self.on, token)))
        self.effects.append(LetterIssued(letter.name, token, automatic))
        self.happen(f"wydanie {letter.name}", self.on)

    def letter_of(self, task: Task, answers: Mapping[str, Value]) -> Letter | None:
        """The letter that the task issues, perhaps by an answer."""
        name = task.letter
        if task.letter_by is not None:
            name = task.letters.get(str(answers.get(task.letter_by)))
        return self.service.letters[name] if name else None

    def day_of_task(self, task: Task | None, answers: Mapping[str, Value]) -> date:
        """An act dated by its protocol has that day, every other one the day it is done."""
        if task is None or task.day is None:
            return self.on
        day = answers.get(task.day)
        if not isinstance(day, date) or isinstance(day, datetime):
            raise Refusal(f"Podaj dzień, w którym wykonano: {task.label}.", code="brak_dnia")
        if day > self.on:
            raise Refusal("Ta data jeszcze nie nadeszła.", code="dzien_z_przyszlosci")
        return day

    # Tasks beside the process

    def stand_beside(self, node: str, label: str, by: date | None = None) -> None:
        """The task waits for a clerk; one act that is called for twice waits once."""
        if node in self.service.acts and any(task.node == node for task in self.state.open_beside):
            return
        task = Beside(f"obok-{len(self.state.beside) + 1}", node, label, by)
        self.state = replace(self.state, beside=(*self.state.beside, task))
        self.effects.append(TaskOpened(task.token, node, label))

    def close_beside(self, *tokens: str) -> None:
        """These tasks wait no more."""
        gone = [task for task in self.state.open_beside if task.token in tokens]
        kept = tuple(replace(task, closed=self.on) if task in gone else task for task in self.state.beside)
        self.state = replace(self.state, beside=kept)
        self.effects += [TaskClosed(task.token, task.node) for task in gone]

    # Tokens

    def follow(self, move: processes.Move, act: Act = "other") -> None:
        """The process went on, and what the system does itself was done."""
        self._go(move, act)
        self._serve()

    def _go(self, move: processes.Move, act: Act) -> None:
        """What opened, closed, settled or ended by the move is known."""
        before = self.waiting()
        self._take(move)
        for thrown in move.thrown:
            self._send(thrown)
        after = self.waiting()
        self._tell_tasks(before, after)
        self.effects += [Failed(incident.text) for incident in move.incidents]
        self._meet(before, after, act)
        self._remember_timers(after)
        for node in move.entered:
            if node in self.service.ends:
                self.settle(self.service.ends[node], self.on)

    def _take(self, move: processes.Move) -> None:
        self.state = replace(self.state, process=move.state)
        self.entered += move.entered
        self.left += move.left
        self.done += [node for node in move.left if node not in move.cut]
        self.facts.update(move.facts)

    def _tell_tasks(self, before: Iterable[processes.Waiting], after: Iterable[processes.Waiting]) -> None:
        old = {wait.token: wait for wait in before if wait.kind == "user"}
        new = {wait.token: wait for wait in after if wait.kind == "user"}
        self.effects += [TaskClosed(token, wait.node) for token, wait in old.items() if token not in new]
        self.effects += [
            TaskOpened(token, wait.node, self._turn_label(wait)) for token, wait in new.items() if token not in old
        ]

    def _turn_label(self, wait: processes.Waiting) -> str:
        """The words of one instance of a repeated step; of any other the service has them."""
        label = self.service.process.all_nodes[wait.node].label
        task = self.service.tasks.get(wait.node)
        return f"{task.label if task else label}{wait.name[len(label) :]}"[:160] if wait.name != label else ""

    def _meet(self, before: Iterable[processes.Waiting], after: Iterable[processes.Waiting], act: Act) -> None:
        """A step done while its term still ran has kept the term."""
        guarded = {wait.event for wait in after if wait.kind == "timer"}
        for wait in before:
            deadline = self.service.deadlines.get(wait.event) if wait.kind == "timer" else None
            if deadline is None or deadline.name in guarded or deadline.met_by or act == "other":
                continue
            own = deadline.whose == "urzad" or act == "answer"
            if own and is_open(deadline.name, self.ledger):
                self.ledger.append(Met(deadline.name, self.on))

    def _remember_timers(self, after: Iterable[processes.Waiting]) -> None:
        plain = [wait.token for wait in after if wait.kind == "timer" and not self._is_term(wait.event)]
        if plain or self.state.since:
            since = {token: self.state.since.get(token, self.at) for token in plain}
            self.state = replace(self.state, since=since)

    def _is_term(self, name: str) -> bool:
        return name in self.service.deadlines

    def _serve(self) -> None:
        """What the system does itself is done at once, one after another; the end is told once."""
        for _ in range(_SERVED):
            task = next((wait for wait in self.waiting() if wait.kind in ("service", "rule")), None)
            if task is None:
                self.end_if_done()
                return
            self._go(self._decide(task) if task.kind == "rule" else self._work(task), "work")
        self.effects.append(Failed("System wykonuje kroki procesu w kółko."))

    def _work(self, wait: processes.Waiting) -> processes.Move:
        """The step of the system is done, with its letter."""
        known = self.service.tasks.get(wait.node)
        letter = self.letter_of(known, self.seen(wait.token)) if known else None
        if letter is not None:
            self.issue(letter, wait.token, automatic=True)
        self.happen(wait.node, self.on)
        return processes.complete(self.service.process, self.state.process, wait.token, self.scope)

    def _decide(self, wait: processes.Waiting) -> processes.Move:
        """The rule was asked; one that gives nothing is an error that the process may catch."""
        process, state = self.service.process, self.state.process
        taken = decided(self.service.rules[wait.event], self.seen(wait.token), self.setting.scope)
        if taken.value is None:
            return processes.fail(process, state, wait.token, NO_RESULT, self.scope)
        self.effects.append(RuleDecided(taken))
        self.happen(wait.node, self.on)
        given = {process.all_nodes[wait.node].gives: taken.value}
        return processes.complete(process, state, wait.token, self.scope, given)

    def _send(self, thrown: processes.Thrown) -> None:
        """A message that the process throws goes out as the letter of its step."""
        task = self.service.tasks.get(thrown.node) if thrown.kind == "message" else None
        letter = self.letter_of(task, self.scope) if task else None
        if letter is not None:
            self.issue(letter, None, automatic=True)
            self.happen(thrown.node, self.on)

    def end_if_done(self) -> None:
        """A case without a step and without a task has ended."""
        if self.state.ended:
            self._close_office_terms(self.on, None)
            self.effects.append(Ended())


def event_words(service: Service, event: str) -> str:
    """The event for people, as it stands in brackets after its day."""
    kind, _, name = event.partition(" ")
    if event == "zlozenie":
        return "złożenie"
    if kind in ("doreczenie", "wydanie") and name in service.letters:
        return f"{'doręczenie' if kind == 'doreczenie' else 'wydanie'}: {service.letters[name].label}"
    if kind == "wplyw" and name in service.messages:
        return f"wpływ: {service.messages[name].label}"
    if kind == "uplyw" and name in service.deadlines:
        return f"upływ terminu: {service.deadlines[name].label}"
    if event in service.tasks:
        task = service.tasks[event]
        return f"dzień {task.event}" if task.event else task.label
    node = service.process.all_nodes.get(event)
    return node.label if node else event


def law_of_act(service: Service, act: CaseAct) -> str:
    """What the ledger names as the reason of a clock that the act moved."""
    law = service.tasks[act.name].law
    return law.text if law else service.tasks[act.name].label
