"""The parser's hands: the current token, the names in scope, the places a mutation may change."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn

from okienko.language.feel.errors import FeelSyntaxError
from okienko.language.feel.lexer import Token, is_long, known_long, skip, token_at, unquote

_MARK = tuple[Token, int, int, int]
_DEPTH = 40  # a level costs some 17 frames of the 1000 that Python has
_LOCALS, _LONGER, _BACKS = 1000, 100, 200
PROPERTIES = ("time offset", "start included", "end included")
TYPES = ("days and time duration", "years and months duration")


@dataclass(frozen=True, slots=True)
class Site:
    """A place of the text whose change should be noticed by a story."""

    start: int
    end: int
    kind: str


class Reader:
    """Walks the text; knows which names are known where."""

    def __init__(self, text: str, names: Collection[str], functions: Collection[str]) -> None:
        self.text = text
        self.names = frozenset(names)
        self.functions = functions
        self.sites: list[Site] = []
        self.free: list[str] = []
        self.doubtful: list[str] = []
        self.locals: list[str] = []
        self.longer: list[str] = []
        self.keys: set[str] = set()
        self.backs = 0
        self.filters = 0
        self.asked = 0
        self.depth = 0
        self.long = known_long(self.names, functions, PROPERTIES, TYPES)
        self.token = token_at(text, 0, self.long)

    def advance(self) -> Token:
        """The current token, after moving behind it."""
        passed = self.token
        self.move(passed.end)
        return passed

    def move(self, position: int) -> None:
        """Go on reading from the place."""
        self.token = token_at(self.text, position, self.long)

    def at(self, *texts: str) -> bool:
        """Whether the current token is one of these signs or keywords."""
        return self.token.kind in ("op", "keyword") and self.token.text in texts

    def take(self, *texts: str) -> Token | None:
        """The current token if it is one of these, and then it is behind us."""
        return self.advance() if self.at(*texts) else None

    def need(self, text: str) -> Token:
        """The sign that must stand here."""
        return self.take(text) or self.fail(f"„{text}”")

    def fail(self, expected: str) -> NoReturn:
        raise FeelSyntaxError(self.text, self.token.start, expected)

    def mark(self) -> _MARK:
        """A place to come back to."""
        return self.token, len(self.sites), len(self.free), len(self.doubtful)

    def back(self, mark: _MARK) -> None:
        """Forget all read since the mark."""
        self.backs += 1
        if self.backs > _BACKS:  # each may double the time of reading
            self.fail("prostszego wyrażenia")
        self.token = mark[0]
        del self.sites[mark[1] :], self.free[mark[2] :], self.doubtful[mark[3] :]

    def site(self, token: Token, kind: str) -> None:
        """Remember the token as a place to mutate."""
        self.sites.append(Site(token.start, token.end, kind))

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the pattern finds at the current place; nothing is consumed."""
        return pattern.match(self.text, self.token.start)

    def key(self, pattern: re.Pattern[str]) -> str | None:
        """A name that the pattern finds here, with its blanks made single; it is consumed."""
        found = self.match(pattern)
        if not found:
            return None
        self.move(found.end())
        return unquote(found[1]) if found[1].startswith('"') else " ".join(found[1].split())

    @contextmanager
    def bound(self, *names: str) -> Iterator[None]:
        """Within, these names belong to the expression itself."""
        count, longer, long = len(self.locals), len(self.longer), self.long
        for name in names:
            self.bind(name)
        try:
            yield
        finally:
            del self.locals[count:], self.longer[longer:]
            self.long = long
            if self.token.kind == "name":
                self.move(self.token.start)

    def bind(self, name: str) -> None:
        """From here to the end of the enclosing `bound`, the name belongs to the expression."""
        self.locals.append(name)
        if len(self.locals) > _LOCALS:
            self.fail("prostszego wyrażenia (za dużo nazw)")
        if is_long(name):
            self.longer.append(name)
            if len(self.longer) > _LONGER:
                self.fail("prostszego wyrażenia (za dużo nazw z odstępami)")
            self.long = known_long(self.names, self.functions, PROPERTIES, TYPES, self.longer)
        self.move(skip(self.text, self.token.start))

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """A level of nesting; too many are refused before Python's own stack ends."""
        self.depth += 1
        if self.depth > _DEPTH:
            self.fail("prostszego wyrażenia (za dużo zagnieżdżeń)")
        try:
            yield
        finally:
            self.depth -= 1

    def use(self, name: str, *, called: bool) -> bool:
        """Note that a name is used; whether it is the expression's or the service's own."""
        if name == "?":
            self.asked += 1
            return True
        if name in self.locals:
            return True
        if called and name in self.functions:
            return False
        if name in self.names:
            self.free.append(name)
            return True
        (self.doubtful if self.filters else self.free).append(name)
        return False
