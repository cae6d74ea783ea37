"""Boxed expressions of DMN."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okienko.language.dmn import Decisions, ModelError, read_model
from okienko.language.tests.decisions import SPACE, boxed, built, decided, decision, given, outcome, text, xml


def entry(name: str, body: str, type_name: str = "") -> str:
    kind = f' typeRef="{type_name}"' if type_name else ""
    variable = f'<variable name="{name}"{kind}/>' if name else ""
    return f"<contextEntry>{variable}{body}</contextEntry>"


def test_context_sees_its_earlier_entries() -> None:
    body = f"<context>{entry('Cena netto', text('100'))}{entry('brutto', text('Cena netto * 1.23'))}</context>"
    assert boxed(body) == {"Cena netto": Decimal(100), "brutto": Decimal("123.00")}


def test_context_with_a_result_gives_the_result() -> None:
    assert boxed(f"<context>{entry('a', text('2'))}{entry('', text('a + 1'))}</context>") == Decimal(3)


def test_entry_of_another_type_than_declared_is_null() -> None:
    assert boxed(f"<context>{entry('a', text('2'), 'string')}</context>") == {"a": None}


def test_entry_without_expression_is_null() -> None:
    assert boxed(f"<context>{entry('a', '')}</context>") == {"a": None}


def test_list_and_relation() -> None:
    row = f"<row>{text('1')}{text('2')}</row>"
    relation = f'<relation><column name="a"/><column name="b"/>{row}</relation>'
    assert boxed(f"<list>{text('x')}{relation}</list>", x=7) == [
        Decimal(7),
        [{"a": Decimal(1), "b": Decimal(2)}],
    ]


def test_relation_with_a_short_row_is_refused_with_its_line() -> None:
    with pytest.raises(ModelError, match=r"Wiersz 1: wiersz relacji ma komórek: 1, a kolumn jest 2"):
        boxed(f'<relation><column name="a"/><column name="b"/><row>{text("1")}</row></relation>')


FUNCTION = '<functionDefinition><formalParameter name="n" typeRef="number"/>{}</functionDefinition>'


@pytest.mark.parametrize(
    ("call", "expected"),
    [("f(2)", Decimal(4)), ("f(n: 3)", Decimal(6)), ('f("a")', None), ("f(1, 2)", None), ("f([5])", Decimal(10))],
)
def test_function_of_a_context_is_called(call: str, expected: object) -> None:
    function = entry("f", FUNCTION.format(text("n * 2")))
    assert boxed(f"<context>{function}{entry('', text(call))}</context>") == expected


def test_function_of_another_language_is_not_run() -> None:
    function = f'<functionDefinition kind="Java"><formalParameter name="n"/>{text("1")}</functionDefinition>'
    found = outcome(decision("wynik", f"<context>{entry('f', function)}{entry('', text('f(1)'))}</context>"))
    assert found.value is None
    assert found.problems == ("Funkcji zewnętrznych (Java) nie wykonujemy.",)


def invocation(called: str, name: str, value: str) -> str:
    return f'<invocation>{text(called)}<binding><parameter name="{name}"/>{text(value)}</binding></invocation>'


def test_invocation_calls_a_builtin_by_names() -> None:
    assert boxed(invocation("string length", "string", '"abc"')) == Decimal(3)


def test_invocation_of_what_is_no_function_is_null() -> None:
    assert boxed(invocation("5", "n", "1")) is None


TRUE, FALSE = '"t"', '"n"'


@pytest.mark.parametrize(
    ("condition", "expected"), [("true", "t"), ("false", "n"), ("null", "n"), ('"abc"', None)], ids=str
)
def test_conditional(condition: str, expected: str | None) -> None:
    branches = f"<then>{text(TRUE)}</then><else>{text(FALSE)}</else>"
    parts = f"<if>{text(condition)}</if>{branches}"
    assert boxed(f"<conditional>{parts}</conditional>") == expected


def test_conditional_without_else_is_refused() -> None:
    with pytest.raises(ModelError, match="brakuje „else”"):
        boxed(f"<conditional><if>{text('true')}</if><then>{text('1')}</then></conditional>")


def test_filter_keeps_items_and_knows_their_fields() -> None:
    numbers = f"<filter><in>{text('[1, 2, 3]')}</in><match>{text('item > 1')}</match></filter>"
    assert boxed(numbers) == [Decimal(2), Decimal(3)]
    fields = f"<filter><in>{text('[{a: 1}, {a: 5}]')}</in><match>{text('a > 1')}</match></filter>"
    assert boxed(fields) == [{"a": Decimal(5)}]


def test_filter_of_an_unknown_list_stays_unknown() -> None:
    assert boxed(f"<filter><in>{text('null')}</in><match>{text('item > 1')}</match></filter>") is None


def test_filter_of_no_condition_is_null() -> None:
    assert boxed(f"<filter><in>{text('[1]')}</in><match>{text('5')}</match></filter>") is None


def loop(kind: str, source: str, body: str) -> str:
    inner = "return" if kind == "for" else "satisfies"
    return f'<{kind} iteratorVariable="n"><in>{text(source)}</in><{inner}>{text(body)}</{inner}></{kind}>'


@pytest.mark.parametrize(
    ("kind", "source", "body", "expected"),
    [
        ("for", "[1, 2]", "n * 10", [Decimal(10), Decimal(20)]),
        ("for", "[1, 2, 3]", "count(partial)", [Decimal(0), Decimal(1), Decimal(2)]),
        ("for", "null", "n", None),
        ("for", "7", "n", [Decimal(7)]),
        ("for", "[1..3]", "n", [Decimal(1), Decimal(2), Decimal(3)]),
        ("for", "(1..3)", "n", [Decimal(2)]),
        ("for", '["a".."c"]', "n", None),
        ("some", "[1..3]", "n > 2", True),
        ("every", "[1..3]", "n < 3", False),
        ("some", "null", "n > 1", None),
        ("every", "null", "n > 1", None),
        ("some", "[1, 2]", "n > 1", True),
        ("some", "[1, 2]", "n > 5", False),
        ("some", "[1, null]", "n > 5", None),
        ("some", "[1]", "n", None),
        ("every", "[1, 2]", "n > 0", True),
        ("every", "[1, 2]", "n > 1", False),
        ("every", "[1, null]", "n > 0", None),
    ],
)
def test_loops(kind: str, source: str, body: str, expected: object) -> None:
    assert boxed(loop(kind, source, body)) == expected


def test_result_is_made_to_fit_the_type_of_the_expression() -> None:
    assert boxed(text("[5]", "number")) == Decimal(5)
    assert boxed(text('"a"', "number")) is None


def test_wrong_expression_is_refused_with_its_line() -> None:
    with pytest.raises(ModelError, match="Wiersz 1: wyrażenie „1 \\+”: Znak 4: oczekiwano wartości"):
        boxed(text("1 +"))


def test_expression_of_another_language_is_refused() -> None:
    with pytest.raises(ModelError, match="tylko FEEL"):
        boxed('<literalExpression expressionLanguage="urn:javascript"><text>1</text></literalExpression>')


OTHERS = ["urn:javascript", "groovy", "http://www.ecma-international.org/ecma-262", "juel", "notfeel", "feelish"]


@pytest.mark.parametrize("language", OTHERS)
def test_language_of_the_whole_file_is_refused_where_it_is_used(language: str) -> None:
    source = xml(decision("wynik", text("1"))).replace(" name=", f' expressionLanguage="{language}" name=', 1)
    with pytest.raises(ModelError, match=f"wyrażenie w języku „{language}”; wykonujemy tylko FEEL"):
        Decisions(read_model(source)).decide("wynik", {})


@pytest.mark.parametrize(
    "language",
    ["", "feel", "FEEL", "S-FEEL", SPACE.replace("MODEL", "FEEL"), "http://www.omg.org/spec/FEEL/20140401"],
)
def test_feel_by_any_of_its_names_is_run(language: str) -> None:
    source = xml(decision("wynik", text("1"))).replace(" name=", f' expressionLanguage="{language}" name=', 1)
    assert Decisions(read_model(source)).decide("wynik", {}).value == Decimal(1)


def test_expression_in_feel_is_run_in_a_file_of_another_language() -> None:
    body = decision("wynik", text("1").replace("<literalExpression", '<literalExpression expressionLanguage="feel"'))
    source = xml(body).replace(" name=", ' expressionLanguage="groovy" name=', 1)
    assert Decisions(read_model(source)).decide("wynik", {}).value == Decimal(1)


PLACES = ["inputExpression", "inputValues", "outputValues", "defaultOutputEntry", "inputEntry", "outputEntry"]


@pytest.mark.parametrize("place", PLACES)
def test_part_of_a_table_in_another_language_is_refused(place: str) -> None:
    box = (
        "<decisionTable><input><inputExpression><text>1</text></inputExpression><inputValues><text>1</text>"
        "</inputValues></input><output><outputValues><text>1</text></outputValues><defaultOutputEntry><text>1</text>"
        "</defaultOutputEntry></output><rule><inputEntry><text>1</text></inputEntry><outputEntry><text>1</text>"
        "</outputEntry></rule></decisionTable>"
    )
    assert boxed(box) == Decimal(1)
    with pytest.raises(ModelError, match="wyrażenie w języku „groovy”; wykonujemy tylko FEEL"):
        boxed(box.replace(f"<{place}>", f'<{place} expressionLanguage="groovy">'))


@pytest.mark.parametrize("place", ["allowedValues", "typeConstraint"])
def test_restriction_of_a_type_in_another_language_is_refused(place: str) -> None:
    item = f'<itemDefinition name="t"><{place} expressionLanguage="groovy"><text>1</text></{place}></itemDefinition>'
    with pytest.raises(ModelError, match="wyrażenie w języku „groovy”"):
        read_model(xml(item))


def test_empty_expression_and_missing_expression_are_null() -> None:
    assert boxed("<literalExpression><text/></literalExpression>") is None
    assert outcome(decision("wynik", "")).problems == ("Wiersz 1: brak wyrażenia.",)


def test_instance_of_knows_the_types_of_the_model() -> None:
    item = (
        '<itemDefinition name="tWiek"><typeRef>number</typeRef>'
        "<allowedValues><text>[0..120]</text></allowedValues></itemDefinition>"
    )
    model = built(item + decision("wynik", text('[200 instance of tWiek, "a" instance of tWiek, 1 instance of tNic]')))
    assert model.decide("wynik", {}).value == [True, False, False]


def test_fields_with_blanks_are_found() -> None:
    item = (
        '<itemDefinition name="tOsoba"><itemComponent name="Dochód na osobę"><typeRef>number</typeRef></itemComponent>'
        "</itemDefinition>"
    )
    body = item + given("osoba", "tOsoba") + decision("wynik", text("osoba.Dochód na osobę + 1"), needs="osoba")
    assert decided(body, osoba={"Dochód na osobę": 4}) == Decimal(5)
