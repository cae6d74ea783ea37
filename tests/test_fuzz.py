"""Spoilt files of services and models: some hundreds, always the same; `make fuzz` tries thousands."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from okienko.language.tests.test_processes_limits import LAUGHS
from tools.fuzz import trials
from tools.fuzz.guard import guarded
from tools.fuzz.smallest import smallest

ROOT = Path(__file__).resolve().parents[1]
SERVICE = (ROOT / "services/gm-wycinka-zgloszenie/process.bpmn").read_bytes()


def test_spoilt_files_load_or_are_refused_with_their_place() -> None:
    words = ("-m", "tools.fuzz.run", "--runs", "300", "--seed", "2026", "--untimed")
    done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    loaded, refused = re.findall(
        r"wczytano (\d+), odrzucono z miejscem (\d+), wyjątków i złych komunikatów 0", done.stdout
    )[0]
    assert int(loaded) + int(refused) == 300
    assert int(loaded) > 50
    assert int(refused) > 50


def test_an_exception_is_a_fault_with_its_place() -> None:
    result = guarded(7, "x", lambda: [][1])
    assert (result.run, result.verdict) == (7, "fault")
    assert result.fault.startswith("IndexError w tests/test_fuzz.py:")


def test_a_run_that_takes_memory_is_measured() -> None:
    assert guarded(1, "x", lambda: "loaded" if bytearray(50 * 2**20) else "").kilobytes > 40 * 1024


@pytest.mark.parametrize(
    "said", ["Zły plik.", "a.yaml: zły plik.", "a.yaml, wiersz 9: zły plik", "b.yaml, wiersz 1: zły plik"]
)
def test_a_refusal_without_its_true_place_is_a_fault(said: str) -> None:
    with pytest.raises(trials.BadMessage):
        trials.told(said, "a.yaml", b"1\n2\n")


def test_a_sound_and_a_dangerous_process_are_told_apart() -> None:
    assert trials.bpmn(SERVICE) == "loaded"
    assert trials.bpmn(LAUGHS.encode()) == "refused"


def test_a_failing_file_is_made_as_like_the_sound_one_as_can_be() -> None:
    lines = list(smallest(b"a\nb\nc\nd", b"a\nB\nc\nD", lambda content: b"D" in content))
    assert lines == ["wiersz 4:", "  - b'd'", "  + b'D'"]
