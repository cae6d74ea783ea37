"""One PostgreSQL cluster in one folder: made, started, found running, stopped."""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from okienko.cli._binaries import Binaries
from okienko.cli.errors import StartRefused
from okienko.cli.places import Places

PORT = 5432  # names the socket only: we listen on no network
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_wal_size": "512MB",
    "max_locks_per_transaction": "128",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "okienko",
}
FIRST_NEEDS_MB, NEEDS_MB = 300, 64
READY_WITHIN = 120.0  # seconds; recovery of a large log after a crash takes its time
CRASHED_WITHIN = 20.0  # seconds that backends of a killed postmaster may still hold its memory
TRANSIENT = re.compile(r"pre-existing shared memory block|lock file .* already exists|is still in use")
MINIMAL = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}


def postmaster(data: Path) -> int | None:
    """The pid of the live postmaster of this folder, if there is one."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if works_in(pid, data) else None


def works_in(pid: int, data: Path) -> bool:
    """The process lives and was started on this folder. A pid can be a stranger's after a crash."""
    try:
        if Path("/proc/self").exists():
            # Anyone may read it (a working folder is closed to root in a container), and a zombie's is empty.
            return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def make(data: Path, binaries: Binaries, places: Places) -> None:
    """The folder holds a cluster of this version. A half-made one never stays."""
    version = data / "PG_VERSION"
    _room(places.state, NEEDS_MB if version.exists() else FIRST_NEEDS_MB)
    if version.exists():
        _same_version(data, int(version.read_text()), binaries.major)
        return
    if data.exists() and any(data.iterdir()):
        raise StartRefused(f"Folder {data} nie jest pusty i nie jest bazą PostgreSQL.", f"mv {data} {data}.stare")
    half = data.with_name(data.name + ".new")
    shutil.rmtree(half, ignore_errors=True)
    places.own(half)
    # Order by bytes, letters by Unicode: the same on every machine, and lower() knows Polish letters.
    line = [binaries["initdb"], "-D", str(half), "-U", "postgres", "--encoding=UTF8", "--locale=C"]
    line += ["--lc-ctype=C.UTF-8", "--auth-local=trust", "--auth-host=scram-sha-256", "--data-checksums"]
    done = run(line, places)
    if done.returncode:
        shutil.rmtree(half, ignore_errors=True)
        raise refusal(done.stderr or done.stdout, places)
    with suppress(FileNotFoundError):
        data.rmdir()
    half.rename(data)


def start(data: Path, socket: Path, binaries: Binaries, places: Places) -> int:
    """The cluster runs; its pid. Waits out what a killed postmaster left behind."""
    deadline = time.monotonic() + CRASHED_WITHIN
    log = places.log_folder() / f"{data.name}.log"
    while True:
        _forget_dead(data, socket)
        before = log.stat().st_size if log.exists() else 0
        # One may already be starting up: whoever asked for it was killed before it was ready.
        pid = postmaster(data) or _spawn(data, socket, binaries, places, log)
        if _ready(pid, data):
            return pid
        said = _since(log, before)
        if time.monotonic() > deadline or not TRANSIENT.search(said):
            raise refusal(said, places)
        time.sleep(0.3)


def stop(pid: int, data: Path, sign: signal.Signals = signal.SIGINT, within: float = 60.0) -> None:
    """The postmaster is gone. SIGINT is PostgreSQL's fast, clean shutdown."""
    with suppress(ProcessLookupError):
        os.kill(pid, sign)
    deadline = time.monotonic() + within
    while works_in(pid, data):
        if time.monotonic() > deadline:
            raise StartRefused(f"Baza (proces {pid}) nie zatrzymała się w {within:.0f} s.", f"kill -QUIT {pid}")
        time.sleep(0.02)


def run(line: list[str], places: Places) -> subprocess.CompletedProcess[str]:
    """One program of PostgreSQL, as the user that owns its files."""
    try:
        return subprocess.run(
            line, capture_output=True, text=True, check=False, env=MINIMAL, cwd="/",
            user=places.user, group=places.group, extra_groups=places.extra_groups,
        )  # fmt: skip
    except OSError as error:
        raise refusal(f"{line[0]}: {error.strerror}", places) from error


