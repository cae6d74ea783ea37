"""`okienko services check|test`: thin over the language's own commands; the closing line is plain."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from okienko.cli.places import CLONE
from okienko.language.loader import command as checking
from okienko.language.stories import command as testing


def check(folders: Sequence[str]) -> int:
    """Prints the mistakes in service folders; 0 when there are none."""
    return checking.main([Path(folder) for folder in folders], CLONE)


def test(folders: Sequence[str], *, mutate: bool) -> int:
    """Plays the stories of service folders and prints what came out; 0 when all passed."""
    return testing.main([Path(folder) for folder in folders], CLONE, mutate)
