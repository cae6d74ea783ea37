"""DATABASE_URL always wins."""

from pathlib import Path

import psycopg
import pytest

from okienko.cli import postgres
from okienko.cli.errors import StartRefused

THEIRS = "postgresql://kto:haslo@serwer:5432/baza"


def test_both_addresses_are_taken_as_they_are(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", THEIRS)
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://wlasciciel@serwer/baza")

    assert postgres.database_urls() == ("postgresql://wlasciciel@serwer/baza", THEIRS)


def test_one_address_is_the_owners_and_the_application_steps_down(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{THEIRS}?sslmode=require")

    owner, app = postgres.database_urls()

    assert owner == f"{THEIRS}?sslmode=require"
    assert psycopg.conninfo.conninfo_to_dict(app)["options"] == "-c role=okienko_app"
    assert psycopg.conninfo.conninfo_to_dict(app)["sslmode"] == "require"


def test_options_already_given_are_kept(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"{THEIRS}?options=-c%20statement_timeout%3D5s")

    _, app = postgres.database_urls()

    expected = "-c statement_timeout=5s -c role=okienko_app"
    assert psycopg.conninfo.conninfo_to_dict(app)["options"] == expected


def test_nothing_is_started_when_an_address_is_given(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", THEIRS)

    postgres.database_urls(clone)

    assert postgres.running(clone) is None


def test_address_of_another_kind_of_database_is_refused(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://kto@serwer/baza")

    with pytest.raises(StartRefused, match="postgresql://"):
        postgres.database_urls()


def test_application_connection_with_one_address_runs_without_the_owners_power(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgres.ensure_running(clone)
    monkeypatch.setenv("DATABASE_URL", database.owner_url)
    owner, app = postgres.database_urls(clone)

    postgres.create_app_role(owner)

    with psycopg.connect(app) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("okienko_app",)


def test_missing_role_is_made_by_an_owner_who_may(clone: Path) -> None:
    database = postgres.ensure_running(clone)
    with psycopg.connect(database.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE okienko_app")
        connection.execute("ALTER ROLE okienko_owner CREATEROLE")

    postgres.create_app_role(database.owner_url)

    with psycopg.connect(f"{database.owner_url}&options=-c%20role%3Dokienko_app") as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("okienko_app",)


def test_owner_who_may_not_is_told_the_line_for_the_administrator(clone: Path) -> None:
    database = postgres.ensure_running(clone)
    with psycopg.connect(database.url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute("DROP ROLE okienko_app")

    with pytest.raises(StartRefused, match="nie może założyć roli") as refused:
        postgres.create_app_role(database.owner_url)

    assert 'psql -c "CREATE ROLE okienko_app"' in refused.value.mend
