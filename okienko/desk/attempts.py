"""Guessing passwords is slowed down: five failures for a login in fifteen minutes, then a wait.

Counted in this process alone: with several web processes a guesser has five tries in each. A shared count
needs a table outside any office; until there is one, this and the cost of the password hash are the limit.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock

from okienko.tenancy.clock import now

MOST = 5
WINDOW = timedelta(minutes=15)
KEPT = 10_000  # logins remembered; the oldest go first, so that invented logins cannot fill the memory


class Attempts:
    """Recent failures by login."""

    def __init__(self) -> None:
        self._failures: dict[str, list[datetime]] = {}
        self._lock = Lock()

    def exhausted(self, login: str) -> bool:
        """Whether the login has to wait."""
        with self._lock:
            return len(self._recent(login)) >= MOST

    def failed(self, login: str) -> None:
        """One more failure is remembered."""
        with self._lock:
            recent = self._recent(login)
            self._failures.pop(login.casefold(), None)
            self._failures[login.casefold()] = [*recent, now()]
            while len(self._failures) > KEPT:
                del self._failures[next(iter(self._failures))]

    def succeeded(self, login: str) -> None:
        """The failures of the login are forgotten."""
        with self._lock:
            self._failures.pop(login.casefold(), None)

    def forget(self) -> None:
        """No failure is remembered."""
        with self._lock:
            self._failures.clear()

    def _recent(self, login: str) -> list[datetime]:
        since = now() - WINDOW
        return [at for at in self._failures.get(login.casefold(), []) if at > since]


attempts = Attempts()
