"""One installation of its own, one run of load and killing; the tests look at what it left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest

from okienko.cli.places import CLONE, places_of
from tests.crash.clients import Clients, Log
from tests.crash.house import House, house
from tools.bench.browser import Browser
from tools.bench.stand import Stand, stand
from tools.bench.waiting import until

VICTIMS = ("worker", "postmaster", "web", "server", "postmaster")
A_PHASE, IN_FLIGHT, THREADS = 20, 6, 8
PROGRESS_WITHIN, DRAINED_WITHIN = 45.0, 90.0


@dataclass(frozen=True)
class Aftermath:
    """The installation after the killing, when the worker has nothing more to do."""

    stand: Stand
    drafts: list[str]
    log: Log

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """An answer of the database to a superuser, for whom there are no policies."""
        with psycopg.connect(self.stand.superuser_url()) as connection:
            return connection.execute(question).fetchall()


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Aftermath]:
    """Drafts are sent by several browsers while database, web and worker are killed in turn."""
    with stand(places_of(CLONE).state / "crash") as place:
        with house(place) as running:
            said = place.call("tools.bench.prepared:ready", (len(VICTIMS) + 1) * A_PHASE)
            drafts = said["drafts"]
            log = _load_and_kill(running, said["slug"], drafts)
            until(lambda: _drained(place), DRAINED_WITHIN, "the worker has drained the office")
        yield Aftermath(place, [draft for _, draft in drafts], log)


def _load_and_kill(running: House, slug: str, drafts: list[list[str]]) -> Log:
    clients = Clients(running.port, [draft for _, draft in drafts], _requests(running.port, slug, drafts))
    threads = clients.start(THREADS)
    try:
        for victim in VICTIMS:
            clients.let(A_PHASE)
            _held(clients, clients.allowed - IN_FLIGHT)
            running.kill(victim)
        clients.let(A_PHASE)
        _held(clients, len(drafts))
    finally:
        clients.over.set()
        for thread in threads:
            thread.join()
    return clients.log


def _held(clients: Clients, wanted: int) -> None:
    until(lambda: clients.held >= wanted, PROGRESS_WITHIN, f"{wanted} receipts (there are {clients.held})")


def _requests(port: int, slug: str, drafts: list[list[str]]) -> dict[str, tuple[str, bytes, dict[str, str]]]:
    """What a browser of the draft's resident sends when its person presses the button."""
    browsers = {subject: Browser(port) for subject, _ in drafts}
    for subject, browser in browsers.items():
        browser.log_in(subject)
        browser.close()
    return {draft: _request(browsers[subject], f"/{slug}/wniosek/{draft}/wyslij/") for subject, draft in drafts}


def _request(browser: Browser, path: str) -> tuple[str, bytes, dict[str, str]]:
    headers = {"Cookie": browser.cookie_line(), "Content-Type": "application/x-www-form-urlencoded"}
    return path, urlencode({"csrfmiddlewaretoken": browser.token}).encode(), headers


def _drained(place: Stand) -> bool:
    with psycopg.connect(place.superuser_url()) as connection:
        row = connection.execute("SELECT count(*) FROM journal_todo WHERE parked_at IS NULL").fetchone()
    return row is not None and row[0] == 0
