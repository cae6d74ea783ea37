"""Which stories are played, where, by whom and when: sixty matters in all states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from okienko.demo.cast import CITY, COMMUNE, RESIDENTS

WARSAW = ZoneInfo("Europe/Warsaw")
WEEK = timedelta(days=7)
SPECIES = (
    ("topola", 96), ("inny", 120), ("wierzba", 143), ("robinia akacjowa", 71), ("inny", 66),
    ("kasztanowiec zwyczajny", 88), ("klon jesionolistny", 91), ("inny", 154),
    ("platan klonolistny", 103), ("klon srebrzysty", 84),
)  # fmt: skip

SILENT = "Zwykła sprawa, urząd milczy"
OBJECTED = "Zwykła sprawa, sprzeciw po oględzinach"
CERTIFIED = "Zwykła sprawa, zaświadczenie przed terminem"
ON_REQUEST = "Zwykła sprawa, zaświadczenie o milczeniu na prośbę"
COMPLETED = "Zwykła sprawa, wezwanie i uzupełnienie"
NOT_COMPLETED = "Zwykła sprawa, wezwanie bez odpowiedzi"
NOT_COLLECTED = "Zwykła sprawa, wezwania nikt nie odebrał"
WITHDRAWN = "Zwykła sprawa, mieszkaniec się rozmyślił"
UNTOUCHED = "Zwykła sprawa, jeszcze nikt na nią nie spojrzał"

# (story, weeks before this week): the older the matter, the further its story has come
FIRST = (
    (SILENT, 33), (CERTIFIED, 26), (OBJECTED, 21), (ON_REQUEST, 15), (NOT_COMPLETED, 13), (WITHDRAWN, 11),
    (COMPLETED, 10), (SILENT, 9), (UNTOUCHED, 8), (CERTIFIED, 8), (OBJECTED, 8), (NOT_COLLECTED, 8),
)  # fmt: skip
_WEEKLY = (SILENT, COMPLETED, CERTIFIED, OBJECTED, NOT_COMPLETED)
REST = (
    *((story, weeks) for weeks in (7, 6, 5, 4, 3, 2, 1, 0) for story in _WEEKLY),
    (ON_REQUEST, 7), (WITHDRAWN, 5), (NOT_COLLECTED, 2), (NOT_COLLECTED, 1), (UNTOUCHED, 4), (UNTOUCHED, 1),
    (WITHDRAWN, 2), (ON_REQUEST, 5),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """One matter of the demonstration; `key` names it for ever, `shift` moves its story to our days."""

    key: str
    office_id: int
    story: str
    resident: str
    parcel: str
    tree: tuple[str, int] | None  # None: the story speaks of its own tree
    weeks: int
    delegated: bool  # an inspector has it, the head signs
    pays: bool

    def moved(self, at: datetime, story_at: datetime, today: date) -> datetime:
        """An instant of the story in our days: the same weekday and hour, whole weeks away."""
        monday = today - timedelta(days=today.weekday())
        local, start = at.astimezone(WARSAW), story_at.astimezone(WARSAW).date()
        target = monday - self.weeks * WEEK
        shift = target - (start - timedelta(days=start.weekday()))
        return datetime.combine(local.date() + shift, local.time(), WARSAW)


def planned(stage: str) -> list[Planned]:
    """The matters of a stage: `first` a dozen, `rest` the others."""
    chosen, offset = (FIRST, 0) if stage == "first" else (REST, len(FIRST))
    return [_planned(offset + number, *told) for number, told in enumerate(chosen)]


def _planned(number: int, story: str, weeks: int) -> Planned:
    office_id = COMMUNE if number % 3 else CITY
    return Planned(
        key=f"sprawa-{number + 1:02}",
        office_id=office_id,
        story=story,
        resident=RESIDENTS[(number * 5 + weeks) % len(RESIDENTS)].subject,
        parcel=f"142299_2.0099.{100 + number * 3}/{1 + number % 7}",
        tree=None if story == OBJECTED else SPECIES[number % len(SPECIES)],
        weeks=weeks,
        delegated=number % 2 == 1,
        pays=number % 3 != 0,
    )
