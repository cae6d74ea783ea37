"""Small BPMN files for tests, written as lists of elements and arrows."""

from __future__ import annotations

from okienko.language.processes import Process, read

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI">'
    '<message id="m1" name="odpowiedz"/>'
)


def xml(*elements: str, name: str = "p", drawing: str = "") -> str:
    """A file with one process; `a>b` is an arrow, `a>b: x > 1` one with a condition, the rest is BPMN."""
    body = "\n".join(_arrow(element) if element[0] != "<" else element for element in elements)
    whole = f'<process id="{name}" name="Próba" isExecutable="true">\n{body}\n</process>'
    return f"{HEAD}{whole}{drawing}</definitions>"


def _arrow(text: str) -> str:
    ends, _, condition = text.partition(":")
    source, target = ends.split(">", 1)
    inside = f"<conditionExpression><![CDATA[{condition.strip()}]]></conditionExpression>" if condition else ""
    flow = f"{source}_{target}"
    return f'<sequenceFlow id="{flow}" sourceRef="{source}" targetRef="{target}">{inside}</sequenceFlow>'


def process(*elements: str, name: str = "p", drawing: str = "") -> Process:
    """The same, read."""
    return read(xml(*elements, name=name, drawing=drawing))


def user(name: str) -> str:
    return f'<userTask id="{name}" name="Krok {name}"/>'


def receive(name: str) -> str:
    return f'<receiveTask id="{name}" name="Krok {name}" messageRef="m1"/>'


def timer(name: str, host: str, text: str, *, interrupting: bool = True) -> str:
    return (
        f'<boundaryEvent id="{name}" name="Czas {name}" attachedToRef="{host}" '
        f'cancelActivity="{str(interrupting).lower()}"><timerEventDefinition>'
        f"<timeDuration>{text}</timeDuration></timerEventDefinition></boundaryEvent>"
    )


def message(name: str, host: str, *, interrupting: bool = True) -> str:
    return (
        f'<boundaryEvent id="{name}" name="List {name}" attachedToRef="{host}" '
        f'cancelActivity="{str(interrupting).lower()}"><messageEventDefinition messageRef="m1"/>'
        "</boundaryEvent>"
    )


def catch(name: str, inside: str) -> str:
    return f'<intermediateCatchEvent id="{name}" name="Zdarzenie {name}">{inside}</intermediateCatchEvent>'


START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'
