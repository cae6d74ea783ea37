"""Tasks beside the process: acts that something received calls for, and what a clerk added for a clerk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from okienko.language._caseacts import unfold
from okienko.language._caseclock import elapse, settled_down
from okienko.language._caseflow import Unfolding
from okienko.language._casestate import CaseState, Setting, Step, TooLate
from okienko.language.errors import Refusal
from okienko.language.feel import Value
from okienko.language.model import ADDED


def add_task(setting: Setting, state: CaseState, label: str, by: date | None, at: datetime) -> Step:
    """A clerk's own task stands beside those of the process; it moves nothing."""
    ripe = elapse(setting, state, at)
    if ripe.state.ended:
        raise TooLate("Sprawa jest zakończona: nie można dodać do niej zadania.")
    act = Unfolding(setting, ripe.state, at)
    if by is not None and by < act.on:
        raise Refusal("Dzień, do którego trzeba to zrobić, już minął.", code="dzien_z_przeszlosci")
    act.stand_beside(ADDED, label, by)
    return ripe.then(act.step())


def complete_beside(setting: Setting, act: Unfolding, token: str, answers: Mapping[str, Value]) -> Step:
    """The task is done; one that is an act of procedure has its effects, an added one has none."""
    task = next(task for task in act.state.open_beside if task.token == token)
    definition = setting.service.acts.get(task.node)
    act.close_beside(token)
    if definition is not None:
        unfold(setting, act, definition, token, answers)
    act.end_if_done()
    return settled_down(setting, act.step(), act.at)
