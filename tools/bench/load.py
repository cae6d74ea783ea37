"""Many browsers at once, cheaply: one thread, requests prepared as bytes, connections kept."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from okienko.cli.supervisor import HOST
from tools.bench.browser import Browser

END, LENGTH = b"\r\n\r\n", b"content-length:"
SILENT_FOR = 30.0


@dataclass(frozen=True)
class Answer:
    """How one request ended, and how long its sender waited."""

    status: int
    seconds: float


@dataclass
class Load:
    """What came of a run."""

    answers: list[Answer]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.answers) / self.seconds

    def percentile_ms(self, percent: int) -> float:
        """So many per cent waited no longer than this."""
        waited = sorted(answer.seconds for answer in self.answers)
        return 1000 * waited[min(len(waited) - 1, len(waited) * percent // 100)]


@dataclass
class _Client:
    """One connection and the requests that are still to be sent on it."""

    socket: socket.socket
    todo: Iterator[bytes]
    sent_at: float = 0.0
    got: bytearray = field(default_factory=bytearray)

    def send(self) -> bool:
        """The next request is on its way; False when there is none."""
        request = next(self.todo, None)
        if request is None:
            return False
        self.got.clear()
        self.sent_at = time.perf_counter()
        self.socket.sendall(request)
        return True

    def read(self) -> Answer | None:
        """The answer when it has come whole."""
        part = self.socket.recv(65536)
        if not part:
            raise ConnectionError("the web closed a connection")
        self.got += part
        head = self.got.find(END)
        if head < 0 or len(self.got) < head + len(END) + _length(bytes(self.got[:head])):
            return None
        return Answer(int(self.got[9:12]), time.perf_counter() - self.sent_at)


def _length(head: bytes) -> int:
    lines = (line for line in head.lower().split(b"\r\n") if line.startswith(LENGTH))
    return int(next(lines, LENGTH + b"0").partition(b":")[2])


def run(port: int, requests: Sequence[bytes], clients: int) -> Load:
    """All requests are answered; each client sends its next one when the last is answered."""
    watch = selectors.DefaultSelector()
    answers: list[Answer] = []
    began = time.perf_counter()
    for number in range(clients):
        client = _Client(socket.create_connection((HOST, port)), iter(requests[number::clients]))
        if client.send():
            watch.register(client.socket, selectors.EVENT_READ, client)
    while watch.get_map():
        ready = watch.select(SILENT_FOR)
        if not ready:
            raise TimeoutError("the web is silent")
        for key, _ in ready:
            answer = key.data.read()
            if answer is None:
                continue
            answers.append(answer)
            if not key.data.send():
                watch.unregister(key.data.socket)
                key.data.socket.close()
    return Load(answers, time.perf_counter() - began)


def sending(browser: Browser, path: str) -> bytes:
    """The request with which this browser sends a form without fields, as bytes."""
    body = urlencode({"csrfmiddlewaretoken": browser.token}).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {HOST}:{browser.port}\r\nCookie: {browser.cookie_line()}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
