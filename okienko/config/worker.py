"""The background worker: a scout that finds offices with work, and Procrastinate that runs the jobs.

A job is "drain office X" or "let time pass in office X", never one fact. Nothing is lost with a job: the
to-do and the clocks stand in tables, the scout finds them again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import connection
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued

from okienko.cases import clock
from okienko.cases.reminding import remind_of_terms
from okienko.cases.sweeping import sweep_files, sweep_looks
from okienko.catalogue.queries import offices_offering
from okienko.deliveries import posting
from okienko.deliveries.mail import post_office
from okienko.journal import drain as journal
from okienko.submissions import actions as submissions
from okienko.submissions.reminding import remind_of_drafts
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for

log = logging.getLogger("okienko.worker")
LOOK_EVERY = 0.3  # seconds between looks of the scout
STALLED_AFTER = 120  # seconds without a heartbeat of the worker that had the job

app = App(connector=PsycopgConnector(conninfo=settings.APP_URL, min_size=1, max_size=4))


def _in_database(work: Callable[[], object]) -> None:
    """Run in this thread and give the connection back, whole or broken."""
    try:
        work()
    finally:
        connection.close()


@app.task(name="drain", queue="offices", retry=3)
def drain(office_id: int) -> None:
    """The office's to-do is empty."""
    _in_database(lambda: journal.drain(office_id))


@app.task(name="elapse", queue="offices", retry=3)
def elapse(office_id: int) -> None:
    """What time has brought in the office has happened."""
    _in_database(lambda: clock.elapse(office_id))


@app.task(name="post", queue="house")
def post() -> None:
    """E-mails that wait have been tried, outside any transaction of an office."""

    def work() -> None:
        carrier = post_office()
        if carrier is not None:
            posting.post(carrier)

    _in_database(work)


@app.periodic(cron="17 * * * *")
@app.task(name="sweep", queue="house")
async def sweep(timestamp: int) -> None:
    """Who is about to lose a draft or miss a term hears so; what is old or speaks of nothing is gone; by office."""
    for office_id in await asyncio.to_thread(_offices):
        await asyncio.to_thread(_sweep, office_id)


def _offices() -> list[int]:
    found: list[int] = []
    _in_database(lambda: found.extend(offices_offering()))
    return found


def _sweep(office_id: int) -> None:
    def work() -> None:
        with acting_for(office_id):
            remind_of_terms()
            remind_of_drafts()
            submissions.sweep(now())
        sweep_files(office_id)
        sweep_looks(office_id)

    _in_database(work)


@app.periodic(cron="*/2 * * * *")
@app.task(name="repair", queue="house")
async def repair(timestamp: int) -> None:
    """Jobs of a worker that died are taken up again."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        await manager.retry_job(job)


async def _defer(task: object, **told: int) -> None:
    name = ":".join([task.name, *map(str, told.values())])  # type: ignore[attr-defined]
    with contextlib.suppress(AlreadyEnqueued):
        await task.configure(queueing_lock=name).defer_async(**told)  # type: ignore[attr-defined]


async def scout() -> None:
    """For ever: look for offices with facts to drain or clocks that are due, and defer their jobs."""
    while True:
        try:
            busy, due, mail = await asyncio.to_thread(_look)
            for office_id in busy:
                await _defer(drain, office_id=office_id)
            for office_id in due:
                await _defer(elapse, office_id=office_id)
            if mail:
                await _defer(post)
        except Exception:  # the outermost loop of a worker: a database that is away comes back
            log.exception("the scout could not look")
            await asyncio.sleep(timedelta(seconds=2).total_seconds())
        await asyncio.sleep(LOOK_EVERY)


def _look() -> tuple[list[int], list[int], bool]:
    found: list[tuple[list[int], list[int], bool]] = []

    def work() -> None:
        mail = post_office() is not None and posting.waiting()
        found.append((journal.offices_with_work(), clock.offices_due(), mail))

    _in_database(work)
    return found[0]


async def main() -> None:
    """The worker runs until a signal."""
    async with app.open_async():
        looking = asyncio.create_task(scout())
        try:
            await app.run_worker_async(
                concurrency=2,
                delete_jobs="successful",
                fetch_job_polling_interval=1,
                update_heartbeat_interval=5,
            )
        finally:
            looking.cancel()


def run() -> None:
    """The worker, for the command line."""
    asyncio.run(main())
