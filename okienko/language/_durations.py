"""Plain lengths of time in a process (ISO 8601), which are not terms of law."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from okienko.language.calendar import BadTerm, add_months

_WARSAW = ZoneInfo("Europe/Warsaw")
DURATION = re.compile(
    r"P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?"
)


def later(start: datetime, duration: str) -> datetime:
    """The instant that much after `start`: days and months by the clock on the wall, hours by time passed."""
    found = DURATION.fullmatch(duration)
    if found is None:
        raise BadTerm(f"„{duration}” to nie czas trwania. Napisz na przykład „P14D” albo „PT2H”.")
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    local = start.astimezone(_WARSAW)
    day = add_months(local.date(), years * 12 + months) + timedelta(weeks=weeks, days=days)
    wall = time(local.hour, local.minute, local.second, local.microsecond)
    instant = datetime.combine(day, wall, _WARSAW).astimezone(UTC)
    return instant + timedelta(hours=hours, minutes=minutes, seconds=seconds)
