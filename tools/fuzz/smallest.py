"""A failing file made as like the sound one as it can be."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator

_SHOWN = 300


def smallest(sound: bytes, spoilt: bytes, fails: Callable[[bytes], bool]) -> Iterator[str]:
    """The lines in which the file must differ to fail still."""
    before, after = sound.split(b"\n"), spoilt.split(b"\n")
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes = [change for change in matcher.get_opcodes() if change[0] != "equal"]
    kept = list(changes)
    for change in changes:
        fewer = [one for one in kept if one is not change]
        if fewer and fails(_with(before, after, fewer)):
            kept = fewer
    for _, start, end, start_after, end_after in kept:
        yield f"wiersz {start + 1}:"
        yield from (f"  - {line[:_SHOWN]!r}" for line in before[start:end][:20])
        yield from (f"  + {line[:_SHOWN]!r}" for line in after[start_after:end_after][:20])


def _with(before: list[bytes], after: list[bytes], changes: list[tuple[str, int, int, int, int]]) -> bytes:
    lines: list[bytes] = []
    at = 0
    for _, start, end, start_after, end_after in changes:
        lines += before[at:start] + after[start_after:end_after]
        at = end
    return b"\n".join(lines + before[at:])
