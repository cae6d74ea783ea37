"""With Django, in a process of its own: statements and CPU of each page, of opening a case, of a letter, of judging."""

from __future__ import annotations

import http.client
import io
import os
import re
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection

from okienko.cases import actions as cases
from okienko.catalogue.queries import law_data
from okienko.config.wsgi import application
from okienko.language.answers import typed
from okienko.language.assess import assess
from okienko.submissions.queries import submission
from okienko.submissions.receipts import receipt_pdf
from okienko.tenancy.clock import today
from okienko.tenancy.context import acting_for
from okienko.tenancy.permits import System
from tests import world
from tools.bench import processes
from tools.bench.browser import Browser, Page
from tools.bench.prepared import PEOPLE
from tools.bench.way import Way

BENCH = System("pomiar")
WALKS, JUDGED, OPENED = 5, 300, 30
FRAME = ("BEGIN", "COMMIT", "SET LOCAL")  # around every transaction; not counted
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


@dataclass
class Visited:
    """What one address has cost, each time it was asked."""

    statements: list[int] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


@dataclass
class InProcess(Browser):
    """A browser whose web is this very process; it notes what each answer costs."""

    visited: dict[str, Visited] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Page:
        statements = 0

        def count(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
            nonlocal statements
            statements += not sql.startswith(FRAME)
            return execute(sql, values, many, context)

        with connection.execute_wrapper(count):
            began = time.thread_time()
            page = self._answer(method, path, body or b"", kind)
            spent = time.thread_time() - began
        here = self.visited.setdefault(_told(method, path), Visited())
        here.statements.append(statements)
        here.cpu_ms.append(1000 * spent)
        return page

    def cost_of(self, path: str) -> Visited:
        """What showing the address has cost."""
        return self.visited[_told("GET", path)]

    def _answer(self, method: str, path: str, body: bytes, kind: str) -> Page:
        told: dict[str, Any] = {}
        where, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": where, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "127.0.0.1",
            "HTTP_COOKIE": self.cookie_line(), "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body), "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr,
            "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False, "wsgi.version": (1, 0),
        }  # fmt: skip
        chunks = application(environ, lambda status, headers: told.update(status=status, headers=headers))
        content = b"".join(chunks)
        chunks.close()
        headers = http.client.HTTPMessage()
        for name, value in told["headers"]:
            headers.add_header(name, value)
        return self.note(Page(path, int(told["status"][:3]), headers, content))


def _told(method: str, path: str) -> str:
    return f"{method} {ID.sub('*', path.partition('?')[0])}"


def pages(slug: str) -> dict[str, dict[str, float]]:
    """Statements and CPU of each address on the whole way, when everything that is kept in memory is known."""
    browser = InProcess(0)
    for number in range(WALKS + 1):
        browser.cookies.clear()
        Way(browser, slug).walk(world.resident(PEOPLE[number % len(PEOPLE)]).subject)
        if number == 0:
            browser.visited.clear()
    return {
        address.replace(f"/{slug}/", "/"): {
            "statements": max(seen.statements),
            "cpu_ms": round(statistics.median(seen.cpu_ms), 2),
        }
        for address, seen in browser.visited.items()
    }


def work() -> dict[str, float]:
    """CPU of what the worker does for one submission, and of judging answers once."""
    who = world.resident(PEOPLE[0])
    ids = [world.submit(world.draft(who), who).submission_id for _ in range(OPENED)]
    _letter(ids[0])
    return {
        "open_case_cpu_ms": _cpu_ms(_open, ids),
        "letter_cpu_ms": _cpu_ms(_letter, ids),
        "assess_us": _judging_us(),
    }


def _cpu_ms(action: Callable[[UUID], None], ids: list[UUID]) -> float:
    """CPU of this process and its children (letters are set by a child)."""
    before = processes.cpu_seconds(os.getpid())
    for one in ids:
        action(one)
    return 1000 * (processes.cpu_seconds(os.getpid()) - before) / len(ids)


def _open(submission_id: UUID) -> None:
    with acting_for(world.COMMUNE):
        cases.open_from(submission_id, by=BENCH)


def _letter(submission_id: UUID) -> None:
    with acting_for(world.COMMUNE):
        receipt_pdf(submission(submission_id))


def _judging_us() -> float:
    offered = world.offer()
    answers = typed(world.ANSWERS, offered.service.pages)
    spent = []
    for _ in range(JUDGED):
        began = time.thread_time()
        found = assess(offered.service, answers, day=today(), law=law_data(), local=offered.values, attached={"mapka"})
        assert found.ready
        assert found.fee is not None
        spent.append(time.thread_time() - began)
    return 1_000_000 * statistics.median(spent)
