"""The diagram as SVG: escaped, without inline style or script, states told by shape and word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from math import atan2, cos, pi, sin
from typing import NamedTuple

from okienko.language.calendar import plural
from okienko.language.processes._model import Bounds, Edge, Process, Shape
from okienko.language.processes._state import State
from okienko.language.processes._tokens import waiting

Status = str
WORDS: Mapping[Status, str] = {
    "done": "zrobione",
    "now": "teraz",
    "waiting": "czeka",
    "incident": "zatrzymane",
}
_SIGNS: Mapping[Status, str] = {"done": "✓", "now": "▶", "waiting": "…", "incident": "!"}
MATTERS = ("sprawa", "sprawy", "spraw")
_INK, _PAPER, _FAINT = "#0b0c0c", "#ffffff", "#505a5f"
_FILLS: Mapping[Status, str] = {
    "done": "#f3f2f1",
    "now": "#fff7bf",
    "waiting": "#eef4fb",
    "incident": "#f9e1dd",
}
_HEATS = ("#e3edf1", "#c3d9e2", "#9dc2d0", "#74a9bc")  # one hue; black is read well on the darkest
_FRAMES = ("participant", "lane")
_LETTER = 6.4  # the width of an average letter at 12 px


class _Mark(NamedTuple):
    """How a node is set off: a word for its class and title, a sign above it, fill and outline."""

    name: str = ""
    words: str = ""
    sign: str = ""
    fill: str = _PAPER
    width: float = 1.5
    dash: str = ""


_PLAIN = _Mark()


def draw(
    process: Process,
    state: State | None = None,
    done: Collection[str] = frozenset(),
    counts: Mapping[str, int] | None = None,
) -> str:
    """An SVG picture of the process; with a state, what is done, goes on and waits is marked. With counts it shows
    instead how many matters stand at each node: as a number, by outline and by shade."""
    status = statuses(process, state, done)
    marks = {node: _mark(word) for node, word in status.items()} if counts is None else _heats(counts)
    told = _description(process, status) if counts is None else _counted(process, counts)
    name = escape(process.name or process.id)
    if not process.shapes:
        body, box = _text(20, 35, "Ten proces nie ma rysunku. Kroki wymienia lista."), Bounds(0, 0, 400, 60)
    else:
        box = _box(process)
        frames = [shape for shape in process.shapes.values() if _kind(process, shape) in _FRAMES]
        rest = [shape for shape in process.shapes.values() if _kind(process, shape) not in _FRAMES]
        rest.sort(key=lambda shape: -shape.bounds.width * shape.bounds.height)
        parts = [_frame(process, shape) for shape in frames]
        big = [shape for shape in rest if shape.expanded]
        parts += [_node(process, shape, marks.get(shape.element, _PLAIN)) for shape in big]
        parts += [_edge(process, edge) for edge in process.edges.values()]
        parts += [_node(process, shape, marks.get(shape.element, _PLAIN)) for shape in rest if not shape.expanded]
        body = "".join(parts)
    place = " ".join(_number(value) for value in (box.x, box.y, box.width, box.height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="process" role="img" viewBox="{place}" '
        f'font-family="inherit" font-size="12"><title>{name}</title>'
        f"<desc>{escape(told)}</desc>{body}</svg>"
    )


def _mark(word: Status) -> _Mark:
    width, dash = 3.0 if word in ("now", "incident") else 1.5, "6 3" if word == "waiting" else ""
    return _Mark(word, WORDS[word], f"{_SIGNS[word]} {WORDS[word]}", _FILLS[word], width, dash)


def _heats(counts: Mapping[str, int]) -> dict[str, _Mark]:
    """The more matters stand there, the darker and the stronger."""
    most = max(counts.values(), default=0)
    found = {}
    for node, count in counts.items():
        if count > 0:
            heat = (count * len(_HEATS) - 1) // most
            words = f"{count} {plural(count, MATTERS)}"
            found[node] = _Mark(f"heat heat-{heat + 1}", words, words, _HEATS[heat], 1.5 + heat)
    return found


def statuses(process: Process, state: State | None, done: Collection[str]) -> dict[str, Status]:
    """What is known of each node: done, now, waiting or incident; the present outweighs the past."""
    found: dict[str, Status] = {node: "done" for node in process.nodes if node in done}
    if state is None:
        return found
    for wait in waiting(process, state):
        kind = "now" if wait.kind in ("user", "service") else "waiting"
        found[wait.node] = "incident" if wait.kind == "incident" else kind
    for token in state.tokens:
        if not token.parent and process.nodes[token.node].role == "call":
            found[token.node] = "now"
    return {node: word for node, word in found.items() if node in process.nodes}


def _description(process: Process, status: Mapping[str, Status]) -> str:
    told = []
    for word, lead in (
        ("now", "Teraz"),
        ("waiting", "Czeka"),
        ("incident", "Zatrzymane"),
        ("done", "Zrobione"),
    ):
        names = [process.nodes[node].label for node, is_so in status.items() if is_so == word]
        if names:
            told.append(f"{lead}: {', '.join(names)}.")
    return " ".join([f"Rysunek procesu, {len(process.nodes)} elementów.", *told, "To samo mówi lista kroków."])


def _counted(process: Process, counts: Mapping[str, int]) -> str:
    stand = [
        f"{node.label}: {counts[node.id]} {plural(counts[node.id], MATTERS)}."
        for node in process.nodes.values()
        if counts.get(node.id, 0) > 0
    ]
    told = " ".join(stand) or "Na żadnym kroku nie stoi sprawa."
    return f"Rysunek procesu, {len(process.nodes)} elementów. {told} To samo mówi lista kroków."


def _box(process: Process) -> Bounds:
    areas = [shape.bounds for shape in process.shapes.values()]
    areas += [shape.label for shape in process.shapes.values() if shape.label]
    areas += [edge.label for edge in process.edges.values() if edge.label]
    points = [point for edge in process.edges.values() for point in edge.points]
    left = min([area.x for area in areas] + [x for x, _ in points]) - 24
    top = min([area.y for area in areas] + [y for _, y in points]) - 24
    right = max([area.x + area.width for area in areas] + [x for x, _ in points]) + 24
    bottom = max([area.y + area.height for area in areas] + [y for _, y in points]) + 44
    return Bounds(left, top, right - left, bottom - top)


def _kind(process: Process, shape: Shape) -> str:
    thing = process.nodes.get(shape.element) or process.extras.get(shape.element)
    return thing.kind if thing else ""


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _text(x: float, y: float, words: str, anchor: str = "start") -> str:
    return f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}" fill="{_INK}">{escape(words)}</text>'


def wrapped(words: str, width: float, most: int) -> list[str]:
    """The words in lines that fit; what does not is cut with an ellipsis."""
    room = max(4, int(width / _LETTER))
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][: room - 1]}…"]
    return [line if len(line) <= room + 2 else f"{line[:room]}…" for line in lines]


def _lines(words: str, box: Bounds, *, middle: bool) -> str:
    lines = wrapped(words, box.width, max(1, int(box.height / 15)) if middle else 4)
    top = box.y + (box.height - len(lines) * 15) / 2 + 12 if middle else box.y + 11
    center = box.x + box.width / 2
    return "".join(_text(center, top + 15 * row, line, "middle") for row, line in enumerate(lines))


def _frame(process: Process, shape: Shape) -> str:
    box, extra = shape.bounds, process.extras.get(shape.element)
    name = extra.name if extra else ""
    return f'<g class="frame">{_rect(box, 0, _Pen(_PAPER, ink=_FAINT))}{_text(box.x + 6, box.y + 16, name)}</g>'


class _Pen(NamedTuple):
    """How a shape is filled and outlined."""

    fill: str
    width: float = 1
    dash: str = ""
    ink: str = _INK

    def attributes(self) -> str:
        dashed = f' stroke-dasharray="{self.dash}"' if self.dash else ""
        return f'fill="{self.fill}" stroke="{self.ink}" stroke-width="{self.width:g}"{dashed}'


def _rect(box: Bounds, radius: float, pen: _Pen) -> str:
    return (
        f'<rect x="{_number(box.x)}" y="{_number(box.y)}" width="{_number(box.width)}" '
        f'height="{_number(box.height)}" rx="{radius:g}" {pen.attributes()}/>'
    )


def _node(process: Process, shape: Shape, mark: _Mark) -> str:
    thing = process.nodes.get(shape.element) or process.extras.get(shape.element)
    kind, name = (thing.kind, thing.name) if thing else ("", "")
    title = f"{name} ({mark.words})" if mark.words else name
    if kind.endswith("Gateway"):
        body = _gateway(kind, shape.bounds, mark.fill, mark.width)
    elif kind.endswith("Event"):
        body = _event(process, shape, mark.fill, mark.width)
    elif kind == "textAnnotation":
        body = _rect(shape.bounds, 0, _Pen(_PAPER, 1, "2 3", _FAINT))
    else:
        body = _rect(shape.bounds, 8, _Pen(mark.fill, mark.width, mark.dash)) + _icon(kind, shape.bounds)
    if kind.endswith(("Gateway", "Event")):
        label = _outer_label(name, shape)
    elif shape.expanded:
        label = _text(shape.bounds.x + 8, shape.bounds.y + 16, name)
    else:
        box = shape.bounds
        label = _lines(name, Bounds(box.x + 6, box.y, box.width - 12, box.height), middle=True)
    state = f" {mark.name}" if mark.name else ""
    inside = f"<title>{escape(title)}</title>{body}{label}{_badge(mark.sign, _badge_place(process, shape))}"
    return f'<g class="node {escape(kind)}{state}">{inside}</g>'


def _badge(sign: str, place: tuple[float, float]) -> str:
    """The state or the count in words, so that no colour is needed to see it."""
    return f'<g class="badge">{_text(*place, sign)}</g>' if sign else ""


def _badge_place(process: Process, shape: Shape) -> tuple[float, float]:
    """Above the upper left corner; beside an event that sits on a task, off the flow that leaves it."""
    box, node = shape.bounds, process.nodes.get(shape.element)
    host = process.shapes.get(node.attached_to or "") if node else None
    if host is None:
        return box.x, box.y - 6
    below = box.y + box.height / 2 > host.bounds.y + host.bounds.height / 2
    return box.x + box.width + 4, box.y + (box.height - 4 if below else 12)


def _outer_label(name: str, shape: Shape) -> str:
    box = shape.bounds
    place = shape.label or Bounds(box.x + box.width / 2 - 55, box.y + box.height + 4, 110, 30)
    wide = Bounds(place.x - max(0.0, 90 - place.width) / 2, place.y, max(90.0, place.width), place.height)
    return _lines(name, wide, middle=False) if name else ""


def _gateway(kind: str, box: Bounds, fill: str, width: float) -> str:
    x, y, w, h = box.x, box.y, box.width, box.height
    corners = ((x + w / 2, y), (x + w, y + h / 2), (x + w / 2, y + h), (x, y + h / 2))
    points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
    shape = f'<polygon points="{points}" fill="{fill}" stroke="{_INK}" stroke-width="{width:g}"/>'
    cx, cy, r = x + w / 2, y + h / 2, w / 6
    if kind == "parallelGateway":
        strokes = ((cx - r, cy, cx + r, cy), (cx, cy - r, cx, cy + r))
    elif kind == "exclusiveGateway":
        strokes = ((cx - r, cy - r, cx + r, cy + r), (cx - r, cy + r, cx + r, cy - r))
    else:
        return shape + _circle(cx, cy, r, _Pen("none", 2))
    return shape + "".join(_line(*stroke) for stroke in strokes)


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{_number(x1)}" y1="{_number(y1)}" x2="{_number(x2)}" y2="{_number(y2)}"'
    return f'<line {ends} stroke="{_INK}" stroke-width="2.5"/>'


def _circle(cx: float, cy: float, r: float, pen: _Pen) -> str:
    return f'<circle cx="{_number(cx)}" cy="{_number(cy)}" r="{_number(r)}" {pen.attributes()}/>'


def _event(process: Process, shape: Shape, fill: str, width: float) -> str:
    box, node = shape.bounds, process.nodes.get(shape.element)
    cx, cy, r = box.x + box.width / 2, box.y + box.height / 2, box.width / 2
    kind = _kind(process, shape)
    dash = "4 3" if node and not node.interrupting else ""
    body = _circle(cx, cy, r, _Pen(fill, 4 if kind == "endEvent" else width, dash))
    if kind in ("boundaryEvent", "intermediateCatchEvent", "intermediateThrowEvent"):
        body += _circle(cx, cy, r - 3.5, _Pen("none", 1, dash))
    event = node.event if node else ""
    if event == "timer":
        long, short = f"V{_number(cy)}", f"L{_number(cx + r / 3)} {_number(cy + r / 5)}"
        hands = f"M{_number(cx)} {_number(cy - r / 2.2)}{long}{short}"
        body += f'<path d="{hands}" fill="none" stroke="{_INK}" stroke-width="1.5"/>'
    elif event == "message":
        body += _envelope(cx - r / 2, cy - r / 3, r)
    elif event == "terminate":
        body += _circle(cx, cy, r / 2, _Pen(_INK))
    return body


def _envelope(x: float, y: float, width: float) -> str:
    height = width * 0.66
    right, half = _number(width / 2), height / 2
    flap = f"M{_number(x)} {_number(y)}l{right} {_number(half)}l{right} {_number(-half)}"
    return (
        _rect(Bounds(x, y, width, height), 0, _Pen(_PAPER))
        + f'<path d="{flap}" fill="none" stroke="{_INK}" stroke-width="1"/>'
    )


def _icon(kind: str, box: Bounds) -> str:
    """A small sign in the corner: who does the step."""
    x, y = box.x + 8, box.y + 7
    if kind == "userTask":
        shoulders = f"M{_number(x)} {_number(y + 13)}a5 5 0 0 1 10 0z"
        return _circle(x + 5, y + 3, 3, _Pen(_PAPER)) + f'<path d="{shoulders}" fill="{_PAPER}" stroke="{_INK}"/>'
    if kind == "serviceTask":
        return _circle(x + 5, y + 5, 5, _Pen(_PAPER, 2, "2 1.9")) + _circle(x + 5, y + 5, 2, _Pen(_PAPER))
    if kind == "receiveTask":
        return _envelope(x, y + 1, 14)
    return ""


def _edge(process: Process, edge: Edge) -> str:
    flow, extra = process.flows.get(edge.element), process.extras.get(edge.element)
    path = "M" + "L".join(f"{_number(x)} {_number(y)}" for x, y in edge.points)
    dash = "" if flow or extra is None or extra.kind == "sequenceFlow" else ' stroke-dasharray="3 3"'
    head = _arrow(edge) if not dash else ""
    name = flow.name if flow else extra.name if extra else ""
    label = _lines(name, _label_box(edge), middle=False) if name else ""
    line = f'<path d="{path}" fill="none" stroke="{_INK}" stroke-width="1.5"{dash}/>'
    return f'<g class="flow">{line}{head}{label}</g>'


def _label_box(edge: Edge) -> Bounds:
    if edge.label:
        return edge.label
    (x1, y1), (x2, y2) = edge.points[0], edge.points[1]
    return Bounds((x1 + x2) / 2 - 45, (y1 + y2) / 2 - 18, 90, 14)


def _arrow(edge: Edge) -> str:
    (x1, y1), (x2, y2) = edge.points[-2], edge.points[-1]
    angle = atan2(y2 - y1, x2 - x1)
    wings = [(x2 - 9 * cos(angle + turn), y2 - 9 * sin(angle + turn)) for turn in (pi / 8, -pi / 8)]
    points = " ".join(f"{_number(x)},{_number(y)}" for x, y in ((x2, y2), *wings))
    return f'<polygon points="{points}" fill="{_INK}"/>'
