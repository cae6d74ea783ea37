"""Charts as SVG made on the server: one hue and grey, direct labels, no style or script inside.

Words take the colour of the text around them; marks carry their own, so that a chart also stands alone on paper.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from markupsafe import Markup

HUE, GREY, FAINT = "#0b4f6c", "#5f6b70", "#c9d1d4"
LEVELS = 4  # shades of a heat table
LINE_WIDTH, LINE_HEIGHT, BELOW = 420, 236, 42
DOTS_WIDTH, DOT, TALLEST = 640, 9, 8
APART = 17  # of two labels, one above the other
_LETTER = 7.4  # the width of an average letter at 14 px
_NICE = (1, 2, 5)


def level(count: int, most: int) -> int:
    """The shade of a cell: 0 for nothing, 1 to 4 by how it compares to the fullest."""
    return (count * LEVELS - 1) // most + 1 if count > 0 else 0


def ticks(most: float, steps: int = 4) -> list[int]:
    """Round numbers from zero to the first that is not less than `most`; never only zero."""
    step = next(
        nice * 10**power for power in range(12) for nice in _NICE if nice * 10**power * steps >= max(most, 1)
    )  # fmt: skip
    return list(range(0, step * ceil(max(most, 1) / step) + 1, step))


@dataclass(frozen=True, slots=True)
class Line:
    """One series: its words stand at its end."""

    words: str
    values: tuple[int, ...]
    main: bool = True  # the hue and full marks; otherwise grey, dashed, hollow marks


def lines(labels: Sequence[tuple[str, str]], series: Sequence[Line]) -> Markup:
    """A line chart from zero. Under each point stands its label, and a second one where that differs from the last."""
    grid = ticks(max((value for line in series for value in line.values), default=0))
    left, right, top, bottom = 34, LINE_WIDTH - 106, 14, LINE_HEIGHT - BELOW
    across = [left + (right - left) * place / max(1, len(labels) - 1) for place in range(len(labels))]

    def height(value: float) -> float:
        return bottom - (bottom - top) * value / grid[-1]

    parts = [_level(left, right, height(value), str(value), bold=value == 0) for value in grid]
    before = ""
    for x, (label, group) in zip(across, labels, strict=True):
        parts.append(_text(x, bottom + 18, label, "middle", size=12))
        parts += [_text(x, bottom + 36, group, "middle", size=12)] if group != before else []
        before = group
    # The main line is drawn last, over the other.
    for line in sorted(series, key=lambda one: one.main):
        parts.append(_line(line, [(x, height(value)) for x, value in zip(across, line.values, strict=True)]))
    ends = [(height(line.values[-1]), f"{line.words} {line.values[-1]}") for line in series if line.values]
    parts += [_text(right + 10, y + 5, words) for y, words in _pushed_apart(ends, bottom)]
    return _svg(LINE_WIDTH, LINE_HEIGHT, parts)


def _level(left: float, right: float, y: float, words: str, *, bold: bool) -> str:
    colour = "currentColor" if bold else FAINT
    line = f'<path d="M{_n(left)} {_n(y)}H{_n(right)}" stroke="{colour}" class="chart__rule"/>'
    return f"{line}{_text(left - 8, y + 5, words, 'end')}"


def _line(line: Line, points: Sequence[tuple[float, float]]) -> str:
    path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
    colour, dash = (HUE, "") if line.main else (GREY, ' stroke-dasharray="5 3"')
    name, fill = ("chart__main", colour) if line.main else ("chart__other", "#ffffff")
    marks = "".join(
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="3.5" fill="{fill}" stroke="{colour}" stroke-width="1.5"/>'
        for x, y in points
    )
    drawn = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    return f'<g class="{name}">{drawn}{marks}</g>'


def _pushed_apart(ends: Sequence[tuple[float, str]], bottom: float) -> list[tuple[float, str]]:
    """Labels from the lowest up, none of them over another."""
    free, found = bottom, []
    for y, words in sorted(ends, reverse=True):
        place = min(y, free)
        found.append((place, words))
        free = place - APART
    return found


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of dots: a name, a dot for each value, and where the middle is."""

    name: str
    words: str
    values: tuple[int, ...]
    middle: float | None = None


