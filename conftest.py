"""The database of the tests: made and migrated as owner, used under the application role, time given."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql

from okienko.cli import postgres

TEST_NAME = f"okienko_test_{os.getpid()}"  # two runs at once do not meet
NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
KEPT = {"django_migrations", "offices_office", "offices_officecode", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """Sockets reach this machine alone: a test that needs the world is refused at once."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        here = self.family == socket.AF_UNIX or address[0] in ("127.0.0.1", "::1", "localhost")
        if not here:
            raise RuntimeError(f"tests have no network: {address}")
        real(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign]
    yield
    socket.socket.connect = real  # type: ignore[method-assign]


def _with_name(url: str, name: str) -> str:
    base, _, query = url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


@pytest.fixture(scope="session")
def owner_dsn() -> str:
    """The owner's address of the test database: for tests that act as a superuser would."""
    owner, _ = postgres.database_urls()
    return _with_name(owner, TEST_NAME)


@pytest.fixture(scope="session")
def django_db_setup(owner_dsn: str, tmp_path_factory: Any, django_db_blocker: Any) -> Iterator[None]:
    """A fresh database, migrated as owner; afterwards every connection is the application role's."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from okienko.config import reference
    from okienko.config.settings import _database

    owner, app = postgres.database_urls()
    with psycopg.connect(owner, autocommit=True) as maker:
        maker.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(TEST_NAME)))
        maker.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEST_NAME)))
    folder = tmp_path_factory.mktemp("okienko")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.STATIC_ROOT = folder
    for name in ("FILES_DIR", "KEYS_DIR", "ANCHORS_DIR"):
        setattr(settings, name, folder / name.lower())
    connection.settings_dict.update(_database(owner_dsn))
    with django_db_blocker.unblock():
        call_command("migrate", interactive=False, verbosity=0)
        reference.grant(owner_dsn)
        reference.load_offices()
        connection.close()
        connection.settings_dict.update(_database(_with_name(app, TEST_NAME)))
        yield
        connection.close()
    with psycopg.connect(owner, autocommit=True) as maker:
        maker.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(TEST_NAME)))


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database inside a transaction that is rolled back."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        _forget()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any, owner_dsn: str) -> Iterator[None]:
    """The test database for tests that commit or open several connections; emptied afterwards."""
    from django.db import connection

    with django_db_blocker.unblock():
        _forget()
        yield
        connection.close()
        with psycopg.connect(owner_dsn, autocommit=True) as owner:
            query = "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r','p') AND NOT c.relispartition"
            query += " AND c.relnamespace = 'public'::regnamespace"
            names = [row[0] for row in owner.execute(query) if row[0] not in KEPT]
            tables = sql.SQL(", ").join(map(sql.Identifier, names))
            owner.execute(sql.SQL("TRUNCATE {}").format(tables))


def _forget() -> None:
    from django.conf import settings

    from okienko.catalogue import queries as catalogue
    from okienko.offices import queries as offices
    from okienko.people import queries as people

    for part in (catalogue, offices, people):
        part.forget()
    for file in Path(settings.ANCHORS_DIR).glob("*.log"):
        file.unlink()


@pytest.fixture
def noon() -> Iterator[datetime]:
    """Monday 23 November 2026, 12:00 in Warsaw, is now."""
    from okienko.tenancy.clock import time_is

    with time_is(NOON):
        yield NOON
