"""Small decision models, written in the words of their files."""

from __future__ import annotations

from collections.abc import Mapping

from okienko.language.dmn import Decisions, read_model
from okienko.language.dmn.model import Import
from okienko.language.feel import Outcome, Value, to_feel

SPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def xml(body: str, *, namespace: str = "urn:proba", space: str = SPACE) -> str:
    """The file of a model with these elements."""
    return f'<definitions xmlns="{space}" name="Próba" namespace="{namespace}">{body}</definitions>'


def text(expression: str, type_name: str = "") -> str:
    """A literal expression."""
    kind = f' typeRef="{type_name}"' if type_name else ""
    return f"<literalExpression{kind}><text><![CDATA[{expression}]]></text></literalExpression>"


def decision(name: str, body: str, *, needs: str = "", knows: str = "", type_name: str = "") -> str:
    """A decision that requires these inputs, decisions (`!name`) and knowledge."""
    kind = f' typeRef="{type_name}"' if type_name else ""
    required = "".join(
        f'<informationRequirement><required{"Decision" if each[0] == "!" else "Input"} href="#{each.strip("!")}"/>'
        "</informationRequirement>"
        for each in needs.split()
    )
    known = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>' for each in knows.split()
    )
    return f'<decision id="{name}" name="{name}"><variable name="{name}"{kind}/>{required}{known}{body}</decision>'


def given(name: str, type_name: str = "", title: str = "") -> str:
    """Input data."""
    kind = f' typeRef="{type_name}"' if type_name else ""
    return f'<inputData id="{name}" name="{title or name}"><variable name="{title or name}"{kind}/></inputData>'


def built(body: str, others: Mapping[str, str] | None = None) -> Decisions:
    """The model with these elements; imports are found among the others by their namespace."""

    def find(wanted: Import) -> bytes | None:
        found = (others or {}).get(wanted.namespace)
        return None if found is None else found.encode()

    return Decisions(read_model(xml(body)), find)


def decided(body: str, name: str = "wynik", **inputs: object) -> Value:
    """The value of the decision."""
    return outcome(body, name, **inputs).value


def outcome(body: str, name: str = "wynik", **inputs: object) -> Outcome:
    """The value of the decision with the reasons of its nulls."""
    return built(body).decide(name, {key: to_feel(value) for key, value in inputs.items()})


def boxed(body: str, **inputs: object) -> Value:
    """The value of a boxed expression, all inputs in scope."""
    return decided(
        "".join(map(given, inputs)) + decision("wynik", body, needs=" ".join(inputs)),
        **inputs,
    )
