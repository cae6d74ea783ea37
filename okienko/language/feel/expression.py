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
from okienko.language.feel.scope import Code, Env, TestCode
from okienko.language.feel.values import Value

Built = TypeVar("Built")
__all__ = ["Expression", "Outcome", "UnaryTests", "compile_expression", "compile_unary_tests"]
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
        return _guarded(lambda: self.code(Env(scope, None, None)), [])

    def explain(self, scope: Mapping[str, Value]) -> Outcome:
        """The value with the reasons of every null met on the way."""
        problems: list[str] = []
        value = _guarded(lambda: self.code(Env(scope, None, problems)), problems)
        return Outcome(value, tuple(problems))

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
        found = _guarded(lambda: self.code(Env(scope, None, problems), value), problems)
        return found if isinstance(found, bool) else None

    def mutants(self) -> list[tuple[str, str]]:
        """Each change by one that a story should notice: what changed, and the new text."""
        return mutants_of(self.text, self.sites)


def _guarded(run: Callable[[], Value], problems: list[str] | None) -> Value:
    try:
        return run()
    except RecursionError:
        if problems is not None:
            problems.append("Wyrażenie jest zagnieżdżone zbyt głęboko albo funkcja woła samą siebie bez końca.")
        return None


def compile_expression(text: str, *, names: Collection[str] = (), words: bool = False) -> Expression:
    """The expression ready to run; with `words`, bare words that are no known name are text."""
    return _expression(text, frozenset(names), words)


def compile_unary_tests(text: str, *, names: Collection[str] = (), words: bool = False) -> UnaryTests:
    """The table cell ready to run; with `words`, bare words that are no known name are text."""
    return _unary_tests(text, frozenset(names), words)


@lru_cache(maxsize=4096)
def _expression(text: str, names: frozenset[str], words: bool) -> Expression:
    parser, code = _parsed(text, names, words, lambda found: compiled(found.whole()))
    free = frozenset(parser.free)
    return Expression(text, free, frozenset(parser.doubtful) - free, tuple(parser.sites), code)


@lru_cache(maxsize=4096)
def _unary_tests(text: str, names: frozenset[str], words: bool) -> UnaryTests:
    plain = "-" if text.strip() == "–" else text
    parser, code = _parsed(plain, names, words, lambda found: compiled_tests(found.whole_tests()))
    return UnaryTests(text, frozenset(parser.free), tuple(parser.sites), code)


def _parsed(text: str, names: frozenset[str], words: bool, build: Callable[[Parser], Built]) -> tuple[Parser, Built]:
    try:
        parser = Parser(text, names, BUILTINS)
        parser.words = words
        return parser, build(parser)
    except RecursionError as endless:
        raise FeelSyntaxError(text, 0, "prostszego wyrażenia") from endless
