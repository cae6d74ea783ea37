"""BPMN 2.0: reading, checking, running by tokens, drawing. A declared subset runs; all is kept."""

from okienko.language.processes._check import check, reach
from okienko.language.processes._draw import draw
from okienko.language.processes._model import (
    Bounds,
    Edge,
    Extra,
    Flow,
    Node,
    Problem,
    Process,
    Shape,
    Unreadable,
    link,
)
from okienko.language.processes._reader import read, read_all
from okienko.language.processes._state import Gone, Incident, Move, State, Token, Waiting
from okienko.language.processes._steps import PlainStep, steps
from okienko.language.processes._tokens import complete, jump, start, trigger, waiting
from okienko.language.processes._writer import write

__all__ = [
    "Bounds",
    "Edge",
    "Extra",
    "Flow",
    "Gone",
    "Incident",
    "Move",
    "Node",
    "PlainStep",
    "Problem",
    "Process",
    "Shape",
    "State",
    "Token",
    "Unreadable",
    "Waiting",
    "check",
    "complete",
    "draw",
    "jump",
    "link",
    "reach",
    "read",
    "read_all",
    "start",
    "steps",
    "trigger",
    "waiting",
    "write",
]
