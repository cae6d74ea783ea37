"""The diagram as SVG: escaped, without inline style or script, states told by shape and word."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from math import atan2, cos, pi, sin

from okienko.language.processes._glyphs import (
    FAINT,
    INK,
    PAPER,
    Pen,
    event,
    gateway,
    icon,
    markers,
    number,
    rect,
    text,
)
from okienko.language.processes._marks import PLAIN, Mark, counted, described, heat_marks, state_marks, statuses
from okienko.language.processes._model import INSIDE, Bounds, Edge, Extra, Flow, Node, Process, Shape
from okienko.language.processes._state import State

_FRAMES = ("participant", "lane")
_LETTER = 6.4  # the width of an average letter at 12 px


@dataclass(frozen=True)
class _Picture:
    """What of a process is shown. `hidden`: steps within a sub-process drawn closed, with what stands for each."""

    process: Process
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    hidden: Mapping[str, str]
    closed: frozenset[str]

    def shapes(self) -> list[Shape]:
        return [shape for shape in self.process.shapes.values() if shape.element not in self.hidden]

    def edges(self) -> list[Edge]:
        """The arrows that are shown: none within a closed sub-process."""
        return [edge for edge in self.process.edges.values() if self._source(edge) not in self.hidden]

    def _source(self, edge: Edge) -> str:
        flow = self.flows.get(edge.element)
        return flow.source if flow else ""

    def thing(self, name: str) -> Node | Extra | None:
        return self.nodes.get(name) or self.process.extras.get(name)


def _pictured(process: Process) -> _Picture:
    flows: dict[str, Flow] = {}
    hidden: dict[str, str] = {}
    _look_within(process, process, flows, hidden, "")
    return _Picture(process, process.drawn_nodes, flows, hidden, frozenset(hidden.values()))


def _look_within(whole: Process, inside: Process, flows: dict[str, Flow], hidden: dict[str, str], behind: str) -> None:
    flows.update(inside.flows)
    for name, child in inside.inner.items():
        stands = behind or ("" if _is_open(whole, name, child) else name)
        hidden.update(dict.fromkeys(child.nodes, stands) if stands else {})
        _look_within(whole, child, flows, hidden, stands)


def _is_open(whole: Process, name: str, child: Process) -> bool:
    """Whether the steps within stand in the frame of the sub-process; some tools do not say that it is open."""
    shape = whole.shapes.get(name)
    if shape is None or shape.expanded:
        return True
    inner = [whole.shapes[node].bounds for node in child.nodes if node in whole.shapes]
    return any(_contains(shape.bounds, bounds) for bounds in inner)


def _contains(box: Bounds, other: Bounds) -> bool:
    x, y = other.x + other.width / 2, other.y + other.height / 2
    return box.x < x < box.x + box.width and box.y < y < box.y + box.height


def draw(
    process: Process,
    state: State | None = None,
    done: Collection[str] = frozenset(),
    counts: Mapping[str, int] | None = None,
) -> str:
    """An SVG picture of the process; with a state, what is done, goes on and waits is marked. With counts it shows
    instead how many matters stand at each node: as a number, by outline and by shade."""
    picture, status = _pictured(process), statuses(process, state, done)
    marks = state_marks(status, picture.hidden) if counts is None else heat_marks(counts, picture.hidden)
    told = described(process, status) if counts is None else counted(process, counts)
    if not process.shapes:
        body, box = text(20, 35, "Ten proces nie ma rysunku. Kroki wymienia lista."), Bounds(0, 0, 400, 60)
    else:
        body, box = _body(picture, marks), _box(picture)
    place = " ".join(number(value) for value in (box.x, box.y, box.width, box.height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="process" role="img" viewBox="{place}" '
        f'font-family="inherit" font-size="12"><title>{escape(process.name or process.id)}</title>'
        f"<desc>{escape(told)}</desc>{body}</svg>"
    )


def _body(picture: _Picture, marks: Mapping[str, Mark]) -> str:
    """Frames lie lowest, then open sub-processes, arrows, and all else."""
    shapes = sorted(picture.shapes(), key=lambda shape: -shape.bounds.width * shape.bounds.height)
    frames = [shape for shape in shapes if _kind(picture, shape) in _FRAMES]
    steps = [shape for shape in shapes if _kind(picture, shape) not in _FRAMES]
    big = [shape for shape in steps if _shown_open(picture, shape)]
    rest = [shape for shape in steps if not _shown_open(picture, shape)]
    parts = [_frame(picture, shape) for shape in frames]
    parts += [_node(picture, shape, marks.get(shape.element, PLAIN)) for shape in big]
    parts += [_edge(picture, edge) for edge in picture.edges()]
    parts += [_node(picture, shape, marks.get(shape.element, PLAIN)) for shape in rest]
    return "".join(parts)


def _shown_open(picture: _Picture, shape: Shape) -> bool:
    node = picture.nodes.get(shape.element)
    if node is None or node.role != "sub":
        return shape.expanded
    return shape.element not in picture.closed


def _box(picture: _Picture) -> Bounds:
    shapes, edges = picture.shapes(), picture.edges()
    areas = [shape.bounds for shape in shapes]
    areas += [shape.label for shape in shapes if shape.label]
    areas += [edge.label for edge in edges if edge.label]
    points = [point for edge in edges for point in edge.points]
    left = min([area.x for area in areas] + [x for x, _ in points]) - 24
    top = min([area.y for area in areas] + [y for _, y in points]) - 24
    right = max([area.x + area.width for area in areas] + [x for x, _ in points]) + 24
    bottom = max([area.y + area.height for area in areas] + [y for _, y in points]) + 44
    return Bounds(left, top, right - left, bottom - top)


def _kind(picture: _Picture, shape: Shape) -> str:
    thing = picture.thing(shape.element)
    return thing.kind if thing else ""


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
    return "".join(text(center, top + 15 * row, line, "middle") for row, line in enumerate(lines))


def _frame(picture: _Picture, shape: Shape) -> str:
    box, extra = shape.bounds, picture.process.extras.get(shape.element)
    name = extra.name if extra else ""
    return f'<g class="frame">{rect(box, 0, Pen(PAPER, ink=FAINT))}{text(box.x + 6, box.y + 16, name)}</g>'


def _node(picture: _Picture, shape: Shape, mark: Mark) -> str:
    thing = picture.thing(shape.element)
    kind, name = (thing.kind, thing.name) if thing else ("", "")
    title = f"{name} ({mark.words})" if mark.words else name
    badge = _badge(mark.sign, _badge_place(picture, shape))
    inside = f"<title>{escape(title)}</title>{_shape(picture, shape, mark, kind)}{_label(picture, shape, kind, name)}"
    state = f" {mark.name}" if mark.name else ""
    return f'<g class="node {escape(kind)}{state}">{inside}{badge}</g>'


def _shape(picture: _Picture, shape: Shape, mark: Mark, kind: str) -> str:
    box, node = shape.bounds, picture.nodes.get(shape.element)
    if kind.endswith("Gateway"):
        return gateway(kind, box, mark.fill, mark.width)
    if kind.endswith("Event"):
        dash = "4 3" if node and not node.interrupting else ""
        return event(kind, node.event.partition(" ")[0] if node else "", box, Pen(mark.fill, mark.width, dash))
    if kind == "textAnnotation":
        return rect(box, 0, Pen(PAPER, 1, "2 3", FAINT))
    if kind == "group":
        return rect(box, 8, Pen("none", 1.5, "8 3 2 3", FAINT))
    if node is None:
        return rect(box, 8, Pen(mark.fill, mark.width, mark.dash)) + icon(kind, box)
    width = max(mark.width, 3.0) if node.role == "call" else mark.width
    dash = mark.dash or ("2 4" if node.by_event else "")
    closed = node.role in INSIDE and not _shown_open(picture, shape)
    return rect(box, 8, Pen(mark.fill, width, dash)) + icon(kind, box) + markers(node, box, closed=closed)


def _label(picture: _Picture, shape: Shape, kind: str, name: str) -> str:
    box = shape.bounds
    if kind.endswith(("Gateway", "Event")):
        return _outer_label(name, shape)
    if _shown_open(picture, shape):
        return text(box.x + 8, box.y + 16, name)
    return _lines(name, Bounds(box.x + 6, box.y, box.width - 12, box.height), middle=True)


def _badge(sign: str, place: tuple[float, float]) -> str:
    """The state or the count in words, so that no colour is needed to see it."""
    return f'<g class="badge">{text(*place, sign)}</g>' if sign else ""


def _badge_place(picture: _Picture, shape: Shape) -> tuple[float, float]:
    """Above the upper left corner; beside an event that sits on a task, off the flow that leaves it."""
    box, node = shape.bounds, picture.nodes.get(shape.element)
    host = picture.process.shapes.get(node.attached_to or "") if node else None
    if host is None:
        return box.x, box.y - 6
    below = box.y + box.height / 2 > host.bounds.y + host.bounds.height / 2
    return box.x + box.width + 4, box.y + (box.height - 4 if below else 12)


def _outer_label(name: str, shape: Shape) -> str:
    box = shape.bounds
    place = shape.label or Bounds(box.x + box.width / 2 - 55, box.y + box.height + 4, 110, 30)
    wide = Bounds(place.x - max(0.0, 90 - place.width) / 2, place.y, max(90.0, place.width), place.height)
    return _lines(name, wide, middle=False) if name else ""


def _edge(picture: _Picture, edge: Edge) -> str:
    flow, extra = picture.flows.get(edge.element), picture.process.extras.get(edge.element)
    path = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in edge.points)
    dash = "" if flow or extra is None or extra.kind == "sequenceFlow" else ' stroke-dasharray="3 3"'
    head = _arrow(edge) if not dash else ""
    name = flow.name if flow else extra.name if extra else ""
    label = _lines(name, _label_box(edge), middle=False) if name else ""
    line = f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.5"{dash}/>'
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
    points = " ".join(f"{number(x)},{number(y)}" for x, y in ((x2, y2), *wings))
    return f'<polygon points="{points}" fill="{INK}"/>'
