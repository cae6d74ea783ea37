"""One step of a process: load its state, complete a task, save it; and the same on SpiffWorkflow. Alone:
`python -m tools.bench.steps`."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.util.task import TaskState

from okienko.language.feel import Value
from okienko.language.processes import Process, State, complete, read, start, waiting

FILE = Path(__file__).parents[2] / "services" / "gm-wycinka-zgloszenie" / "process.bpmn"
TURNS, THEIR_TURNS, BEST_OF = 2000, 40, 5
PLAIN = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="http://okienko.example">'
    '<process id="p" isExecutable="true"><startEvent id="s"/><userTask id="a" name="A"/>'
    '<exclusiveGateway id="g" default="f4"/><userTask id="b" name="B"/><userTask id="c" name="C"/><endEvent id="e"/>'
    '<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="g"/>'
    '<sequenceFlow id="f3" sourceRef="g" targetRef="b">'
    "<conditionExpression>x &gt; 5</conditionExpression></sequenceFlow>"
    '<sequenceFlow id="f4" sourceRef="g" targetRef="c"/><sequenceFlow id="f5" sourceRef="b" targetRef="e"/>'
    '<sequenceFlow id="f6" sourceRef="c" targetRef="e"/></process></definitions>'
)  # the same for both: their conditions are Python, and few files suit their reader
FACTS: dict[str, Value] = {"x": 7, "kompletne": True}  # type: ignore[dict-item]


def figures() -> dict[str, float]:
    """CPU microseconds of the step in a service's process and in a plain one, there on both; bytes of state."""
    tree = read(FILE.read_text(encoding="utf-8"))
    here, there = _ours(read(PLAIN)), _theirs()
    return {
        "step_us": _microseconds(_ours(tree), TURNS),
        "step_plain_us": (mine := _microseconds(here, TURNS)),
        "step_spiff_us": (spiff := _microseconds(there, THEIR_TURNS)),
        "step_ratio": spiff / mine,
        "state_bytes": float(len(_ours(tree)())),
        "state_spiff_bytes": float(len(there())),
    }


def _ours(process: Process) -> Callable[[], str]:
    state = start(process, FACTS).state
    saved, token = json.dumps(state.to_json()), waiting(process, state)[0].token

    def step() -> str:
        return json.dumps(complete(process, State.from_json(json.loads(saved)), token, FACTS).state.to_json())

    return step


def _theirs() -> Callable[[], str]:
    """Their serializer writes the definition of the process with its state, and reads it again."""
    logging.getLogger("spiff").setLevel(logging.ERROR)
    parser, serializer = BpmnParser(), BpmnWorkflowSerializer()
    parser.add_bpmn_xml(etree.fromstring(PLAIN.encode()), filename="p.bpmn")
    workflow: Any = BpmnWorkflow(parser.get_spec("p"), parser.get_subprocess_specs("p"))
    workflow.task_tree.data.update(x=7)
    workflow.do_engine_steps()
    saved = serializer.serialize_json(workflow)

    def step() -> str:
        loaded: Any = serializer.deserialize_json(saved)
        loaded.get_tasks(state=TaskState.READY, manual=True)[0].run()
        loaded.do_engine_steps()
        return str(serializer.serialize_json(loaded))

    return step


def _microseconds(run: Callable[[], object], turns: int) -> float:
    return min(_series(run, turns) for _ in range(BEST_OF))


def _series(run: Callable[[], object], turns: int) -> float:
    began = time.process_time()
    for _ in range(turns):
        run()
    return 1_000_000 * (time.process_time() - began) / turns


if __name__ == "__main__":
    for name, figure in figures().items():
        print(f"{name:<18}{figure:10.1f}")
