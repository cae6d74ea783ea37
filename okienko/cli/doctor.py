"""`doctor`: looks at this machine and says, line by line, what is well and what to do."""

import importlib.util
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import psycopg

from okienko.cli import postgres
from okienko.cli.places import CLONE, places_of
from okienko.cli.supervisor import free_port
from okienko.language.errors import Refusal

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Amiss(Refusal):
    """Something is not as it ought to be; the text says what to do."""

    code = "doctor"


def doctor(given: Namespace) -> int:
    """Prints one line for each check; 1 when any is amiss."""
    amiss = 0
    for name, check in _checks(given.port):
        try:
            said = check()
        except Refusal as refusal:
            amiss += 1
            print(f"✗ {name}: {refusal.text}")
        else:
            print(f"✓ {name}: {said}")
    print("Wszystko w porządku." if not amiss else f"Do naprawy: {amiss}.")
    return 1 if amiss else 0


def _checks(port: int) -> tuple[tuple[str, Callable[[], str]], ...]:
    return (
        ("Python", _python),
        ("środowisko", _venv),
        ("miejsce na dysku", _disk),
        ("baza danych", _database),
        ("role", _roles),
        ("port", lambda: _port(port)),
        ("czcionki", _fonts),
        ("przeglądarka do testów", _chromium),
    )


def _python() -> str:
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may run this with another interpreter
        raise Amiss("potrzebny Python 3.11 lub nowszy\n  Naprawa: sudo apt-get install python3 python3-venv")
    return sys.version.split()[0]


def _venv() -> str:
    missing = [name for name in ("django", "psycopg", "granian", "typst") if not importlib.util.find_spec(name)]
    if sys.prefix == sys.base_prefix or missing:
        raise Amiss(f"brakuje pakietów ({', '.join(missing) or 'to nie .venv'})\n  Naprawa: make setup")
    return sys.prefix


def _disk() -> str:
    state = places_of(CLONE).state
    free = shutil.disk_usage(state).free // 2**20
    if free < 500:
        raise Amiss(f"tylko {free} MB pod {state}\n  Naprawa: zwolnij 500 MB albo OKIENKO_STATE=/inny/folder")
    return f"{free} MB pod {state}"


def _database() -> str:
    owner, _ = postgres.database_urls()
    number = _one(owner, "SELECT current_setting('server_version_num')::int / 10000")
    if int(str(number)) < 15:
        raise Amiss(f"PostgreSQL {number}, a potrzebny 15 lub nowszy\n  Naprawa: unset DATABASE_URL")
    return f"PostgreSQL {number}" + (" z DATABASE_URL" if postgres.urls_from_environment() else ", wbudowany")


def _roles() -> str:
    owner, app = postgres.database_urls()
    postgres.create_app_role(owner)
    if _one(app, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"):
        raise Amiss(
            "aplikacja ma prawa, które omijają rozdział urzędów\n  Naprawa: ALTER ROLE … NOSUPERUSER NOBYPASSRLS"
        )
    return f"właściciel {_one(owner, 'SELECT current_user')}, aplikacja {_one(app, 'SELECT current_user')}"


def _port(port: int) -> str:
    free_port(port)
    return f"{port} wolny"


def _fonts() -> str:
    found = [path for path in (CLONE / "okienko").rglob("*") if path.suffix in (".ttf", ".otf", ".woff2")]
    if not found:
        raise Amiss("nie ma czcionek w repozytorium\n  Naprawa: git checkout -- okienko")
    return f"{len(found)} w repozytorium"


def _chromium() -> str:
    for name in CHROMIUM:
        path = shutil.which(name)
        if path:
            return str(Path(path))
    raise Amiss("nie ma Chromium (potrzebne tylko do testów)\n  Naprawa: sudo apt-get install chromium")


def _one(url: str, question: str) -> object:
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute(question).fetchone()
    except psycopg.OperationalError as error:
        raise Amiss(f"baza nie odpowiada: {error}\n  Naprawa: sprawdź DATABASE_URL") from error
    return row[0] if row else None
