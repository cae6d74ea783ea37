"""UUIDv7 (RFC 9562, § 5.7) from the clock that is passed; PostgreSQL 15 and Python 3.11 have none."""

from __future__ import annotations

import secrets
import threading
from datetime import UTC, datetime
from uuid import UUID

from okienko.tenancy.clock import now

_lock = threading.Lock()
_last = 0


def uuid7(at: datetime | None = None) -> UUID:
    """A new id that sorts by its instant, to a quarter of a microsecond within one millisecond."""
    instant = at or now()
    micros = int((instant - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000_000)
    millis, rest = divmod(micros, 1000)
    fraction = (rest << 12) // 1000  # 12 bits of the millisecond: method 3 of § 6.2
    return UUID(int=_after_last((millis << 80) | (0x7 << 76) | (fraction << 64) | (0b10 << 62)))


def _after_last(start: int) -> int:
    """Random bits behind this start; above those of the id before when it has the same start (method 2 of § 6.2)."""
    global _last
    with _lock:
        if _last >> 62 == start >> 62:
            _last += 1 + secrets.randbits(32)
        else:
            _last = start | secrets.randbits(61)
        return _last


def floor_of(at: datetime) -> UUID:
    """The smallest UUIDv7 of an instant: a bound for partitions and time ranges."""
    millis = int(at.timestamp() * 1000)
    return UUID(int=millis << 80)


def instant_of(value: UUID) -> datetime:
    """The instant that a UUIDv7 carries, to a millisecond."""
    return datetime.fromtimestamp((value.int >> 80) / 1000, tz=UTC)
