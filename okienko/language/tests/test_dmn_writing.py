"""Models written and read again; pipe tables as DMN and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice, product
from pathlib import Path

import pytest

from okienko.language.bundle import read_bundle
from okienko.language.dmn import Decisions, ModelError, box_of, model_of, read_model, table_of, tables_of, write_model
from okienko.language.dmn.model import Clause, Decision, DecisionTable, Rule
from okienko.language.feel import FeelSyntaxError, Value, compile_expression, to_feel
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.stories.reach import tables
from okienko.language.tables import Table, TableError, parse_table
from okienko.language.tests.decisions import decision, given, text, xml
from okienko.language.tests.test_dmn_models import CHAIN, IMPORT, SERVICE, TYPES, knowledge

ROOT = Path(__file__).parents[3]
LAW = LawData.load(ROOT)
FOLDERS = sorted(path.parent.name for path in (ROOT / "services").glob("*/service.yaml"))


def service_tables() -> Iterator[tuple[str, str, Table]]:
    for folder in FOLDERS:
        service = load(read_bundle(ROOT / "services" / folder, root=ROOT), law=LAW)
        for name, table in tables(service):
            yield folder, name, table


TABLES = list(service_tables())
NAMES = [f"{folder}: {name}" for folder, name, _ in TABLES]
CELLS = '<context><contextEntry><variable name="a"/><list><literalExpression><text>1</text></literalExpression></list>'
BOXES = [
    CELLS + "</contextEntry></context>",
    '<relation><column name="a"/><row><literalExpression><text>1</text></literalExpression></row></relation>',
    f'<invocation>{text("f")}<binding><parameter name="n"/>{text("1")}</binding>'
    '<binding><parameter name="m"/></binding></invocation>',
    f"<conditional><if>{text('a')}</if><then>{text('1')}</then><else>{text('2')}</else></conditional>",
    f"<filter><in>{text('a')}</in><match>{text('item > 1')}</match></filter>",
    f'<for iteratorVariable="n"><in typeRef="number">{text("a")}</in><return>{text("n")}</return></for>',
    f'<every iteratorVariable="n"><in>{text("a")}</in><satisfies>{text("n")}</satisfies></every>',
    f'<functionDefinition kind="Java"><formalParameter name="n" typeRef="number"/>{text("n")}</functionDefinition>',
    "<functionDefinition/>",
    '<decisionTable hitPolicy="COLLECT" aggregation="SUM"><input label="X"><inputExpression typeRef="number">'
    "<text>x</text></inputExpression><inputValues><text>[0..9]</text></inputValues></input>"
    "<output name='o'><outputValues><text>1</text></outputValues>"
    "<defaultOutputEntry><text>0</text></defaultOutputEntry></output><annotation name='uwaga'/><rule>"
    "<inputEntry><text>&lt; 3</text></inputEntry><outputEntry><text>1</text></outputEntry>"
    "<annotationEntry><text>a &amp; b</text></annotationEntry></rule></decisionTable>",
]


@pytest.mark.parametrize("box", BOXES)
def test_boxed_expressions_read_back_the_same(box: str) -> None:
    model = read_model(xml(given("x", "number") + decision("wynik", box, needs="x", type_name="number")))
    assert read_model(write_model(model)) == model


def test_whole_model_reads_back_the_same() -> None:
    question = CHAIN.replace('<variable name="koniec"/>', '<question>Ile?</question><variable name="koniec"/>')
    body = IMPORT + TYPES + question + SERVICE.format('<encapsulatedDecision href="#koniec"/>')
    model = read_model(xml(body + knowledge("K", text("1"), "L") + knowledge("L", "") + decision("d", "", knows="K")))
    assert read_model(write_model(model)) == model
    assert next(each for each in model.decisions() if each.id == "koniec").question == "Ile?"


def test_inputs_stay_inputs_wherever_they_stand() -> None:
    inputs = '<informationRequirement><requiredInput href="urn:inny#y"/></informationRequirement>'
    own = decision("wynik", text("x"), needs="!środek x").replace("<literal", f"{inputs}<literal", 1)
    model = read_model(xml(IMPORT + own + decision("środek", text("1")) + given("x")))
    written = write_model(model).decode()
    assert [part.split('"')[1] for part in written.split("<requiredInput")[1:]] == ["#x", "urn:inny#y"]
    assert [part.split('"')[1] for part in written.split("<requiredDecision")[1:]] == ["#środek"]
    assert read_model(written.encode()) == model


def test_tables_of_much_the_same_name_are_all_written() -> None:
    found = {name: parse_table(f"| {name} | podstawa |\n| 1 | |", outputs=[name]) for name in ("a_b", "a-b", "a b")}
    model = read_model(write_model(model_of("próba", found)))
    assert [each.variable.name for each in model.decisions()] == list(found)


@pytest.mark.parametrize(("folder", "name", "table"), TABLES, ids=NAMES)
def test_tables_of_services_come_back_from_dmn_without_loss(folder: str, name: str, table: Table) -> None:
    box = read_model(write_model(model_of(folder, {name: table}))).named(name, Decision).body
    back = table_of(box, name, table.names)
    assert (back.to_text(), back.policy, back.outputs, back.names) == (
        table.to_text(),
        table.policy,
        table.outputs,
        table.names,
    )


@pytest.mark.parametrize(("folder", "name", "table"), TABLES, ids=NAMES)
def test_tables_of_services_decide_the_same_in_dmn(folder: str, name: str, table: Table) -> None:
    decisions = Decisions(read_model(write_model(model_of(folder, {name: table}))))
    for scope in islice(scopes(table), 60):
        expected = table.decide(scope)
        values = None if expected is None else expected.values
        found = decisions.decide(name, scope).value
        assert found == (values if values is None or len(table.outputs) > 1 else values[table.outputs[0]])


def scopes(table: Table) -> Iterator[dict[str, Value]]:
    """Answers made of what stands in the cells of the columns that are plain names."""
    columns: dict[str, list[Value]] = {}
    for place, column in enumerate(table.inputs):
        if column.text in table.names:
            cells = [row.tests[place].text for row in table.rows]
            columns[column.text] = [None, True, False, date(2026, 1, 1), *map(value_of, cells)]
    for values in product(*columns.values()):
        yield dict(zip(columns, values, strict=True))


def value_of(cell: str) -> Value:
    word = cell.split(",")[0].strip("<>=[]() ")
    try:
        return compile_expression(word, words=True).evaluate({})
    except FeelSyntaxError:
        return word


MIXED = """
| wynik     | gatunek                          | obwód      | podstawa |
| duży      | topola, klon jesionolistny       | > 80       | art. 1   |
| "mały"    | not(topola)                      | –          | art. 2   |
| obwód * 2 | "w | cudzysłowie"                | [1..2], 7  |          |
""".replace("w | c", "w \\| c")


def test_what_dmn_has_no_place_for_comes_back() -> None:
    names = {"gatunek", "obwód"}
    table = parse_table(MIXED, outputs=["wynik"], names=names, hit="UNIQUE")
    box = box_of(table)
    assert [rule.inputs for rule in box.rules] == [
        ('"topola", "klon jesionolistny"', "> 80"),
        ('not("topola")', "-"),
        ('"w | cudzysłowie"', "[1..2], 7"),
    ]
    assert [rule.outputs for rule in box.rules] == [('"duży"',), ('"mały"',), ("obwód * 2",)]
    back = table_of(read_model(write_model(model_of("próba", {"wynik": table}))).decisions()[0].body, "wynik", names)
    assert back.to_text() == table.to_text()
    assert back.decide({"gatunek": "topola", "obwód": to_feel(81)}).values == {"wynik": "duży"}


def test_cell_changed_in_dmn_counts_on_the_way_back() -> None:
    names = {"gatunek", "obwód"}
    source = write_model(model_of("p", {"wynik": parse_table(MIXED, outputs=["wynik"], names=names, hit="UNIQUE")}))
    changed = source.replace(b"&gt; 80</text>", b"&gt; 90</text>").replace(b'not("topola")</text>', b'"> >"</text>')
    back = table_of(read_model(changed).decisions()[0].body, "wynik", names)
    assert [row.cells for row in back.rows][:2] == [
        ("duży", "topola, klon jesionolistny", "> 90", "art. 1"),
        ('"mały"', '"> >"', "–", "art. 2"),
    ]


def test_table_drawn_elsewhere_becomes_a_pipe_table() -> None:
    box = DecisionTable(
        inputs=(Clause("x"),),
        outputs=(Clause(""),),
        rules=(
            Rule(("< 3",), ("1",), ("a",), kept=("?",)),
            Rule(("",), ("",)),
            Rule(("> >",), ("1",), kept=("a", "b", "c")),
        ),
        hit="COLLECT",
        aggregation="SUM",
        kept=("coś",),
    )
    with pytest.raises(TableError, match="komórka „> >”"):
        table_of(box, "suma", {"x"})
    rules = box.rules[:2]
    table = table_of(
        DecisionTable(inputs=box.inputs, outputs=box.outputs, rules=rules, hit="COLLECT", aggregation="SUM"), "suma"
    )
    assert table.to_text().splitlines()[1:] == ["| < 3 | 1    | a        |", "| -   | null |          |"]
    assert (table.policy.code, table.policy.aggregation) == ("C", "+")


def test_kept_cells_that_are_no_feel_are_not_taken() -> None:
    rule = Rule(("1",), ("2",), ("a",), kept=("> >", "2", "a"))
    box = DecisionTable(inputs=(Clause("x"),), outputs=(Clause("y"),), rules=(rule,), kept=("x", "y", "podstawa"))
    assert table_of(box, "y").rows[0].cells == ("1", "2", "a")


RANKED = """
| x   | wynik | podstawa |
| > 1 | b     |          |
| > 0 | a     |          |
"""


@pytest.mark.parametrize("hit", ["PRIORITY", "OUTPUT ORDER"])
@pytest.mark.parametrize("order", [["a", "b"], ["b", "a"]], ids=str)
def test_order_of_results_is_written(hit: str, order: list[str]) -> None:
    table = parse_table(RANKED, outputs=["wynik"], names={"x"}, hit=hit, priorities={"wynik": order})
    model = read_model(write_model(model_of("próba", {"wynik": table})))
    found = Decisions(model).decide("wynik", {"x": to_feel(2)}).value
    assert found == (order[0] if hit == "PRIORITY" else order)


def test_order_of_results_that_are_computed_has_no_place_in_dmn() -> None:
    table = parse_table(RANKED.replace("b ", "x "), outputs=["wynik"], names={"x"}, hit="PRIORITY")
    with pytest.raises(
        TableError, match="PRIORITY w DMN wybiera spośród wymienionych wyników, a komórka „x” nim nie jest"
    ):
        box_of(table)


ONE = Rule(("1",), ("2",))
X, Y = Clause("x"), Clause("y")


@pytest.mark.parametrize(
    ("box", "message"),
    [
        (DecisionTable(inputs=(Clause("x", values="[0..9]"),), outputs=(Y,)), "dozwolonych wartości"),
        (DecisionTable(inputs=(X,), outputs=(Clause("y", values="1, 2"),)), "dozwolonych wartości"),
        (DecisionTable(inputs=(X,), outputs=(Clause("y", default="0"),)), "wyniku domyślnego"),
        (DecisionTable(inputs=(Clause("x", "tZnak"),), outputs=(Y,)), "kolumna „x”: .* typu „tZnak”"),
        (DecisionTable(inputs=(X,), outputs=(Clause("y", "tZnak"),)), "kolumna „y”: .* typu „tZnak”"),
        (DecisionTable(inputs=(X,), outputs=(Y,), type="tZnak"), "typu „tZnak”"),
        (DecisionTable(inputs=(X,), outputs=(Y,), hit="PRIORITY"), "PRIORITY nie ma kolejności"),
        (DecisionTable(inputs=(X,), outputs=(Clause("y", values="> >"),), hit="PRIORITY"), "kolejność wyników „> >”"),
        (DecisionTable(inputs=(X,), outputs=(Clause("y", values="1"),), hit="PRIORITY"), "spośród wymienionych"),
    ],
)
def test_what_a_pipe_table_cannot_hold_is_refused(box: DecisionTable, message: str) -> None:
    with pytest.raises(TableError, match=message):
        table_of(replace(box, rules=(ONE,)), "y", {"x"})


def test_word_that_is_no_name_is_not_made_a_text() -> None:
    box = DecisionTable(inputs=(X,), outputs=(Y,), rules=(Rule(("1",), ("stawka",)),))
    with pytest.raises(TableError, match="kolumna „y”: nieznana nazwa „stawka”"):
        table_of(box, "y", {"x"})
    assert table_of(box, "y", {"x", "stawka"}).decide({"x": to_feel(1), "stawka": to_feel(5)}).values == {"y": 5}


def test_order_of_results_comes_from_dmn() -> None:
    outputs = (Clause("y", values='"b", "a"'),)
    rules = (Rule(("-",), ('"a"',)), Rule(("> 1",), ('"b"',)))
    table = table_of(DecisionTable(inputs=(X,), outputs=outputs, rules=rules, hit="PRIORITY"), "y", {"x"})
    assert table.decide({"x": to_feel(2)}).values == {"y": "b"}


def test_blanks_within_a_text_are_kept() -> None:
    box = DecisionTable(inputs=(X,), outputs=(Y,), rules=(Rule(("1",), ('"a  b"',)),))
    assert table_of(box, "y", {"x"}).decide({"x": to_feel(1)}).values == {"y": "a  b"}


def test_names_of_imports_and_components_are_known_to_a_table() -> None:
    body = decision("wynik", "").replace("</decision>", "")
    body += '<informationRequirement><requiredDecision href="urn:inny#razy dwa"/></informationRequirement>'
    body += "<decisionTable><input><inputExpression><text>inny.razy dwa</text></inputExpression></input><output/>"
    body += "<rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"
    item = "<itemDefinition name='t'><itemComponent name='razy dwa'/></itemDefinition>"
    (drawn,) = tables_of(read_model(xml(IMPORT + item + body + "</decisionTable></decision>")))
    assert drawn.table is not None
    assert drawn.table.names == {"inny"}


def test_table_of_unknown_hit_policy_is_refused() -> None:
    with pytest.raises(ModelError, match="nieznany sposób"):
        table_of(DecisionTable(hit="?"), "y")


def test_tables_of_a_service_make_one_model_that_decides() -> None:
    found = {name: table for folder, name, table in TABLES if folder == "gm-wycinka-zgloszenie"}
    decisions = Decisions(read_model(write_model(model_of("Wycinka", found))))
    trees: dict[str, Value] = {"stan": "stoi", "owocowe": False, "teren_zieleni": False, "przekracza_prog": True}
    assert decisions.decide("podlega", trees).value is True
