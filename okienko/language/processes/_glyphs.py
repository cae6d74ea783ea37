"""Signs of BPMN in SVG: gateways, events, kinds of tasks, markers of repetition; no inline style."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from math import cos, pi, sin
from typing import NamedTuple

from okienko.language.processes._model import Bounds, Node

INK, PAPER, FAINT = "#0b0c0c", "#ffffff", "#505a5f"


def number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{number(x)}" y="{number(y)}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'


class Pen(NamedTuple):
    """How a shape is filled and outlined."""

    fill: str
    width: float = 1
    dash: str = ""
    ink: str = INK

    def attributes(self) -> str:
        dashed = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return f'fill="{self.fill}" stroke="{self.ink}" stroke-width="{self.width:g}"{dashed}'


def rect(box: Bounds, radius: float, pen: Pen) -> str:
    return (
        f'<rect x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" '
        f'height="{number(box.height)}" rx="{radius:g}" {pen.attributes()}/>'
    )


def circle(cx: float, cy: float, r: float, pen: Pen) -> str:
    return f'<circle cx="{number(cx)}" cy="{number(cy)}" r="{number(r)}" {pen.attributes()}/>'


def gateway(kind: str, box: Bounds, fill: str, width: float) -> str:
    """The diamond with its sign."""
    x, y, w, h = box.x, box.y, box.width, box.height
    shape = _polygon(((x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2)), Pen(fill, width))
    cx, cy, r = x + w / 2, y + h / 2, w / 6
    if kind == "parallelGateway":
        return shape + _line(cx - r, cy, cx + r, cy) + _line(cx, cy - r, cx, cy + r)
    if kind == "exclusiveGateway":
        return shape + _line(cx - r, cy - r, cx + r, cy + r) + _line(cx - r, cy + r, cx + r, cy - r)
    if kind == "eventBasedGateway":
        rings = circle(cx, cy, r * 1.5, Pen("none")) + circle(cx, cy, r * 1.2, Pen("none"))
        return shape + rings + _polygon(_pentagon(cx, cy, r * 0.8), Pen("none"))
    return shape + circle(cx, cy, r, Pen("none", 2))


def event(kind: str, sign: str, box: Bounds, pen: Pen) -> str:
    """The circle of the event with the sign of what it awaits or throws; a thrown sign is filled."""
    cx, cy, r = box.x + box.width / 2, box.y + box.height / 2, box.width / 2
    body = circle(cx, cy, r, pen._replace(width=4) if kind == "endEvent" else pen)
    if kind in ("boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent"):
        body += circle(cx, cy, r - 3.5, Pen("none", 1, pen.dash))
    thrown = kind in ("endEvent", "intermediateThrowEvent")
    drawn = _SIGNS.get(sign)
    return body + (drawn(cx, cy, r, Pen(INK if thrown else PAPER, 1.2)) if drawn else "")


def icon(kind: str, box: Bounds) -> str:
    """A small sign in the corner: who does the step."""
    drawn = _ICONS.get(kind)
    return drawn(box.x + 8, box.y + 7) if drawn else ""


def markers(node: Node, box: Bounds, *, closed: bool) -> str:
    """At the foot of the step: how it is repeated, and a plus where steps within are not shown."""
    signs = [_PLUS] if closed else []
    signs += [_REPEATS[node.repeat.kind]] if node.repeat else []
    left = box.x + box.width / 2 - 9 * len(signs)
    return "".join(
        f'<path d="M{number(left + 18 * place + 3)} {number(box.y + box.height - 15)}{sign}" fill="none" '
        f'stroke="{INK}" stroke-width="1.5"/>'
        for place, sign in enumerate(signs)
    )


_PLUS = "h12v12h-12zm6 2v8m-4 -4h8"
_REPEATS = {
    "parallel": "m2 0v12m4 -12v12m4 -12v12",
    "sequential": "m0 2h12m-12 4h12m-12 4h12",
    "while": "m3 11a5 5 0 1 1 5 1m-5 -1v-4m0 4h-4",
}


def _polygon(points: tuple[tuple[float, float], ...], pen: Pen) -> str:
    corners = " ".join(f"{number(x)},{number(y)}" for x, y in points)
    return f'<polygon points="{corners}" {pen.attributes()}/>'


def _pentagon(cx: float, cy: float, r: float) -> tuple[tuple[float, float], ...]:
    return tuple((cx + r * sin(turn * 2 * pi / 5), cy - r * cos(turn * 2 * pi / 5)) for turn in range(5))


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line {ends} stroke="{INK}" stroke-width="2.5"/>'


def _path(shape: str, width: float = 1.5, fill: str = "none") -> str:
    return f'<path d="{shape}" fill="{fill}" stroke="{INK}" stroke-width="{width:g}"/>'


def _timer(cx: float, cy: float, r: float, pen: Pen) -> str:
    return _path(f"M{number(cx)} {number(cy - r / 2.2)}V{number(cy)}L{number(cx + r / 3)} {number(cy + r / 5)}")


def _message(cx: float, cy: float, r: float, pen: Pen) -> str:
    return _envelope(cx - r / 2, cy - r / 3, r, pen.fill)


def _terminate(cx: float, cy: float, r: float, pen: Pen) -> str:
    return circle(cx, cy, r / 2, Pen(INK))


def _signal(cx: float, cy: float, r: float, pen: Pen) -> str:
    h = r / 2
    return _polygon(((cx, cy - h), (cx + h, cy + h * 0.8), (cx - h, cy + h * 0.8)), pen)


def _error(cx: float, cy: float, r: float, pen: Pen) -> str:
    h = r / 2
    return _polygon(
        ((cx - h, cy + h), (cx - h / 3, cy - h * 0.7), (cx + h / 4, cy + h / 4), (cx + h, cy - h),
         (cx + h / 3, cy + h * 0.8), (cx - h / 4, cy - h / 6)), pen,
    )  # fmt: skip


def _escalation(cx: float, cy: float, r: float, pen: Pen) -> str:
    h = r / 2
    return _polygon(((cx, cy - h), (cx + h * 0.8, cy + h), (cx, cy + h / 4), (cx - h * 0.8, cy + h)), pen)


def _link(cx: float, cy: float, r: float, pen: Pen) -> str:
    h = r / 2
    return _polygon(
        ((cx - h, cy - h / 3), (cx + h / 6, cy - h / 3), (cx + h / 6, cy - h * 0.8), (cx + h, cy),
         (cx + h / 6, cy + h * 0.8), (cx + h / 6, cy + h / 3), (cx - h, cy + h / 3)), pen,
    )  # fmt: skip


def _envelope(x: float, y: float, width: float, fill: str = PAPER) -> str:
    height = width * 0.66
    right, half = number(width / 2), height / 2
    ink = PAPER if fill == INK else INK
    flap = f"M{number(x)} {number(y)}l{right} {number(half)}l{right} {number(-half)}"
    return (
        rect(Bounds(x, y, width, height), 0, Pen(fill))
        + f'<path d="{flap}" fill="none" stroke="{ink}" stroke-width="1"/>'
    )


def _person(x: float, y: float) -> str:
    shoulders = f"M{number(x)} {number(y + 13)}a5 5 0 0 1 10 0z"
    return circle(x + 5, y + 3, 3, Pen(PAPER)) + f'<path d="{shoulders}" fill="{PAPER}" stroke="{INK}"/>'


def _wheel(x: float, y: float) -> str:
    return circle(x + 5, y + 5, 5, Pen(PAPER, 2, "2 1.9")) + circle(x + 5, y + 5, 2, Pen(PAPER))


def _sheet(x: float, y: float) -> str:
    return rect(Bounds(x, y, 11, 13), 0, Pen(PAPER)) + _path(f"M{number(x + 2)} {number(y + 4)}h7m-7 3h7m-7 3h5", 1)


def _table(x: float, y: float) -> str:
    return rect(Bounds(x, y, 14, 11), 0, Pen(PAPER)) + _path(f"M{number(x)} {number(y + 4)}h14m-14 3.5h14m-9 -3.5v7", 1)


def _hand(x: float, y: float) -> str:
    return _path(f"M{number(x)} {number(y + 5)}l4 -4h8v2h-5h6v3h-6h5v3h-5h3v3h-7l-3 -3z", 1, PAPER)


_SIGNS: Mapping[str, Callable[[float, float, float, Pen], str]] = {
    "timer": _timer,
    "message": _message,
    "terminate": _terminate,
    "signal": _signal,
    "error": _error,
    "escalation": _escalation,
    "link": _link,
}
_ICONS: Mapping[str, Callable[[float, float], str]] = {
    "userTask": _person,
    "serviceTask": _wheel,
    "receiveTask": lambda x, y: _envelope(x, y + 1, 14),
    "sendTask": lambda x, y: _envelope(x, y + 1, 14, INK),
    "scriptTask": _sheet,
    "businessRuleTask": _table,
    "manualTask": _hand,
}
