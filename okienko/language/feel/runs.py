"""One evaluation: the reasons of its nulls, how long it may go on, how large its values may grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okienko.language.feel.values import Value

STEPS = 500_000  # up to four microseconds each: a definition may neither loop for ever nor eat memory
REASONS = 50
DEEPEST_VALUE = 100  # of lists and contexts within each other
LONGEST_TEXT = 1_000_000
_LONGEST_REASON = 300
_SIGNS = 8  # letters of a text that weigh as much as one item of a list
DEEPEST = "Wyrażenie jest zagnieżdżone zbyt głęboko albo funkcja woła samą siebie bez końca."


class Exhausted(Exception):
    """The evaluation has taken all the steps it may take."""

    def __init__(self) -> None:
        super().__init__(f"Obliczenie przerwano: potrzebowało więcej niż {STEPS} kroków.")


def reason_of(endless: RecursionError | Exhausted) -> str:
    """Why the evaluation was ended, in Polish."""
    return str(endless) if isinstance(endless, Exhausted) else DEEPEST


class Run:
    """One evaluation, the steps that it has left, and the reasons of its nulls if anybody asked for them."""

    __slots__ = ("problems", "steps")

    def __init__(self, problems: list[str] | None = None) -> None:
        self.problems = problems
        self.steps = STEPS

    def spend(self, steps: int) -> None:
        """So many steps are taken; Exhausted when they are too many."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def weigh(self, *values: Value) -> None:
        """The steps that walking once through the values takes; texts weigh by their length."""
        self.spend(weight_of(values, self.steps + 1))

    def result(self, value: Value) -> Value:
        """The value, if it is neither too large nor too deep to be handed to anybody."""
        if isinstance(value, list | Mapping):
            self.weigh(value)
            _check_depth(value)
        return value

    def note(self, problem: str) -> None:
        """Remember why something became null, if anybody asked."""
        problems = self.problems
        if len(problem) > _LONGEST_REASON:  # of a text that was quoted
            problem = f"{problem[: _LONGEST_REASON // 2]}…{problem[-_LONGEST_REASON // 2 :]}"
        if problems is not None and len(problems) < REASONS and problem not in problems:
            problems.append(problem)

    def null(self, problem: str) -> Value:
        """Null, with the reason remembered."""
        self.note(problem)
        return None


def _check_depth(value: Value) -> None:
    """RecursionError when lists and contexts lie deeper in each other than others could walk."""
    level = [value]
    for _ in range(DEEPEST_VALUE):
        lists = (each for each in level if isinstance(each, list))
        contexts = (each.values() for each in level if isinstance(each, Mapping))
        level = [item for items in (*lists, *contexts) for item in items]
        if not level:
            return
    raise RecursionError


def weight_of(values: Iterable[Value], most: int) -> int:
    """How many values there are, all within lists and contexts counted; counting stops at `most`.

    Parts that occur several times count each time: forty lists within each other can hold a million million items.
    """
    weight = 0
    waiting: list[Value] = list(values)
    while waiting and weight < most:
        value = waiting.pop()
        weight += 1
        if isinstance(value, str):
            weight += len(value) // _SIGNS
        elif isinstance(value, list):
            weight += len(value) // _SIGNS
            waiting.extend(value[: most - weight])
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
    return weight
