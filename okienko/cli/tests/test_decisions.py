"""`okienko feel` and `okienko dmn`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from okienko.cli.main import main
from okienko.language.tests.decisions import decision, given, text, xml

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
    assert "prog:\n| gatunek " in capsys.readouterr().out


def test_folder_that_is_no_service_is_refused(tmp_path: Path, capsys: Said) -> None:
    assert main(["dmn", "write", str(tmp_path)]) == 1
    assert "nie da się odczytać" in capsys.readouterr().err
