"""Runs under guard: of time, of memory, of the death of the whole process; each told by its number."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from types import FrameType

_ENDLESS = 20.0  # seconds of the processor after which a run is stopped
_SILENT = 90.0  # seconds without a word after which the process is killed
_ROOM = 800 * 2**20  # bytes that a run may ask for
_laps: list[float] = []
_HERE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """One run. `verdict`: loaded, refused, or fault; `fault`: what and where, the same for the same fault."""

    run: int
    subject: str
    verdict: str
    seconds: float = 0.0
    kilobytes: int = 0
    fault: str = ""
    trace: str = ""


class Endless(BaseException):
    """The run took too long."""


def guarded(run: int, subject: str, attempt: Callable[[], str]) -> Result:
    """What came of the attempt, with the time of the longest thing in it and how much memory it took."""
    _stop_after(_ENDLESS)
    before, fault, trace = _memory("VmRSS", reset=True), "", ""
    started = time.process_time()
    _laps.clear()
    try:
        verdict = attempt()
    except (Exception, Endless) as wrong:
        verdict, fault, trace = "fault", _named(wrong), traceback.format_exc(limit=-12)
    took = max(end - start for start, end in pairwise([started, *_laps, time.process_time()]))
    _stop_after(0)
    return Result(run, subject, verdict, took, max(0, _memory("VmHWM") - before), fault, trace)


def lap() -> None:
    """One thing was done: the next is measured apart."""
    _laps.append(time.process_time())


def _stop_after(seconds: float) -> None:
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)


def _stop(number: int, frame: FrameType | None) -> None:
    raise Endless


def _memory(line: str, *, reset: bool = False) -> int:
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.split(f"{line}:")[1].split()[0])


def _named(wrong: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(wrong.__traceback__) if "/okienko/" in frame.filename]
    last = frames[-1] if frames else traceback.extract_tb(wrong.__traceback__)[-1]
    where = f"{os.path.relpath(last.filename, _HERE)}:{last.lineno}"
    said = str(wrong).splitlines()
    return f"{type(wrong).__name__} w {where}" + (f": {said[0][:160]}" if said else "")


def batches(one: Callable[[int], Result], runs: Sequence[int], size: int) -> Iterator[Result]:
    """The results of all runs, so many of them in a process of its own; a death is the fault of the run it fell in."""
    waiting = list(runs)
    while waiting:
        done = 0
        for result in _batch(one, waiting[:size]):
            yield result
            done += 1
        if done < len(waiting[:size]):
            yield Result(waiting[done], "?", "fault", fault="proces padł albo zamilkł", trace="")
            done += 1
        del waiting[:done]
        print(f"  zostało {len(waiting)}", file=sys.stderr, flush=True)


def _batch(one: Callable[[int], Result], runs: Sequence[int]) -> Iterator[Result]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _child(one, runs, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as lines:
        while select.select([lines], [], [], _SILENT)[0] and (line := lines.readline()):
            yield Result(**json.loads(line))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _child(one: Callable[[int], Result], runs: Sequence[int], writing: int) -> None:
    try:
        size = _memory("VmSize") * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size + _ROOM, size + _ROOM))
        with os.fdopen(writing, "wb", buffering=0) as lines:
            for run in runs:
                lines.write(json.dumps(asdict(one(run))).encode() + b"\n")
    finally:
        os._exit(0)
