"""Text to tokens, one at a time, since which words make one name depends on the names known there."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from okienko.language.feel.errors import FeelSyntaxError

LETTER = r"[^\W\d]|[\U00010000-\U000EFFFF]"
# possessive: a word is never taken in part, and a search that fails does not try each of its parts
WORD = rf"(?:{LETTER})(?:\w|[\U00010000-\U000EFFFF])*+"
KEYWORDS = frozenset(
    {"and", "or", "in", "between", "instance", "if", "then", "else", "for", "return", "some", "every"}
    | {"satisfies", "function", "true", "false", "null"}
)
_SKIP = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_TOKEN = re.compile(
    rf"""(?P<number>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<at>@"[^"\\]*")
    |(?P<name>{WORD})
    |(?P<op>\.\.|\*\*|<=|>=|!=|->|[-+*/=<>()\[\]{{}},.:?])""",
    re.VERBOSE | re.DOTALL,
)
_SIMPLE = re.compile(WORD)
_PAIR = r"u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
_ESCAPE = re.compile(rf"\\(?:{_PAIR}|u[0-9a-fA-F]{{4}}|U[0-9a-fA-F]{{6}}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "'": "'", "\\": "\\"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text: number, string, at, name, keyword, op or end."""

    kind: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def is_long(name: str) -> bool:
    """Whether the name begins like one but goes on: it must be known to be recognised."""
    begun = _SIMPLE.match(name)
    return begun is not None and begun.end() < len(name)


def is_simple(name: str) -> bool:
    """Whether the name is one word, so that no list of names is needed to recognise it."""
    return bool(_SIMPLE.fullmatch(name))


@lru_cache(maxsize=512)
def long_names(names: frozenset[str]) -> re.Pattern[str] | None:
    """A pattern of the names that are more than one word; the longest wins."""
    if not names:
        return None
    wanted = sorted(names, key=len, reverse=True)
    # "date and time" is a function only before its bracket: elsewhere it may be `date and time`
    tails = {"date and time": r"(?=\s*\()"}
    parts = [r"\s+".join(map(re.escape, name.split())) + r"(?!\w)" + tails.get(name, "") for name in wanted]
    return re.compile("|".join(parts))


def skip(text: str, position: int) -> int:
    """Where the next token begins, after blanks and comments."""
    found = _SKIP.match(text, position)
    return found.end() if found else position


def token_at(text: str, position: int, names: re.Pattern[str] | None) -> Token:
    """The token at the place, after blanks and comments."""
    start = skip(text, position)
    if start >= len(text):
        return Token("end", "", start, start)
    long = names.match(text, start) if names else None
    if long:
        return Token("name", " ".join(long[0].split()), start, long.end())
    found = _TOKEN.match(text, start)
    if not found:
        expected = "zamkniętego cudzysłowu" if text[start] in '"@' else "wyrażenia"
        raise FeelSyntaxError(text, start, expected)
    group = found.lastgroup or "op"
    if group == "name" and found[0] in KEYWORDS:
        group = "keyword"
    return Token(group, found[0], start, found.end())


def unquote(literal: str) -> str:
    """The characters meant by a text literal, without its quotation marks."""
    return _ESCAPE.sub(_unescape, literal[1:-1])


def _unescape(found: re.Match[str]) -> str:
    escape = found[0][1:]
    if len(escape) == 11:
        high, low = int(escape[1:5], 16), int(escape[7:], 16)
        return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)
    if escape[0] in "uU" and len(escape) > 1:
        code = int(escape[1:], 16)
        return chr(code) if code < 0x110000 else found[0]
    return _LETTERS.get(escape, found[0])


def quote(text: str) -> str:
    """The text literal that means these characters."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def known_long(*groups: Collection[str]) -> re.Pattern[str] | None:
    """The pattern of all long names of the groups."""
    return long_names(frozenset(name for group in groups for name in group if is_long(name)))
