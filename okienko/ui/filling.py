"""How far the demonstration has been filled, read from the small file that its player writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple


class Filling(NamedTuple):
    """Matters begun, of how many."""

    done: int
    total: int


def filling(path: Path) -> Filling | None:
    """The progress, or None when nothing is being filled: no file, a file half written, or all done."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    done, total = int(kept.get("done", 0)), int(kept.get("total", 0))
    return Filling(done, total) if done < total else None
