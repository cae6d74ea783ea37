"""Terms of law once more, as a clerk with a paper calendar counts them: one day after another.

Nothing is taken from `calendar`: own months, leap years, days of the week, Easter and holidays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIXED = {(1, 1), (1, 6), (5, 1), (5, 3), (8, 15), (11, 1), (11, 11), (12, 25), (12, 26)}
SATURDAY, SUNDAY = 6, 7
EVE_FREE_SINCE = 2025
FULL_MOON = {2024: (3, 25), 2025: (4, 13), 2026: (4, 2), 2027: (3, 22), 2028: (4, 9), 2029: (3, 30), 2030: (4, 17)}
FULL_MOON |= {2031: (4, 7), 2032: (3, 27), 2033: (4, 14), 2034: (4, 3), 2035: (3, 23), 2036: (4, 11)}


@dataclass(frozen=True, order=True)
class Page:
    """One page of the calendar; `weekday` is 1 on Monday and 7 on Sunday."""

    year: int
    month: int
    day: int
    weekday: int
    free: bool


def pages() -> list[Page]:
    """All pages from 1 January 2024, which was a Monday, to the end of 2036."""
    bare = list(_bare())
    movable = _movable(bare)
    return [Page(y, m, d, w, w >= SATURDAY or _holiday(y, m, d) or (y, m, d) in movable) for y, m, d, w in bare]


def _bare() -> Iterator[tuple[int, int, int, int]]:
    weekday = 1
    for year in range(2024, 2037):
        for month, length in enumerate(LENGTHS, 1):
            for day in range(1, length + 1 + (month == 2 and year % 4 == 0)):
                yield year, month, day, weekday
                weekday = weekday % 7 + 1


def _holiday(year: int, month: int, day: int) -> bool:
    return (month, day) in FIXED or (month, day, year >= EVE_FREE_SINCE) == (12, 24, True)


def _movable(bare: list[tuple[int, int, int, int]]) -> set[tuple[int, int, int]]:
    """Easter is the first Sunday after the full moon of the church; then Monday, the 50th and the 61st day."""
    found = set()
    for place, (year, month, day, _) in enumerate(bare):
        if FULL_MOON[year] == (month, day):
            easter = next(at for at in range(place + 1, place + 8) if bare[at][3] == SUNDAY)
            found |= {bare[easter + ahead][:3] for ahead in (0, 1, 49, 60)}
    return found


def raw_end(book: list[Page], start: int, count: int, unit: str) -> int | None:
    """The place of the last day, before it is moved; nothing when the book ends first."""
    held = start
    for _ in range(count):
        after = _turn(book, held, unit, wanted=book[start].day)
        if after is None:
            return None
        held = after
    return held


def moved(book: list[Page], place: int) -> int | None:
    """The first page from there on that is not free."""
    return next((at for at in range(place, len(book)) if not book[at].free), None)


def _turn(book: list[Page], held: int, unit: str, *, wanted: int) -> int | None:
    """One unit farther, a page at a time."""
    match unit:
        case "day":
            return held + 1 if held + 1 < len(book) else None
        case "working-day":
            return moved(book, held + 1)
        case "week":
            return next((at for at in range(held + 1, len(book)) if book[at].weekday == book[held].weekday), None)
        case "month":
            return _next_month(book, held, wanted)
        case _:
            place: int | None = held
            for _ in range(12):
                place = None if place is None else _next_month(book, place, wanted)
            return place


def _next_month(book: list[Page], held: int, wanted: int) -> int | None:
    """Over the first of the next month, then on to the wanted day or to the last one before the month is over."""
    place = held + 1
    while place < len(book) and book[place].day != 1:
        place += 1
    while place + 1 < len(book) and book[place].day < wanted and book[place + 1].day != 1:
        place += 1
    return place if place < len(book) else None


Pauses = list[tuple[int, int]]


def prolonged(book: list[Page], start: int, length: tuple[int, str], pauses: Pauses, *, moves: bool) -> tuple[int, int]:
    """The last day and where it is moved, when the pages after `since` up to and with `until` do not count.

    A pause that begins while the term still runs keeps it open until the pause is over, even on its last day.
    """
    raw = _counted(book, start, length, pauses)
    while True:
        last = moved(book, raw) if moves or length[1] == "working-day" else raw
        assert last is not None
        late = [until for since, until in pauses if since <= last and until > raw and until > since]
        if not late:
            return raw, last
        raw = max(late)


def _counted(book: list[Page], start: int, length: tuple[int, str], pauses: Pauses) -> int:
    """Page after page, only those that count."""
    count, unit = length
    if unit != "working-day":
        plain = raw_end(book, start, count, unit)
        assert plain is not None
        count = plain - start
    place = start
    while count:
        place += 1
        paused = any(since < place <= until for since, until in pauses)
        count -= not paused and not (unit == "working-day" and book[place].free)
    return place


def told(
    book: list[Page], start: int, length: tuple[int, str], events: tuple[tuple[str, int, int], ...], *, moves: bool
) -> tuple[int, int, bool]:
    """The last day, where it is moved, and whether the term stands, after events on pages counted from the start.

    Each event is (kind, pages after the start, length or law). The clerk crosses out the pages that do not count.
    """
    begun, named = start, None
    crossed: Pauses = []
    open_since: dict[int, list[int]] = {0: [], 1: []}
    for kind, ahead, size in events:
        page = start + ahead
        if kind == "restart":
            begun, named, crossed, open_since = page, None, [], {0: [], 1: []}
        elif kind == "extend":
            named, crossed, open_since = page + size, [], {0: [], 1: []}
        elif kind == "pause":
            crossed.append((page, page + size))
        elif kind == "suspend":
            open_since[size % 2].append(page)
        else:
            crossed += [(since, page) for since in open_since[size % 2]]
            open_since[size % 2] = []
    if named is None:
        raw, last = prolonged(book, begun, length, crossed, moves=moves)
    else:
        raw, last = _prolonged_from(book, named, length[1], [(max(a, begun), b) for a, b in crossed], moves=moves)
    return raw, last, any(since <= last for pages_open in open_since.values() for since in pages_open)


def _prolonged_from(book: list[Page], named: int, unit: str, pauses: Pauses, *, moves: bool) -> tuple[int, int]:
    """A day that the office named: as many pages later as were crossed out, one after another, while it ran."""
    raw, used = named, -1
    for since, until in sorted(pauses):
        reached = raw if raw == named and used < 0 else _end(book, raw, unit, moves=moves)
        begin = max(since, used)
        if begin >= until or begin > max(raw, reached):
            continue
        raw = max(raw, begin)
        if unit == "working-day":
            for _ in range(sum(not book[page].free for page in range(begin + 1, until + 1))):
                following = moved(book, raw + 1)
                assert following is not None
                raw = following
            raw = max(raw, until)
        else:
            raw += until - begin
        used = until
    return raw, (raw if used < 0 else _end(book, raw, unit, moves=moves))


def _end(book: list[Page], raw: int, unit: str, *, moves: bool) -> int:
    last = moved(book, raw) if moves or unit == "working-day" else raw
    assert last is not None
    return last
