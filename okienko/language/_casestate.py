"""What is known of a running case, and what an act on it may have as effects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, Literal, TypeAlias
from zoneinfo import ZoneInfo

from okienko.language import processes
from okienko.language._scope import DecisionTaken
from okienko.language._values import Json, restored_value, saved_value
from okienko.language.calendar import Calendar
from okienko.language.errors import Refusal
from okienko.language.feel import Value
from okienko.language.ledger import Entry, entry_from_json, entry_to_json
from okienko.language.model import Service, Task

WARSAW = ZoneInfo("Europe/Warsaw")


class TooLate(Refusal):
    """The step was done or interrupted meanwhile."""

    code = "za_pozno"


@dataclass(frozen=True, slots=True)
class Setting:
    """In what a case lives: its release, the days free by law, and the names the submission gives."""

    service: Service
    calendar: Calendar
    scope: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Issued:
    """A letter that went out on a day, from a step; `delivered` when it reached the addressee."""

    name: str
    on: date
    token: str | None = None
    delivered: date | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A task that stands beside the process: something received calls for the act `node`, or a clerk added it."""

    token: str
    node: str
    label: str
    by: date | None = None
    closed: date | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What came when the process no longer waited for it: whether after its term, and why in a sentence."""

    message: str
    on: date  # the day that counts: of posting where that keeps the term
    late: bool
    term: str
    why: str


@dataclass(frozen=True, slots=True)
class CaseState:
    """The life of a case so far. Answers of the submission are not here: they stand in `Setting.scope`."""

    process: processes.State = field(default_factory=processes.State)
    facts: Mapping[str, Value] = field(default_factory=dict)
    ledger: tuple[Entry, ...] = ()
    letters: tuple[Issued, ...] = ()
    outcome: str | None = None
    settled_on: date | None = None
    events: Mapping[str, date] = field(default_factory=dict)
    since: Mapping[str, datetime] = field(default_factory=dict)  # when plain timers began to run
    done: tuple[str, ...] = ()  # steps done at least once, for the drawing
    beside: tuple[Beside, ...] = ()
    received: tuple[Received, ...] = ()

    @property
    def ended(self) -> bool:
        """Nothing more will happen by itself, and nobody has anything to do."""
        return self.process.ended and not self.open_beside

    @property
    def open_beside(self) -> tuple[Beside, ...]:
        """Tasks beside the process that wait for a clerk."""
        return tuple(task for task in self.beside if task.closed is None)

    @classmethod
    def empty(cls) -> CaseState:
        """A case before it is opened."""
        return cls()

    def to_json(self) -> dict[str, Json]:
        """What `from_json` reads back to an equal state."""
        saved: dict[str, Any] = {
            "process": self.process.to_json(),
            "facts": {name: saved_value(value) for name, value in self.facts.items()},
            "ledger": [entry_to_json(entry) for entry in self.ledger],
            "letters": [_letter_json(letter) for letter in self.letters],
            "outcome": self.outcome,
            "settled_on": self.settled_on.isoformat() if self.settled_on else None,
            "events": {name: day.isoformat() for name, day in self.events.items()},
            "since": {token: at.isoformat() for token, at in self.since.items()},
            "done": list(self.done),
            "beside": [_flat(task) for task in self.beside],
            "received": [_flat(one) for one in self.received],
        }
        return saved

    @classmethod
    def from_json(cls, saved: Mapping[str, Json]) -> CaseState:
        outcome, settled = saved["outcome"], saved["settled_on"]
        return cls(
            process=processes.State.from_json(_table(saved["process"])),
            facts={name: restored_value(value) for name, value in _table(saved["facts"]).items()},
            ledger=tuple(entry_from_json(_texts(entry)) for entry in _items(saved["ledger"])),
            letters=tuple(_letter(_texts(letter)) for letter in _items(saved["letters"])),
            outcome=outcome if isinstance(outcome, str) else None,
            settled_on=date.fromisoformat(settled) if isinstance(settled, str) else None,
            events={name: date.fromisoformat(str(day)) for name, day in _table(saved["events"]).items()},
            since={token: datetime.fromisoformat(str(at)) for token, at in _table(saved["since"]).items()},
            done=tuple(str(node) for node in _items(saved["done"])),
            beside=tuple(_beside(_texts(task)) for task in _items(saved.get("beside"))),
            received=tuple(_received(_table(one)) for one in _items(saved.get("received"))),
        )


def _flat(value: Beside | Received) -> dict[str, Json]:
    plain = asdict(value)
    return {name: item.isoformat() if isinstance(item, date) else item for name, item in plain.items()}


def _beside(saved: Mapping[str, str | None]) -> Beside:
    by, closed = (date.fromisoformat(day) if day else None for day in (saved["by"], saved["closed"]))
    return Beside(saved["token"] or "", saved["node"] or "", saved["label"] or "", by, closed)


def _received(saved: Mapping[str, Json]) -> Received:
    on, late = date.fromisoformat(str(saved["on"])), saved["late"] is True
    return Received(str(saved["message"]), on, late, str(saved["term"]), str(saved["why"]))


def _letter_json(letter: Issued) -> dict[str, Json]:
    delivered = letter.delivered.isoformat() if letter.delivered else None
    return {"name": letter.name, "on": letter.on.isoformat(), "token": letter.token, "delivered": delivered}


def _letter(saved: Mapping[str, str | None]) -> Issued:
    delivered = saved["delivered"]
    return Issued(
        name=saved["name"] or "",
        on=date.fromisoformat(saved["on"] or ""),
        token=saved["token"],
        delivered=date.fromisoformat(delivered) if delivered else None,
    )


def _table(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _items(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _texts(value: Json) -> dict[str, str | None]:
    return {name: None if item is None else str(item) for name, item in _table(value).items()}


@dataclass(frozen=True, slots=True)
class TaskOpened:
    token: str
    node: str
    label: str = ""  # of a task beside the process; else the service has it


@dataclass(frozen=True, slots=True)
class TaskClosed:
    token: str
    node: str


@dataclass(frozen=True, slots=True)
class LetterIssued:
    letter: str
    token: str | None
    automatic: bool


@dataclass(frozen=True, slots=True)
class Settled:
    outcome: str
    on: date


@dataclass(frozen=True, slots=True)
class DeadlineStarted:
    """A term began or began anew; `due` is its last day as things stand."""

    name: str
    due: date


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class RuleDecided:
    """A step of the process asked a rule: its result with all it was computed from."""

    taken: DecisionTaken


@dataclass(frozen=True, slots=True)
class Ended:
    """No step is open and none will open by itself."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The process stands and needs a clerk's hand."""

    text: str


