"""As root, from a clone that nobody else can read, the services run from a copy."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from okienko.cli import _reach, postgres
from okienko.cli.places import CLONE, Places, places_of

ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has something to drop")


@pytest.fixture
def closed(clone: Path) -> Places:
    """A clone of sources under a home that is closed to others, as root has."""
    home = clone / "dom"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CLONE / "okienko", home / "okienko/okienko", ignore=ignored)
    home.chmod(0o700)
    clone.chmod(0o700)
    return Places(clone=home / "okienko", state=places_of(clone).state, account=places_of(clone).account)


@ROOT
def test_closed_home_stays_closed_and_the_code_runs_from_a_copy(closed: Places) -> None:
    found = _reach.runtime(closed)

    assert found.folder == closed.state / "app"
    assert closed.clone.parent.stat().st_mode & 0o777 == 0o700
    env = {"PYTHONPATH": str(found.folder)}
    if found.libraries:
        env["LD_LIBRARY_PATH"] = str(found.libraries)
    program = "import os, django, psycopg, okienko; print(os.getuid(), okienko.__file__)"
    said = subprocess.check_output(
        [found.python, "-c", program], cwd="/", env=env, text=True,
        user=closed.user, group=closed.group, extra_groups=closed.extra_groups,
    )  # fmt: skip
    assert said == f"{closed.user} {found.folder}/okienko/__init__.py\n"


@ROOT
def test_copy_follows_the_clone(closed: Places) -> None:
    (closed.clone / "okienko/stare.py").write_text("")
    folder = _reach.runtime(closed).folder
    assert (folder / "okienko/stare.py").exists()
    (closed.clone / "okienko/stare.py").unlink()
    (closed.clone / "okienko/nowe.py").write_text("NOWE = 1\n")

    _reach.runtime(closed)

    assert not (folder / "okienko/stare.py").exists()
    assert (folder / "okienko/nowe.py").read_text() == "NOWE = 1\n"


@ROOT
def test_services_cannot_write_to_the_copy(closed: Places) -> None:
    folder = _reach.runtime(closed).folder

    line = ["/usr/bin/touch", str(folder / "okienko/wlamanie.py")]
    done = subprocess.run(
        line, check=False, capture_output=True, cwd="/",
        user=closed.user, group=closed.group, extra_groups=closed.extra_groups,
    )  # fmt: skip

    assert done.returncode != 0


@ROOT
def test_files_that_root_wrote_belong_to_the_services_again(clone: Path) -> None:
    places = places_of(clone)
    letter = places.own(places.files) / "pisma/list.pdf"
    letter.parent.mkdir()
    letter.write_text("")

    places.own_all(places.files)

    assert letter.stat().st_uid == letter.parent.stat().st_uid == places.user


def test_places_are_the_same_at_every_start(clone: Path) -> None:
    assert places_of(clone) == places_of(clone)
    assert postgres.running(clone) is None
