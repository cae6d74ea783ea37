"""Browsers that send drafts again and again until they hold a receipt, and keep their own log of receipts."""

from __future__ import annotations

import http.client
import random
import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from okienko.cli.supervisor import HOST

WAITS = 15.0  # seconds a browser waits for an answer before it sends again
BROKEN = frozenset({500, 502, 503, 504})
REDIRECTS = frozenset({302, 303})
MOST_REDIRECTS = 4


@dataclass
class Log:
    """What the clients were told: receipts by draft, and answers that nobody should get."""

    receipts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    acknowledged: int = 0
    failed: int = 0
    strange: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, draft: str, status: int, where: str) -> None:
        """One answer; status 0 when none came."""
        with self._lock:
            if status in REDIRECTS and "/sprawa/" in where:
                self.receipts[draft].add(where.split("/sprawa/")[1].split("/")[0])
                self.acknowledged += 1
            elif status == 0 or status in BROKEN:
                self.failed += 1
            else:
                self.strange.append(f"{status} {where} for {draft}")


@dataclass
class Clients:
    """Threads over the same drafts: new ones as far as `let` allows, between them those sent before."""

    port: int
    drafts: list[str]
    requests: Mapping[str, tuple[str, bytes, Mapping[str, str]]]  # by draft: path, body, headers
    log: Log = field(default_factory=Log)
    over: threading.Event = field(default_factory=threading.Event)
    allowed: int = 0
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def let(self, more: int) -> None:
        """So many more drafts may be sent for the first time."""
        self.allowed = min(len(self.drafts), self.allowed + more)

    @property
    def held(self) -> int:
        """Drafts with a receipt in hand."""
        return len(self.log.receipts)

    def start(self, threads: int) -> list[threading.Thread]:
        started = [threading.Thread(target=self._browse, args=(number,), daemon=True) for number in range(threads)]
        for thread in started:
            thread.start()
        return started

    def _browse(self, seed: int) -> None:
        choice = random.Random(seed)
        while not self.over.is_set():
            draft = self._fresh()
            if draft is not None:
                while not self.log.receipts.get(draft) and not self.over.is_set():
                    self.send(draft)
            elif self._next:
                self.send(self.drafts[choice.randrange(self._next)])
            else:
                self.over.wait(0.01)

    def _fresh(self) -> str | None:
        with self._lock:
            if self._next >= self.allowed:
                return None
            self._next += 1
            return self.drafts[self._next - 1]

    def send(self, draft: str) -> None:
        """One click on the button, its answer noted."""
        path, body, headers = self.requests[draft]
        try:
            status, where = self._ask("POST", path, body, headers)
            for _ in range(MOST_REDIRECTS):
                if status not in REDIRECTS or "/sprawa/" in where:
                    break
                status, where = self._ask("GET", where, None, headers)
            self.log.note(draft, status, where)
        except (OSError, http.client.HTTPException):
            self.log.note(draft, 0, path)
            self.over.wait(0.05)

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str]:
        """Status of the answer, and where it leads."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=WAITS)
        try:
            connection.request(method, path, body, dict(headers))
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers["Location"] or path
        finally:
            connection.close()
