"""`okienko feel` and `okienko dmn`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from okienko.cli.main import main
from okienko.language.tests.decisions import decision, given, text, xml
from okienko.tenancy.clock import time_is

Said = pytest.CaptureFixture[str]


@pytest.fixture
def context(tmp_path: Path) -> Path:
    file = tmp_path / "dane.json"
    file.write_text('{"wiek": 17.5, "Dochód na osobę": 12, "dzień": "2026-01-31"}', "utf-8")
    return file


@pytest.fixture
def model(tmp_path: Path) -> Path:
    file = tmp_path / "model.dmn"
    body = given("dzień", "date") + decision("termin", text('dzień + duration("P14D")'), needs="dzień")
    file.write_text(xml(body + decision("zła", text("1 +")) + decision("funkcja", text("function(n) n"))), "utf-8")
    return file


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        ("wiek + 0.1", "17.6"),
        ("Dochód na osobę * 2", "24"),
        ('if wiek >= 18 then "dorosły" else "dziecko"', '"dziecko"'),
        ("today() instance of date", "true"),
        ("null", "null"),
    ],
)
def test_expression_is_computed(expression: str, printed: str, context: Path, capsys: Said) -> None:
    assert main(["feel", expression, "--context", str(context)]) == 0
    assert capsys.readouterr().out == printed + "\n"


def test_today_is_the_day_in_warsaw(capsys: Said) -> None:
    with time_is(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)):
        assert main(["feel", "today()"]) == 0
        assert main(["feel", "now().hour"]) == 0
    assert capsys.readouterr().out == "2027-01-01\n0\n"


def test_result_is_printed_as_json(capsys: Said) -> None:
    assert main(["feel", '{a: 0.10, b: @"2026-01-31", c: [true]}', "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"a": "0.1", "b": "2026-01-31", "c": [True]}


def test_null_is_explained(capsys: Said) -> None:
    assert main(["feel", '1 + "a"']) == 3
    said = capsys.readouterr()
    assert (said.out, said.err) == ("null\n", "Powód: Nie da się policzyć: liczba + tekst.\n")


def test_mistake_is_shown_in_its_place(capsys: Said) -> None:
    assert main(["feel", "1 + +"]) == 1
    assert capsys.readouterr().err == "Znak 5: oczekiwano wartości, nazwy albo nawiasu, a jest „+”.\n  1 + +\n      ^\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "dane.json, wiersz 1, znak 2: to nie jest JSON"),
        ("[]", "oczekiwano obiektu JSON"),
        ('{"a": NaN}', "„NaN” nie jest liczbą"),
        ('{"a": 1e999999999}', "dane.json: "),
        ("[" * 100_000, "dane.json: "),
        (" " * 5_000_001, "więcej niż 5 MB"),
    ],
    ids=lambda text: text[:20],
)
def test_wrong_context_is_refused(content: str, message: str, context: Path, capsys: Said) -> None:
    context.write_text(content)
    assert main(["feel", "1", "--context", str(context)]) == 1
    assert message in capsys.readouterr().err


def test_missing_file_is_refused(tmp_path: Path, capsys: Said) -> None:
    assert main(["feel", "1", "--context", str(tmp_path / "brak.json")]) == 1
    assert "brak.json: nie ma takiego pliku." in capsys.readouterr().err


def test_decision_takes_dates_from_json(model: Path, context: Path, capsys: Said) -> None:
    assert main(["dmn", "evaluate", str(model), "termin", "--input", str(context)]) == 0
    assert capsys.readouterr().out == "2026-02-14\n"


def test_decision_without_its_input_is_null_with_the_reason(model: Path, capsys: Said) -> None:
    assert main(["dmn", "evaluate", str(model), "termin"]) == 3
    assert "Powód: Brak danej „dzień”." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("brak", "model.dmn: nie ma decyzji „brak”; są: termin, zła, funkcja."),
        ("zła", "model.dmn: Wiersz 1: wyrażenie „1 +”: Znak 4: oczekiwano wartości"),
    ],
)
def test_wrong_decision_is_refused(name: str, message: str, model: Path, capsys: Said) -> None:
    assert main(["dmn", "evaluate", str(model), name]) == 1
    assert message in capsys.readouterr().err


def test_function_has_no_place_in_json(model: Path, capsys: Said) -> None:
    assert main(["dmn", "evaluate", str(model), "funkcja", "--json"]) == 1
    assert "funkcja" in capsys.readouterr().err


def test_missing_model_is_refused(tmp_path: Path, capsys: Said) -> None:
    for words in (["evaluate", str(tmp_path / "m.dmn"), "x"], ["tables", str(tmp_path / "m.dmn")]):
        assert main(["dmn", *words]) == 1
        assert "m.dmn: nie ma takiego pliku." in capsys.readouterr().err


def test_tables_of_a_service_go_to_dmn_and_back(tmp_path: Path, capsys: Said) -> None:
    assert main(["dmn", "write", "services/gm-wycinka-zgloszenie"]) == 0
    file = tmp_path / "usługa.dmn"
    file.write_text(capsys.readouterr().out, "utf-8")
    assert main(["dmn", "tables", str(file)]) == 0
    assert "# hit: FIRST\nprog:\n| gatunek " in capsys.readouterr().out


def table(hit: str, cells: str, inner: str = "") -> str:
    head = '<input><inputExpression typeRef="number"><text>x</text></inputExpression></input>'
    rule = f"<rule><inputEntry><text>-</text></inputEntry><outputEntry><text>{cells}</text></outputEntry></rule>"
    return f"<decisionTable {hit}>{head}<output>{inner}</output>{rule}</decisionTable>"


def tables_in(body: str, folder: Path) -> int:
    file = folder / "tabele.dmn"
    file.write_text(xml(given("x") + given("y") + given("Dochód na osobę") + body), "utf-8")
    return main(["dmn", "tables", str(file)])


def test_hit_policy_order_and_types_are_printed_above_the_table(tmp_path: Path, capsys: Said) -> None:
    order = "<outputValues><text>&quot;b&quot;, &quot;a&quot;</text></outputValues>"
    body = decision("suma", table('hitPolicy="COLLECT" aggregation="SUM"', "1"), needs="x")
    body += decision("wynik", table('hitPolicy="PRIORITY"', "&quot;a&quot;", order), needs="x")
    assert tables_in(body, tmp_path) == 0
    assert capsys.readouterr().out == (
        "# hit: COLLECT+; typy: x number\nsuma:\n| x | suma | podstawa |\n| - | 1    |          |\n\n"
        '# hit: PRIORITY; wynik: "b", "a"; typy: x number\nwynik:\n'
        '| x | wynik | podstawa |\n| - | "a"   |          |\n\n'
    )


@pytest.mark.parametrize("cell", ["y", "y * 2", "Dochód na osobę + 1"])
def test_name_in_a_cell_stays_a_name(cell: str, tmp_path: Path, capsys: Said) -> None:
    body = decision("wynik", table("", cell), needs="x y Dochód").replace("#Dochód", "#Dochód na osobę")
    assert tables_in(body, tmp_path) == 0
    assert f"| {cell} " in capsys.readouterr().out


def test_table_that_has_no_twin_is_named_and_the_others_are_printed(tmp_path: Path, capsys: Said) -> None:
    default = "<defaultOutputEntry><text>0</text></defaultOutputEntry>"
    body = decision("zła", table("", "1", default), needs="x") + decision("dobra", table("", "2"), needs="x")
    assert tables_in(body, tmp_path) == 1
    said = capsys.readouterr()
    assert "dobra:\n| x | dobra" in said.out
    assert "zła" not in said.out
    assert "tabele.dmn, tabela „zła”: Wiersz 1, kolumna „zła”: tabela z kreskami nie ma miejsca dla wyniku" in said.err


def test_folder_that_is_no_service_is_refused(tmp_path: Path, capsys: Said) -> None:
    assert main(["dmn", "write", str(tmp_path)]) == 1
    assert "nie da się odczytać" in capsys.readouterr().err
