"""The same processes on SpiffWorkflow, a library of others (a development dependency), step by step."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from lxml import etree
from SpiffWorkflow.bpmn import BpmnEvent, BpmnWorkflow
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions import SignalEventDefinition
from SpiffWorkflow.util.task import TaskState

from okienko.language.tests.slow_process import Key

logging.getLogger("spiff").setLevel(logging.ERROR)  # it tells each step of each task


class SpiffProcess:
    """One instance; its open steps are named as the others name them."""

    def __init__(self, bpmn: str, facts: Mapping[str, bool]) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(bpmn.encode()), filename="p.bpmn")
        self.workflow: Any = BpmnWorkflow(parser.get_spec("p"), parser.get_subprocess_specs("p"))
        self.workflow.task_tree.data.update(facts)
        self._go()

    def _go(self) -> None:
        self.workflow.do_engine_steps()
        self.workflow.refresh_timers()
        self.workflow.do_engine_steps()

    @property
    def open(self) -> list[Key]:
        return sorted(_key(task) for task in self._ready())

    @property
    def ended(self) -> bool:
        return bool(self.workflow.is_completed())

    def do(self, key: Key) -> None:
        next(task for task in self._ready() if _key(task) == key).run()
        self._go()

    def hear(self, signal: str) -> None:
        self.workflow.catch(BpmnEvent(SignalEventDefinition(signal), {}))
        self._go()

    def _ready(self) -> list[Any]:
        return list(self.workflow.get_tasks(state=TaskState.READY, manual=True))


def _key(task: Any) -> Key:
    """The step, and the number of each instance around it."""
    numbers: list[int] = []
    at = task
    while True:
        item = at.internal_data.get("item", at.internal_data.get("key_or_index"))
        numbers += [item + 1] if isinstance(item, int) else []
        if at.workflow.parent_task_id is None:
            return task.task_spec.bpmn_id or task.task_spec.name, tuple(reversed(numbers))
        at = at.workflow.top_workflow.get_task_from_id(at.workflow.parent_task_id)
