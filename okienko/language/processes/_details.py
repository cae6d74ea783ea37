"""What stands within a step of the file: its event, its repetition, its script, the rule it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from okienko.language.feel import Expression, FeelSyntaxError, compile_expression
from okienko.language.feel.lexer import is_simple
from okienko.language.processes._model import Repeat
from okienko.language.processes._xml import BPMN, attribute, children, extension, local, text_in

ONCE = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics")
_REFERENCES = {"message": "messageRef", "signal": "signalRef", "error": "errorRef", "escalation": "escalationRef"}
_CODES = {"error": "errorCode", "escalation": "escalationCode"}
_DATA = ("dataInput", "dataOutput", "dataObject", "dataObjectReference", "property")
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Named:
    """What a whole file names: messages, signals, codes of errors and escalations, data; each by its id."""

    events: Mapping[str, str]
    data: Mapping[str, str]

    def event(self, element: etree._Element, kind: str) -> str:
        """The name that the element's reference stands for; an id unknown in the file says nothing."""
        reference = element.get(_REFERENCES[kind], "")
        return self.events.get(reference.split(":")[-1], self.events.get(reference, ""))


def named_in(root: etree._Element) -> Named:
    """All names that steps of the file may refer to."""
    events = {}
    for kind in _REFERENCES:
        for element in root.iter(f"{BPMN}{kind}"):
            name = element.get(_CODES.get(kind, "name")) or element.get("name") or element.get("id", "")
            events[element.get("id", "")] = str(name)
    data = {}
    for kind in _DATA:
        for element in root.iter(f"{BPMN}{kind}"):
            if element.get("id"):
                data[str(element.get("id"))] = str(element.get("name") or element.get("id"))
    return Named(events, data)


def event_of(element: etree._Element, named: Named) -> tuple[str, str]:
    """The kind of the step's event, and what it awaits or throws."""
    definitions = [child for child in children(element) if local(child).endswith("EventDefinition")]
    if not definitions:
        return ("reference", "") if element.find(f"{BPMN}eventDefinitionRef") is not None else ("none", "")
    if len(definitions) > 1:
        return "multiple", ""
    kind = local(definitions[0]).removesuffix("EventDefinition")
    if kind in _REFERENCES:
        return kind, named.event(definitions[0], kind)
    if kind == "link":
        return kind, str(definitions[0].get("name") or element.get("name", ""))
    if kind == "timer":
        text = text_in(definitions[0], "timeDuration")
        return (kind, text) if text else ("timer other than duration", "")
    return kind, ""


def repeat_of(element: etree._Element, named: Named, tell: Tell) -> Repeat | None:
    """How often the step is done, if more than once."""
    loop = element.find(f"{BPMN}{ONCE[0]}")
    if loop is not None:
        return Repeat(
            "while",
            test=_feel(text_in(loop, "loopCondition"), tell),
            before=loop.get("testBefore") == "true",
            most=_whole(loop.get("loopMaximum", "")),
        )
    many = element.find(f"{BPMN}{ONCE[1]}")
    if many is None:
        return None
    zeebe = extension(many, "loopCharacteristics")
    over = named.data.get(text_in(many, "loopDataInputRef"), text_in(many, "loopDataInputRef"))
    results = named.data.get(text_in(many, "loopDataOutputRef"), text_in(many, "loopDataOutputRef"))
    return Repeat(
        "sequential" if many.get("isSequential") == "true" else "parallel",
        count=_feel(text_in(many, "loopCardinality"), tell),
        over=_feel(over or attribute(many, "collection") or zeebe.get("inputCollection", ""), tell),
        item=_item(many, "inputDataItem") or attribute(many, "elementVariable") or zeebe.get("inputElement", ""),
        test=_feel(text_in(many, "completionCondition"), tell),
        result=_item(many, "outputDataItem") or _plain(zeebe.get("outputElement", "")),
        results=results or zeebe.get("outputCollection", ""),
    )


def script_of(element: etree._Element, tell: Tell) -> tuple[tuple[str, Expression], ...]:
    """What the script gives to which names: `name = FEEL`, one a line; or all of it to the `resultVariable`."""
    zeebe, script = extension(element, "script"), element.find(f"{BPMN}script")
    text = "".join(str(part) for part in script.itertext()) if script is not None else ""
    language = element.get("scriptFormat", "")
    if language and "feel" not in language.lower():
        tell(f"skrypt w języku „{language}” nie jest wykonywany. Napisz w FEEL „nazwa = wyrażenie”")
        return ()
    result = attribute(element, "resultVariable") or zeebe.get("resultVariable", "")
    if result:
        found = _feel(" ".join((text or zeebe.get("expression", "")).split()), tell)
        return ((result, found),) if found else ()
    return tuple(_assignments(text, tell))


def _assignments(text: str, tell: Tell) -> list[tuple[str, Expression]]:
    found = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, equals, expression = (part.strip() for part in line.partition("="))
        if not equals or not is_simple(name):
            tell(f"wiersz skryptu „{line}” nie ma postaci „nazwa = wyrażenie”")
            continue
        compiled = _compiled(expression, tell)
        found += [(name, compiled)] if compiled else []
    return found


def rule_of(element: etree._Element) -> tuple[str, str]:
    """The rule that the step asks, by default one of the step's own id, and the name its result gets."""
    zeebe = extension(element, "calledDecision")
    rule = attribute(element, "decisionRef") or zeebe.get("decisionId", "") or element.get("id", "")
    return rule, attribute(element, "resultVariable") or zeebe.get("resultVariable", "") or rule


def _item(many: etree._Element, kind: str) -> str:
    item = many.find(f"{BPMN}{kind}")
    return str(item.get("name") or item.get("id", "")) if item is not None else ""


def _plain(text: str) -> str:
    return text.removeprefix("=").strip()


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _feel(text: str, tell: Tell) -> Expression | None:
    """The expression; some tools write an equals sign before it."""
    return _compiled(_plain(text), tell) if _plain(text) else None


def _compiled(text: str, tell: Tell) -> Expression | None:
    try:
        return compile_expression(text)
    except FeelSyntaxError as fault:
        tell(f"„{text}” nie jest wyrażeniem FEEL. {fault}")
        return None
