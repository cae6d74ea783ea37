"""What time alone brings to a case: timers that ring, silence that falls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from okienko.language import processes
from okienko.language._caseflow import Unfolding
from okienko.language._casestate import CaseState, DeadlinePassed, Failed, Setting, Step, midnight
from okienko.language._durations import later
from okienko.language.ledger import due, is_open

_MOST = 1_000  # alarms in one go; more means a circle of timers


@dataclass(frozen=True, slots=True, order=True)
class _Alarm:
    """Something that comes at an instant: a timer's token, or silence that no timer draws."""

    at: datetime
    token: str
    deadline: str


def elapse(setting: Setting, state: CaseState, now: datetime) -> Step:
    """Everything due by now has happened, one thing at a time in the order of time."""
    step = Step(state)
    for _ in range(_MOST):
        ripe = [alarm for alarm in _alarms(setting, step.state) if alarm.at <= now]
        if not ripe:
            return step
        step = step.then(_ring(setting, step.state, min(ripe)))
    return replace(step, effects=(*step.effects, Failed("Terminy w procesie wywołują się w kółko.")))


def settled_down(setting: Setting, step: Step, at: datetime) -> Step:
    """A day entered late may have let a term pass already."""
    return step.then(elapse(setting, step.state, at))


def too_late(setting: Setting, ripe: Step, text: str = "Ten krok nie jest już otwarty.") -> str:
    """Why the act comes too late: a term that has just passed is named."""
    passed = [effect.name for effect in ripe.effects if isinstance(effect, DeadlinePassed)]
    labels = "".join(f" Minął termin: {setting.service.deadlines[name].label}." for name in passed)
    return f"{text}{labels}"


def next_due(setting: Setting, state: CaseState) -> datetime | None:
    """When something will happen by itself, if anything will."""
    return min((alarm.at for alarm in _alarms(setting, state)), default=None)


def _alarms(setting: Setting, state: CaseState) -> list[_Alarm]:
    deadlines = setting.service.deadlines
    alarms, drawn = [], set()
    for wait in processes.waiting(setting.service.process, state.process):
        if wait.kind != "timer":
            continue
        if wait.event in deadlines:
            drawn.add(wait.event)
            alarms += _term_alarm(setting, state, wait)
        elif wait.token in state.since:
            alarms.append(_Alarm(later(state.since[wait.token], wait.event), wait.token, ""))
    for name, deadline in deadlines.items():
        # Silence falls by law even where the drawing has been left by hand.
        if deadline.silence and name not in drawn and state.outcome is None and is_open(name, state.ledger):
            now = due(deadline, state.ledger, setting.calendar)
            if now is not None and now.running:
                alarms.append(_Alarm(midnight(now.resident_from), "", name))
    return alarms


def _term_alarm(setting: Setting, state: CaseState, wait: processes.Waiting) -> list[_Alarm]:
    """A timer rings at 00:00 after the last day; one whose term has not started simply waits."""
    deadline = setting.service.deadlines[wait.event]
    now = due(deadline, state.ledger, setting.calendar)
    if now is None:
        return []
    fallen = now.ended == "passed" and deadline.silence is not None
    return [_Alarm(midnight(now.resident_from), wait.token, wait.event)] if now.running or fallen else []


def _ring(setting: Setting, state: CaseState, alarm: _Alarm) -> Step:
    act = Unfolding(setting, state, alarm.at)
    if alarm.deadline:
        act.passed(setting.service.deadlines[alarm.deadline])
    if alarm.token:
        act.follow(processes.trigger(setting.service.process, state.process, alarm.token, act.scope))
    return act.step()
