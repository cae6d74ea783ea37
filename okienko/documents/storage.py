"""Bytes on the disk: `root/office/ab/sha256`, never shared between offices.

Sharing would leak that another office has the same file, and would keep it there after one of them erased it.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from okienko.documents.kinds import megabytes
from okienko.language import Refusal

CHUNK = 1 << 18
SHA256 = re.compile(r"[0-9a-f]{64}\Z")
UNFINISHED = ".przyjmowany-"


class OverLimit(Refusal):
    """More bytes came than may be kept; none were."""

    code = "plik-za-duzy"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"Plik jest za duży. Największy plik, jaki przyjmujemy, ma {megabytes(limit)}. "
            "Zmniejsz go albo podziel na części."
        )


@dataclass(frozen=True)
class Stored:
    """What was kept."""

    sha256: str
    size: int


def store(root: Path, office_id: int, content: bytes | BinaryIO, limit: int) -> Stored:
    """The content is on the disk and stays there through a loss of power; storing it twice keeps one copy."""
    stream = BytesIO(content) if isinstance(content, bytes | bytearray | memoryview) else content
    office = _office(root, office_id)
    _ensure(office)
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=office)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            stored = _copy(stream, file, limit)
            file.flush()
            os.fsync(file.fileno())
        place = _place(root, office_id, stored.sha256)
        _ensure(place.parent)
        draft.replace(place)
        _sync(place.parent)
    finally:
        draft.unlink(missing_ok=True)
    return stored


def open_file(root: Path, office_id: int, sha256: str) -> BinaryIO:
    """The stored bytes, to be closed by the caller."""
    return _place(root, office_id, sha256).open("rb")


def delete(root: Path, office_id: int, sha256: str) -> bool:
    """The file is gone; says whether it was there."""
    place = _place(root, office_id, sha256)
    try:
        place.unlink()
    except FileNotFoundError:
        return False
    _sync(place.parent)
    return True


def orphans(root: Path, office_id: int, known: Collection[str], *, before: datetime | None = None) -> Iterator[str]:
    """Stored files of the office that nobody knows, written before the moment.

    A file is stored before its row is committed: a sweep gives a moment an hour back, or it would take files
    that are just being accepted.
    """
    for place in sorted(_office(root, office_id).glob("??/*")):
        if SHA256.match(place.name) and place.name not in known and _older(place, before):
            yield place.name


def sweep_unfinished(root: Path, office_id: int, *, before: datetime) -> int:
    """What an interrupted `store` left behind before the moment is gone; says how many files."""
    count = 0
    for draft in _office(root, office_id).glob(f"{UNFINISHED}*"):
        if _older(draft, before):
            draft.unlink(missing_ok=True)
            count += 1
    return count


def _copy(stream: BinaryIO, file: BinaryIO, limit: int) -> Stored:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise OverLimit(limit)
        digest.update(chunk)
        file.write(chunk)
    return Stored(digest.hexdigest(), size)


def _office(root: Path, office_id: int) -> Path:
    if isinstance(office_id, bool) or not isinstance(office_id, int) or office_id < 0:
        raise ValueError("an office is named by its number")
    return Path(root) / str(office_id)


def _place(root: Path, office_id: int, sha256: str) -> Path:
    if not SHA256.match(sha256):
        raise ValueError("a file is named by its SHA-256")
    return _office(root, office_id) / sha256[:2] / sha256


def _ensure(folder: Path) -> None:
    """The folder is there, and so it is for its parents after a loss of power."""
    if folder.is_dir():
        return
    _ensure(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _older(place: Path, before: datetime | None) -> bool:
    if before is None:
        return True
    try:
        return place.stat().st_mtime < before.timestamp()
    except FileNotFoundError:
        return False
