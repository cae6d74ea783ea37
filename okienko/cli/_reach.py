"""Code and interpreter that the unprivileged user can read: the clone's own, or a copy of both.

A clone under a closed home (0700) cannot be read by anybody else, and opening a person's home is not
ours to do. Then the sources are copied into the state folder, packages and interpreter hard-linked.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from okienko.cli._binaries import link_or_copy, link_tree
from okienko.cli.places import Account, Places

READABLE = ("okienko", "services", "processes", "data")
LOOK = """
import os, sys, django, granian, okienko.cli.main
for top in sys.argv[1:]:
    for folder, names, files in os.walk(top, onerror=lambda error: sys.exit(1)):
        if not all(os.access(os.path.join(folder, name), os.R_OK) for name in files):
            sys.exit(1)
"""
# Tools for developers and what an interpreter never needs at run time.
SKIP_PACKAGES = {"playwright", "mypy", "pip"}
SKIP_LIBRARY = {
    "test",
    "tests",
    "site-packages",
    "dist-packages",
    "idlelib",
    "tkinter",
    "turtledemo",
    "ensurepip",
}
VERSION = f"python{sys.version_info[0]}.{sys.version_info[1]}"


@dataclass(frozen=True)
class Runtime:
    """An interpreter, the folder of the sources, and where its shared libraries are if it is a copy."""

    python: Path
    folder: Path
    libraries: Path | None = None


def runtime(places: Places) -> Runtime:
    """What to run our own code with, as the user that is to run it."""
    own = Runtime(Path(sys.executable), places.clone)
    if places.account is None or _can_read(own, places.account):
        return own
    python, libraries = _interpreter(places, places.account)
    folder = places.state / "app"
    _copy_sources(places.clone, folder)
    return Runtime(_copy_packages(folder, python), folder, libraries)


def _can_read(runtime: Runtime, account: Account) -> bool:
    tops = [str(runtime.folder / top) for top in READABLE if (runtime.folder / top).exists()]
    return _runs([str(runtime.python), "-P", "-B", "-c", LOOK, *tops], account, {"PYTHONPATH": str(runtime.folder)})


def _runs(line: list[str], account: Account, env: dict[str, str]) -> bool:
    try:
        done = subprocess.run(
            line, env=env, cwd="/", capture_output=True, check=False,
            user=account.uid, group=account.gid, extra_groups=[],
        )  # fmt: skip
    except OSError:
        return False
    return done.returncode == 0


def _interpreter(places: Places, account: Account) -> tuple[Path, Path | None]:
    """The interpreter the venv was made with, or a linked copy of it when it lies in a closed folder."""
    base = Path(sys.base_prefix)
    python = base / "bin" / VERSION
    if _runs([str(python), "-c", "import ssl, encodings"], account, {}):
        return python, None
    target = places.state / f"python-{sys.version.split()[0]}"
    if not target.exists():
        half = target.with_name(target.name + ".new")
        shutil.rmtree(half, ignore_errors=True)
        skip = SKIP_LIBRARY | {name.name for name in (base / "lib" / VERSION).glob("config-*")}
        link_tree(base / "lib" / VERSION, half / "lib" / VERSION, skip=skip)
        (half / "bin").mkdir(mode=0o755)
        link_or_copy(python.resolve(), half / "bin" / VERSION)
        for library in (base / "lib").glob("libpython*.so.*"):
            link_or_copy(library, half / "lib" / library.name)
        half.rename(target)
    return target / "bin" / VERSION, target / "lib"


def _copy_sources(clone: Path, target: Path) -> None:
    """`target` holds the files of the clone as they are now, and no others."""
    wanted = _sources(clone)
    for name in wanted:
        source, place = clone / name, target / name
        if not _same(source, place):
            place.parent.mkdir(parents=True, exist_ok=True)
            place.unlink(missing_ok=True)
            shutil.copyfile(source, place)
            shutil.copystat(source, place)
            place.chmod(0o755 if source.stat().st_mode & 0o100 else 0o644)
    for place in [place for top in target.iterdir() if top.name != ".venv" for place in (top, *top.rglob("*"))]:
        if place.is_file() and place.relative_to(target) not in wanted:
            place.unlink()
    for folder, _, _ in os.walk(target):
        if ".venv" not in folder:
            os.chmod(folder, 0o755)


def _sources(clone: Path) -> set[Path]:
    """The files of the tree that git knows or would take; all but the obvious when there is no git."""
    line = ["git", "-C", str(clone), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        said = subprocess.run(line, capture_output=True, check=True).stdout
        names = {Path(os.fsdecode(name)) for name in said.split(b"\0") if name}
    except (OSError, subprocess.CalledProcessError):
        names = set()
    if not names:
        every = (path.relative_to(clone) for top in READABLE for path in (clone / top).rglob("*"))
        names = {path for path in every if "__pycache__" not in path.parts}
    return {name for name in names if (clone / name).is_file()}


def _same(source: Path, place: Path) -> bool:
    if not place.exists():
        return False
    ours, theirs = source.stat(), place.stat()
    return (ours.st_size, ours.st_mtime_ns) == (theirs.st_size, theirs.st_mtime_ns)


def _copy_packages(folder: Path, python: Path) -> Path:
    """A venv beside the copied sources with the same packages; redone when they changed."""
    source = Path(sys.prefix, "lib", VERSION, "site-packages")
    venv = folder / ".venv"
    mark, stamp = venv / "made-from", f"{python} {source} {source.stat().st_mtime_ns}\n"
    if not mark.exists() or mark.read_text() != stamp:
        shutil.rmtree(venv, ignore_errors=True)
        link_tree(source, venv / "lib" / VERSION / "site-packages", skip=SKIP_PACKAGES)
        (venv / "bin").mkdir(mode=0o755)
        (venv / "bin/python").symlink_to(python)
        (venv / "pyvenv.cfg").write_text(f"home = {python.parent}\ninclude-system-site-packages = false\n")
        for place in (venv, venv / "lib", venv / "lib" / VERSION):
            place.chmod(0o755)
        mark.write_text(stamp)
    return venv / "bin/python"
