"""How long a regular expression may take at worst: Python's own cannot be stopped once it searches.

The pattern is read as a tree; each place where the search may go one way or another, and come back, is worth the
logarithm of its ways. What is wrong about the estimate is wrong on the safe side: a pattern may be refused in vain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import log2

MOST_BITS = 26.0  # 2^26 steps of a search take about a second
_LONGEST, _DEEPEST, _MOST_EMPTY = 2000, 30, 100
_SAMPLE = frozenset(map(chr, range(0x180))) | frozenset("–—„”…中😀")
_NOTHING: frozenset[str] = frozenset()
_COUNT = re.compile(r"\{(\d*)(,?)(\d*)\}")
_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Sign:
    """One sign out of a set; anchors and what only looks take none and have no set."""

    among: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Choice:
    ways: tuple[tuple[_Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    piece: _Piece
    least: int
    most: int | None


_Piece = _Sign | _Choice | _Repeat


@lru_cache(maxsize=1024)
def bits_of(source: str, flags: int, size: int) -> float:
    """The logarithm of the steps that searching a text of so many signs may take."""
    pieces = _read(source, flags)
    length = log2(size + 2)
    anchored = source.startswith("^") and not flags & re.MULTILINE
    walks = any(map(_goes_on, pieces))
    return (0 if anchored else length) + (length if walks else log2(len(source) + 2)) + _cost(pieces, _NOTHING, size)


@lru_cache(maxsize=512)
def _read(source: str, flags: int) -> tuple[_Piece, ...]:
    if len(source) > _LONGEST:
        raise ValueError(f"wzorzec ma więcej niż {_LONGEST} znaków")
    reader = _Reader(source, flags)
    return reader.choice(0).ways[0] if "|" not in source else (reader.choice(0),)


class _Reader:
    """Reads a pattern that Python has compiled already, so that it is known to be well formed."""

    def __init__(self, source: str, flags: int) -> None:
        self.source, self.flags, self.place = source, flags, 0
        # two ranges that overlap share an end of one of them
        self.sample = _SAMPLE.union(source)

    def choice(self, depth: int) -> _Choice:
        if depth > _DEEPEST:
            raise ValueError("wzorzec jest zagnieżdżony zbyt głęboko")
        ways: list[tuple[_Piece, ...]] = [tuple(self._sequence(depth))]
        while self._take("|"):
            ways.append(tuple(self._sequence(depth)))
        return _Choice(tuple(ways))

    def _sequence(self, depth: int) -> Iterator[_Piece]:
        while self.place < len(self.source) and self.source[self.place] not in "|)":
            yield self._repeated(self._piece(depth))

    def _piece(self, depth: int) -> _Piece:
        if not self._take("("):
            return self._sign()
        looks = self._take("?!")
        if not looks:
            self._take("?:")
        inner = self.choice(depth + 1)
        self._take(")")
        return _Sign(None) if looks else inner

    def _sign(self) -> _Sign:
        found = _ATOM.match(self.source, self.place)
        atom = found[0] if found else ""
        self.place += len(atom)
        if atom in ("^", "$"):
            return _Sign(None)
        if re.fullmatch(r"\\[1-9]", atom):
            return _Sign(self.sample)
        return _Sign(_among(atom, self.flags, self.sample))

    def _repeated(self, piece: _Piece) -> _Piece:
        found = _COUNT.match(self.source, self.place)
        if found:
            self.place = found.end()
            least = int(found[1] or 0)
            most = least if not found[2] else int(found[3]) if found[3] else None
        else:
            sign = next((sign for sign in "*+?" if self._take(sign)), "")
            if not sign:
                return piece
            least, most = int(sign == "+"), 1 if sign == "?" else None
        self._take("?")
        if least > _MOST_EMPTY and _may_be_empty(piece):
            raise ValueError("wzorzec powtarza to, co może być puste")
        return _Repeat(piece, least, most)

    def _take(self, text: str) -> bool:
        if not self.source.startswith(text, self.place):
            return False
        self.place += len(text)
        return True


@lru_cache(maxsize=512)
def _among(atom: str, flags: int, sample: frozenset[str]) -> frozenset[str]:
    if len(atom) == 1 and atom != "." and not flags & re.IGNORECASE:
        return frozenset(atom)
    pattern = re.compile(atom, flags)
    return frozenset(sign for sign in sample if pattern.fullmatch(sign))


def _may_be_empty(piece: _Piece) -> bool:
    if isinstance(piece, _Sign):
        return piece.among is None
    if isinstance(piece, _Repeat):
        return piece.least == 0 or _may_be_empty(piece.piece)
    return any(all(map(_may_be_empty, way)) for way in piece.ways)


def _goes_on(piece: _Piece) -> bool:
    """Whether there is no end to what the piece may take."""
    if isinstance(piece, _Repeat):
        return piece.most is None or piece.most > 100 or _goes_on(piece.piece)
    return isinstance(piece, _Choice) and any(_goes_on(each) for way in piece.ways for each in way)


def _first(pieces: tuple[_Piece, ...], after: frozenset[str]) -> frozenset[str]:
    """The signs with which the pieces may begin; those of what comes after, if they may be empty."""
    found = _NOTHING
    for piece in pieces:
        if isinstance(piece, _Sign):
            found |= piece.among or _NOTHING
        elif isinstance(piece, _Repeat):
            found |= _first((piece.piece,), _NOTHING)
        else:
            found = found.union(*(_first(way, _NOTHING) for way in piece.ways))
        if not _may_be_empty(piece):
            return found
    return found | after


def _cost(pieces: tuple[_Piece, ...], after: frozenset[str], size: int) -> float:
    """The logarithm of the ways in which the pieces may match, what follows beginning with `after`."""
    total = 0.0
    for place, piece in enumerate(pieces):
        following = _first(pieces[place + 1 :], after)
        if isinstance(piece, _Choice):
            total += _cost_of_choice(piece, following, size)
        elif isinstance(piece, _Repeat):
            total += _cost_of_repeat(piece, following, size)
    return total


def _cost_of_choice(choice: _Choice, after: frozenset[str], size: int) -> float:
    beginnings = [_first(way, after) for way in choice.ways]
    apart = sum(map(len, beginnings)) == len(_NOTHING.union(*beginnings))
    worst = max(_cost(way, after, size) for way in choice.ways)
    return worst if apart else worst + log2(len(choice.ways))


def _cost_of_repeat(repeat: _Repeat, after: frozenset[str], size: int) -> float:
    times = size if repeat.most is None else min(repeat.most, size)
    again = _first((repeat.piece,), _NOTHING)
    leaving = log2(max(times - repeat.least, 0) + 1) if again & after else 0.0
    if isinstance(repeat.piece, _Sign):
        return leaving
    inner = _cost((repeat.piece,), again | after, size)
    if _may_be_empty(repeat.piece) and times > 1:
        inner = max(inner, 1.0)
    return leaving + inner * times
