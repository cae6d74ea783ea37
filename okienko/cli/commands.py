"""The short commands. Each takes what was typed and gives an exit code."""

import ctypes
import os
import shutil
import signal
import sys
from argparse import Namespace

from okienko.cli import postgres
from okienko.cli._load import demand, exists, load, load_with_django
from okienko.cli.places import CLONE, places_of
from okienko.cli.runner import SUPERVISED, runner_for

POOL = "OKIENKO_POOL"  # how many connections a process keeps; without it each request opens its own
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def serve(given: Namespace) -> int:
    """The web runs until a signal."""
    without_root()
    _end_with_supervisor()
    os.environ.setdefault(POOL, str(given.threads + 2))
    load("okienko.cli._web:serve")(given.port, given.workers, given.threads)
    return 0


def work(given: Namespace) -> int:
    """The background worker runs until a signal."""
    demand("okienko.config.worker")
    without_root()
    _end_with_supervisor()
    os.environ.setdefault(POOL, "6")
    load_with_django("okienko.config.worker:run")()
    return 0


def migrate(given: Namespace) -> int:
    """Tables are as the code expects, and the application may use them."""
    owner, _ = postgres.database_urls()
    os.environ["OKIENKO_ROLE"] = "owner"
    postgres.create_app_role(owner)
    load_with_django("okienko.cli._migrate:migrate")(owner)
    return 0


def play(given: Namespace) -> int:
    """The stories of this stage are played; those already played are left alone."""
    demand("okienko.demo.commands")
    without_root()
    load_with_django("okienko.demo.commands:run")(stage=given.stage)
    return 0


def dsn(given: Namespace) -> int:
    """Prints the address of the database."""
    owner, app = postgres.database_urls()
    print(owner if given.owner else app)
    return 0


def tables(given: Namespace) -> int:
    """Prints names of tables, with commas between."""
    settings = load("importlib:import_module")("okienko.config.settings")
    print(",".join(settings.REFERENCE_TABLES if given.reference else settings.LOCAL_TABLES))
    return 0


def stop(given: Namespace) -> int:
    """Our own database is stopped."""
    found = postgres.running()
    if found:
        found.stop()
    print("Baza zatrzymana." if found else "Baza nie działała.")
    return 0


def clean(given: Namespace) -> int:
    """Nothing is left of what was made at run time."""
    postgres.remove()
    shutil.rmtree(CLONE / "var", ignore_errors=True)
    print("Usunięte: baza, pliki i dzienniki tego klonu.")
    return 0


def verify_journal(given: Namespace) -> int:
    """Prints what the check of the journal found."""
    without_root()
    report = load_with_django("okienko.journal.queries:verify_all")()
    print(report)
    return 0 if report.ok else 1


def close_office(given: Namespace) -> int:
    """The office takes nothing new; without --tak only the numbers are printed."""
    without_root()
    code: int = load_with_django("okienko.cli.closing:close")(given.slug, given.day, given.notice, sure=given.tak)
    return code


def open_office(given: Namespace) -> int:
    """The office takes submissions again."""
    without_root()
    code: int = load_with_django("okienko.cli.closing:reopen")(given.slug)
    return code


def check_services(given: Namespace) -> int:
    """Prints the mistakes in service folders."""
    demand("okienko.cli.service_folders")
    code: int = load("okienko.cli.service_folders:check")(given.folders)
    return code


def test_services(given: Namespace) -> int:
    """Plays the stories of service folders and prints what came out."""
    demand("okienko.cli.service_folders")
    code: int = load("okienko.cli.service_folders:test")(given.folders, mutate=given.mutate)
    return code


def without_root() -> None:
    """Whoever we were, we are not root from here on: the same command goes on as the unprivileged user."""
    urls = postgres.database_urls()
    if os.geteuid() == 0:
        runner_for(places_of(CLONE), urls).become(*sys.argv[1:])


def _end_with_supervisor() -> None:
    """When the supervisor is killed, its children must not hold port and database for ever."""
    if os.environ.get(SUPERVISED) and exists("ctypes") and sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)
