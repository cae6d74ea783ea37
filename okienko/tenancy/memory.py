"""Remember reference answers for some seconds in this process."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """A small cache: an answer is asked for again after `seconds`; thread-safe as dict assignment is.

    It keeps `at_most` answers and then starts anew, so that invented keys cannot fill the memory.
    """

    def __init__(self, *, seconds: float, at_most: int = 5_000) -> None:
        self._seconds = seconds
        self._at_most = at_most
        self._kept: dict[K, tuple[float, V]] = {}

    def get(self, key: K, ask: Callable[[], V]) -> V:
        """The answer for a key, asked for when it is unknown or old."""
        kept = self._kept.get(key)
        if kept is not None and time.monotonic() - kept[0] < self._seconds:
            return kept[1]
        value = ask()
        if len(self._kept) >= self._at_most:
            self._kept.clear()
        self._kept[key] = (time.monotonic(), value)
        return value

    def clear(self) -> None:
        self._kept.clear()
