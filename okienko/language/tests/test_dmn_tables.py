"""Decision tables of DMN."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okienko.language.dmn import ModelError
from okienko.language.tests.decisions import built, decided, decision, given, outcome, xml

ROWS = ((">= 10", '"a"', "1"), (">= 20", '"b"', "2"), (">= 30", '"a"', "3"))


def column(name: str, values: str = "", default: str = "") -> str:
    listed = f"<outputValues><text>{values}</text></outputValues>" if values else ""
    given_default = f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else ""
    return f'<output name="{name}">{listed}{given_default}</output>'


def row(*cells: str) -> str:
    tests, results = cells[:1], cells[1:]
    inputs = "".join(f"<inputEntry><text><![CDATA[{cell}]]></text></inputEntry>" for cell in tests)
    return f"<rule>{inputs}{''.join(f'<outputEntry><text>{cell}</text></outputEntry>' for cell in results)}</rule>"


def table(hit: str, outputs: str, rows: str, inner: str = "") -> str:
    head = f"<input><inputExpression><text>x</text></inputExpression>{inner}</input>"
    policy, _, aggregation = hit.partition("+")
    sums = f' aggregation="{aggregation}"' if aggregation else ""
    return f'<decisionTable hitPolicy="{policy}"{sums}>{head}{outputs}{rows}</decisionTable>'


def single(hit: str, x: int, values: str = '"b", "a"', default: str = "") -> object:
    rows = "".join(row(*cells[:2]) for cells in ROWS)
    body = table(hit, column("", values, default), rows)
    return decided(given("x") + decision("wynik", body, needs="x"), x=x)


@pytest.mark.parametrize(
    ("hit", "x", "expected"),
    [
        ("UNIQUE", 10, "a"),
        ("UNIQUE", 20, None),
        ("UNIQUE", 5, None),
        ("ANY", 10, "a"),
        ("ANY", 20, None),
        ("FIRST", 30, "a"),
        ("PRIORITY", 30, "b"),
        ("RULE ORDER", 30, ["a", "b", "a"]),
        ("OUTPUT ORDER", 30, ["b", "a", "a"]),
        ("COLLECT", 30, ["a", "b", "a"]),
        ("COLLECT+COUNT", 30, Decimal(3)),
    ],
)
def test_hit_policies(hit: str, x: int, expected: object) -> None:
    assert single(hit, x) == expected


@pytest.mark.parametrize(("sign", "expected"), [("SUM", 6), ("MIN", 1), ("MAX", 3), ("COUNT", 3)])
def test_aggregations(sign: str, expected: int) -> None:
    rows = "".join(row(cells[0], cells[2]) for cells in ROWS)
    body = decision("wynik", table(f"COLLECT+{sign}", column(""), rows), needs="x")
    assert decided(given("x") + body, x=30) == Decimal(expected)


def test_default_is_given_when_no_row_is_met() -> None:
    assert single("UNIQUE", 1, default='"nic"') == "nic"


def test_no_row_met_is_null_with_the_reason() -> None:
    body = decision("wynik", table("UNIQUE", column(""), row(">= 10", "1")), needs="x")
    found = outcome(given("x") + body, x=1)
    assert found.value is None
    assert found.problems == ("Żaden wiersz tabeli (wiersz 1 pliku) nie pasuje.",)


def test_several_outputs_make_a_context() -> None:
    rows = "".join(row(*cells) for cells in ROWS)
    body = decision("wynik", table("COLLECT", column("znak") + column("liczba"), rows), needs="x")
    assert decided(given("x") + body, x=20) == [
        {"znak": "a", "liczba": Decimal(1)},
        {"znak": "b", "liczba": Decimal(2)},
    ]


def test_priority_may_come_from_the_type_of_the_output() -> None:
    item = (
        '<itemDefinition name="t"><typeRef>string</typeRef>'
        '<allowedValues><text>"b", "a"</text></allowedValues></itemDefinition>'
    )
    rows = "".join(row(*cells[:2]) for cells in ROWS)
    body = decision("wynik", table("PRIORITY", '<output typeRef="t"/>', rows), needs="x")
    assert decided(item + given("x") + body, x=30) == "b"


def test_priority_may_come_from_an_imported_type() -> None:
    item = (
        '<itemDefinition name="t"><typeRef>string</typeRef>'
        '<allowedValues><text>"b", "a"</text></allowedValues></itemDefinition>'
    )
    rows = "".join(row(*cells[:2]) for cells in ROWS)
    body = decision("wynik", table("PRIORITY", '<output typeRef="lib.t"/>', rows), needs="x")
    model = built(
        '<import name="lib" namespace="urn:lib"/>' + given("x") + body, {"urn:lib": xml(item, namespace="urn:lib")}
    )
    assert model.decide("wynik", {"x": Decimal(30)}).value == "b"


@pytest.mark.parametrize("hit", ["UNIQUE", "FIRST", "ANY", "PRIORITY", "RULE ORDER", "COLLECT"])
def test_result_outside_the_listed_ones_is_null_with_the_reason(hit: str) -> None:
    rows = row(">= 10", '"a"') + row(">= 20", '"c"')
    body = decision("wynik", table(hit, column("znak", '"b", "a"'), rows), needs="x")
    found = outcome(given("x") + body, x=10)
    assert found.value in ("a", ["a"])
    body = body.replace('"a"</text></outputEntry>', '"d"</text></outputEntry>')
    found = outcome(given("x") + body, x=10)
    assert found.value in (None, [None])
    assert found.problems == ('Wynik „znak”: wartość "d" nie jest dozwolona.',)


def test_each_item_of_a_listed_result_is_one_of_those_allowed() -> None:
    body = decision(
        "wynik", table("UNIQUE", column("", '"b", "a"'), row("< 2", '["a"]') + row("> 2", '["a", "c"]')), needs="x"
    )
    assert decided(given("x") + body, x=1) == ["a"]
    assert decided(given("x") + body, x=3) is None


def test_value_outside_the_allowed_ones_is_null_with_the_reason() -> None:
    allowed = "<inputValues><text>[0..100]</text></inputValues>"
    body = decision("wynik", table("UNIQUE", column(""), row("-", "1"), allowed), needs="x")
    found = outcome(given("x") + body, x=101)
    assert found.value is None
    assert found.problems == ("Kolumna „x”: wartość 101 nie jest dozwolona.",)


def test_cell_may_ask_about_the_value_itself() -> None:
    body = decision("wynik", table("UNIQUE", column(""), row("? * 2 = 8", "1")), needs="x")
    assert decided(given("x") + body, x=4) == Decimal(1)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (table("NAJLEPSZY", column(""), row("-", "1")), "nieznany sposób wyboru wiersza „NAJLEPSZY"),
        (table("COLLECT+SUM", column("a") + column("b"), row("-", "1", "2")), "tylko jeden wynik"),
        (table("UNIQUE", column(""), row("-", "1", "2")), "inną liczbę komórek"),
        (table("PRIORITY", column(""), row("-", "1")), "PRIORITY wybiera według kolejności dozwolonych wyników"),
        (table("OUTPUT ORDER", column(""), row("-", "1")), "OUTPUT ORDER wybiera według kolejności"),
        (table("COLLECT+AVG", column(""), row("-", "1")), "nieznany sposób wyboru wiersza „COLLECT AVG"),
        (table("UNIQUE", column("a") + column("a"), row("-", "1", "2")), "dwa wyniki tabeli nazywają się „a”"),
        (table("UNIQUE", column(""), row("> >", "1")), "komórka „> >”"),
        (table("UNIQUE", column(""), row("-", "1 +")), "komórka „1 \\+”"),
        ("<decisionTable><input/></decisionTable>", "brakuje „inputExpression”"),
    ],
)
def test_wrong_table_is_refused(body: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        outcome(given("x") + decision("wynik", body, needs="x"), x=1)


def test_table_of_a_hundred_thousand_rows_is_refused() -> None:
    rows = "<rule><inputEntry/><outputEntry/></rule>" * 100_000
    with pytest.raises(ModelError, match="tabela ma 100000 wierszy, a może mieć najwyżej 5000"):
        outcome(decision("wynik", table("UNIQUE", column(""), rows)))
