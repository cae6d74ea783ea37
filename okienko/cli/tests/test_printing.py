"""What is printed where Python was told not to speak UTF-8, by the command as it is started."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from okienko.cli.places import CLONE

PLAIN = [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}]


def okienko(*words: str, **setting: str) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "PYTHONPATH": str(CLONE), **setting}
    line = [sys.executable, "-P", "-m", "okienko.cli.main", *words]
    return subprocess.run(line, env=env, cwd=CLONE, capture_output=True, check=False)


@pytest.mark.parametrize("setting", PLAIN, ids=["told", "locale"])
def test_messages_lose_their_signs_and_nothing_breaks(setting: dict[str, str]) -> None:
    done = okienko("feel", "1 +", **setting)
    assert done.stderr.startswith(b"Znak 4: oczekiwano wartosci, nazwy albo nawiasu")
    assert done.returncode == 1


@pytest.mark.parametrize("setting", PLAIN, ids=["told", "locale"])
def test_values_are_escaped_and_read_back_the_same(setting: dict[str, str]) -> None:
    assert okienko("feel", '"żółw"', **setting).stdout == b'"\\u017C\\u00F3\\u0142w"\n'
    assert json.loads(okienko("feel", '"żółw"', "--json", **setting).stdout) == "żółw"


@pytest.mark.parametrize("setting", PLAIN, ids=["told", "locale"])
def test_help_is_printed(setting: dict[str, str]) -> None:
    done = okienko("--help", **setting)
    assert (done.returncode, b"sprawy w urzedzie" in done.stdout) == (0, True)


def test_a_model_is_written_in_utf_8_whatever_the_terminal_speaks() -> None:
    words = ("dmn", "write", "services/gm-wycinka-zgloszenie")
    assert okienko(*words, PYTHONIOENCODING="ascii").stdout == okienko(*words, PYTHONIOENCODING="utf-8").stdout


def test_bytes_that_are_no_text_are_told() -> None:
    done = subprocess.run(
        [sys.executable.encode(), b"-P", b"-m", b"okienko.cli.main", b"feel", b'"\xff" +'],
        env={**os.environ, "PYTHONPATH": str(CLONE)}, cwd=CLONE, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, "Znak 6" in done.stderr.decode()) == (1, True)
