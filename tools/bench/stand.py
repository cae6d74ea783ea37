"""A place of its own to measure or to break: state folder, cluster, web process. Nothing of it stays."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from okienko.cli import postgres
from okienko.cli.places import CLONE, places_of
from okienko.cli.runner import Runner, runner_for
from okienko.cli.supervisor import HOST, Child, answers
from tools.bench.waiting import until

ADDRESSES = ("DATABASE_URL", "DATABASE_OWNER_URL", "OKIENKO_FILES", "OKIENKO_ROLE")
LENT = "lent"  # our own modules for the user of the services, who may not see the clone
LENDS = ("tools/bench", "tests")
STARTS_WITHIN, STOPS_WITHIN = 60.0, 15.0
CALL = """
import json, sys, django
django.setup()
from importlib import import_module
module, _, name = sys.argv[1].partition(":")
print("\\n" + json.dumps(getattr(import_module(module), name)(*sys.argv[2:])))
"""


@dataclass(frozen=True)
class Stand:
    """An installation with its own embedded database, empty until it is migrated."""

    runner: Runner
    state: Path

    def migrate(self) -> None:
        """The tables and the offices of Poland are there."""
        self.runner.run("migrate", owner=True)

    @property
    def database(self) -> postgres.Database:
        """The cluster as it runs now: another after it was killed."""
        return postgres.ensure_running()

    def superuser_url(self) -> str:
        """For looking at the tables past the policies."""
        return self.database.url("postgres", postgres.NAME)

    def call(self, function: str, *words: object) -> Any:
        """What `package.module:function` returns, run with Django in a process of its own, without root."""
        runner, places = self.runner, self.runner.places
        line = [str(runner.runtime.python), "-P", "-c", CALL, function, *map(str, words)]
        env = runner.environment() | {"DJANGO_SETTINGS_MODULE": "okienko.config.settings", "OKIENKO_POOL": "4"}
        env["PYTHONPATH"] += f"{os.pathsep}{self.state / LENT}"
        done = subprocess.run(
            line, env=env, cwd=runner.runtime.folder, check=False, capture_output=True, text=True,
            user=places.user, group=places.group, extra_groups=places.extra_groups,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{function}: {done.stderr[-3000:]}")
        return json.loads(done.stdout.rpartition("\n\n")[2] or done.stdout)

    @contextmanager
    def running(self, name: str, *words: str) -> Iterator[Child]:
        """`okienko …` runs as in the demonstration; gone afterwards."""
        child = Child(name, words)
        child.start(self.runner)
        try:
            yield child
        finally:
            child.end(STOPS_WITHIN)

    @contextmanager
    def web(self, *words: str) -> Iterator[tuple[int, int]]:
        """The web answers: its port and its pid."""
        port = free_port()
        with self.running("web", "serve", "--port", str(port), *words) as child:
            assert child.process is not None
            until(lambda: answers(port), STARTS_WITHIN, "the web answers")
            yield port, child.process.pid


@contextmanager
def stand(state: Path) -> Iterator[Stand]:
    """An installation in an empty folder, removed with its database afterwards."""
    before = {name: os.environ.pop(name, None) for name in (*ADDRESSES, "OKIENKO_STATE")}
    state.mkdir(parents=True)
    state.chmod(0o755)  # as root: services run as a user of their own
    os.environ["OKIENKO_STATE"] = str(state)
    try:
        for name in LENDS:
            shutil.copytree(CLONE / name, state / LENT / name, ignore=shutil.ignore_patterns("__pycache__"))
        places = places_of(CLONE)
        assert places.state == state
        yield Stand(runner_for(places, postgres.database_urls()), state)
    finally:
        _stop(state)
        shutil.rmtree(state, ignore_errors=True)
        del os.environ["OKIENKO_STATE"]
        os.environ.update({name: value for name, value in before.items() if value is not None})


def _stop(state: Path) -> None:
    found = postgres.running()
    if found is not None:
        assert found.data_dir.is_relative_to(state), "this is not our cluster"
        found.stop()


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.create_server((HOST, 0)) as probe:
        return int(probe.getsockname()[1])
