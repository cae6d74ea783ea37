"""`make fuzz`: spoils files of services and models, and tells of each that neither loads nor is refused with its place.

make fuzz ARGS="--runs 20000 --seed 1"     so many mutations, the same for the same seed
make fuzz ARGS="--seed 1 --only 1234"      one of them again, made as small as it can be
make fuzz ARGS="--also FOLDER"             models (.bpmn, .dmn) of another folder too
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from random import Random

from tools.fuzz import guard, memory
from tools.fuzz.smallest import smallest
from tools.fuzz.subjects import Subject, subjects

ROOT = Path(__file__).resolve().parents[2]
MOST_TIME, MOST_MEMORY = 2.0, 200 * 1024  # seconds of the processor, KB
BATCH = 500


def chosen(every: list[Subject], seed: int, run: int) -> tuple[Subject, bytes]:
    """What is tried in this run of this seed, and with what content."""
    random = Random(f"{seed}-{run}")
    subject = random.choices(every, [one.share for one in every])[0]
    return subject, subject.mutated(random)


def tried(every: list[Subject], seed: int, run: int) -> guard.Result:
    """What came of the run."""
    subject, content = chosen(every, seed, run)
    return guard.guarded(run, subject.name, lambda: subject.attempt(content))


def main() -> int:
    """Prints what came of all runs, or of the one asked for; 0 when nothing is wrong."""
    given = _given()
    with tempfile.TemporaryDirectory(prefix="okienko-fuzz-") as scratch:
        memory.remember()
        every = subjects(ROOT, Path(scratch), given.also)
        _read_sound(every)
        if given.only is not None:
            return _one(every, given.seed, given.only)
        started, runs = time.monotonic(), range(given.start, given.start + given.runs)
        results: list[guard.Result] = []
        with suppress(KeyboardInterrupt):  # what was done until then is told
            results.extend(guard.batches(lambda run: tried(every, given.seed, run), runs, BATCH))
        if given.untimed:
            results = [replace(result, seconds=0.0, kilobytes=0) for result in results]
        return _report(results, given.seed, time.monotonic() - started)


def _read_sound(every: list[Subject]) -> None:
    """Everything is read as it is, which fills the memory and shows what never loads."""
    for subject in every:
        sound = guard.guarded(-1, subject.name, partial(subject.attempt, subject.content))
        if sound.verdict != "loaded":
            print(f"{subject.name}: nie czyta się nawet bez zmian. {sound.fault}", file=sys.stderr)


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int)
    parser.add_argument("--also", type=Path)
    parser.add_argument("--untimed", action="store_true", help="nie licz czasu i pamięci za błąd")
    return parser.parse_args()


def _one(every: list[Subject], seed: int, run: int) -> int:
    subject, content = chosen(every, seed, run)

    def judged(spoilt: bytes) -> guard.Result:
        return guard.guarded(run, subject.name, partial(subject.attempt, spoilt))

    result = judged(content)
    print(f"{run}: {subject.name}: {result.verdict}, {result.seconds:.2f} s, {result.kilobytes} KB")
    if not wrong(result):
        return 0
    print(result.trace)
    print(*smallest(subject.content, content, lambda spoilt: wrong(judged(spoilt)) == wrong(result)), sep="\n")
    return 1


def wrong(result: guard.Result) -> str:
    """Why the run counts as a fault; nothing when it does not."""
    if result.verdict not in ("loaded", "refused"):
        return result.fault
    if result.seconds > MOST_TIME:
        return f"{result.subject}: dłużej niż {MOST_TIME} s"
    return f"{result.subject}: ponad {MOST_MEMORY // 1024} MB" if result.kilobytes > MOST_MEMORY else ""


def _report(results: list[guard.Result], seed: int, took: float) -> int:
    verdicts = Counter(result.verdict for result in results)
    faults = Counter(fault for result in results if (fault := wrong(result)))
    slowest, biggest = max(results, key=lambda one: one.seconds), max(results, key=lambda one: one.kilobytes)
    print(f"prób {len(results)} w {took:.0f} s (ziarno {seed}), plików {len({one.subject for one in results})}")
    bad = len(results) - verdicts["loaded"] - verdicts["refused"]
    print(
        f"wczytano {verdicts['loaded']}, odrzucono z miejscem {verdicts['refused']}, wyjątków i złych komunikatów {bad}"
    )
    print(f"najwolniejsza {slowest.seconds:.2f} s ({slowest.subject}, próba {slowest.run})")
    print(f"największa {biggest.kilobytes / 1024:.0f} MB ({biggest.subject}, próba {biggest.run})")
    for fault, count in faults.most_common():
        first = next(result for result in results if wrong(result) == fault)
        print(f'\n{count} × {fault}\n  powtórz: make fuzz ARGS="--seed {seed} --only {first.run}"')
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
