"""Where names get their values while an expression runs, and how long it may run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okienko.language.feel.values import Value, to_feel

STEPS = 1_000_000  # of loops, calls and list items, some microseconds each: a definition may not loop for ever
REASONS = 50
DEEPEST = "Wyrażenie jest zagnieżdżone zbyt głęboko albo funkcja woła samą siebie bez końca."


class Exhausted(Exception):
    """The evaluation has taken all the steps it may take."""

    def __init__(self) -> None:
        super().__init__(f"Obliczenie przerwano: trwało dłużej niż {STEPS} kroków.")


class Run:
    """One evaluation: the reasons of its nulls, and how many steps are left."""

    __slots__ = ("problems", "steps")

    def __init__(self, problems: list[str] | None = None) -> None:
        self.problems = problems
        self.steps = STEPS

    def spend(self, steps: int) -> None:
        """So many steps are taken; Exhausted when they are too many."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def note(self, problem: str) -> None:
        """Remember why something became null, if anybody asked."""
        problems = self.problems
        if problems is not None and len(problems) < REASONS and problem not in problems:
            problems.append(problem)

    def null(self, problem: str) -> Value:
        """Null, with the reason remembered."""
        self.note(problem)
        return None


class Env:
    """A frame of names over another; the outermost frame is the caller's scope, perhaps a lazy one."""

    __slots__ = ("names", "outer", "run")

    def __init__(self, names: Mapping[str, Value], outer: Env | None, run: Run) -> None:
        self.names = names
        self.outer = outer
        self.run = run

    def child(self, names: Mapping[str, Value]) -> Env:
        """A frame on top of this one."""
        return Env(names, self, self.run)

    def item(self, value: Value) -> Env:
        """The frame in which a filter looks at one item: its fields, then `item`, then all around."""
        frame = self.child({"item": value})
        return frame.child(value) if isinstance(value, Mapping) else frame

    def lookup(self, name: str, default: Value = None) -> Value:
        """The innermost value of the name; a name nobody knows is the default, and else null."""
        frame: Env | None = self
        while frame is not None:
            try:
                value = frame.names[name]
            except KeyError:
                frame = frame.outer
                continue
            return to_feel(value) if type(value) in (int, float) else value
        if default is None:
            self.note(f"Brak wartości „{name}”.")
        return default

    def note(self, problem: str) -> None:
        """Remember why something became null, if anybody asked."""
        self.run.note(problem)


Code = Callable[[Env], Value]
TestCode = Callable[[Env, Value], "bool | None"]
