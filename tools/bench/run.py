"""`make bench`: measures speed and size on a database of its own, prints a table, writes var/bench.json."""

from __future__ import annotations

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import psycopg

from okienko.cli.places import CLONE, places_of
from tools.bench import language, load, many, processes, report, steps, weight
from tools.bench.browser import Browser
from tools.bench.load import Load
from tools.bench.reference import Reference
from tools.bench.stand import Stand, stand
from tools.bench.waiting import until
from tools.bench.way import Way

ALONE, TOGETHER, CLIENTS, WALKS = 150, 400, 16, 8  # submits by one browser, by all; browsers; whole ways
DRAINED_WITHIN = 60.0
LOOP = 1_000_000
FORM = "/wniosek/*/"
NOT_QUESTIONS = ("sprawdz", "wyslij", "zalaczniki")


@dataclass
class Bench:
    """An installation under measurement; `rounds` takes a value of each figure a round."""

    stand: Stand
    slug: str
    residents: list[str]
    drafts: Iterator[list[str]]  # complete ones: whose, and which
    rounds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, **values: float) -> None:
        for name, value in values.items():
            self.rounds[name].append(value)

    def medians(self) -> dict[str, float]:
        return {name: statistics.median(values) for name, values in self.rounds.items()}

    def cpu(self, web: int) -> tuple[float, float]:
        """CPU seconds spent so far by the web and by the database."""
        return processes.cpu_seconds(web), processes.cpu_seconds(self.stand.database.pid)


