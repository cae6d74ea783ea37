"""Database, web and worker together: started in order, restarted when they die, stopped in order."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from okienko.cli import postgres
from okienko.cli.errors import StartRefused
from okienko.cli.runner import Runner

HOST = "127.0.0.1"
ANSWERS_WITHIN = 90.0
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0  # a child that lived this long starts again without a pause
GIVES_UP_AFTER = 4  # deaths before the first answer
STOPS_WITHIN = {"web": 10.0, "worker": 20.0}


@dataclass
class Child:
    """One process that ought to run until we stop it, or to its own end when it is `once`."""

    name: str
    words: tuple[str, ...]
    once: bool = False
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    resumes: float = 0.0
    done: bool = False

    def start(self, runner: Runner) -> None:
        """The process runs, with its own log."""
        self.process = runner.start(*self.words, log=self.log(runner))
        self.started = time.monotonic()

    def log(self, runner: Runner) -> Path:
        """Where it writes."""
        return runner.places.logs / f"{self.name}.log"

    def look_after(self, runner: Runner) -> None:
        """Starts it again when it died, after a pause that doubles."""
        now = time.monotonic()
        if self.done:
            return
        if self.process is None:
            if now >= self.resumes:
                self.start(runner)
            return
        if self.process.poll() is None:
            return
        code = self.process.returncode
        self.end()
        if self.once and code == 0:
            self.done = True
            return
        self.deaths = 1 if now - self.started > STEADY_AFTER else self.deaths + 1
        pause = min(LONGEST_PAUSE, 0.5 * 2 ** (self.deaths - 1))
        self.resumes = now + pause
        print(f"{self.name} | zakończył się (kod {code}); ponowny start za {pause:.1f} s", flush=True)

    def end(self, within: float = 0.0) -> None:
        """The process and all it started are gone."""
        if self.process is None:
            return
        group = self.process.pid
        if within:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(within)
        # A killed web leaves a worker process behind that still holds the port.
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)
        self.process.wait()
        self.process = None


@dataclass
class Supervisor:
    """Looks after the children until somebody says stop."""

    runner: Runner
    children: list[Child]
    database: postgres.Database | None = None  # the embedded one; another looks after itself
    stopping: threading.Event = field(default_factory=threading.Event)

    def listen(self) -> None:
        """Ctrl-C and SIGTERM ask for an orderly end."""
        for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(sign, lambda *_: self.stopping.set())

    def until(self, reached: Callable[[], bool], within: float) -> bool:
        """Looks after the children until this is so; False when stopped or the time is over."""
        deadline = time.monotonic() + within
        while not self.stopping.is_set() and time.monotonic() < deadline:
            self._look_after_database()
            for child in self.children:
                child.look_after(self.runner)
            if reached():
                return True
            self.stopping.wait(0.1)
        return False

    def _look_after_database(self) -> None:
        """A killed database is started again; what it acknowledged comes back from its log."""
        if self.database is not None and not self.database.lives:
            print("baza | zakończyła się; uruchamiam ponownie", flush=True)
            self.database = postgres.ensure_running(self.runner.places.clone)

    def until_answers(self, port: int) -> bool:
        """True when the page answers; a refusal with the end of the log when it cannot."""
        web = self.children[0]
        if self.until(lambda: answers(port) or web.deaths >= GIVES_UP_AFTER, ANSWERS_WITHIN) and answers(port):
            return True
        if self.stopping.is_set():
            return False
        said = "\n".join(f"{web.name} | {line}" for line in tail(web.log(self.runner)))
        raise StartRefused(f"Strona nie odpowiada.\n{said}", f"less {web.log(self.runner)}")

    def stop(self) -> None:
        """All children are gone, in the order in which they were started."""
        for child in self.children:
            child.end(STOPS_WITHIN.get(child.name, 5.0))


def answers(port: int) -> bool:
    """True when the first page comes without a fault of the server."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status < 500
    except OSError:
        return False
    finally:
        connection.close()


def free_port(port: int) -> None:
    """Refuses when somebody already listens there, and names a port that is free."""
    if _is_free(port):
        return
    other = next((near for near in range(port + 1, port + 50) if _is_free(near)), 0)
    raise StartRefused(f"Port {port} jest zajęty.", f"make demo ARGS='--port {other}'")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def tail(log: Path, lines: int = 8) -> list[str]:
    """The last lines of a log."""
    return log.read_text(errors="replace").splitlines()[-lines:] if log.exists() else []
