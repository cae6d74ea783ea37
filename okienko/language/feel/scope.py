"""Where names get their values while an expression runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from okienko.language.feel.runs import Run
from okienko.language.feel.values import Value, to_feel


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
