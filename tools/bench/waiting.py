"""Waiting for a condition, never for a time."""

from __future__ import annotations

import time
from collections.abc import Callable

LOOK_EVERY = 0.05


class NotInTime(Exception):
    """The condition did not come true before its deadline."""


def until(reached: Callable[[], bool], within: float, what: str) -> None:
    """Returns when the condition is true; NotInTime when it is not within so many seconds."""
    deadline = time.monotonic() + within
    while not reached():
        if time.monotonic() > deadline:
            raise NotInTime(f"not within {within:.0f} s: {what}")
        time.sleep(LOOK_EVERY)
