"""Whole models of DMN: requirements, knowledge, services, imports, types, limits."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from okienko.language.dmn import ModelError, evaluate, open_decisions, outcome_of, read_model
from okienko.language.feel import YearsMonths
from okienko.language.tests.decisions import SPACE, built, decided, decision, given, outcome, text, xml


def knowledge(name: str, body: str, knows: str = "") -> str:
    required = "".join(
        f'<knowledgeRequirement><requiredKnowledge href="#{each}"/></knowledgeRequirement>' for each in knows.split()
    )
    parameter = '<formalParameter name="liczba lat" typeRef="number"/>'
    logic = f"<encapsulatedLogic>{parameter}{body}</encapsulatedLogic>" if body else ""
    element = f'<businessKnowledgeModel id="{name}" name="{name}"><variable name="{name}"/>{required}{logic}'
    return element + "</businessKnowledgeModel>"


SERVICE = (
    '<decisionService id="usługa" name="usługa"><variable name="usługa"/><outputDecision href="#koniec"/>{}'
    '<inputDecision href="#środek"/><inputData href="#x"/></decisionService>'
)
CHAIN = (
    given("x", "number")
    + decision("środek", text("x + 1"), needs="x")
    + decision("koniec", text("środek * 10 + x"), needs="!środek x")
)


def test_decisions_follow_their_requirements() -> None:
    assert decided(CHAIN, "koniec", x=2) == Decimal(32)


def test_only_what_is_required_is_in_scope() -> None:
    found = outcome(given("x") + decision("wynik", text("x")), x=1)
    assert found.value is None
    assert found.problems == ("Brak wartości „x”.",)


def test_missing_input_is_null_with_the_reason() -> None:
    assert outcome(CHAIN, "środek").problems[0] == "Brak danej „x”."


def test_input_of_another_type_is_null_with_the_reason() -> None:
    assert outcome(CHAIN, "środek", x="a").problems == ('Wartość "a" nie jest typu „number”.',)


def test_knowledge_is_called_from_decisions_and_by_itself() -> None:
    body = knowledge("Podwój", text("liczba lat * 2")) + decision(
        "wynik", text("Podwój(liczba lat: 4)"), knows="Podwój"
    )
    assert decided(body) == Decimal(8)
    assert built(body).call("Podwój", {"liczba lat": Decimal(5)}).value == Decimal(10)
    assert built(body).call("Podwój", {}).value is None


def test_knowledge_may_call_itself_within_limits() -> None:
    factorial = "if liczba lat <= 1 then 1 else liczba lat * Silnia(liczba lat - 1)"
    body = knowledge("Silnia", text(factorial), "Silnia") + decision("wynik", text("Silnia(5)"), knows="Silnia")
    assert decided(body) == Decimal(120)


def test_knowledge_that_calls_itself_for_ever_is_stopped() -> None:
    body = knowledge("W", text("W(liczba lat + 1)"), "W") + decision("wynik", text("W(5)"), knows="W")
    found = outcome(body)
    assert found.value is None
    assert "bez końca" in found.problems[-1]


def test_knowledge_without_logic_gives_null() -> None:
    assert decided(knowledge("K", "") + decision("wynik", text("K()"), knows="K")) is None


def test_service_takes_input_decisions_as_given() -> None:
    model = built(CHAIN + SERVICE.format(""))
    given_both = {"x": Decimal(2), "środek": Decimal(7)}
    assert model.serve("usługa", given_both).value == Decimal(72)
    assert model.serve("usługa", {}).value is None


def test_service_is_called_as_a_function() -> None:
    body = CHAIN + SERVICE.format("") + decision("wynik", text("usługa(2, 7)"), knows="usługa")
    assert decided(body) == Decimal(72)


def test_service_with_several_outputs_gives_a_context() -> None:
    model = built(CHAIN + SERVICE.format('<outputDecision href="#środek"/>'))
    assert model.serve("usługa", {"x": Decimal(1), "środek": Decimal(1)}).value == {
        "koniec": Decimal(11),
        "środek": Decimal(1),
    }


def test_decisions_that_require_each_other_are_refused() -> None:
    body = decision("a", text("b"), needs="!b") + decision("b", text("a"), needs="!a")
    with pytest.raises(ModelError, match="wymagają siebie nawzajem: a → b → a"):
        outcome(body, "a")


def test_unknown_target_names_what_there_is() -> None:
    with pytest.raises(ModelError, match="nie ma decyzji „x”; są: środek, koniec"):
        outcome(CHAIN, "x")


def test_reference_to_nothing_is_refused() -> None:
    with pytest.raises(ModelError, match="„#brak” nie wskazuje niczego"):
        outcome(decision("wynik", text("1"), needs="brak"))


def test_decision_is_found_by_id_as_well() -> None:
    body = f'<decision id="_1" name="Jaka  opłata">{text("5")}</decision>'
    assert decided(body, "_1") == decided(body, "Jaka opłata") == Decimal(5)


IMPORT = f'<import name="inny" namespace="urn:inny" importType="{SPACE}"/>'
OTHER = xml(
    '<itemDefinition name="tKwota"><typeRef>number</typeRef></itemDefinition>'
    + given("y", "tKwota")
    + decision("razy dwa", text("y * 2"), needs="y"),
    namespace="urn:inny",
)


def test_import_is_known_by_its_name() -> None:
    body = (
        IMPORT + given("k", "inny.tKwota") + "<decision name='wynik'><informationRequirement><requiredDecision "
        "href='urn:inny#razy dwa'/></informationRequirement><informationRequirement><requiredInput href='#k'/>"
        f"</informationRequirement>{text('inny.razy dwa + k')}</decision>"
    )
    found = built(body, {"urn:inny": OTHER}).decide("wynik", {"y": Decimal(4), "k": Decimal(1)})
    assert found.value == Decimal(9)


def test_import_that_is_not_there_is_refused() -> None:
    with pytest.raises(ModelError, match="nie znaleziono importowanego modelu „inny”"):
        built(IMPORT)


def test_models_that_import_each_other_are_refused() -> None:
    with pytest.raises(ModelError, match="importują siebie nawzajem przez „inny”"):
        built(IMPORT, {"urn:inny": xml(IMPORT, namespace="urn:inny")})


def test_imports_are_found_beside_the_file(tmp_path: Path) -> None:
    body = IMPORT + (
        "<decision name='wynik'><informationRequirement><requiredDecision href='urn:inny#razy dwa'/>"
        f"</informationRequirement>{text('inny.razy dwa')}</decision>"
    )
    (tmp_path / "model.dmn").write_text(xml(body))
    (tmp_path / "a_broken.dmn").write_text("<")
    (tmp_path / "b_other.dmn").write_text(xml("", namespace="urn:trzeci"))
    (tmp_path / "inny.dmn").write_text(OTHER)
    assert evaluate(str(tmp_path / "model.dmn"), "decision", "wynik", {"y": 3}) == Decimal(6)
    (tmp_path / "model.dmn").write_text(xml(body.replace("importType", 'locationURI="x/inny.dmn" importType')))
    assert evaluate(str(tmp_path / "model.dmn"), "decision", "wynik", {"y": 4}) == Decimal(8)


class Lexical:
    def __init__(self, kind: str, lex: str) -> None:
        self.kind, self.lex = kind, lex


def test_evaluate_takes_and_gives_dates_as_text(tmp_path: Path) -> None:
    (tmp_path / "m.dmn").write_text(
        xml(given("d") + decision("wynik", text('{a: [d + @"P1D"], b: @"P1M", c: 1}'), needs="d"))
    )
    found = evaluate(str(tmp_path / "m.dmn"), "decision", "wynik", {"d": Lexical("date", "2026-01-31")})
    assert found == {"a": ["2026-02-01"], "b": "P1M", "c": Decimal(1)}


def test_outcome_is_that_of_the_kind_asked(tmp_path: Path) -> None:
    (tmp_path / "m.dmn").write_text(xml(CHAIN + SERVICE.format("") + knowledge("K", text("1"))))
    model = open_decisions(tmp_path / "m.dmn")
    inputs = {"x": Decimal(2), "środek": Decimal(7)}
    found = [outcome_of(model, kind, name, inputs).value for kind, name in KINDS]
    assert found == [Decimal(32), Decimal(72), Decimal(1)]


KINDS = (("decision", "koniec"), ("decisionService", "usługa"), ("bkm", "K"))


@pytest.mark.parametrize("version", ["20151101/dmn.xsd", "20180521/MODEL/", "20191111/MODEL/", "20211108/MODEL/"])
def test_older_versions_are_read(version: str) -> None:
    space = f"http://www.omg.org/spec/DMN/{version}"
    assert [each.variable.name for each in read_model(xml(decision("a", text("1")), space=space)).decisions()] == ["a"]


def test_types_written_with_a_prefix_are_read() -> None:
    feel = 'xmlns:feel="http://www.omg.org/FEEL"'
    body = decision("wynik", text("1")).replace("<variable", f"<variable {feel} typeRef='feel:string'")
    assert decided(body) is None


DEEP = "<itemComponent name='a'>" * 50 + "</itemComponent>" * 50


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("<definitions", "Wiersz 1: to nie jest poprawny XML"),
        ("<html/>", "to nie jest model DMN"),
        ("<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'/>", "to nie jest model DMN"),
        ("<!DOCTYPE x [<!ENTITY a 'aa'>]><x>&a;</x>", "DOCTYPE"),
        (xml("<decision/>"), "„decision” nie ma nazwy"),
        (xml('<decision name="a"/><decision name="a"/>'), "„a” występuje dwa razy"),
        (" " * 5_000_001, "więcej niż 5 MB"),
        (xml(f"<itemDefinition name='a'>{DEEP}</itemDefinition>"), "zbyt głęboko"),
        (xml("<decision name='a'>" + "<list>" * 100 + "</list>" * 100 + "</decision>"), "zagnieżdżone zbyt głęboko"),
    ],
)  # fmt: skip
def test_wrong_file_is_refused(source: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        read_model(source)


def test_billion_laughs_hidden_by_an_encoding_are_refused() -> None:
    laughs = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE definitions [<!ENTITY a "ha">'
    laughs += "".join(f'<!ENTITY a{n} "{"&a" + str(n - 1 or "") + ";"}">' for n in range(1, 9))
    source = laughs + "]>" + xml('<decision name="&a8;"/>')
    with pytest.raises(ModelError):
        read_model(source.encode("utf-16"))


TYPES = """
<itemDefinition name="tZnak"><typeRef>string</typeRef>
 <allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>
