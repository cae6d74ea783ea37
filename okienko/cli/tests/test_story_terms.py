"""`okienko deadline --service FOLDER`: the whole ledger of a story's case."""

from __future__ import annotations

import json

import pytest

from okienko.cli.main import main
from okienko.cli.places import CLONE

Said = pytest.CaptureFixture[str]
ROAD = ["deadline", "--service", str(CLONE / "services/pow-zajecie-pasa")]
OPINION = [*ROAD, "--story", "Zwykła sprawa, czeka na stanowisko zarządcy ruchu"]


def test_each_term_of_the_storys_case_is_told_with_its_pause(capsys: Said) -> None:
    assert main(OPINION) == 0
    told = capsys.readouterr().out
    assert "Decyzja urzędu: 2026-10-21, dotrzymany" in told
    assert "Nie liczy się od 11 września 2026 do 24 września 2026, czyli 14 dni (postępowanie stało)" in told


def test_json_has_each_term_with_its_state_and_why(capsys: Said) -> None:
    assert main([*OPINION, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    term = found["terms"][0]
    assert (found["day"], len(found["terms"]), term["name"], term["end"], term["state"]) == (
        "2026-09-28", 1, "zalatwienie", "2026-10-21", "met",
    )  # fmt: skip
    assert (term["act_by"], term["rely_from"], len(term["why"])) == ("2026-10-21", "2026-10-22", 6)


def test_without_a_title_every_story_is_told(capsys: Said) -> None:
    assert main([*ROAD, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(told) > 100
    assert {state["state"] for one in told for state in one["terms"]} == {
        "running", "paused", "met", "passed", "stopped",
    }  # fmt: skip


def test_a_story_that_only_fills_the_form_has_no_term(capsys: Said) -> None:
    trees = ["deadline", "--service", str(CLONE / "services/gm-wycinka-zgloszenie")]
    assert main([*trees, "--story", "Nikt jeszcze nic nie odpowiedział"]) == 0
    assert "Żaden termin nie zaczął biec." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([*ROAD, "--story", "nie ma takiej"], "Żadna historia nie ma w tytule „nie ma takiej”"),
        ([*ROAD, "--start", "2026-11-02", "--term", "P1D"], "--service nie razem z"),
        ([*ROAD, "--stdin"], "--service nie razem z"),
        (["deadline", "--story", "x"], "--story tylko razem z --service"),
        (["deadline", "--service", "services/nie-ma"], "nie jest folderem usługi"),
    ],
    ids=["title", "start", "stdin", "alone", "folder"],
)
def test_what_makes_no_sense_is_refused_in_words(words: list[str], said: str, capsys: Said) -> None:
    assert main(words) == 1
    assert said in capsys.readouterr().err
