"""`up` and `demo`: one command from nothing to a page that answers."""

import shutil
from argparse import Namespace
from contextlib import suppress

from okienko.cli import postgres
from okienko.cli._load import exists, load
from okienko.cli.errors import StartRefused
from okienko.cli.places import CLONE, places_of
from okienko.cli.runner import Runner, runner_for
from okienko.cli.supervisor import HOST, Child, Supervisor, free_port

DEMO = "okienko.demo.commands"
FILLS_WITHIN = 3600.0


def up(given: Namespace) -> int:
    """Everything runs until Ctrl-C."""
    return _run(given.port, demo=False, wait=False, fresh=False)


def demo(given: Namespace) -> int:
    """Everything runs with demonstration data until Ctrl-C."""
    return _run(given.port, demo=exists(DEMO), wait=given.wait, fresh=given.fresh)


def _run(port: int, *, demo: bool, wait: bool, fresh: bool) -> int:
    free_port(port)
    places = places_of(CLONE)
    given = postgres.urls_from_environment()
    before = None if given else postgres.running()
    database = None if given else postgres.ensure_running()
    try:
        if fresh:
            _empty(database)
        runner = runner_for(places, given or postgres.database_urls())
        runner.run("migrate", owner=True)
        if demo:
            runner.run("play", "first")
        return _supervise(Supervisor(runner, [], database), port, demo=demo, wait=wait)
    finally:
        # Somebody else may be using a database that was there before us.
        now = postgres.running() if database and not before else None
        if now:
            with suppress(StartRefused):
                now.stop()


def _supervise(supervisor: Supervisor, port: int, *, demo: bool, wait: bool) -> int:
    web, worker = Child("web", ("serve", "--port", str(port))), Child("worker", ("work",))
    rest = Child("demo", ("play", "rest"), once=True, done=not demo)
    supervisor.children += [web, rest]
    supervisor.listen()
    try:
        if not supervisor.until_answers(port):
            return 0
        if not wait:
            _announce(supervisor.runner, port, demo=demo)
        # While stories are played their clock is moved, and the worker's own clock must not run beside it.
        supervisor.until(lambda: rest.done or rest.deaths > 1, FILLS_WITHIN)
        supervisor.children.append(worker)
        if wait and not supervisor.stopping.is_set():
            _announce(supervisor.runner, port, demo=demo)
        supervisor.until(lambda: False, float("inf"))
    finally:
        print("\nZatrzymuję…", flush=True)
        supervisor.stop()
    return 0


def _announce(runner: Runner, port: int, *, demo: bool) -> None:
    print(f"\nOkienko działa:  http://{HOST}:{port}/\n")
    if demo:
        print(load("okienko.demo.cast:told")())
    print(f"Dzienniki: {runner.places.logs}\nCtrl-C kończy.", flush=True)


def _empty(database: postgres.Database | None) -> None:
    if database is None:
        text = "Opcja --fresh usuwa tylko naszą wbudowaną bazę, a DATABASE_URL wskazuje inną."
        raise StartRefused(text, "unset DATABASE_URL DATABASE_OWNER_URL")
    postgres.recreate(database)
    shutil.rmtree(database.places.files, ignore_errors=True)
