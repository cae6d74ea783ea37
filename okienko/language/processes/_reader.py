"""Reading a BPMN 2.0 file into a `Process`. Nothing is judged here save what could not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from okienko.language.feel import Expression, FeelSyntaxError, compile_expression
from okienko.language.processes._details import (
    ONCE,
    Named,
    Tell,
    event_of,
    named_in,
    repeat_of,
    rule_of,
    script_of,
)
from okienko.language.processes._model import Extra, Flow, Node, Problem, Process, Unreadable
from okienko.language.processes._shapes import best_diagram, read_diagrams
from okienko.language.processes._xml import BPMN, children, letters, line_of, local, parsed, text_in

PROCESSES = 200  # in one file
DEEPEST = 50  # sub-processes within each other
_KEPT = frozenset({
    "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference",
    "dataStoreReference", "textAnnotation", "association", "group", "property", "ioSpecification",
    "auditing", "monitoring", "dataInputAssociation", "dataOutputAssociation", "supports",
    "supportedInterfaceRef", "ioBinding", "artifact", "correlationSubscription", "resourceRole", "performer",
    "humanPerformer", "potentialOwner", "incoming", "outgoing", "completionCondition", *ONCE,
})  # fmt: skip
_HOLDERS = ("subProcess", "adHocSubProcess", "transaction")


def read(source: bytes | str, *, process: str | None = None) -> Process:
    """The process of the file with this id; without one, the executable or the first."""
    root = parsed(source)
    element = _chosen(root, process)
    return _File(root, letters(source, root)).process(element)


def read_all(source: bytes | str) -> tuple[Process, ...]:
    """All processes of the file in its order; none where it draws only how pools talk."""
    root = parsed(source)
    elements = root.findall(f"{BPMN}process")
    if len(elements) > PROCESSES:
        raise Unreadable(f"W pliku jest więcej niż {PROCESSES} procesów.", line_of(elements[PROCESSES]))
    file = _File(root, letters(source, root))
    return tuple(file.process(element) for element in elements)


def _chosen(root: etree._Element, wanted: str | None) -> etree._Element:
    processes = root.findall(f"{BPMN}process")
    if wanted is not None:
        processes = [element for element in processes if element.get("id") == wanted]
    if not processes:
        raise Unreadable(f"W pliku nie ma procesu{f' „{wanted}”' if wanted else ''}.", line_of(root))
    runnable = [element for element in processes if element.get("isExecutable") == "true"]
    return (runnable or processes)[0]


class _File:
    """What all processes of a file share: messages, the diagram, ids given twice."""

    def __init__(self, root: etree._Element, xml: str) -> None:
        self.xml = xml
        self.diagrams = read_diagrams(root)
        self.extras = _extras(root)
        self.twice = tuple(_twice(root))
        self.named = named_in(root)

    def process(self, element: etree._Element) -> Process:
        """The process with all that is drawn around it."""
        read = _Reading(element, self.named).whole()
        diagram = best_diagram(self.diagrams, read.nodes.keys())
        return replace(
            read,
            xml=self.xml,
            extras={
                name: extra for name, extra in self.extras.items() if name not in read.nodes and name not in read.flows
            },
            shapes=diagram.shapes,
            edges=diagram.edges,
            found=(*self.twice, *read.found),
        )


class _Reading:
    """Collects one process and what was wrong with it."""

    def __init__(self, element: etree._Element, named: Named, depth: int = 0) -> None:
        if depth > DEEPEST:
            raise Unreadable(f"Podprocesy leżą jeden w drugim głębiej niż {DEEPEST} razy.", line_of(element))
        self.element = element
        self.named = named
        self.depth = depth
        self.nodes: dict[str, Node] = {}
        self.flows: dict[str, Flow] = {}
        self.inner: dict[str, Process] = {}
        self.found: list[Problem] = []

    def whole(self) -> Process:
        for child in children(self.element):
            if local(child) not in _KEPT and not local(child).endswith("EventDefinition"):
                self._child(child)
        for flow in [flow for flow in self.flows.values() if not self._joined(flow)]:
            del self.flows[flow.id]
        return Process(
            id=self.element.get("id", ""),
            name=self.element.get("name", ""),
            nodes=self.nodes,
            flows=self.flows,
            found=tuple(self.found),
            inner=self.inner,
            names=tuple(_names(self.element, "property")),
            gives=tuple(_names(self.element, "ioSpecification/{bpmn}dataOutput")),
        )

    def _child(self, child: etree._Element) -> None:
        kind, name = local(child), child.get("id", "")
        if not name:
            self._problem(child, f"Element „{kind}” nie ma identyfikatora.", None)
        elif name in self.nodes or name in self.flows:
            return  # an id given twice is told for the whole file
        elif kind == "sequenceFlow":
            self.flows[name] = self._flow(child)
        else:
            self.nodes[name] = self._node(child)
            if kind in _HOLDERS:
                self.inner[name] = _Reading(child, self.named, self.depth + 1).whole()

    def _problem(self, element: etree._Element, text: str, node: str | None) -> None:
        self.found.append(Problem(text, line_of(element), node))

    def _joined(self, flow: Flow) -> bool:
        for end in (flow.source, flow.target):
            if end not in self.nodes:
                text = f"Strzałka „{flow.id}” wskazuje nieistniejący element „{end}”."
                self.found.append(Problem(text, flow.line, flow.id))
                return False
        return True

    def _flow(self, element: etree._Element) -> Flow:
        return Flow(
            id=element.get("id", ""),
            source=element.get("sourceRef", ""),
            target=element.get("targetRef", ""),
            line=line_of(element),
            name=element.get("name", ""),
            condition=self._condition(element),
        )

    def _condition(self, element: etree._Element) -> Expression | None:
        text = text_in(element, "conditionExpression").removeprefix("=").strip()
        if not text:
            return None
        try:
            return compile_expression(text)
        except FeelSyntaxError as fault:
            name = element.get("id")
            self._problem(element, f"Warunek strzałki „{name}” nie jest wyrażeniem FEEL. {fault}", name)
            return None

    def _node(self, element: etree._Element) -> Node:
        kind = local(element)
        event, awaits = event_of(element, self.named)
        if kind == "receiveTask":
            awaits = self.named.event(element, "message")
        if element.get("isForCompensation") == "true":
            self._problem(element, "Wycofywanie skutków (compensation) nie jest wykonywane.", element.get("id"))
        decides, gives = rule_of(element) if kind == "businessRuleTask" else ("", "")
        return Node(
            id=element.get("id", ""),
            kind=kind,
            name=" ".join(element.get("name", "").split()),
            line=line_of(element),
            event=event,
            awaits=awaits,
            attached_to=element.get("attachedToRef"),
            interrupting=element.get("isInterrupting" if kind == "startEvent" else "cancelActivity", "true") != "false",
            default=element.get("default"),
            calls=element.get("calledElement"),
            text=text_in(element, "documentation"),
            repeat=repeat_of(element, self.named, self._teller(element)),
            assigns=script_of(element, self._teller(element)) if kind == "scriptTask" else (),
            decides=decides,
            gives=gives,
            by_event=element.get("triggeredByEvent") == "true",
        )

    def _teller(self, element: etree._Element) -> Tell:
        """Notes what is wrong within the step."""
        label = element.get("name") or element.get("id") or ""
        return lambda text: self._problem(element, f"„{' '.join(label.split())}”: {text}", element.get("id"))


def _names(element: etree._Element, path: str) -> Iterator[str]:
    for found in element.findall(f"{BPMN}{path.format(bpmn=BPMN)}"):
        name = found.get("name") or found.get("id")
        if name:
            yield str(name)


def _extras(root: etree._Element) -> dict[str, Extra]:
    """All elements with an id and a name, a lane of this process as well as a step of another."""
    extras: dict[str, Extra] = {}
    for element in root.iter(f"{BPMN}*"):
        name = element.get("id")
        if name and element is not root:
            words = element.get("name") or text_in(element, "text")
            extras.setdefault(name, Extra(name, local(element), " ".join(words.split())))
    return extras


def _twice(root: etree._Element) -> Iterator[Problem]:
    """Ids that more than one element of the file bears: arrows and drawings could mean either."""
    seen: set[str] = set()
    told: set[str] = set()
    for element in root.iter(f"{BPMN}*"):
        name = element.get("id")
        if name and name in seen and name not in told:
            told.add(name)
            yield Problem(f"Identyfikator „{name}” występuje dwa razy.", line_of(element), name)
        seen.add(name or "")
