"""Built-in functions: how they are declared, how arguments meet parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from okienko.language.feel.errors import fault_words
from okienko.language.feel.runs import Run
from okienko.language.feel.values import POLISH, Function, Value, kind

Body = TypeVar("Body", bound=Callable[..., Value])
_SHORT = {
    "days": "days and time duration",
    "months": "years and months duration",
    "instant": "date and time",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: which kinds it takes, whether it may be left out, whether it takes all the rest."""

    name: str
    kinds: frozenset[str]
    optional: bool
    rest: bool
    absent: bool  # missing among arguments by name it counts as null

    def fit(self, value: Value) -> tuple[bool, Value]:
        """Whether the value fits, if need be as a list of one or out of one (DMN 10.3.2.9.4)."""
        if "any" in self.kinds or kind(value) in self.kinds:
            return True, value
        if "list" in self.kinds and value is not None:
            return True, [value]
        if isinstance(value, list) and len(value) == 1:
            return kind(value[0]) in self.kinds, value[0]
        return False, None


@dataclass(frozen=True, slots=True)
class Overload:
    """One way to call a function."""

    parameters: tuple[Parameter, ...]
    body: Callable[..., Value]

    def bind(self, arguments: list[Value]) -> list[Value] | None:
        """The arguments as the body wants them, or nothing when they do not fit."""
        rest = bool(self.parameters) and self.parameters[-1].rest
        if rest:
            return [list(arguments)] if arguments else None
        if not self._needed() <= len(arguments) <= len(self.parameters):
            return None
        bound = []
        for parameter, argument in zip(self.parameters, arguments, strict=False):
            fits, value = parameter.fit(argument)
            if not fits:
                return None
            bound.append(value)
        return bound

    def ordered(self, named: Mapping[str, Value]) -> list[Value] | None:
        """The named arguments in order, or nothing when a name is strange or missing."""
        taken = [each for each in self.parameters if each.absent or each.name in named]
        known = {each.name for each in taken}
        if not known.issuperset(named) or taken != [*self.parameters[: len(taken)]]:
            return None
        return [named.get(each.name) for each in taken]

    def _needed(self) -> int:
        return sum(not parameter.optional for parameter in self.parameters)


class Builtin(Function):
    """A built-in function: the first overload that fits is called."""

    __slots__ = ("overloads",)

    def __init__(self, name: str) -> None:
        super().__init__((), _nothing, name)
        self.overloads: list[Overload] = []

    def call(self, arguments: list[Value], run: Run) -> Value:
        for overload in self.overloads:
            bound = overload.bind(arguments)
            if bound is not None:
                return self._run(overload, bound, run)
        if None not in arguments:
            kinds = ", ".join(POLISH[kind(argument)] for argument in arguments) or "nic"
            run.note(f"{self.name}(…): nie przyjmuje takich argumentów ({kinds}).")
        return None

    def call_named(self, arguments: Mapping[str, Value], run: Run) -> Value:
        strange = True
        for overload in self.overloads:
            ordered = overload.ordered(arguments)
            if ordered is None:
                continue
            strange = False
            bound = overload.bind(ordered)
            if bound is not None:
                return self._run(overload, bound, run)
        reason = f"nie zna argumentów {', '.join(arguments)}" if strange else "nie przyjmuje takich wartości"
        run.note(f"{self.name}(…): {reason}.")
        return None

    def _run(self, overload: Overload, bound: list[Value], run: Run) -> Value:
        for value in bound:
            if isinstance(value, list | dict | str):
                run.weigh(value)
        try:
            result = overload.body(*bound)
        except (ValueError, ArithmeticError) as problem:
            run.note(f"{self.name}(…): {fault_words(problem)}.")
            return None
        if isinstance(result, Decimal) and not result.is_finite():
            run.note(f"{self.name}(…): wynik nie jest liczbą.")
            return None
        if isinstance(result, list | str):
            run.spend(len(result) // 4)
        return result


def _nothing() -> Value:
    return None


BUILTINS: dict[str, Builtin] = {}


def builtin(name: str, signature: str = "") -> Callable[[Body], Body]:
    """Declare a function: `string: string, length: number?`; `any*` takes all, `number|string` either."""
    parameters = tuple(_parameter(part) for part in signature.split(",") if part)

    def register(body: Body) -> Body:
        BUILTINS.setdefault(name, Builtin(name)).overloads.append(Overload(parameters, body))
        return body

    return register


def _parameter(text: str) -> Parameter:
    name, _, kinds = (part.strip() for part in text.partition(":"))
    plain = kinds.rstrip("?*!")
    return Parameter(
        name,
        frozenset(_SHORT.get(part, part) for part in plain.split("|")),
        optional=kinds.endswith("?"),
        rest=kinds.endswith("*"),
        absent=kinds.endswith("!"),
    )
