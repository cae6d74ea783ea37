"""Tokens to a syntax tree, by the precedence of the DMN grammar."""

from __future__ import annotations

import re
from collections.abc import Callable

from okienko.language.feel.errors import FeelSyntaxError
from okienko.language.feel.lexer import KEYWORDS, WORD, known_long, skip, token_at
from okienko.language.feel.nodes import (
    Arithmetic,
    Between,
    Comparison,
    Filter,
    In,
    InstanceOf,
    Literal,
    Logic,
    Name,
    Negation,
    Node,
    Path,
    Test,
    Tests,
)
from okienko.language.feel.primary import PrimaryParser
from okienko.language.feel.reader import PROPERTIES

_COMPARISONS = ("<=", ">=", "<", ">", "=", "!=")
_BARE = re.compile(rf"({WORD}(?:[ \t]|[-–'’]|\.(?=\s|$)|\w)*+)\s*+(?=[,)]|$)")
_WORDS = re.compile(WORD)


class Parser(PrimaryParser):
    """Reads expressions and unary tests."""

    words = False

    def whole(self) -> Node:
        """The text as one expression."""
        node = self._bare_word(end_only=True) if self.words else None
        if node:
            self.site_span(skip(self.text, 0), len(self.text.rstrip()), "word")
        node = node or self.expression()
        self._finish()
        return node

    def whole_tests(self) -> Tests:
        """The text as a cell of a decision table."""
        if re.fullmatch(r"\s*-\s*", self.text):
            return Tests(())
        denied = self._denied()
        tests = denied or Tests(self._test_list())
        self._finish()
        return tests

    def _denied(self) -> Tests | None:
        if self.token.text != "not" or "not" in self.names:
            return None
        mark = self.mark()
        self.advance()
        try:
            self.need("(")
            tests = self._test_list()
            self.need(")")
        except FeelSyntaxError:
            self.back(mark)
            return None
        if self.token.kind != "end":
            self.back(mark)
            return None
        return Tests(tests, denied=True)

    def _finish(self) -> None:
        if self.token.kind != "end":
            self.fail("końca wyrażenia albo działania (np. „and”, „+”)")

    def _test_list(self) -> tuple[Test, ...]:
        tests = [self._test()]
        while self.take(","):
            tests.append(self._test())
        return tuple(tests)

    def _test(self) -> Test:
        if self.at(*_COMPARISONS):
            operator = self.advance()
            self.site(operator, "comparison")
            asked = self.asked
            operand = self.additive()
            return Test(operator.text, operand, self.asked > asked)
        asked = self.asked
        start = self.token.start
        node = (self._bare_word() if self.words else None) or self.expression()
        if isinstance(node, Literal) and isinstance(node.value, str) and self.words:
            self.site_span(start, self._end_before_blank(), "string")
        return Test("", node, self.asked > asked)

    def _end_before_blank(self) -> int:
        return len(self.text[: self.token.start].rstrip())

    def _bare_word(self, *, end_only: bool = False) -> Node | None:
        """A text without quotation marks, as analysts write in cells: `klon jesionolistny`."""
        found = self.match(_BARE)
        if not found or (end_only and found.end() < len(self.text.rstrip())):
            return None
        text = " ".join(found[1].split())
        parts = _WORDS.findall(text)
        own = self.names.union(self.locals)
        if text in own or KEYWORDS.intersection(parts) or (len(parts) > 1 and own.issuperset(parts)):
            return None
        self.move(found.end())
        return Literal(text)

    def expression(self) -> Node:
        """Or, and, comparison and all that binds tighter."""
        with self.deeper():
            return self._logic("or", lambda: self._logic("and", self._comparison))

    def _logic(self, operator: str, operand: Callable[[], Node]) -> Node:
        operands = [operand()]
        while self.at(operator):
            self.site(self.advance(), "logic")
            operands.append(operand())
        if len(operands) == 1:
            return operands[0]
        return Logic("and" if operator == "and" else "or", tuple(operands))

    def _comparison(self) -> Node:
        left = self.additive()
        while True:
            if self.at(*_COMPARISONS):
                operator = self.advance()
                self.site(operator, "comparison")
                left = Comparison(operator.text, left, self.additive())
            elif self.take("between"):
                low = self.additive()
                self.need("and")
                left = Between(left, low, self.additive())
            elif self.take("in"):
                left = In(left, self._in_tests())
            else:
                return left

    def _in_tests(self) -> Tests:
        """What stands after `in`: one test, or several in brackets."""
        if not self.at("("):
            return Tests((self._in_test(),))
        mark = self.mark()
        self.advance()
        try:
            tests = [self._in_test()]
            while self.take(","):
                tests.append(self._in_test())
            self.need(")")
        except FeelSyntaxError:
            self.back(mark)
            return Tests((self._in_test(),))
        return Tests(tuple(tests))

    def _in_test(self) -> Test:
        if not self.at(*_COMPARISONS):
            return Test("", self.additive(), asks=False)
        operator = self.advance()
        self.site(operator, "comparison")
        return Test(operator.text, self.additive(), asks=False)

    def additive(self) -> Node:
        return self._chain(("+", "-"), lambda: self._chain(("*", "/"), self._power))

    def _power(self) -> Node:
        return self._chain(("**",), self._unary)

    def _chain(self, operators: tuple[str, ...], operand: Callable[[], Node]) -> Node:
        left = operand()
        while self.at(*operators):
            operator = self.advance().text
            left = Arithmetic(operator, left, operand())
        return left

    def _unary(self) -> Node:
        if self.take("-"):
            with self.deeper():
                return Negation(self._unary())
        return self._postfix()

    def _postfix(self) -> Node:
        node = self.primary()
        while True:
            if self.at("."):
                node = Path(node, self._property())
            elif self.at("[") and not self.no_filter:
                node = Filter(node, self._condition())
            elif self.at("("):
                node = self.call(node)
            elif self.take("instance"):
                self._need_of()
                node = InstanceOf(node, self.type_name())
            else:
                return node

    def _need_of(self) -> None:
        if self.token.text != "of":
            self.fail("„of” po „instance”")
        self.advance()

    def _property(self) -> str:
        dot = self.advance()
        if self.keys:
            self.token = token_at(self.text, dot.end, known_long(self.names, PROPERTIES, self.keys))
        if self.token.kind not in ("name", "keyword"):
            self.fail("nazwy po kropce")
        return self.advance().text

    def _condition(self) -> Node:
        self.need("[")
        self.filters += 1
        try:
            with self.nested(), self.bound("item"):
                condition = self.expression()
                self.need("]")
        finally:
            self.filters -= 1
        return condition

    def name_node(self) -> Node:
        """A name; before a bracket it may be a built-in function."""
        name = self.advance().text
        return Name(name, self.use(name, called=self.at("(")))
