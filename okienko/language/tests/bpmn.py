"""Small BPMN files for tests, written as lists of elements and arrows."""

from __future__ import annotations

from okienko.language.processes import Process, read

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" '
    'xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI">'
    '<message id="m1" name="odpowiedz"/><message id="m2" name="zaplata"/><signal id="sig1" name="sygnal"/>'
    '<error id="err1" errorCode="zle"/><error id="err2" errorCode="gorzej"/>'
    '<escalation id="esc1" escalationCode="wyzej"/>'
)


def xml(*elements: str, name: str = "p", drawing: str = "") -> str:
    """A file with one process; `a>b` is an arrow, `a>b: x > 1` one with a condition, the rest is BPMN."""
    body = lines(*elements)
    whole = f'<process id="{name}" name="Próba" isExecutable="true">\n{body}\n</process>'
    return f"{HEAD}{whole}{drawing}</definitions>"


def lines(*elements: str) -> str:
    return "\n".join(_arrow(element) if element[0] != "<" else element for element in elements)


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


def ends(name: str, inside: str) -> str:
    return f'<endEvent id="{name}" name="Koniec {name}">{inside}</endEvent>'


def throws(name: str, inside: str) -> str:
    return f'<intermediateThrowEvent id="{name}" name="Wysłanie {name}">{inside}</intermediateThrowEvent>'


def guard(name: str, host: str, inside: str, *, interrupting: bool = True) -> str:
    beside = "" if interrupting else ' cancelActivity="false"'
    return f'<boundaryEvent id="{name}" name="Przerwa {name}" attachedToRef="{host}"{beside}>{inside}</boundaryEvent>'


def script(name: str, text: str) -> str:
    return f'<scriptTask id="{name}" name="Skrypt {name}"><script><![CDATA[{text}]]></script></scriptTask>'


def sub(name: str, *elements: str, more: str = "") -> str:
    return f'<subProcess id="{name}" name="Część {name}"{more}>{lines(*elements)}</subProcess>'


def on_event(name: str, inside: str, *elements: str, interrupting: bool = True) -> str:
    """An event sub-process whose start `<name>s` awaits the event."""
    beside = "" if interrupting else ' isInterrupting="false"'
    begins = f'<startEvent id="{name}s" name="Początek {name}"{beside}>{inside}</startEvent>'
    return sub(name, begins, *elements, more=' triggeredByEvent="true"')


def many(element: str, inside: str = "", *, sequential: bool = False, **parts: str) -> str:
    """The element with several instances; parts by the names of BPMN, items as `each="name in list"`."""
    each = parts.pop("each", "")
    item, _, over = each.partition(" in ")
    body = f'<loopDataInputRef>{over}</loopDataInputRef><inputDataItem id="{item}"/>' if each else ""
    body += "".join(f"<{name}>{text}</{name}>" for name, text in parts.items()) + inside
    loop = (
        f'<multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}">{body}'
        "</multiInstanceLoopCharacteristics>"
    )
    return _within(element, loop)


def loop(element: str, condition: str = "", more: str = "") -> str:
    test = f"<loopCondition><![CDATA[{condition}]]></loopCondition>" if condition else ""
    return _within(element, f"<standardLoopCharacteristics{more}>{test}</standardLoopCharacteristics>")


def _within(element: str, inside: str) -> str:
    """The element with something more at the end of its inside."""
    if element.endswith("/>") and element.count("<") == 1:
        tag = element[1:].split(" ", 1)[0]
        return f"{element[:-2]}>{inside}</{tag}>"
    at = element.rindex("</")
    return f"{element[:at]}{inside}{element[at:]}"


SIGNAL, ERROR = '<signalEventDefinition signalRef="sig1"/>', '<errorEventDefinition errorRef="err1"/>'
ESCALATION, MESSAGE = '<escalationEventDefinition escalationRef="esc1"/>', '<messageEventDefinition messageRef="m1"/>'
TERMINATE = "<terminateEventDefinition/>"
START, END = '<startEvent id="s"/>', '<endEvent id="e"/>'