def dots(strips: Sequence[Strip], axis: str) -> Markup:
    """Values as stacks of dots over a common axis from zero; a line marks the middle of each strip."""
    scale = ticks(max((value for strip in strips for value in strip.values), default=0), steps=8)
    each = values_in_dot(strips)
    y, parts = 0.0, []
    for strip in strips:
        stacks = _stacks(strip.values, scale[-1])
        room = max(3, ceil(max(stacks.values(), default=0) / each)) * DOT
        parts.append(_strip(strip, stacks, each, scale[-1], _Room(y, y + 44 + room)))
        y += 44 + room + 14
    parts += [_text(_across(value, scale[-1]), y + 8, str(value), "middle") for value in scale]
    parts.append(_text(0, y + 28, axis))
    return _svg(DOTS_WIDTH, y + 36, parts)


def values_in_dot(strips: Sequence[Strip]) -> int:
    """How many values one dot stands for at most, so that no stack is too tall."""
    top = ticks(max((value for strip in strips for value in strip.values), default=0), steps=8)[-1]
    tallest = max((count for strip in strips for count in _stacks(strip.values, top).values()), default=1)
    return ceil(tallest / TALLEST)


@dataclass(frozen=True, slots=True)
class _Room:
    top: float
    bottom: float


def _stacks(values: Sequence[int], top: int) -> Counter[float]:
    """How many values stand at each place of the axis; near ones share a place where days are narrower than a dot."""
    wide = ceil((top + 1) * DOT / DOTS_WIDTH)
    return Counter(value // wide * wide + (wide - 1) / 2 for value in values)


def _across(value: float, top: int) -> float:
    return 10 + (DOTS_WIDTH - 20) * value / top


def _strip(strip: Strip, stacks: Counter[float], each: int, top: int, room: _Room) -> str:
    parts = [_text(0, room.top + 16, _cut(strip.name), bold=True), _text(0, room.top + 34, strip.words)]
    rule = f"M{_n(_across(0, top))} {_n(room.bottom)}H{_n(_across(top, top))}"
    parts.append(f'<path d="{rule}" stroke="currentColor" class="chart__rule"/>')
    for value, count in sorted(stacks.items()):
        for place in range(ceil(count / each)):
            y = room.bottom - DOT * (place + 0.5) - 1
            parts.append(
                f'<circle cx="{_n(_across(value, top))}" cy="{_n(y)}" r="{_n(DOT / 2 - 0.5)}" '
                f'fill="{GREY}" class="chart__dot"/>'
            )
    if strip.middle is not None:
        x, high = _n(_across(strip.middle, top)), _n(room.top + 40)
        parts.append(
            f'<path d="M{x} {high}V{_n(room.bottom + 5)}" stroke="{HUE}" stroke-width="3" class="chart__main"/>'
        )
    return "".join(parts)


def _cut(words: str) -> str:
    room = int(DOTS_WIDTH / _LETTER)
    return words if len(words) <= room else f"{words[: room - 1].rstrip()}…"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, anchor: str = "start", *, bold: bool = False, size: int = 14) -> str:
    weight = (' font-weight="700"' if bold else "") + (f' font-size="{size}"' if size != 14 else "")
    place = f'x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"'
    return f'<text {place} fill="currentColor"{weight}>{escape(words)}</text>'


def _svg(width: float, height: float, parts: Sequence[str]) -> Markup:
    box = f'width="{_n(width)}" height="{_n(height)}" viewBox="0 0 {_n(width)} {_n(height)}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" {box} font-family="inherit" font-size="14">'
    return Markup(f"{opening}{''.join(parts)}</svg>")
