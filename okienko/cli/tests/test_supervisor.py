"""The supervisor, with small programs in place of web and worker."""

import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from okienko.cli._reach import Runtime
from okienko.cli.errors import StartRefused
from okienko.cli.places import Places
from okienko.cli.runner import Runner
from okienko.cli.supervisor import Child, Supervisor, free_port

LIVES = "import time; print('jestem', flush=True); time.sleep(60)"
DIES = "raise SystemExit(3)"
ENDS = "print('gotowe')"


@dataclass(frozen=True)
class Programs(Runner):
    """A runner of programs given as text."""

    seen: list[str] = field(default_factory=list)

    def line(self, *words: str) -> list[str]:
        return [sys.executable, "-c", *words]


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    places = Places(clone=tmp_path, state=tmp_path, account=None)
    places.log_folder()
    return Programs(places, Runtime(Path(sys.executable), tmp_path), "owner", "app")


@pytest.fixture
def one(runner: Runner) -> Iterator[Supervisor]:
    supervisor = Supervisor(runner, [])
    yield supervisor
    supervisor.stop()


def has_spoken(supervisor: Supervisor, child: Child) -> bool:
    log = child.log(supervisor.runner)
    return log.exists() and "jestem" in log.read_text()


@pytest.mark.crash
def test_killed_child_is_started_again(one: Supervisor) -> None:
    child = Child("web", (LIVES,))
    one.children.append(child)
    assert one.until(lambda: has_spoken(one, child), 10)
    first = child.process
    assert first

    first.kill()

    assert one.until(lambda: child.process not in (None, first), 10)
    assert child.deaths == 1


def test_child_that_keeps_dying_is_given_longer_pauses(one: Supervisor) -> None:
    child = Child("web", (DIES,))
    one.children.append(child)

    assert one.until(lambda: child.deaths == 3, 20)

    assert child.resumes > child.started + 1.5


def test_work_done_once_is_not_repeated(one: Supervisor) -> None:
    child = Child("demo", (ENDS,), once=True)
    one.children.append(child)

    assert one.until(lambda: child.done, 10)
    assert not one.until(lambda: child.process is not None, 0.3)

    assert child.log(one.runner).read_text() == "gotowe\n"


def test_stop_leaves_no_process_of_the_group(one: Supervisor) -> None:
    child = Child("web", (f"import subprocess, sys; subprocess.run([sys.executable, '-c', {LIVES!r}])",))
    one.children.append(child)
    assert one.until(lambda: has_spoken(one, child), 10)

    one.stop()

    assert child.process is None


def test_page_that_never_answers_is_refused_with_the_end_of_its_log(
    one: Supervisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("okienko.cli.supervisor.GIVES_UP_AFTER", 1)
    one.children.append(Child("web", ("raise SystemExit('nie mam bazy')",)))

    with pytest.raises(StartRefused, match=r"Strona nie odpowiada.\n(.*\n)*web \| nie mam bazy"):
        one.until_answers(1)


def test_taken_port_is_refused_with_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(StartRefused, match=f"Port {port} jest zajęty") as refused:
            free_port(port)

    assert refused.value.mend.startswith("make demo ARGS='--port ")


def test_only_migrations_see_the_owners_address(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "owner")

    assert "DATABASE_OWNER_URL" not in runner.environment()
    assert runner.environment()["DATABASE_URL"] == "app"
    assert runner.environment(owner=True)["DATABASE_OWNER_URL"] == "owner"
