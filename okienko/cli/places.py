"""Where this clone keeps what it makes at run time, and as whom it runs."""

import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from okienko.cli.errors import StartRefused

ROOT_FOLDER = Path("/var/lib/okienko")
USER = "okienko"
SOCKET_LIMIT = 80  # a socket path ends at 108 bytes with its name, and we print it in URLs

CLONE = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Account:
    """The unprivileged user that database, web and worker run as when we are root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Places:
    """The folders of one clone. `account` is None when we are not root and need not drop."""

    clone: Path
    state: Path
    account: Account | None

    @property
    def mark(self) -> str:
        """A short name of this clone, the same at every start."""
        return hashlib.sha256(str(self.clone).encode()).hexdigest()[:12]

    @property
    def user(self) -> int | None:
        """For subprocess: the user to drop to, if any."""
        return self.account.uid if self.account else None

    @property
    def group(self) -> int | None:
        """For subprocess: the group to drop to, if any."""
        return self.account.gid if self.account else None

    @property
    def extra_groups(self) -> list[int] | None:
        """For subprocess: none of root's groups are kept when we drop."""
        return [] if self.account else None

    @property
    def logs(self) -> Path:
        """The folder of the logs."""
        return self.state / "log"

    @property
    def files(self) -> Path:
        """What web and worker write: attachments, letters, keys."""
        return self.state / "files"

    def log_folder(self) -> Path:
        """The folder of the logs exists. It is ours, not the services': they only get the open file."""
        try:
            self.logs.mkdir(mode=0o755, parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(self.logs, error) from error
        return self.logs

    def own(self, folder: Path, mode: int = 0o700) -> Path:
        """The folder exists, belongs to whoever runs the services, and has this mode."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self.account:
                os.chown(folder, self.account.uid, self.account.gid)
            folder.chmod(mode)
        except OSError as error:
            raise _unwritable(folder, error) from error
        return folder

    def own_all(self, folder: Path) -> Path:
        """The same for everything in it: root may have run a command or a test that wrote there."""
        self.own(folder)
        if self.account:
            for _, names, files, at in os.fwalk(folder):
                for name in (*names, *files):
                    os.chown(name, self.account.uid, self.account.gid, dir_fd=at, follow_symlinks=False)
        return folder

    def socket_folder(self, name: str) -> Path:
        """A private folder for a socket, with a path that fits into an address."""
        folder = self.state / name
        if len(os.fsencode(folder)) <= SOCKET_LIMIT and re.fullmatch(r"[\w./-]+", str(folder), re.ASCII):
            return self.own(folder)
        return _private(Path(tempfile.gettempdir()) / f"okienko-{os.geteuid()}-{self.mark}-{name}")


def places_of(clone: Path) -> Places:
    """The places of this clone; their root folder exists."""
    clone = clone.resolve()
    root = os.geteuid() == 0
    account = unprivileged() if root else None
    given = os.environ.get("OKIENKO_STATE")
    mark = hashlib.sha256(str(clone).encode()).hexdigest()[:12]
    state = Path(given) if given else (ROOT_FOLDER / mark if root else clone / "var")
    try:
        state.mkdir(parents=True, exist_ok=True)
        if root and not (state / "clone.txt").exists():
            (state / "clone.txt").write_text(f"{clone}\n")
    except OSError as error:
        raise _unwritable(state, error) from error
    return Places(clone=clone, state=state, account=account)


def state_folder() -> Path:
    """Where the running code may write: the folder of this installation outside its sources."""
    return places_of(CLONE).state


def unprivileged() -> Account:
    """A user without rights to run the services as; made when it is not there yet."""
    try:
        entry = pwd.getpwnam(USER)
    except KeyError:
        entry = _made_user()
    return Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)


def _made_user() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd:
        line = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", str(ROOT_FOLDER)]
        subprocess.run([*line, "--shell", "/usr/sbin/nologin", USER], check=False, capture_output=True)
    for name in (USER, "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise StartRefused("Nie ma użytkownika bez uprawnień, na którego można przejść z roota.", f"useradd -r {USER}")


def _private(folder: Path) -> Path:
    """In a folder that everyone may write to, only our own closed folder will do."""
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise StartRefused(f"Folder {folder} należy do kogoś innego albo jest otwarty dla innych.", f"rm -r {folder}")
    return folder


def _unwritable(folder: Path, error: OSError) -> StartRefused:
    near = next(parent for parent in (folder, *folder.parents) if parent.exists())
    return StartRefused(
        f"Nie można pisać w folderze {folder}: {error.strerror}.",
        f'sudo chown -R "$(id -un)" {near}   (albo inny folder: OKIENKO_STATE=/sciezka make demo)',
    )
