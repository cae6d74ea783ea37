"""A clone of its own for each test of the launcher, with nothing left behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from okienko.cli import postgres


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No address of a database and no folder is given from outside."""
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "OKIENKO_STATE"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def clone(bare: None, tmp_path: Path) -> Iterator[Path]:
    """An empty clone; its database is stopped and removed afterwards."""
    folder = tmp_path / "klon"
    folder.mkdir()
    yield folder
    postgres.remove(folder)
