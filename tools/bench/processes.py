"""CPU and memory of processes, as the kernel counts them (Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
PARENT, SPENT = 1, slice(11, 15)  # of the fields after the name: ppid; utime, stime, cutime, cstime


@dataclass(frozen=True)
class Stat:
    """One live process: its parent and the CPU seconds of itself and of its children that have ended."""

    pid: int
    parent: int
    seconds: float


def _stats() -> dict[int, Stat]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and (stat := _stat(int(folder.name))):
            found[stat.pid] = stat
    return found


def _stat(pid: int) -> Stat | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return Stat(pid, int(fields[PARENT]), sum(map(int, fields[SPENT])) / TICK)


def tree(root: int) -> list[Stat]:
    """The process and all that came of it."""
    stats = _stats()
    found = [stats[root]] if root in stats else []
    for parent in found:  # grows as it is walked
        found += [stat for stat in stats.values() if stat.parent == parent.pid]
    return found


def cpu_seconds(root: int) -> float:
    """User and system time of the whole tree, those that ended included."""
    return sum(stat.seconds for stat in tree(root))


def memory_mb(roots: Iterable[int]) -> float:
    """Proportional set size of these trees: shared pages are divided among those who share them."""
    return sum(_pss_kb(stat.pid) for root in roots for stat in tree(root)) / 1024


def _pss_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
