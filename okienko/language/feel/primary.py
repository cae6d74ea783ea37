"""The parts of an expression that stand by themselves: literals, brackets, `if`, `for`, functions."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from collections.abc import Iterator as Iterates
from contextlib import contextmanager
from typing import NoReturn

from okienko.language.feel.errors import FeelSyntaxError
from okienko.language.feel.lexer import WORD, Token, is_long, unquote
from okienko.language.feel.nodes import (
    Call,
    ContextOf,
    For,
    FunctionOf,
    If,
    Iterator,
    ListOf,
    Literal,
    Node,
    Quantified,
    RangeOf,
    Type,
)
from okienko.language.feel.reader import Reader, Site
from okienko.language.feel.temporal import parse_date, parse_temporal
from okienko.language.feel.values import CONTEXT, Value

_LONG_WORD = rf"{WORD}(?:[-\s'./+*]*\w)*?"
_KEY = re.compile(rf'({_LONG_WORD}|"(?:[^"\\]|\\.)*")\s*:', re.DOTALL)
_NAMED = re.compile(rf"({_LONG_WORD})\s*:")
_VARIABLE = re.compile(rf"({_LONG_WORD})\s+in(?!\w)")
_PARAMETER = re.compile(rf"({_LONG_WORD})\s*(?=[,:)])")
_TYPE = re.compile(
    rf"({WORD}(?:\s+{WORD}|\.{WORD})*?)(?=\s*(?:[<>,)\]}}\-=!]|$|\b(?:and|or|then|else|return|satisfies)\b))"
)
_LONG_TYPES = re.compile(r"(date\s+and\s+time|days\s+and\s+time\s+duration|years\s+and\s+months\s+duration)(?!\w)")
_KEYS = 100  # names with blanks that are looked for after a dot
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "null": None}


class PrimaryParser(Reader):
    """What needs no operator around it; `expression` comes from the parser above."""

    def __init__(self, text: str, names: Collection[str], functions: Collection[str]) -> None:
        super().__init__(text, names, functions)
        self.no_filter = False
        self.types: Callable[[Value, str], bool] | None = None

    def expression(self) -> Node:
        raise NotImplementedError

    def additive(self) -> Node:
        raise NotImplementedError

    def name_node(self) -> Node:
        raise NotImplementedError

    def site_span(self, start: int, end: int, kind: str) -> None:
        """Remember a piece of the text as a place to mutate."""
        self.sites.append(Site(start, end, kind))

    @contextmanager
    def nested(self) -> Iterates[None]:
        """Inside brackets `[` filters again."""
        before, self.no_filter = self.no_filter, False
        try:
            yield
        finally:
            self.no_filter = before

    def primary(self) -> Node:
        """A literal, a name, a bracketed expression or one of the word forms."""
        kind, text = self.token.kind, self.token.text
        if kind == "name" or text == "?":
            return self.name_node()
        if kind in ("number", "string", "at"):
            return self._literal()
        if kind == "keyword":
            return self._word_form(text)
        with self.nested():
            if text in ("(", "[", "]"):
                return self._bracket()
            if text == "{":
                return self._context()
        return self.fail("wartości, nazwy albo nawiasu")

    def _literal(self) -> Node:
        token = self.advance()
        if token.kind == "number":
            self.site(token, "number")
            number = CONTEXT.create_decimal(token.text)
            return Literal(number) if number.is_finite() else self._not(token, "mniejszej liczby")
        if token.kind == "string":
            text = unquote(token.text)
            if parse_date(text):
                self.site_span(token.start, token.end, "date")
            return Literal(text)
        value = parse_temporal(unquote(token.text[1:]))
        if value is None:
            self._not(token, 'daty, godziny albo czasu trwania, np. @"2026-01-31"')
        self.site_span(token.start + 1, token.end, "date")
        return Literal(value)

    def _not(self, token: Token, expected: str) -> NoReturn:
        """Refuse a literal that has been read already."""
        raise FeelSyntaxError(self.text, token.start, expected)

    def _word_form(self, word: str) -> Node:
        if word in _CONSTANTS:
            token = self.advance()
            if word != "null":
                self.site(token, "boolean")
            return Literal(_CONSTANTS[word])
        with self.nested():
            if word == "if":
                return self._if()
            if word == "for":
                return self._for()
            if word in ("some", "every"):
                return self._quantified()
            if word == "function":
                return self._function()
        return self.fail("wartości albo nazwy")

    def _if(self) -> Node:
        self.advance()
        condition = self.expression()
        self.need("then")
        then = self.expression()
        self.need("else")
        return If(condition, then, self.expression())

    def _for(self) -> Node:
        self.advance()
        with self.bound():
            iterators = self._iterators()
            if not self.at("return"):
                self.fail("„return” albo przecinka")
            self.bind("partial")
            self.need("return")
            return For(iterators, self.expression())

    def _quantified(self) -> Node:
        word = self.advance()
        self.site(word, "quantifier")
        with self.bound():
            iterators = self._iterators()
            self.need("satisfies")
            return Quantified(word.text == "every", iterators, self.expression())

    def _iterators(self) -> tuple[Iterator, ...]:
        found = [self._iterator()]
        while self.take(","):
            found.append(self._iterator())
        return tuple(found)

    def _iterator(self) -> Iterator:
        name = self.key(_VARIABLE)
        if name is None:
            self.fail("zmiennej i „in”, np. „drzewo in drzewa”")
        source = self.expression()
        end = self.expression() if self.take("..") else None
        self.bind(name)
        return Iterator(name, source, end)

    def _function(self) -> Node:
        self.advance()
        self.need("(")
        names: list[str] = []
        types: list[Type | None] = []
        while not self.at(")"):
            names.append(self.key(_PARAMETER) or self.fail("nazwy parametru"))
            types.append(self.type_name() if self.take(":") else None)
            if not self.take(","):
                break
        self.need(")")
        if self.token.text == "external":
            self.fail("treści funkcji (funkcje zewnętrzne są niedozwolone)")
        with self.bound(*names):
            return FunctionOf(tuple(names), tuple(types), self.expression())

    def _bracket(self) -> Node:
        opening = self.advance()
        if opening.text == "[" and self.take("]"):
            return ListOf(())
        if opening.text == "(" and self.at("<", "<=", ">", ">="):
            return self._one_sided()
        first = self.expression()
        if self.at(".."):
            return self._range(opening.text, opening.start, first)
        if opening.text == "(":
            self.need(")")
            return first
        if opening.text == "]":
            self.fail("„..”, bo „]” na początku otwiera zakres")
        items = [first]
        while self.take(","):
            items.append(self.expression())
        if not self.take("]"):
            self.fail("„]”, przecinka albo „..”")
        return ListOf(tuple(items))

    def _range(self, opening: str, start: int, first: Node) -> Node:
        self.site_span(start, start + 1, "open")
        self.advance()
        self.no_filter = True
        last = self.additive()
        self.no_filter = False
        closing = self.take(")", "]", "[")
        if closing is None:
            self.fail("końca zakresu: „]” (z granicą) albo „)” (bez granicy)")
        self.site(closing, "close")
        return RangeOf(first, last, opening == "[", closing.text == "]")

    def _one_sided(self) -> Node:
        operator = self.advance()
        self.site(operator, "comparison")
        limit = self.additive()
        self.need(")")
        nothing, included = Literal(None), "=" in operator.text
        if operator.text.startswith("<"):
            return RangeOf(nothing, limit, False, included)
        return RangeOf(limit, nothing, included, False)

    def _context(self) -> Node:
        self.advance()
        entries: list[tuple[str, Node]] = []
        with self.bound():
            while not self.at("}"):
                name = self.key(_KEY)
                if name is None:
                    self.fail("nazwy pola i dwukropka")
                entries.append((name, self.expression()))
                self.bind(name)
                if is_long(name) and len(self.keys) < _KEYS:
                    self.keys.add(name)
                if not self.take(","):
                    break
            self.need("}")
        return ContextOf(tuple(entries))

    def call(self, function: Node) -> Node:
        """The call of what stands before the bracket."""
        with self.nested():
            self.need("(")
            if self.match(_NAMED):
                return Call(function, (), self._named())
            positional: list[Node] = []
            while not self.at(")"):
                positional.append(self.expression())
                if not self.take(","):
                    break
            self.need(")")
        return Call(function, tuple(positional), None)

    def _named(self) -> dict[str, Node]:
        named: dict[str, Node] = {}
        while True:
            name = self.key(_NAMED)
            if name is None or name in named:
                self.fail("innej nazwy argumentu i dwukropka")
            named[name] = self.expression()
            if not self.take(","):
                break
        self.need(")")
        return named

    def type_name(self) -> Type:
        """A type after `instance of` or in the parameters of a function."""
        name = self.key(_LONG_TYPES) or self.key(_TYPE) or self.fail("nazwy typu, np. „number”")
        if not self.at("<"):
            return Type(name, known=self.types)
        self.advance()
        inner: list[Type] = []
        keys: list[str] = []
        while not self.at(">"):
            if name == "context":
                keys.append(self.key(_KEY) or self.fail("nazwy pola"))
            inner.append(self.type_name())
            if not self.take(","):
                break
        self.need(">")
        if name == "function":
            self.need("->")
            inner.append(self.type_name())
        return Type(name, tuple(inner), tuple(keys))