Effect: TypeAlias = (
    TaskOpened
    | TaskClosed
    | LetterIssued
    | Settled
    | DeadlineStarted
    | DeadlinePassed
    | RuleDecided
    | Ended
    | Failed
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """What an act did; `entered` and `left` are the steps of the drawing, in order, for the event log."""

    state: CaseState
    effects: tuple[Effect, ...] = ()
    entered: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    def then(self, step: Step) -> Step:
        """Both steps as one."""
        return Step(step.state, self.effects + step.effects, self.entered + step.entered, self.left + step.left)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """What a clerk may do now: `name` is what the drawing calls it, `task` what the service asks there."""

    token: str
    node: str
    name: str
    task: Task | None


Turn: TypeAlias = Literal["urzad", "mieszkaniec", "nikt"]


class Facts(Mapping[str, Value]):
    """Answers of the clerk over the names of the submission, which may be lazy."""

    def __init__(self, facts: Mapping[str, Value], scope: Mapping[str, Value]) -> None:
        self._facts = facts
        self._scope = scope

    def __getitem__(self, name: str) -> Value:
        return self._facts[name] if name in self._facts else self._scope[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**dict.fromkeys(self._scope), **dict.fromkeys(self._facts)})

    def __len__(self) -> int:
        return len({*self._scope, *self._facts})


def day_of(at: datetime) -> date:
    """The day on the office's wall; an instant without a zone is a bug."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return at.astimezone(WARSAW).date()


def midnight(day: date) -> datetime:
    """The first instant of the day in Europe/Warsaw, in UTC."""
    return datetime.combine(day, time(), WARSAW).astimezone(UTC)
