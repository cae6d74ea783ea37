"""What may be written in the deadline ledger. Entries are never changed or removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Started:
    """The term began to run; `words` say in Polish from what."""

    deadline: str
    on: date
    event: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Days after `since` up to and with `until` do not count; open while nothing has ended them.

    A later entry with the same `since` and `event` closes the open one.
    """

    deadline: str
    since: date
    until: date | None
    law: str
    event: str = ""


@dataclass(frozen=True, slots=True)
class Suspended:
    deadline: str
    on: date
    law: str


@dataclass(frozen=True, slots=True)
class Resumed:
    """What was suspended under `law` goes on; an older entry names none and ends every suspension."""

    deadline: str
    on: date
    law: str = ""


@dataclass(frozen=True, slots=True)
class Extended:
    """A new last day was set `on` a day (k.p.a. art. 36); nothing moves it any more but later pauses."""

    deadline: str
    to: date
    why: str
    on: date | None = None  # older entries do not say


@dataclass(frozen=True, slots=True)
class Restarted:
    """The whole term runs anew from this day."""

    deadline: str
    on: date
    event: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Met:
    deadline: str
    on: date


@dataclass(frozen=True, slots=True)
class Passed:
    deadline: str
    on: date


@dataclass(frozen=True, slots=True)
class Stopped:
    """The matter ended otherwise (withdrawn, discontinued): the term no longer means anything."""

    deadline: str
    on: date
    why: str


Entry: TypeAlias = (
    Started | NotCounted | Suspended | Resumed | Extended | Restarted | Met | Passed | Stopped
)  # fmt: skip
_KINDS: Mapping[str, type[Entry]] = {
    "started": Started, "not-counted": NotCounted, "suspended": Suspended, "resumed": Resumed,
    "extended": Extended, "restarted": Restarted, "met": Met, "passed": Passed, "stopped": Stopped,
}  # fmt: skip
_NAMES = {kind: name for name, kind in _KINDS.items()}
_DAYS = ("on", "since", "until", "to")


def entry_to_json(entry: Entry) -> dict[str, str | None]:
    """What `entry_from_json` reads back to an equal entry."""
    values = {name: day.isoformat() if isinstance(day, date) else day for name, day in asdict(entry).items()}
    return {"kind": _NAMES[type(entry)], **values}


def entry_from_json(saved: Mapping[str, str | None]) -> Entry:
    """The entry as it was written."""
    values: dict[str, date | str | None] = {}
    for name, value in saved.items():
        if name != "kind":
            values[name] = date.fromisoformat(value) if value and name in _DAYS else value
    kind: type = _KINDS[saved["kind"] or ""]
    entry: Entry = kind(**values)
    return entry
