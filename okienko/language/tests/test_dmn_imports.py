"""Models that import others: names that are the same in both, one reading of each, what is no DMN."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from okienko.language.dmn import Decisions, ModelError, open_decisions, read_model, write_model
from okienko.language.dmn.model import Import
from okienko.language.tests.decisions import SPACE, built, decision, text, xml


def imported(name: str, namespace: str, kind: str = SPACE) -> str:
    return f'<import name="{name}" namespace="{namespace}" importType="{kind}"/>'


def lines(number: int) -> str:
    """A model that imports the two of the next layer."""
    following = "".join(imported(f"m{side}", f"urn:{number + 1}{side}") for side in "ab")
    return following + decision("wynik", text("1"))


RULES = xml(
    '<businessKnowledgeModel id="Rabat" name="Rabat"><variable name="Rabat"/><encapsulatedLogic>'
    f'<formalParameter name="n"/>{text("n * 2")}</encapsulatedLogic></businessKnowledgeModel>'
    + decision("Opłata", text("7")),
    namespace="urn:lib",
)
NEEDS = '<informationRequirement><requiredDecision href="{}"/></informationRequirement>'
KNOWS = '<knowledgeRequirement><requiredKnowledge href="{}"/></knowledgeRequirement>'


def test_decision_may_call_imported_knowledge_of_its_own_name() -> None:
    body = f"<decision id='Rabat' name='Rabat'>{KNOWS.format('urn:lib#Rabat')}{text('lib.Rabat(4)')}</decision>"
    found = built(imported("lib", "urn:lib") + body, {"urn:lib": RULES}).decide("Rabat", {})
    assert (found.value, found.problems) == (Decimal(8), ())


def test_decision_may_require_an_imported_decision_of_its_own_name_and_id() -> None:
    body = f"<decision id='Opłata' name='Opłata'>{NEEDS.format('urn:lib#Opłata')}{text('lib.Opłata + 1')}</decision>"
    found = built(imported("lib", "urn:lib") + body, {"urn:lib": RULES}).decide("Opłata", {})
    assert (found.value, found.problems) == (Decimal(8), ())


def test_decisions_of_the_same_name_that_require_each_other_are_still_refused() -> None:
    first = f"<decision id='1' name='A'>{NEEDS.format('#2')}{text('1')}</decision>"
    second = f"<decision id='2' name='A'>{NEEDS.format('#1')}{text('1')}</decision>"
    with pytest.raises(ModelError, match="wymagają siebie nawzajem: A → A → A"):
        built(first + second).decide("1", {})


def test_each_model_is_read_once_whoever_imports_it() -> None:
    asked: Counter[str] = Counter()

    def find(wanted: Import) -> bytes:
        asked[wanted.namespace] += 1
        layer = int(wanted.namespace[4:-1])
        return xml(lines(layer) if layer < 20 else decision("wynik", text("1")), namespace=wanted.namespace).encode()

    Decisions(read_model(xml(lines(0))), find)
    assert (len(asked), set(asked.values())) == (40, {1})


def test_chain_of_imports_without_end_is_refused() -> None:
    def find(wanted: Import) -> bytes:
        following = imported("dalej", f"{wanted.namespace}x")
        return xml(following, namespace=wanted.namespace).encode()

    with pytest.raises(ModelError, match="importowanych modeli jest więcej niż 50"):
        Decisions(read_model(xml(imported("dalej", "urn:x"))), find)


def test_model_may_be_imported_deeper_than_ten_models() -> None:
    others = {f"urn:{n}": xml(imported("m", f"urn:{n + 1}"), namespace=f"urn:{n}") for n in range(20)}
    others["urn:20"] = xml(decision("wynik", text("1")), namespace="urn:20")
    assert built(imported("m", "urn:0"), others).imported["m"].imported["m"].model.namespace == "urn:1"


def test_files_beside_are_found_for_each_of_several_imports(tmp_path: Path) -> None:
    body = imported("a", "urn:a") + imported("b", "urn:b")
    needs = NEEDS.format("urn:a#x") + NEEDS.format("urn:b#x")
    (tmp_path / "m.dmn").write_text(xml(f"{body}<decision name='wynik'>{needs}{text('a.x + b.x')}</decision>"))
    for name, value in (("a", "1"), ("b", "2")):
        (tmp_path / f"{name}.dmn").write_text(xml(decision("x", text(value)), namespace=f"urn:{name}"))
    assert open_decisions(tmp_path / "m.dmn").decide("wynik", {}).value == Decimal(3)


def test_instance_of_an_imported_type_does_not_ask_what_it_allows() -> None:
    item = (
        '<itemDefinition name="tWiek"><typeRef>number</typeRef>'
        "<allowedValues><text>[0..120]</text></allowedValues></itemDefinition>"
    )
    body = decision("wynik", text('[200 instance of lib.tWiek, "a" instance of lib.tWiek]'))
    model = built(imported("lib", "urn:lib") + body, {"urn:lib": xml(item, namespace="urn:lib")})
    assert model.decide("wynik", {}).value == [True, False]


def test_imported_type_still_restricts_what_is_given() -> None:
    item = (
        '<itemDefinition name="tWiek"><typeRef>number</typeRef>'
        "<allowedValues><text>[0..120]</text></allowedValues></itemDefinition>"
    )
    body = decision("wynik", text("200"), type_name="lib.tWiek")
    model = built(imported("lib", "urn:lib") + body, {"urn:lib": xml(item, namespace="urn:lib")})
    assert model.decide("wynik", {}).value is None


PMML = "http://www.dmg.org/PMML-4_2"


def test_import_of_another_language_that_nobody_uses_does_no_harm() -> None:
    model = built(imported("scoring", "urn:pmml", PMML) + decision("wynik", text("1")))
    assert model.decide("wynik", {}).value == Decimal(1)


def test_reference_into_another_language_is_refused() -> None:
    body = f"<decision name='wynik'>{KNOWS.format('urn:pmml#score')}{text('1')}</decision>"
    with pytest.raises(ModelError, match="„urn:pmml#score” nie wskazuje niczego"):
        built(imported("scoring", "urn:pmml", PMML) + body).decide("wynik", {})


@pytest.mark.parametrize("kind", [PMML, "http://www.w3.org/2001/XMLSchema"])
def test_import_of_another_language_is_written_as_such(kind: str) -> None:
    model = read_model(xml(imported("scoring", "urn:pmml", kind)))
    assert model.imports[0].kind == kind
    assert read_model(write_model(model)) == model


@pytest.mark.parametrize(
    "kind",
    ["", SPACE, "http://www.omg.org/spec/DMN/20180521/MODEL/", "http://www.omg.org/spec/DMN/20151101/dmn.xsd"],
)
def test_import_of_any_version_of_dmn_is_followed(kind: str) -> None:
    model = built(imported("lib", "urn:lib", kind), {"urn:lib": RULES})
    assert list(model.imported) == ["lib"]
