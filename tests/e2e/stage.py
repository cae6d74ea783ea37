"""The real thing for a browser: an installation of its own with a dozen matters played, web and worker running."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from okienko.cli import postgres
from okienko.cli.places import CLONE, places_of
from okienko.cli.supervisor import HOST
from tools.bench.stand import stand


@dataclass(frozen=True)
class Stage:
    """Where it answers and where it keeps its keys."""

    url: str
    files: Path

    @property
    def seal(self) -> Path:
        """The folder of the seal with the certificate of its authority."""
        return self.files / "keys" / "seal"

    @property
    def secret(self) -> str:
        """What cookies are signed with."""
        return (self.files / "keys" / "secret").read_text()


@contextmanager
def stage(*plays: str) -> Iterator[Stage]:
    """Database, migrations, `play first` (or these stages), worker and web, started by the launcher's own parts;
    gone afterwards."""
    with _alone(places_of(CLONE).state) as state, stand(state) as own:
        own.migrate()
        for play in plays or ("first",):
            own.runner.run("play", play)
        with own.running("worker", "work"), own.web() as (port, _):
            yield Stage(f"http://{HOST}:{port}", own.runner.places.files)


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """One run at a time; what a killed run left behind is stopped and gone."""
    state = folder / "e2e"
    with (folder / "e2e.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with patch.dict(os.environ, OKIENKO_STATE=str(state)):
            postgres.remove()
        yield state