def refusal(said: str, places: Places) -> StartRefused:
    """What PostgreSQL complained of, in Polish, with the line that mends it."""
    for pattern, text, mend in REASONS:
        if re.search(pattern, said):
            return StartRefused(text.format(state=places.state), mend.format(state=places.state))
    lines = [line for line in said.splitlines() if re.search("FATAL|PANIC|ERROR|error", line)] or said.splitlines()
    last = lines[-1].strip() if lines else "bez słowa wyjaśnienia"
    return StartRefused(f"PostgreSQL nie wystartował: {last}", f"tail {places.logs}/postgres*.log")


REASONS = (
    (
        "No space left|Disk quota",
        "Zabrakło miejsca na dysku pod {state}.",
        "df -h {state}   (zwolnij 300 MB)",
    ),
    (
        "shared memory block|lock file|still in use|Address already in use",
        "Baza w {state} jest zajęta: pracuje na niej inny proces PostgreSQL.",
        "fuser -v {state}/*   (pokaże, który; zatrzymaj go)",
    ),
    (
        "ermission denied|Operation not permitted|Read-only file system|invalid permissions",
        "PostgreSQL nie może czytać albo pisać w {state}.",
        "OKIENKO_STATE=/inny/folder make demo",
    ),
    (
        "invalid locale|locale name",
        "W systemie brakuje ustawień językowych C.UTF-8.",
        "sudo apt-get install --reinstall libc-bin",
    ),
    (
        "could not (create|resize|map) .*shared memory|Cannot allocate memory",
        "Za mało pamięci dla PostgreSQL (potrzebuje około 150 MB).",
        "free -m",
    ),
)


def _room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free // 2**20
    if free < needed:
        text = f"Za mało miejsca na dysku pod {folder}: jest {free} MB, potrzeba {needed} MB."
        raise StartRefused(text, f"df -h {folder}   (zwolnij miejsce albo wskaż inny folder: OKIENKO_STATE=…)")


def _same_version(data: Path, theirs: int, ours: int) -> None:
    if theirs != ours:
        raise StartRefused(
            f"Dane w {data} są z PostgreSQL {theirs}, a programy są w wersji {ours}.",
            f"mv {data} {data}-{theirs}   (zacznie od pustej bazy; dane zostaną pod nową nazwą)",
        )


def _forget_dead(data: Path, socket: Path) -> None:
    """Pid files of a dead postmaster go: their pid may by now be a stranger's."""
    lock = data / "postmaster.pid"
    deadline = time.monotonic() + 1.0
    while lock.exists() and not lock.read_text().strip() and time.monotonic() < deadline:
        time.sleep(0.02)  # just made by one that is starting; empty for good only after a full disk
    if postmaster(data) is None:
        lock.unlink(missing_ok=True)
        (socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def _spawn(data: Path, socket: Path, binaries: Binaries, places: Places, log: Path) -> int:
    """PostgreSQL as a daemon: a shell starts it and ends, so that it outlives whoever asked."""
    settings = {**SETTINGS, "unix_socket_directories": str(socket), "port": str(PORT)}
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    shell = ["/bin/sh", "-c", '"$@" >&2 </dev/null & echo $!', "sh", binaries["postgres"], "-D", str(data)]
    try:
        with log.open("ab") as out:
            said = subprocess.run(
                [*shell, *options], check=True, stdout=subprocess.PIPE, stderr=out, text=True,
                env=MINIMAL, cwd="/", start_new_session=True,
                user=places.user, group=places.group, extra_groups=places.extra_groups,
            )  # fmt: skip
    except (OSError, subprocess.SubprocessError) as error:
        raise refusal(str(error), places) from error
    return int(said.stdout)


def _ready(pid: int, data: Path) -> bool:
    """True when it takes connections, False when it ended before it did."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        with suppress(OSError, IndexError, ValueError):  # the file is empty for a moment when it is made
            lines = (data / "postmaster.pid").read_text().split("\n")
            if int(lines[0]) == pid and lines[7].strip() == "ready":
                return True
        if not _lives(pid):
            return False
        time.sleep(0.02)
    return False


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _since(log: Path, offset: int) -> str:
    with log.open("rb") as stream:
        stream.seek(offset)
        return stream.read(100_000).decode(errors="replace")
