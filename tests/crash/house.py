"""The whole installation under its real supervisor, and the processes in it that can be killed."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from okienko.cli import postgres
from okienko.cli.places import CLONE
from okienko.cli.supervisor import answers
from tools.bench import processes
from tools.bench.stand import Stand, free_port
from tools.bench.waiting import until

STARTS_WITHIN, RETURNS_WITHIN, STOPS_WITHIN = 60.0, 45.0, 30.0


@dataclass(frozen=True)
class House:
    """`okienko up`, running."""

    stand: Stand
    port: int
    supervisor: int

    def postmaster(self) -> int | None:
        found = postgres.running()
        return found.pid if found else None

    def web(self) -> int | None:
        """The web's first process, which the supervisor started."""
        return self._child("serve")

    def server(self) -> int | None:
        """The web's second process, which answers requests."""
        web = self.web()
        children = [stat.pid for stat in processes.tree(web) if stat.parent == web] if web else []
        return children[-1] if children else None

    def worker(self) -> int | None:
        return self._child("work")

    def kill(self, victim: str) -> None:
        """kill -9, worker and database amid the worker's work; then another is there and the web answers."""
        find = getattr(self, victim)
        if victim in ("worker", "postmaster"):
            opened = self._cases()
            until(lambda: self._cases() > opened, RETURNS_WITHIN, "the worker opens cases")
        pid = find()
        os.kill(pid, signal.SIGKILL)
        until(lambda: find() not in (None, pid), RETURNS_WITHIN, f"another {victim}")
        until(lambda: answers(self.port), RETURNS_WITHIN, f"the web answers after the {victim} was killed")

    def _cases(self) -> int:
        with psycopg.connect(self.stand.superuser_url()) as connection:
            row = connection.execute("SELECT count(*) FROM cases_case").fetchone()
        return row[0] if row else 0

    def _child(self, word: str) -> int | None:
        for stat in processes.tree(self.supervisor):
            if stat.parent == self.supervisor and word in _words(stat.pid):
                return stat.pid
        return None


def _words(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except OSError:
        return []


@contextmanager
def house(stand: Stand) -> Iterator[House]:
    """The supervisor runs until the end of the block, then everything under it is stopped in order."""
    port = free_port()
    log = stand.state / "supervisor.log"
    line = [str(CLONE / ".venv/bin/okienko"), "up", "--port", str(port)]
    with log.open("wb") as out:
        process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, cwd=CLONE)
    try:
        until(lambda: answers(port), STARTS_WITHIN, f"the web answers; see {log}")
        yield House(stand, port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
