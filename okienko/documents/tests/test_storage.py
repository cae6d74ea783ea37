import hashlib
import os
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from okienko.documents import storage
from okienko.documents.storage import OverLimit, delete, open_file, orphans, store, sweep_unfinished

ABC = hashlib.sha256(b"abc").hexdigest()


def files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("content", [b"abc", BytesIO(b"abc")], ids=["bytes", "stream"])
def test_content_lies_under_office_and_hash(tmp_path: Path, content: bytes | BytesIO) -> None:
    assert store(tmp_path, 7, content, 100) == storage.Stored(ABC, 3)
    assert files(tmp_path) == [f"7/{ABC[:2]}/{ABC}"]


def test_stored_content_is_read_back(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    with open_file(tmp_path, 7, ABC) as stream:
        assert stream.read() == b"abc"


def test_two_offices_never_share_a_file(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    store(tmp_path, 8, b"abc", 100)
    delete(tmp_path, 7, ABC)
    assert files(tmp_path) == [f"8/{ABC[:2]}/{ABC}"]


def test_another_office_does_not_see_the_file(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    with pytest.raises(FileNotFoundError):
        open_file(tmp_path, 8, ABC)


def test_storing_twice_keeps_one_copy(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    store(tmp_path, 7, b"abc", 100)
    assert len(files(tmp_path)) == 1


def test_more_than_the_limit_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OverLimit, match="za duży"):
        store(tmp_path, 7, BytesIO(b"x" * 11), 10)
    assert files(tmp_path) == []


def test_exactly_the_limit_is_kept(tmp_path: Path) -> None:
    assert store(tmp_path, 7, b"x" * 10, 10).size == 10


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    class Broken(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store(tmp_path, 7, Broken(), 10)
    assert files(tmp_path) == []


def test_file_and_folders_are_synced_before_the_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def watched(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name)
        real(handle)

    monkeypatch.setattr(os, "fsync", watched)
    store(tmp_path / "pliki", 7, b"abc", 100)
    assert synced[:2] == [tmp_path.name, "pliki"]  # new folders, in their parents
    assert synced[2].startswith(storage.UNFINISHED)  # the file
    assert synced[3:] == ["7", ABC[:2]]  # the new folder, then the name in it


def test_delete_says_whether_the_file_was_there(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    assert [delete(tmp_path, 7, ABC), delete(tmp_path, 7, ABC)] == [True, False]


def test_orphans_are_files_nobody_knows(tmp_path: Path) -> None:
    known = store(tmp_path, 7, b"znany", 100).sha256
    lost = store(tmp_path, 7, b"zgubiony", 100).sha256
    store(tmp_path, 8, b"cudzy", 100)
    assert list(orphans(tmp_path, 7, {known})) == [lost]


def test_a_file_just_accepted_is_no_orphan_yet(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    assert list(orphans(tmp_path, 7, (), before=datetime(2020, 1, 1, tzinfo=UTC))) == []


def test_an_office_without_files_has_no_orphans(tmp_path: Path) -> None:
    assert list(orphans(tmp_path, 7, ())) == []


def test_unfinished_files_are_swept(tmp_path: Path) -> None:
    store(tmp_path, 7, b"abc", 100)
    (tmp_path / "7" / f"{storage.UNFINISHED}x").write_bytes(b"po")
    swept = sweep_unfinished(tmp_path, 7, before=datetime.now(UTC) + timedelta(hours=1))
    assert (swept, files(tmp_path)) == (1, [f"7/{ABC[:2]}/{ABC}"])


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "A" * 64, ABC + "\n", ""])
def test_only_a_hash_names_a_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        open_file(tmp_path, 7, name)


@pytest.mark.parametrize("office", [-1, True, "../7"])
def test_only_a_number_names_an_office(tmp_path: Path, office: object) -> None:
    with pytest.raises(ValueError, match="number"):
        store(tmp_path, office, b"abc", 10)  # type: ignore[arg-type]
