"""The command line: help everywhere, in Polish, without loading what is not needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from okienko.cli.main import COMMANDS, main, parser
from okienko.cli.places import CLONE

TREES = str(CLONE / "services/gm-wycinka-zgloszenie")


@pytest.mark.parametrize("words", [command.words for command in COMMANDS])
def test_every_command_has_help_in_polish(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*words.split(), "--help"])

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"użycie: okienko {words}")


def test_bare_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "make demo" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(["zrob"], "nie ma 'zrob'", id="command"),
        pytest.param(["demo", "--prot", "1"], "nieznane argumenty: --prot 1", id="option"),
        pytest.param(["demo", "--port", "osiem"], "--port: zła wartość 'osiem'", id="value"),
        pytest.param(["play"], "brakuje: stage", id="missing"),
    ],
)
def test_mistyped_line_is_refused_in_polish(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_help_loads_neither_django_nor_the_database_driver() -> None:
    heavy = "{'django', 'psycopg', 'granian'}"
    program = f"import sys, okienko.cli.main as m; m.parser(); print({heavy} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", program], cwd=CLONE, capture_output=True, text=True, check=True)

    assert said.stdout == "set()\n"


def test_each_target_is_named_in_full() -> None:
    assert all(":" in command.target for command in COMMANDS)
    assert parser().prog == "okienko"


def test_schemas_of_files_are_written_where_one_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "schema", "--out", str(tmp_path / "schematy")]) == 0
    written = capsys.readouterr().out.split()
    assert str(tmp_path / "schematy/form.schema.json") in written
    assert all(json.loads(Path(path).read_text("utf-8"))["$schema"] for path in written)


def test_the_schema_of_answers_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "schema", str(CLONE / "services/gm-wycinka-zgloszenie")]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Zgłoszenie zamiaru usunięcia drzewa"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["schema", "/nie/ma"], "nie jest folderem usługi"),
        (["paper", "/nie/ma", "--out", "x.pdf"], "nie jest folderem usługi"),
        (["paper", TREES, "--out", "x.pdf", "--local", "metoda"], "znak „=”"),
        (["paper", TREES, "--out", "x.pdf", "--local", "metoda=a"], "punktu otwartego „metoda”"),
        (["paper", TREES, "--out", "/nie/ma/x.pdf"], "druk nie powstał"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_of_a_folder_is_said(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["services", *words]) == 1
    assert said in capsys.readouterr().err
