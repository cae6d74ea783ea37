"""The launcher of the embedded database: real processes in folders of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from okienko.cli import _cluster, postgres
from okienko.cli.errors import StartRefused
from okienko.cli.places import CLONE, places_of

DATA = "postgres-system" if os.environ.get("PG") == "system" else "postgres"
LOCK = f"{DATA}/postmaster.pid"
START = """
import sys
from collections.abc import Iterator
from pathlib import Path
from okienko.cli import postgres
print(postgres.ensure_running(Path(sys.argv[1])).pid)
"""
WORKING = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%DO $$%' AND pid <> pg_backend_pid()"
BUSY = """
DO $$
DECLARE over timestamptz = clock_timestamp() + interval '2 s';
BEGIN
  WHILE clock_timestamp() < over LOOP END LOOP;
END $$
"""


def one(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(question).fetchone()
    return row[0] if row else None


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[postgres.Database]:
    """For tests that only look: one start serves them all."""
    folder = tmp_path_factory.mktemp("wspolny")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("OKIENKO_STATE", raising=False)
        yield postgres.ensure_running(folder)
        postgres.remove(folder)


def run(url: str, *lines: str) -> None:
    with psycopg.connect(url) as connection:
        for line in lines:
            connection.execute(line)


def test_start_makes_a_database_with_two_roles(database: postgres.Database) -> None:
    assert one(database.owner_url, "SELECT current_user") == "okienko_owner"
    assert one(database.app_url, "SELECT current_user") == "okienko_app"


def test_application_role_owns_nothing_and_bypasses_nothing(database: postgres.Database) -> None:
    url = database.app_url

    powers = "rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole"
    assert one(url, f"SELECT {powers} FROM pg_roles WHERE rolname = current_user") is False
    assert one(url, "SELECT count(*) FROM pg_shdepend WHERE refobjid = 'okienko_app'::regrole AND deptype = 'o'") == 0
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(url, "CREATE TABLE public.mine (id int)")


def test_owner_may_create_databases_for_tests(database: postgres.Database) -> None:
    url = database.owner_url

    assert one(url, "SELECT rolcreatedb AND NOT rolsuper FROM pg_roles WHERE rolname = current_user") is True


def test_writes_are_durable_and_order_is_by_bytes(database: postgres.Database) -> None:
    url = database.app_url

    assert one(url, "SHOW fsync") == "on"
    assert one(url, "SHOW server_encoding") == "UTF8"
    assert one(url, "SELECT lower('ŻÓŁĆ') || ('Z' < 'a')::text") == "żółćtrue"


def test_nothing_listens_on_the_network_and_the_socket_is_private(database: postgres.Database) -> None:
    assert one(database.app_url, "SHOW listen_addresses") == ""
    assert database.socket_dir.stat().st_mode & 0o077 == 0
    assert len(str(database.socket_dir)) < 90


def test_database_never_runs_as_root(database: postgres.Database) -> None:
    assert Path(f"/proc/{database.pid}").stat().st_uid != 0


def test_second_start_reuses_the_first(clone: Path) -> None:
    first = postgres.ensure_running(clone)

    assert postgres.ensure_running(clone).pid == first.pid
    assert postgres.database_urls(clone) == (first.owner_url, first.app_url)


def test_several_starts_at_once_make_one_database(clone: Path) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", START, clone], stdout=subprocess.PIPE, text=True, cwd=CLONE)
        for _ in range(3)
    ]

    pids = {start.communicate()[0] for start in starts}

    assert pids == {f"{postgres.ensure_running(clone).pid}\n"}


def test_stop_is_clean_and_data_stays(clone: Path) -> None:
    first = postgres.ensure_running(clone)
    run(first.owner_url, "CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (1)")

    first.stop()

    assert postgres.running(clone) is None
    assert not (first.data_dir / "postmaster.pid").exists()
    assert one(postgres.ensure_running(clone).owner_url, "SELECT id FROM kept") == 1


@pytest.mark.crash
def test_killed_postmaster_starts_again_with_what_was_committed(clone: Path) -> None:
    first = postgres.ensure_running(clone)
    run(first.owner_url, "CREATE TABLE kept (id int)")
    with psycopg.connect(first.owner_url) as connection:  # its backend is left behind, an orphan
        connection.execute("INSERT INTO kept VALUES (1)")
        connection.commit()
        first.kill()

        second = postgres.ensure_running(clone)

    assert second.pid != first.pid
    assert one(second.owner_url, "SELECT id FROM kept") == 1


@pytest.mark.crash
def test_orphan_that_still_works_is_waited_for(clone: Path) -> None:
    first = postgres.ensure_running(clone)
    program = [sys.executable, "-c", f"import psycopg; psycopg.connect({first.app_url!r}).execute({BUSY!r})"]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL) as orphaned:
        while one(first.app_url, WORKING) == 0:
            pass
        first.kill()

        second = postgres.ensure_running(clone)
        orphaned.kill()

    assert one(second.app_url, "SELECT 1") == 1


@pytest.mark.crash
def test_pid_file_that_names_a_stranger_is_stale(clone: Path) -> None:
    first = postgres.ensure_running(clone)
    first.kill()
    places = first.places
    drop = {"user": places.user, "group": places.group, "extra_groups": places.extra_groups}
    with subprocess.Popen(["/bin/sh", "-c", "read line"], stdin=subprocess.PIPE, cwd="/", **drop) as stranger:
        lock = first.data_dir / "postmaster.pid"
        lines = lock.read_text().split("\n")
        lock.write_text("\n".join([str(stranger.pid), *lines[1:]]))

        second = postgres.ensure_running(clone)

        assert stranger.poll() is None
    assert one(second.app_url, "SELECT 1") == 1


@pytest.mark.crash
def test_empty_pid_file_of_a_crash_is_stale(clone: Path) -> None:
    first = postgres.ensure_running(clone)
    first.kill()
    (first.data_dir / "postmaster.pid").write_text("")

    assert one(postgres.ensure_running(clone).app_url, "SELECT 1") == 1


@pytest.mark.crash
def test_database_whose_starter_was_killed_is_taken_over(clone: Path) -> None:
    postgres.ensure_running(clone).stop()
    with subprocess.Popen([sys.executable, "-c", START, clone], stdout=subprocess.DEVNULL, cwd=CLONE) as starter:
        while not (places_of(clone).state / LOCK).exists():
            pass
        starter.kill()

    assert one(postgres.ensure_running(clone).app_url, "SELECT 1") == 1


def test_half_made_folder_is_made_anew(clone: Path) -> None:
    half = places_of(clone).state / f"{DATA}.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")

    assert one(postgres.ensure_running(clone).app_url, "SELECT 1") == 1


def test_folder_that_is_a_file_is_refused_with_the_line_that_mends_it(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clone / "plik").write_text("")
    with monkeypatch.context() as patch:
        patch.setenv("OKIENKO_STATE", str(clone / "plik/stan"))
        with pytest.raises(StartRefused) as refused:
            postgres.ensure_running(clone)

    assert refused.value.text.startswith(f"Nie można pisać w folderze {clone}/plik/stan: Not a directory.")
    assert "OKIENKO_STATE=" in refused.value.mend


def test_foreign_files_in_the_folder_are_refused_and_kept(clone: Path) -> None:
    data = places_of(clone).state / DATA
    data.mkdir(parents=True)
    (data / "listy.txt").write_text("ważne")

    with pytest.raises(StartRefused, match="nie jest pusty i nie jest bazą"):
        postgres.ensure_running(clone)

    assert (data / "listy.txt").read_text() == "ważne"


def test_data_of_another_version_are_refused_and_kept(clone: Path) -> None:
    database = postgres.ensure_running(clone)
    database.stop()
    version = database.data_dir / "PG_VERSION"
    version.write_text("14\n")

    with pytest.raises(StartRefused, match="są z PostgreSQL 14") as refused:
        postgres.ensure_running(clone)

    assert refused.value.mend.startswith(f"mv {database.data_dir} {database.data_dir}-14")


def test_full_disk_is_refused_before_anything_is_written(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 10 * 2**20})
    monkeypatch.setattr(_cluster.shutil, "disk_usage", lambda folder: usage)

    with pytest.raises(StartRefused, match="jest 10 MB, potrzeba 300 MB"):
        postgres.ensure_running(clone)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        pytest.param("FATAL: could not write: No space left on device", "Zabrakło miejsca", id="disk"),
        pytest.param('FATAL: lock file ".s.PGSQL.5432.lock" already exists', "jest zajęta", id="socket"),
        pytest.param("FATAL: could not open file: Permission denied", "nie może czytać", id="rights"),
        pytest.param("FATAL: could not map anonymous shared memory", "Za mało pamięci", id="memory"),
        pytest.param("FATAL: something new", "nie wystartował: FATAL: something new", id="unknown"),
    ],
)
def test_complaint_of_postgresql_is_put_in_polish(clone: Path, said: str, text: str) -> None:
    refusal = _cluster.refusal(said, places_of(clone))

    assert text in refusal.text
    assert refusal.mend
