"""Reading a BPMN 2.0 file into a `Process`. Nothing is judged here save what could not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from okienko.language.feel import Expression, FeelSyntaxError, compile_expression
from okienko.language.processes._model import Extra, Flow, Node, Problem, Process, Unreadable
from okienko.language.processes._shapes import read_edges, read_shapes
from okienko.language.processes._xml import BPMN, children, letters, line_of, local, parsed, text_in

PROCESSES = 200  # in one file
DEEPEST = 50  # sub-processes within each other
_LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
_KEPT = frozenset({
    "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference",
    "dataStoreReference", "textAnnotation", "association", "group", "property", "ioSpecification",
    "auditing", "monitoring", "dataInputAssociation", "dataOutputAssociation", "supports",
    "supportedInterfaceRef", "ioBinding", "artifact", "correlationSubscription", "resourceRole", "performer",
    "humanPerformer", "potentialOwner", "incoming", "outgoing", "completionCondition", *_LOOPS,
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
        self.shapes, self.edges = read_shapes(root), read_edges(root)
        self.extras = _extras(root)
        self.twice = tuple(_twice(root))
        self.messages = {
            str(message.get("id", "")): str(message.get("name") or message.get("id", ""))
            for message in root.iter(f"{BPMN}message")
        }

    def process(self, element: etree._Element) -> Process:
        """The process with all that is drawn around it."""
        read = _Reading(element, self.messages).whole()
        return replace(
            read,
            xml=self.xml,
            extras={
                name: extra for name, extra in self.extras.items() if name not in read.nodes and name not in read.flows
            },
            shapes=self.shapes,
            edges=self.edges,
            found=(*self.twice, *read.found),
        )


class _Reading:
    """Collects one process and what was wrong with it."""

    def __init__(self, element: etree._Element, messages: dict[str, str], depth: int = 0) -> None:
        if depth > DEEPEST:
            raise Unreadable(f"Podprocesy leżą jeden w drugim głębiej niż {DEEPEST} razy.", line_of(element))
        self.element = element
        self.messages = messages
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
                self.inner[name] = _Reading(child, self.messages, self.depth + 1).whole()

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
        event, awaits = self._event(element)
        if kind == "receiveTask":
            awaits = self._message(element)
        for loop in _LOOPS:
            if element.find(f"{BPMN}{loop}") is not None:
                self._problem(element, "Powtarzanie kroku nie jest jeszcze wykonywane.", element.get("id"))
        if element.get("isForCompensation") == "true":
            self._problem(element, "Wycofywanie skutków (compensation) nie jest wykonywane.", element.get("id"))
        return Node(
            id=element.get("id", ""),
            kind=kind,
            name=" ".join(element.get("name", "").split()),
            line=line_of(element),
            event=event,
            awaits=awaits,
            attached_to=element.get("attachedToRef"),
            interrupting=element.get("cancelActivity", "true") != "false",
            default=element.get("default"),
            calls=element.get("calledElement"),
            text=text_in(element, "documentation"),
        )

    def _event(self, element: etree._Element) -> tuple[str, str]:
        definitions = [child for child in children(element) if local(child).endswith("EventDefinition")]
        if not definitions:
            return ("reference", "") if element.find(f"{BPMN}eventDefinitionRef") is not None else ("none", "")
        if len(definitions) > 1:
            return "multiple", ""
        kind = local(definitions[0]).removesuffix("EventDefinition")
        if kind == "message":
            return kind, self._message(definitions[0])
        if kind == "timer":
            text = text_in(definitions[0], "timeDuration")
            return (kind, text) if text else ("timer other than duration", "")
        return kind, ""

    def _message(self, element: etree._Element) -> str:
        reference = element.get("messageRef", "")
        return self.messages.get(reference.split(":")[-1], self.messages.get(reference, ""))


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
