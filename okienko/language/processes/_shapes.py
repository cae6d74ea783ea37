"""The diagram part (BPMN DI): where each element is drawn."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from lxml import etree

from okienko.language.processes._model import Bounds, Edge, Shape

_DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
_DC = "{http://www.omg.org/spec/DD/20100524/DC}"
_DD = "{http://www.omg.org/spec/DD/20100524/DI}"


class Diagram(NamedTuple):
    """One drawing of the file."""

    shapes: Mapping[str, Shape]
    edges: Mapping[str, Edge]


def read_diagrams(root: etree._Element) -> list[Diagram]:
    """The drawings of the file, in its order."""
    return [Diagram(_shapes(one), _edges(one)) for one in root.iter(f"{_DI}BPMNDiagram")]


def best_diagram(diagrams: Iterable[Diagram], nodes: Collection[str]) -> Diagram:
    """The drawing that shows most of the steps; the first of equals."""
    return max(diagrams, key=lambda one: len(one.shapes.keys() & nodes), default=Diagram({}, {}))


def _shapes(root: etree._Element) -> dict[str, Shape]:
    shapes: dict[str, Shape] = {}
    for shape in root.iter(f"{_DI}BPMNShape"):
        element, bounds = _reference(shape), _bounds(shape)
        if element and bounds:
            expanded = shape.get("isExpanded") == "true"
            shapes.setdefault(element, Shape(element, bounds, _label(shape), expanded))
    return shapes


def _edges(root: etree._Element) -> dict[str, Edge]:
    edges: dict[str, Edge] = {}
    for edge in root.iter(f"{_DI}BPMNEdge"):
        points = tuple((_number(point, "x"), _number(point, "y")) for point in edge.findall(f"{_DD}waypoint"))
        element = _reference(edge)
        if element and len(points) > 1:
            edges.setdefault(element, Edge(element, points, _label(edge)))
    return edges


def _reference(element: etree._Element) -> str:
    return element.get("bpmnElement", "").split(":")[-1]


def _label(element: etree._Element) -> Bounds | None:
    label = element.find(f"{_DI}BPMNLabel")
    return _bounds(label) if label is not None else None


def _bounds(element: etree._Element) -> Bounds | None:
    bounds = element.find(f"{_DC}Bounds")
    if bounds is None:
        return None
    return Bounds(_number(bounds, "x"), _number(bounds, "y"), _number(bounds, "width"), _number(bounds, "height"))


def _number(element: etree._Element, name: str) -> float:
    """A place on the drawing; what is no number stands at the edge."""
    try:
        value = float(element.get(name, "0"))
    except ValueError:
        return 0.0
    return value if math.isfinite(value) and abs(value) < 1e6 else 0.0
