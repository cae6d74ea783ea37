"""Runs our own commands as processes of their own, without rights they do not need."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from okienko.cli._reach import Runtime, runtime
from okienko.cli.errors import StartRefused
from okienko.cli.places import Places

SUPERVISED = "OKIENKO_SUPERVISED"


@dataclass(frozen=True)
class Runner:
    """How to start `okienko …` so that it runs without root, on this database."""

    places: Places
    runtime: Runtime
    owner_url: str
    app_url: str

    def line(self, *words: str) -> list[str]:
        """The command line of `okienko …`."""
        return [str(self.runtime.python), "-P", "-m", "okienko.cli.main", *words]

    def environment(self, *, owner: bool = False) -> dict[str, str]:
        """The environment of a child. Only migrations see the owner's address."""
        env = {name: value for name, value in os.environ.items() if name not in ("DATABASE_OWNER_URL", "PYTHONHOME")}
        env |= {"DATABASE_URL": self.app_url, "OKIENKO_STATE": str(self.places.state), SUPERVISED: "1"}
        env |= {"PYTHONPATH": str(self.runtime.folder), "PYTHONUNBUFFERED": "1"}
        if owner:
            env |= {"DATABASE_OWNER_URL": self.owner_url, "OKIENKO_ROLE": "owner"}
        if self.places.account:
            env |= {"HOME": str(self.places.files), "USER": self.places.account.name}
        if self.runtime.libraries:
            env["LD_LIBRARY_PATH"] = str(self.runtime.libraries)
        return env

    def start(self, *words: str, log: Path) -> subprocess.Popen[bytes]:
        """The command runs as a child in a session of its own, writing to this log."""
        places = self.places
        with log.open("ab") as out:
            return subprocess.Popen(
                self.line(*words), env=self.environment(), cwd=self.runtime.folder, stdin=subprocess.DEVNULL,
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
                user=places.user, group=places.group, extra_groups=places.extra_groups,
            )  # fmt: skip

    def run(self, *words: str, owner: bool = False) -> None:
        """The command has run to its end, before our eyes; a refusal when it failed."""
        places = self.places
        done = subprocess.run(
            self.line(*words), env=self.environment(owner=owner), cwd=self.runtime.folder, check=False,
            user=places.user, group=places.group, extra_groups=places.extra_groups,
        )  # fmt: skip
        if done.returncode:
            command = " ".join(words)
            raise StartRefused(f"Polecenie `okienko {command}` nie udało się.", ".venv/bin/okienko doctor")

    def become(self, *words: str) -> None:
        """This very process goes on as the command, without root. Does not return."""
        account = self.places.account
        env = self.environment()
        del env[SUPERVISED]
        env["OKIENKO_DROPPED"] = "1"
        os.chdir(self.runtime.folder)
        if account:
            os.setgroups([])
            os.setgid(account.gid)
            os.setuid(account.uid)
        os.execve(self.runtime.python, self.line(*words), env)


def runner_for(places: Places, urls: tuple[str, str]) -> Runner:
    """A runner whose code the services' user can read, with the folders it may write to."""
    places.own_all(places.files)
    places.log_folder()
    owner, app = urls
    return Runner(places, runtime(places), owner, app)
