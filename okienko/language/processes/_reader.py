"""Reading a BPMN 2.0 file into a `Process`. Nothing is judged here save what could not be kept."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from okienko.language.feel import Expression, FeelSyntaxError, compile_expression
from okienko.language.processes._model import (
    Extra,
    Flow,
    Node,
    Problem,
    Process,
    Unreadable,
)
from okienko.language.processes._shapes import read_edges, read_shapes

LIMIT = 2_000_000  # bytes; the largest public reference model has a tenth of it
_BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
_KEPT = frozenset({
    "documentation", "extensionElements", "laneSet", "dataObject", "dataObjectReference",
    "dataStoreReference", "textAnnotation", "association", "group", "property", "ioSpecification",
    "auditing", "monitoring", "dataInputAssociation", "dataOutputAssociation", "supports",
})  # fmt: skip
_LOOPS = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")


def read(source: bytes | str, *, process: str | None = None) -> Process:
    """The process of the file with this id; without one, the executable or the first."""
    root = _parse(source)
    xml = source if isinstance(source, str) else etree.tostring(root.getroottree(), encoding="unicode")
    element = _chosen(root, process)
    messages = {
        str(message.get("id", "")): str(message.get("name") or message.get("id", ""))
        for message in root.iter(f"{_BPMN}message")
    }
    return _Reading(element, messages).whole(root, xml)


def _parse(source: bytes | str) -> etree._Element:
    content = source.encode() if isinstance(source, str) else source
    if len(content) > LIMIT:
        raise Unreadable(f"Plik procesu ma więcej niż {LIMIT // 1_000_000} MB.")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable("Plik procesu zawiera DOCTYPE. Usuń go: opis procesu go nie potrzebuje.")
    encoding = "utf-8" if isinstance(source, str) else None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding=encoding
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(f"Plik procesu nie jest poprawnym XML: {fault}.") from fault
    if root.tag != f"{_BPMN}definitions":
        raise Unreadable("Plik nie jest procesem BPMN 2.0: korzeniem nie jest „definitions”.")
    return root


def _chosen(root: etree._Element, wanted: str | None) -> etree._Element:
    processes = root.findall(f"{_BPMN}process")
    if wanted is not None:
        processes = [element for element in processes if element.get("id") == wanted]
    if not processes:
        raise Unreadable(f"W pliku nie ma procesu{f' „{wanted}”' if wanted else ''}.")
    runnable = [element for element in processes if element.get("isExecutable") == "true"]
    return (runnable or processes)[0]


def line_of(element: etree._Element) -> int:
    """The line of the element in the file, from 1."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def local(element: etree._Element) -> str:
    """The name of the element without its namespace."""
    return str(etree.QName(element).localname)


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))


def _text(element: etree._Element, name: str) -> str:
    child = element.find(f"{_BPMN}{name}")
    return " ".join("".join(str(part) for part in child.itertext()).split()) if child is not None else ""


class _Reading:
    """Collects one process and what was wrong with it."""

    def __init__(self, element: etree._Element, messages: dict[str, str]) -> None:
        self.element = element
        self.messages = messages
        self.nodes: dict[str, Node] = {}
        self.flows: dict[str, Flow] = {}
        self.found: list[Problem] = []
        self.seen: set[str] = set()

    def whole(self, root: etree._Element, xml: str) -> Process:
        for child in _children(self.element):
            self._child(child)
        for flow in [flow for flow in self.flows.values() if not self._joined(flow)]:
            del self.flows[flow.id]
        known = {*self.nodes, *self.flows}
        return Process(
            id=self.element.get("id", ""),
            name=self.element.get("name", ""),
            nodes=self.nodes,
            flows=self.flows,
            xml=xml,
            extras=_extras(root, known),
            shapes=read_shapes(root),
            edges=read_edges(root),
            found=tuple(self.found),
        )

    def _child(self, child: etree._Element) -> None:
        kind, name = local(child), child.get("id", "")
        if kind in _KEPT:
            return
        if not name:
            self._problem(child, f"Element „{kind}” nie ma identyfikatora.", None)
        elif name in self.seen:
            self._problem(child, f"Identyfikator „{name}” występuje dwa razy.", name)
        elif kind == "sequenceFlow":
            self.flows[name] = self._flow(child)
        else:
            self.nodes[name] = self._node(child)
        self.seen.add(name)

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
        text = _text(element, "conditionExpression").removeprefix("=").strip()
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
            if element.find(f"{_BPMN}{loop}") is not None:
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
            text=_text(element, "documentation"),
        )

    def _event(self, element: etree._Element) -> tuple[str, str]:
        definitions = [child for child in _children(element) if local(child).endswith("EventDefinition")]
        if not definitions:
            return ("reference", "") if element.find(f"{_BPMN}eventDefinitionRef") is not None else ("none", "")
        if len(definitions) > 1:
            return "multiple", ""
        kind = local(definitions[0]).removesuffix("EventDefinition")
        if kind == "message":
            return kind, self._message(definitions[0])
        if kind == "timer":
            text = _text(definitions[0], "timeDuration")
            return (kind, text) if text else ("timer other than duration", "")
        return kind, ""

    def _message(self, element: etree._Element) -> str:
        reference = element.get("messageRef", "")
        return self.messages.get(reference.split(":")[-1], self.messages.get(reference, ""))


def _extras(root: etree._Element, known: set[str]) -> dict[str, Extra]:
    """All other elements with an id and a name, a lane of this process as well as a step of another."""
    extras: dict[str, Extra] = {}
    for element in root.iter(f"{_BPMN}*"):
        name = element.get("id")
        if name and name not in known and element is not root:
            words = element.get("name") or _text(element, "text")
            extras.setdefault(name, Extra(name, local(element), " ".join(words.split())))
    return extras
