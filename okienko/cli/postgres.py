"""The embedded PostgreSQL: running when somebody needs it, or the one DATABASE_URL names.

Our own launcher, since the wheel's refuses to outlive its process and opens the folders above it to everyone.
"""

import fcntl
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from okienko.cli import _binaries, _cluster
from okienko.cli.errors import StartRefused
from okienko.cli.places import CLONE, Places, places_of

NAME, OWNER, APP = "okienko", "okienko_owner", "okienko_app"


@dataclass(frozen=True)
class Database:
    """A running embedded database."""

    places: Places
    data_dir: Path
    socket_dir: Path
    pid: int

    @cached_property
    def owner_url(self) -> str:
        """For migrations: owns the database and may create others for tests."""
        return self.url(OWNER, NAME)

    @cached_property
    def app_url(self) -> str:
        """For web, worker and tests: owns nothing, bypasses nothing."""
        return self.url(APP, NAME)

    def url(self, role: str, database: str) -> str:
        """The address for a role, over the private socket."""
        return _url(self.socket_dir, role, database)

    @property
    def lives(self) -> bool:
        """Its postmaster is there; asked without a connection."""
        return _cluster.postmaster(self.data_dir) == self.pid

    def stop(self) -> None:
        """The database is stopped, cleanly."""
        _cluster.stop(self.pid, self.data_dir)

    def kill(self) -> None:
        """For tests: the postmaster dies without a word, its backends are left behind."""
        _cluster.stop(self.pid, self.data_dir, signal.SIGKILL)


def ensure_running(clone: Path = CLONE) -> Database:
    """The embedded database of this clone runs and has its roles; cheap when it already did."""
    places = places_of(clone)
    found = _found(places)
    if found:
        return found
    with _alone(places):
        return _found(places) or _started(places)


def running(clone: Path = CLONE) -> Database | None:
    """The embedded database of this clone if it runs; starts nothing."""
    return _found(places_of(clone))


def database_urls(clone: Path = CLONE) -> tuple[str, str]:
    """Addresses for owner and application: the environment's, else of the embedded one, which then runs."""
    given = urls_from_environment()
    if given:
        return given
    database = ensure_running(clone)
    return database.owner_url, database.app_url


def addresses(clone: Path = CLONE) -> tuple[str, str]:
    """Addresses for owner and application without starting anything: what settings need."""
    given = urls_from_environment()
    if given:
        return given
    _, socket = _folders(places_of(clone), system=_binaries.wants_system())
    return _url(socket, OWNER, NAME), _url(socket, APP, NAME)


def urls_from_environment() -> tuple[str, str] | None:
    """Owner and application as DATABASE_URL says, which always wins; None when it says nothing.

    With one address only, it is the owner's, and application connections step down to `okienko_app`.
    """
    url, owner = os.environ.get("DATABASE_URL"), os.environ.get("DATABASE_OWNER_URL")
    for given in filter(None, (url, owner)):
        if urlsplit(given).scheme not in ("postgres", "postgresql"):
            mend = "export DATABASE_URL=postgresql://uzytkownik:haslo@serwer:5432/okienko"
            raise StartRefused("Adres bazy nie zaczyna się od postgresql://.", mend)
    if not url:
        return None
    return (owner, url) if owner else (url, _stepping_down(url))


def create_app_role(owner_url: str) -> None:
    """The application role exists and the owner may step down to it."""
    role = sql.Identifier(APP)
    with psycopg.connect(owner_url, autocommit=True) as connection:
        # Two starts at once may both find it missing.
        connection.execute("SELECT pg_advisory_lock(hashtext('okienko_app'))")
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone()
        try:
            if not known:
                powers = sql.SQL("CREATE ROLE {} NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE")
                connection.execute(powers.format(role))
            # Since PostgreSQL 16 whoever makes a role is its member, yet may not step down to it.
            if not _may_become(connection, role):
                connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(role))
        except psycopg.errors.InsufficientPrivilege as error:
            who = connection.info.user
            line = f'sudo -u postgres psql -c "CREATE ROLE {APP}" -c "GRANT {APP} TO {who}"'
            raise StartRefused(f"Właściciel bazy ({who}) nie może założyć roli {APP}.", line) from error


def _may_become(connection: psycopg.Connection, role: sql.Identifier) -> bool:
    try:
        connection.execute(sql.SQL("SET ROLE {}").format(role))
    except psycopg.errors.InsufficientPrivilege:
        return False
    connection.execute("RESET ROLE")
    return True


def recreate(database: Database) -> None:
    """The database `okienko` is there and empty: everything in it is gone."""
    with psycopg.connect(database.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))
    _prepare(database.socket_dir)


def remove(clone: Path = CLONE) -> None:
    """The embedded databases of this clone are stopped and everything it made at run time is gone."""
    places = places_of(clone)
    for system in (False, True):
        data, socket = _folders(places, system=system)
        pid = _cluster.postmaster(data)
        if pid:
            _cluster.stop(pid, data)
        shutil.rmtree(socket, ignore_errors=True)
    shutil.rmtree(places.state, ignore_errors=True)


def _found(places: Places) -> Database | None:
    """Running means both: a live postmaster of this very folder, and it answers the application."""
    data, socket = _folders(places, system=_binaries.wants_system())
    pid = _cluster.postmaster(data)
    if pid is None:
        return None
    try:
        with psycopg.connect(_url(socket, APP, NAME), connect_timeout=3):
            return Database(places, data, socket, pid)
    except psycopg.OperationalError:
        return None


def _started(places: Places) -> Database:
    data, socket = _folders(places, system=_binaries.wants_system())
    binaries = _binaries.find(places)
    _cluster.make(data, binaries, places)
    pid = _cluster.start(data, socket, binaries, places)
    try:
        _prepare(socket)
    except psycopg.OperationalError as error:
        raise _cluster.refusal(str(error), places) from error
    return Database(places, data, socket, pid)


def _prepare(socket: Path) -> None:
    """The two roles and the database exist, in the powers they may have and no more."""
    with psycopg.connect(_url(socket, "postgres", "postgres"), autocommit=True, connect_timeout=10) as connection:
        roles = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        if OWNER not in roles:
            connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
        if APP not in roles:
            connection.execute(f"CREATE ROLE {APP} LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS")
            connection.execute(f"GRANT {APP} TO {OWNER}")
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            connection.execute(f"CREATE DATABASE {NAME} OWNER {OWNER} TEMPLATE template0")


def _folders(places: Places, *, system: bool) -> tuple[Path, Path]:
    """Data and socket. The machine's own PostgreSQL has folders of its own: its version may be another."""
    suffix = "-system" if system else ""
    return places.state / f"postgres{suffix}", places.socket_folder(f"run{suffix}")


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """One start at a time for a clone, however many ask."""
    with (places.state / "start.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _url(socket: Path, role: str, database: str) -> str:
    return f"postgresql://{role}@/{database}?host={quote(str(socket), safe='')}&port={_cluster.PORT}"


def _stepping_down(url: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query["options"] = f"{query.get('options', '')} -c role={APP}".strip()
    encoded = "&".join(f"{name}={quote(value, safe='')}" for name, value in query.items())
    return urlunsplit(parts._replace(query=encoded))