def main() -> int:
    """Measures everything; takes a few minutes on two cores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of everything that is timed")
    parser.add_argument("--workers", type=int, default=1, help="processes of the web")
    given = parser.parse_args()
    with stand(places_of(CLONE).state / "bench") as place:
        place.migrate()
        said = place.call("tools.bench.prepared:ready", given.rounds * (ALONE + TOGETHER))
        bench = Bench(place, said["slug"], said["residents"], iter(said["drafts"]))
        with place.web("--workers", str(given.workers)) as (port, pid):
            _weigh(bench, port, pid)
            _rounds(bench, port, pid, given.rounds)
        print("Strony, sprawa, pismo…", flush=True)
        pages = place.call("tools.bench.inside:pages", bench.slug)
        bench.note(**place.call("tools.bench.inside:work"), **_statements(pages))
        bench.note(**place.call("tools.bench.desk:pages", bench.slug), **_search(place))
    figures = bench.medians()
    report.show_pages(pages)
    report.show(figures, bench.rounds)
    report.write(CLONE / "var/bench.json", figures)
    return 0


def _weigh(bench: Bench, port: int, web: int) -> None:
    """Weight of the pages; memory of the demonstration after a first matter has gone through."""
    browser = Browser(port)
    way = Way(browser, bench.slug)
    way.walk(bench.residents[0])
    shown = list(way.pages.values())
    bench.note(page_kb_gz=max(weight.kilobytes(browser, page) for page in shown))
    bench.note(page_html_kb_gz=max(map(weight.alone_kb, shown)))
    with bench.stand.running("worker", "work") as worker:
        until(lambda: not _waiting(bench.stand), DRAINED_WITHIN, "the worker has opened the case")
        assert worker.process is not None
        bench.note(memory_mb=processes.memory_mb([web, worker.process.pid, bench.stand.database.pid]))
    browser.close()


def _search(place: Stand) -> dict[str, float]:
    """Among a hundred thousand cases of one office."""
    with psycopg.connect(place.superuser_url(), autocommit=True) as connection:
        for statement in many.FILL:
            connection.execute(statement.encode())
    found: dict[str, float] = place.call("tools.bench.desk:searches")
    return found


def _waiting(place: Stand) -> bool:
    with psycopg.connect(place.superuser_url()) as connection:
        return connection.execute("SELECT 1 FROM journal_todo LIMIT 1").fetchone() is not None


def _rounds(bench: Bench, port: int, web: int, rounds: int) -> None:
    """The reference is measured beside the web in every round, for the machine may be busy otherwise."""
    reference = Reference(bench.stand, bench.stand.call("tools.bench.prepared:submitted_call"))
    browsers = {subject: Browser(port) for subject in bench.residents}
    for subject, browser in browsers.items():
        browser.log_in(subject)

    def sendings(count: int) -> list[bytes]:
        chosen = [next(bench.drafts) for _ in range(count)]
        return [load.sending(browsers[who], f"/{bench.slug}/wniosek/{draft}/wyslij/") for who, draft in chosen]

    for number in range(1, rounds + 1):
        print(f"Runda {number} z {rounds}…", flush=True)
        bench.note(loop_ms=_loop_ms(), **language.figures(), **steps.figures())
        _whole_ways(bench, port, web)
        _alone(bench, port, web, sendings(ALONE))
        together = _together(bench, port, web, sendings(TOGETHER))
        alone = reference.per_second(number)
        bench.note(submit_per_s=together, pgbench_per_s=alone, submit_ratio=together / alone)
    for browser in browsers.values():
        browser.close()


def _whole_ways(bench: Bench, port: int, web: int) -> None:
    """From the start page to the receipt, each time in a fresh browser."""
    before, requests = bench.cpu(web), 0
    for number in range(WALKS):
        browser = Browser(port)
        Way(browser, bench.slug).walk(bench.residents[number % len(bench.residents)])
        requests += browser.requests
        browser.close()
    spent, database = (1000 * (now - then) / WALKS for now, then in zip(bench.cpu(web), before, strict=True))
    bench.note(submission_cpu_ms=spent + database, submission_web_cpu_ms=spent, submission_db_cpu_ms=database)
    bench.note(submission_requests=requests / WALKS)


def _alone(bench: Bench, port: int, web: int, requests: list[bytes]) -> None:
    before = bench.cpu(web)
    ran = _ran(port, requests, 1)
    spent, database = (1000 * (now - then) / len(requests) for now, then in zip(bench.cpu(web), before, strict=True))
    bench.note(submit_cpu_ms=spent, submit_db_cpu_ms=database)
    bench.note(**{f"submit_alone_p{percent}_ms": ran.percentile_ms(percent) for percent in (50, 95, 99)})


def _together(bench: Bench, port: int, web: int, requests: list[bytes]) -> float:
    before = bench.cpu(web)
    ran = _ran(port, requests, CLIENTS)
    bench.note(submit_busy_cpu_ms=1000 * (bench.cpu(web)[0] - before[0]) / len(requests))
    bench.note(**{f"submit_p{percent}_ms": ran.percentile_ms(percent) for percent in (50, 95, 99)})
    return ran.per_second


def _ran(port: int, requests: list[bytes], clients: int) -> Load:
    ran = load.run(port, requests, clients)
    refused = [answer.status for answer in ran.answers if answer.status != 303]
    if refused:
        raise RuntimeError(f"{len(refused)} of {len(ran.answers)} submits were not accepted: {set(refused)}")
    return ran


def _statements(pages: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The most of each kind of page."""

    def most(method: str, part: str) -> float:
        found = (seen for address, seen in pages.items() if address.startswith(method) and part in address)
        return max(seen["statements"] for seen in found)

    asked = {address: seen for address, seen in pages.items() if FORM in address and _is_question(address)}
    form = {
        method: max(seen["statements"] for address, seen in asked.items() if address.startswith(method))
        for method in ("GET", "POST")
    }
    return {
        "statements_start": pages["GET /"]["statements"],
        "statements_service": most("GET", "/usluga/"),
        "statements_form_get": form["GET"],
        "statements_form_post": form["POST"],
        "statements_form_page": max(form.values()),
        "statements_check": most("GET", "/sprawdz/"),
        "statements_send": most("POST", "/wyslij/"),
        "statements_matter": most("GET", "/sprawa/"),
    }


def _is_question(address: str) -> bool:
    return not address.rstrip("/").endswith(NOT_QUESTIONS)


def _loop_ms() -> float:
    """What a fixed piece of work costs on this machine at this moment."""
    began, total = time.process_time(), 0
    for number in range(LOOP):
        total += number * number
    return 1000 * (time.process_time() - began)


if __name__ == "__main__":
    raise SystemExit(main())
