"""`okienko deadline`."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable

import pytest

from okienko.cli.main import main

Said = pytest.CaptureFixture[str]
Typed = Callable[[bytes], None]
CHRISTMAS = ["--start", "2026-12-10", "--term", "P14D"]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Typed:
    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return put


def _lines(capsys: Said) -> list[dict[str, str]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_day_is_printed_with_its_reason(capsys: Said) -> None:
    assert main(["deadline", "--start", "2026-11-02", "--term", "P14D"]) == 0
    assert capsys.readouterr().out == (
        "2026-11-16\nTermin 14 dni od 2 listopada 2026 kończy się w poniedziałek 16 listopada 2026. Dnia, w którym "
        "nastąpiło zdarzenie, nie liczy się (art. 57 § 1 KPA; niepotwierdzone w źródle).\n"
    )


def test_json_has_the_end_and_why(capsys: Said) -> None:
    assert main(["deadline", "--start", "2026-11-02", "--term", "P14D", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (list(found), found["end"], len(found["why"])) == (["end", "why"], "2026-11-16", 2)


def test_disputed_shift_gives_both_safe_days(capsys: Said) -> None:
    assert main(["deadline", *CHRISTMAS, "--shift", "disputed", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["end"], found["act_by"], found["rely_from"]) == ("2026-12-28", "2026-12-24", "2026-12-29")


@pytest.mark.parametrize(
    ("term", "end"),
    [
        ("P2W", "2026-12-28"),
        ("P3M", "2027-03-10"),
        ("P1Y", "2027-12-10"),
        ("9 working days", "2026-12-23"),
        ("9 dni roboczych", "2026-12-23"),
        ("2 miesiące", "2027-02-10"),
    ],
)
def test_each_kind_of_term_is_read(term: str, end: str, capsys: Said) -> None:
    assert main(["deadline", "--start", "2026-12-10", "--term", term, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["end"] == end


@pytest.mark.parametrize(
    ("start", "term", "said"),
    [
        ("jutro", "P14D", "start: oczekiwano dnia jako RRRR-MM-DD, np. 2026-11-02, jest „jutro”."),
        ("2026-02-30", "P14D", "jest „2026-02-30”"),
        ("20261102", "P14D", "RRRR-MM-DD"),
        ("", "P14D", "RRRR-MM-DD"),
        ("2026-11-02", "wkrótce", "„wkrótce” to nie termin. Napisz na przykład „14 days”"),
        ("2026-11-02", "", "to nie termin"),
        ("2026-11-02", "P1Y6M", "to nie termin"),
        ("2026-11-02", "P0D", "to nie termin"),
        ("2026-11-02", "P99999Y", "dłuższy niż sto lat"),
        ("2026-11-02", "1" * 5000, "term: oczekiwano długości terminu"),
        ("2026-11-02", "P14D\udcff", "jest „P14D?”"),
        ("2026-11-02", "P٤D", "to nie termin"),
        ("2036-12-30", "P14D", "Nie znamy dni wolnych od pracy w roku 2037 (znane lata: 2024–2036)"),
        ("9999-12-30", "P14D", "po roku 9999"),
    ],
)
def test_wrong_start_or_term_is_refused_with_what_was_expected(start: str, term: str, said: str, capsys: Said) -> None:
    assert main(["deadline", "--start", start, "--term", term]) == 1
    told = capsys.readouterr()
    assert (told.out, said in told.err) == ("", True), told.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Podaj --start i --term"),
        (["--start", "2026-11-02"], "Podaj --start i --term"),
        (["--stdin", "--term", "P14D"], "--stdin nie razem"),
    ],
)
def test_missing_or_clashing_options_are_refused(words: list[str], said: str, capsys: Said) -> None:
    assert main(["deadline", *words]) == 1
    assert said in capsys.readouterr().err


def test_each_line_has_its_answer(typed: Typed, capsys: Said) -> None:
    typed(
        b'\xef\xbb\xbf{"start": "2026-11-02", "term": "P14D"}\n\n'
        b'{"term": "P1M", "start": "2026-01-31"}\r\n'
        b'{"start": "2026-12-10", "term": "14 dni", "shift": "disputed"}'
    )
    assert main(["deadline", "--stdin"]) == 0
    found = _lines(capsys)
    assert [one["end"] for one in found] == ["2026-11-16", "2026-03-02", "2026-12-28"]
    assert [one.get("act_by") for one in found] == [None, None, "2026-12-24"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "Wiersz 2: oczekiwano obiektu JSON"),
        (b'["2026-11-02", "P14D"]', "oczekiwano obiektu JSON"),
        (b"\xff\xfe", "oczekiwano obiektu JSON"),
        (b"[" * 9_999, "oczekiwano obiektu JSON"),
        (b'{"start": %s}' % (b"1" * 9_000), "oczekiwano obiektu JSON"),
        (b'{"start": "2026-11-02", "term": "%s"}' % (b" " * 50_000), "więcej niż 10000 bajtów"),
        (b'{"start": "2026-11-02"}', "term: oczekiwano długości terminu"),
        (b'{"term": "P14D"}', "start: oczekiwano dnia jako RRRR-MM-DD, np. 2026-11-02, jest brak."),
        (b'{"start": 20261102, "term": "P14D"}', "jest „20261102”"),
        (b'{"start": "2026-11-02", "term": {"days": 14}}', "term: oczekiwano"),
        (b'{"start": "2026-11-02", "term": "\\ud800"}', "term: oczekiwano"),
        (
            b'{"start": "2026-11-02", "term": "P14D", "\\ud800": 1}',
            "nieznana nazwa „?”; oczekiwano: start, term, shift.",
        ),
        (b'{"start": "2026-11-02", "term": "P14D", "shift": true}', "shift: oczekiwano jednego z: yes, no, disputed"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_wrong_line_is_answered_and_the_next_still_read(line: bytes, said: str, typed: Typed, capsys: Said) -> None:
    good = b'{"start": "2026-11-02", "term": "P14D"}'
    typed(b"\n".join((good, line, good)))
    assert main(["deadline", "--stdin"]) == 1
    found = _lines(capsys)
    assert [one.get("end") for one in found] == ["2026-11-16", None, "2026-11-16"]
    assert said in found[1]["error"]


def test_term_that_ends_on_the_last_day_of_all_is_refused(capsys: Said) -> None:
    assert main(["deadline", "--start", "9999-12-17", "--term", "P14D", "--shift", "no"]) == 1
    assert "po roku 9999" in capsys.readouterr().err
    assert main(["deadline", "--start", "9999-12-16", "--term", "P14D", "--shift", "no"]) == 0


def test_line_that_ends_on_the_last_day_of_all_does_not_stop_the_next(typed: Typed, capsys: Said) -> None:
    typed(b'{"start": "9999-12-17", "term": "P14D"}\n{"start": "2026-11-02", "term": "P14D"}')
    assert main(["deadline", "--stdin", "--shift", "no"]) == 1
    assert [one.get("end") for one in _lines(capsys)] == [None, "2026-11-16"]


def test_nothing_to_read_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["deadline", "--stdin"]) == 1
    assert "nie ma czego czytać" in capsys.readouterr().err
