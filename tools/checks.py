"""Runs the checks, fast ones first, and ends with one line per kind. `make check` and `make test` call it."""

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

BIN = Path(sys.executable).parent
REPORTS = Path("var/test")
NO_TESTS = 5  # pytest's exit code when it found none
QUICK = "not e2e and not crash"


@dataclass(frozen=True)
class Kind:
    """One kind of check: its heading and its command."""

    name: str
    command: tuple[str, ...]
    before: tuple[str, ...] = ()

    @property
    def report(self) -> Path:
        return REPORTS / f"{self.command[-1]}.xml"


@dataclass
class Outcome:
    """What came of a kind. `passed` and `failed` count tests where there are any."""

    kind: Kind
    ok: bool
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def line(self) -> str:
        sign = "✓" if self.ok else "✗"
        tests = self.passed + self.failed
        said = f"{tests} testów" if tests else ""
        if self.failed:
            said += f", {self.failed} nie przeszło"
        if self.skipped:
            said += f", {self.skipped} pominięto"
        return f"{sign} {self.kind.name:<28}{said:<34}{self.seconds:6.1f} s"


def pytest(name: str, report: str, *words: str, before: tuple[str, ...] = ()) -> Kind:
    """A kind that pytest runs, with a report of its own. The report's name stands last."""
    return Kind(name, ("python", "-m", "pytest", *words, "--junit-xml", report), before)


COVERAGE = ("--cov=okienko.language", "--cov-branch", "--cov-report=term:skip-covered", "--cov-fail-under=95")
STATIC = (
    Kind("format (ruff)", ("ruff", "format", "--check", "--quiet", ".")),
    Kind("styl (ruff)", ("ruff", "check", "--quiet", ".")),
    Kind("granice pakietów", ("lint-imports",)),
    Kind("typy (mypy)", ("mypy", "okienko")),
)
STORIES = Kind("historie usług", ("okienko", "services", "test"))
# The language alone is measured for coverage: tracing would double the time of everything else.
LANGUAGE = "okienko/language"
REST = pytest("testy jednostkowe", "unit", "okienko", f"--ignore={LANGUAGE}", "-m", QUICK)
CHECK = (*STATIC, pytest("testy języka", "language", LANGUAGE), REST, STORIES)
TEST = (
    *STATIC,
    pytest("testy języka", "language", LANGUAGE, *COVERAGE),
    REST,
    STORIES,
    pytest("testy HTTP", "http", "tests", "-m", QUICK),
    pytest("awarie (kill -9)", "crash", "okienko", "tests", "-m", "crash"),
    pytest("przeglądarka", "e2e", "okienko", "tests", "-m", "e2e", before=("sh", "tools/chromium.sh")),
)


def run(kind: Kind) -> Outcome:
    """The kind has run, its output shown as it came."""
    print(f"\n── {kind.name} " + "─" * (70 - len(kind.name)), flush=True)
    began = time.monotonic()
    if kind.before and subprocess.run(kind.before, check=False).returncode:
        return Outcome(kind, ok=False, seconds=time.monotonic() - began)
    outcome = _by_pytest(kind) if "pytest" in kind.command else _by_output(kind)
    outcome.seconds = time.monotonic() - began
    return outcome


def _by_pytest(kind: Kind) -> Outcome:
    kind.report.unlink(missing_ok=True)
    words = [word for word in kind.command[1:-1] if word not in ("okienko", "tests") or Path(word).is_dir()]
    code = subprocess.run([BIN / kind.command[0], *words, kind.report], check=False).returncode
    if code == NO_TESTS:
        print("Nie znaleziono ani jednego testu tego rodzaju.")
    outcome = Outcome(kind, ok=code == 0, seconds=0)
    if kind.report.exists():
        for suite in ElementTree.parse(kind.report).getroot().iter("testsuite"):
            tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            outcome.passed += tests - failed - skipped
            outcome.failed += failed
            outcome.skipped += skipped
    return outcome


def _by_output(kind: Kind) -> Outcome:
    """A tool that is not pytest; if its last words are `N passed, M failed`, they count."""
    done = subprocess.run([BIN / kind.command[0], *kind.command[1:]], check=False, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="")
    outcome = Outcome(kind, ok=done.returncode == 0, seconds=0)
    counts = re.search(r"(\d+) passed, (\d+) failed", done.stdout)
    if counts:
        outcome.passed, outcome.failed = int(counts[1]), int(counts[2])
    return outcome


def main(which: str) -> int:
    """Runs them all, whatever fails, and says at the end how many ran."""
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = [run(kind) for kind in (TEST if which == "test" else CHECK)]
    print(f"\n── razem {'─' * 65}")
    for outcome in outcomes:
        print(outcome.line())
    passed, failed = (sum(getattr(outcome, name) for outcome in outcomes) for name in ("passed", "failed"))
    red = [outcome.kind.name for outcome in outcomes if not outcome.ok]
    print(f"Nie przeszły: {', '.join(red)}." if red else "Wszystko przeszło.")
    print(f"{passed} passed, {failed} failed")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