<itemDefinition name="tZnaki" isCollection="true"><typeRef>tZnak</typeRef>
 <typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
<itemDefinition name="tOsoba"><itemComponent name="imię"><typeRef>string</typeRef></itemComponent>
 <itemComponent name="dni" isCollection="true"><typeRef>date</typeRef></itemComponent></itemDefinition>
<itemDefinition name="tFunkcja"><functionItem outputTypeRef="number">
 <parameters name="n" typeRef="number"/></functionItem></itemDefinition>
<itemDefinition name="tKoło"><typeRef>tKoło</typeRef></itemDefinition>
<itemDefinition name="tZły"><typeRef>string</typeRef>
 <allowedValues><text>&gt; &gt;</text></allowedValues></itemDefinition>
"""
DAY = dt.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("type_name", "expression", "expected"),
    [
        ("tZnak", '"a"', "a"),
        ("tZnak", '["a"]', "a"),
        ("tZnak", '"c"', None),
        ("tZnak", "null", None),
        ("tZnaki", '["a", "b"]', ["a", "b"]),
        ("tZnaki", '"a"', ["a"]),
        ("tZnaki", '["a", null]', ["a", None]),
        ("tZnaki", '["a", "b", "a"]', None),
        ("tZnaki", '["a", "c"]', None),
        ("tOsoba", '{imię: "A", dni: @"2026-01-01"}', {"imię": "A", "dni": [DAY]}),
        ("tOsoba", '{imię: "A"}', None),
        ("tOsoba", '{imię: null, dni: []}', {"imię": None, "dni": []}),
        ("tOsoba", '"A"', None),
        ("tFunkcja", "1", None),
        ("Any", "1", Decimal(1)),
        ("list", "1", [Decimal(1)]),
        ("date and time", '@"2026-01-01"', dt.datetime(2026, 1, 1, tzinfo=dt.UTC)),
        ("number", "[null]", None),
        ("string", '@"P1Y"', None),
        ("string", f'[1, "{"a" * 50}"]', None),
    ],
)  # fmt: skip
def test_types(type_name: str, expression: str, expected: object) -> None:
    assert decided(TYPES + decision("wynik", text(expression), type_name=type_name)) == expected


def test_function_of_the_type_is_kept() -> None:
    body = decision("f", text("function(n) n + 1"), type_name="tFunkcja") + decision("wynik", text("f(1)"), needs="!f")
    assert decided(TYPES + body) == Decimal(2)


@pytest.mark.parametrize(
    ("type_name", "message"),
    [("tBrak", "nieznany typ „tBrak”"), ("tKoło", "przez sam siebie"), ("tZły", "dozwolone wartości typu „tZły”")],
)
def test_wrong_types_are_refused(type_name: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        outcome(TYPES + decision("wynik", text('"a"'), type_name=type_name))


def test_json_is_read_as_the_types_want() -> None:
    types = built(IMPORT + TYPES, {"urn:inny": OTHER}).types
    assert types.from_json({"imię": "A", "dni": ["2026-01-01"], "x": "1"}, "tOsoba") == {
        "imię": "A",
        "dni": [DAY],
        "x": "1",
    }
    assert types.from_json("P1Y", "yearMonthDuration") == YearsMonths(12)
    assert types.from_json("12.50", "inny.tKwota") == Decimal("12.50")
    assert [types.from_json(text, "number") for text in ("x", "NaN")] == ["x", "NaN"]
    assert types.from_json("jutro", "date") == "jutro"
    assert types.from_json("a", "tKoło") == "a"


def test_types_of_each_other_are_refused_when_json_is_read() -> None:
    circle = "".join(
        f'<itemDefinition name="{name}"><typeRef>{other}</typeRef></itemDefinition>' for name, other in ("ab", "ba")
    )
    with pytest.raises(ModelError, match="przez sam siebie"):
        built(circle).types.from_json("x", "a")


def test_name_tells_what_it_is_the_name_of() -> None:
    model = built(CHAIN + SERVICE.format("") + knowledge("K", text("1")))
    assert [model.kind_of(name) for name in ("koniec", "usługa", "K")] == ["decision", "decisionService", "bkm"]
    assert model.from_json({"x": "2", "obcy": "2"}) == {"x": Decimal(2), "obcy": "2"}
    with pytest.raises(ModelError, match="nie ma decyzji „x”; są: środek, koniec, usługa, K"):
        model.kind_of("x")


def test_decision_that_takes_too_many_steps_is_null_with_the_reason() -> None:
    found = outcome(decision("wynik", text("for a in 1..9999, b in 1..9999 return a")))
    assert found.value is None
    assert "przerwano" in found.problems[-1]


def test_import_beside_the_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.dmn").write_text(xml(IMPORT))
    with pytest.raises(ModelError, match="nie znaleziono"):
        open_decisions(tmp_path / "m.dmn")
