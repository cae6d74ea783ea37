"""BPMN 2.0: reading, checking, running by tokens, drawing. A declared subset runs; all is kept."""

from okienko.language.processes._check import check
from okienko.language.processes._draw import draw
from okienko.language.processes._model import (
    Bounds,
    Edge,
    Extra,
    Flow,
    Node,
    Problem,
    Process,
    Repeat,
    Shape,
    Unreadable,
    link,
)
from okienko.language.processes._reader import read, read_all
from okienko.language.processes._standing import standing
from okienko.language.processes._state import Gone, Incident, Move, State, Thrown, Token, Turns, Waiting
from okienko.language.processes._steps import PlainStep, steps
from okienko.language.processes._tokens import (
    complete,
    fail,
    jump,
    kept_within,
    seen_at,
    start,
    targets,
    trigger,
    waiting,
)
from okienko.language.processes._turns import COUNTERS
from okienko.language.processes._ways import reach
from okienko.language.processes._writer import write

__all__ = [
    "COUNTERS",
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
    "Repeat",
    "Shape",
    "State",
    "Thrown",
    "Token",
    "Turns",
    "Unreadable",
    "Waiting",
    "check",
    "complete",
    "draw",
    "fail",
    "jump",
    "kept_within",
    "link",
    "reach",
    "read",
    "read_all",
    "seen_at",
    "standing",
    "start",
    "steps",
    "targets",
    "trigger",
    "waiting",
    "write",
]
