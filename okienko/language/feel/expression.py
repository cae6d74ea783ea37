"""The front of FEEL: text in, something that can be evaluated, explained and mutated out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from okienko.language.feel import lib_lists, lib_numbers, lib_ranges, lib_text, lib_time, loops
from okienko.language.feel.compiler import compiled, compiled_tests
from okienko.language.feel.errors import FeelSyntaxError
from okienko.language.feel.library import BUILTINS
from okienko.language.feel.mutants import mutants_of
from okienko.language.feel.parser import Parser
from okienko.language.feel.reader import Site
from okienko.language.feel.runs import Exhausted, Run, reason_of
from okienko.language.feel.scope import Code, Env, TestCode
from okienko.language.feel.values import Value

Built = TypeVar("Built")
LONGEST = 50_000
__all__ = ["Expression", "Outcome", "Run", "UnaryTests", "compile_expression", "compile_unary_tests"]
_LOADED = (loops, lib_lists, lib_numbers, lib_ranges, lib_text, lib_time)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A value, and in Polish why something on the way to it was null."""

    value: Value
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression. `fields` are names in filters that may be fields of the list's items."""

    text: str
    names: frozenset[str]
    fields: frozenset[str]
    sites: tuple[Site, ...]
    code: Code

    def evaluate(self, scope: Mapping[str, Value]) -> Value:
        """The value; whatever cannot be computed is null."""
        try:
            run = Run()
            return run.result(self.code(Env(scope, None, run)))
        except (RecursionError, Exhausted):
            return None

    def explain(self, scope: Mapping[str, Value]) -> Outcome:
        """The value with the reasons of every null met on the way."""
        problems: list[str] = []
        try:
            run = Run(problems)
            value = run.result(self.code(Env(scope, None, run)))
        except (RecursionError, Exhausted) as endless:
            problems.append(reason_of(endless))
            value = None
        return Outcome(value, tuple(problems))

    def within(self, scope: Mapping[str, Value], run: Run) -> Value:
        """The value as a part of a longer run, which catches what goes on too long."""
        return self.code(Env(scope, None, run))

    def mutants(self) -> list[tuple[str, str]]:
        """Each change by one that a story should notice: what changed, and the new text."""
        return mutants_of(self.text, self.sites)


@dataclass(frozen=True, slots=True)
class UnaryTests:
    """A compiled cell of a decision table."""

    text: str
    names: frozenset[str]
    sites: tuple[Site, ...]
    code: TestCode

    def test(self, value: Value, scope: Mapping[str, Value], problems: list[str] | None = None) -> bool | None:
        """Whether the value meets the cell; problems, if given, collects the reasons of nulls."""
        try:
            return self.within(value, scope, Run(problems))
        except (RecursionError, Exhausted) as endless:
            if problems is not None:
                problems.append(reason_of(endless))
            return None

    def within(self, value: Value, scope: Mapping[str, Value], run: Run) -> bool | None:
        """The same as a part of a longer run, which catches what goes on too long."""
        found = self.code(Env(scope, None, run), value)
        return found if isinstance(found, bool) else None

    def mutants(self) -> list[tuple[str, str]]:
        """Each change by one that a story should notice: what changed, and the new text."""
        return mutants_of(self.text, self.sites)


TypeCheck = Callable[[Value, str], bool]


def compile_expression(
    text: str, *, names: Collection[str] = (), words: bool = False, types: TypeCheck | None = None
) -> Expression:
    """The expression ready to run; with `words`, bare words that are no known name are text.

    `types` says whether a value is of a type that FEEL itself does not know.
    """
    return _expression(text, frozenset(names), words, types)


def compile_unary_tests(
    text: str, *, names: Collection[str] = (), words: bool = False, types: TypeCheck | None = None
) -> UnaryTests:
    """The table cell ready to run; with `words`, bare words that are no known name are text."""
    return _unary_tests(text, frozenset(names), words, types)


@lru_cache(maxsize=4096)
def _expression(text: str, names: frozenset[str], words: bool, types: TypeCheck | None) -> Expression:
    parser = _parser(text, names, words, types)
    code = _built(text, lambda: compiled(parser.whole()))
    free = frozenset(parser.free)
    return Expression(text, free, frozenset(parser.doubtful) - free, tuple(parser.sites), code)


@lru_cache(maxsize=4096)
def _unary_tests(text: str, names: frozenset[str], words: bool, types: TypeCheck | None) -> UnaryTests:
    parser = _parser("-" if text.strip() == "–" else text, names, words, types)
    code = _built(text, lambda: compiled_tests(parser.whole_tests()))
    return UnaryTests(text, frozenset(parser.free), tuple(parser.sites), code)


def _parser(text: str, names: frozenset[str], words: bool, types: TypeCheck | None) -> Parser:
    if len(text) > LONGEST:
        raise FeelSyntaxError(text, LONGEST, f"wyrażenia nie dłuższego niż {LONGEST} znaków")
    parser = Parser(text, names, BUILTINS)
    parser.words, parser.types = words, types
    return parser


def _built(text: str, build: Callable[[], Built]) -> Built:
    try:
        return build()
    except RecursionError as endless:
        raise FeelSyntaxError(text, 0, "prostszego wyrażenia") from endless
