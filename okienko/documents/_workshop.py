"""Keeps one press running and sends it letters; stops the press that takes too long."""

import atexit
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
LETTERS_A_PRESS = 2000  # then a fresh one, so that whatever the compiler remembers stays bounded


class Jammed(Exception):
    """The press did not answer in time or broke."""


class Workshop:
    """One press of this process. Threads take turns: a letter costs some ten milliseconds."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._press: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._letters = 0
        self._root = ""
        atexit.register(self.close)

    def ask(self, request: Mapping[str, object], *, seconds: float) -> dict[str, str]:
        """What the press answers to the request."""
        line = json.dumps(request).encode() + b"\n"
        with self._turn:
            press = self._running()
            try:
                answer = _exchange(press, line, time.monotonic() + seconds)
            except (Jammed, OSError) as error:
                self._stop()
                raise Jammed(str(error)) from error
            self._letters += 1
            if self._letters >= LETTERS_A_PRESS or "spent" in answer:
                self._stop()
            return answer

    def close(self) -> None:
        """No press runs and its folder is gone."""
        if self._owner == os.getpid():
            self._stop()
            if self._root:
                shutil.rmtree(self._root, ignore_errors=True)
                self._root = ""

    def _running(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():
            self._press, self._root, self._owner = None, "", os.getpid()  # a fork shares no press
        if self._press is None or self._press.poll() is not None:
            self._press = self._start()
            self._letters = 0
        return self._press

    def _start(self) -> subprocess.Popen[bytes]:
        if not self._root:
            self._root = tempfile.mkdtemp(prefix="okienko-press-")
        command = [sys.executable, "-W", "ignore", "-P", str(HERE / "_press.py"), str(FONTS), self._root]
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=self._root,
            env={"PATH": "", "LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"},
        )

    def _stop(self) -> None:
        if self._press is not None:
            self._press.kill()
            self._press.wait()
            for pipe in (self._press.stdin, self._press.stdout):
                if pipe is not None:
                    pipe.close()
            self._press = None


def _exchange(press: subprocess.Popen[bytes], line: bytes, until: float) -> dict[str, str]:
    if press.stdin is None or press.stdout is None:
        raise Jammed("the press has no pipes")
    rest = memoryview(line)
    while rest:
        rest = rest[press.stdin.write(rest) :]
    received = bytearray()
    poll = select.poll()
    poll.register(press.stdout, select.POLLIN | select.POLLHUP)
    while not received.endswith(b"\n"):
        left = until - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise Jammed("time is up")
        chunk = os.read(press.stdout.fileno(), 1 << 16)
        if not chunk:
            raise Jammed("the press broke")
        received += chunk
    answer: dict[str, str] = json.loads(received)
    return answer
