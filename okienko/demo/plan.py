"""Which stories are played, where, by whom and when: four hundred matters of four kinds in fourteen months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from okienko.demo.cast import CHORZELE, CITY, COMMUNE, COUNTY, JEDNOROZEC, RESIDENTS
from okienko.demo.offers import FOREST, ROAD, TREE, WASTE

WARSAW = ZoneInfo("Europe/Warsaw")
WEEK = timedelta(days=7)
WEEKS = 60  # fourteen months
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
BY_PERSONS = "Zwykła deklaracja, gmina liczy od osób"
BY_AREA = "Zwykła deklaracja, gmina liczy od powierzchni"
BY_WATER = "Zwykła deklaracja, gmina liczy od wody"
BY_HOUSEHOLD = "Zwykła deklaracja, gmina liczy od gospodarstwa"
CHILD_BORN = "Urodziło się dziecko, opłata rośnie od tego miesiąca"
EXPLAINED = "Wezwanie, wyjaśnienie i przyjęcie"
NOT_EXPLAINED = "Wezwanie bez odpowiedzi"
NOT_LOOKED_AT = "Zwykła deklaracja, jeszcze nikt na nią nie spojrzał"
SCAFFOLD = "Zwykła sprawa, rusztowanie na chodniku"
WAIVED = "Zwykła sprawa, przyłącze i zrzeczenie się odwołania"
APPEALED = "Zwykła sprawa, odmowa i odwołanie"
OPINION = "Zwykła sprawa, czeka na stanowisko zarządcy ruchu"
PROVINCIAL = "Zwykła sprawa, droga okazała się wojewódzka"
IN_PLAN = "Zwykła sprawa, las w planie"
NOTARY = "Zwykła sprawa, notariusz pyta o dwie działki"
PAID_LATE = "Zwykła sprawa, opłata po wezwaniu"
WAITS = "Zwykła sprawa, czeka na uzupełnienie"
REFUSED = "Zwykła sprawa, odmowa"

# (office, service, story, weeks before this week): the older the matter, the further its story has come
FIRST = (
    (COMMUNE, TREE, SILENT, 33), (COMMUNE, TREE, CERTIFIED, 26), (CITY, TREE, OBJECTED, 21),
    (COMMUNE, TREE, ON_REQUEST, 15), (COMMUNE, TREE, NOT_COMPLETED, 13), (CITY, TREE, WITHDRAWN, 11),
    (COMMUNE, TREE, COMPLETED, 10), (CITY, TREE, SILENT, 9), (COMMUNE, TREE, UNTOUCHED, 1),
    (COMMUNE, TREE, CERTIFIED, 8), (COMMUNE, TREE, OBJECTED, 8), (COMMUNE, TREE, NOT_COLLECTED, 4),
    (CITY, WASTE, BY_PERSONS, 6), (COMMUNE, WASTE, BY_AREA, 5), (CHORZELE, WASTE, BY_WATER, 5),
    (JEDNOROZEC, WASTE, BY_HOUSEHOLD, 4), (COUNTY, FOREST, IN_PLAN, 7), (COUNTY, ROAD, SCAFFOLD, 9),
    (COUNTY, ROAD, UNTOUCHED, 1), (COUNTY, ROAD, OPINION, 2), (COMMUNE, TREE, SILENT, 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Matters of one kind in one office: one every so many weeks; `lately` those that nobody has finished yet."""

    office_id: int
    service: str
    stories: tuple[str, ...]
    every: int = 1
    lately: tuple[str, ...] = ()


RHYTHMS = (
    Rhythm(COMMUNE, TREE, (SILENT, CERTIFIED, COMPLETED, SILENT, OBJECTED, NOT_COMPLETED), 1, (UNTOUCHED,)),
    Rhythm(COMMUNE, TREE, (SILENT, CERTIFIED, WITHDRAWN, ON_REQUEST, NOT_COMPLETED), 2, (NOT_COLLECTED,)),
    Rhythm(CITY, TREE, (CERTIFIED, SILENT, OBJECTED, COMPLETED), 1, (UNTOUCHED, COMPLETED)),
    Rhythm(CITY, WASTE, (BY_PERSONS, CHILD_BORN, BY_PERSONS, EXPLAINED), 1, (NOT_LOOKED_AT, BY_PERSONS)),
    Rhythm(COMMUNE, WASTE, (BY_AREA,), 2),
    Rhythm(CHORZELE, WASTE, (BY_WATER,), 3),
    Rhythm(JEDNOROZEC, WASTE, (BY_HOUSEHOLD, BY_HOUSEHOLD, NOT_EXPLAINED), 3),
    Rhythm(COUNTY, FOREST, (IN_PLAN, NOTARY, IN_PLAN, PAID_LATE, REFUSED), 1, (UNTOUCHED, WAITS)),
    Rhythm(COUNTY, ROAD, (SCAFFOLD, WAIVED, OPINION, APPEALED, COMPLETED, PROVINCIAL), 2, (UNTOUCHED, OPINION)),
)
LATELY = 2  # weeks


@dataclass(frozen=True, slots=True)
class Planned:
    """One matter of the demonstration; `key` names it for ever, `weeks` moves its story to our days."""

    key: str
    office_id: int
    service: str
    story: str
    resident: str
    own: Mapping[str, Any]  # answers of this matter's own, in place of the story's
    weeks: int
    delegated: bool  # an inspector has it, the head signs
    pays: bool
    at_counter: bool  # begun at home, finished at the counter from its print

    def moved(self, at: datetime, story_at: datetime, today: date) -> datetime:
        """An instant of the story in our days: the same weekday and hour, whole weeks away."""
        monday = today - timedelta(days=today.weekday())
        local, start = at.astimezone(WARSAW), story_at.astimezone(WARSAW).date()
        target = monday - self.weeks * WEEK
        shift = target - (start - timedelta(days=start.weekday()))
        return datetime.combine(local.date() + shift, local.time(), WARSAW)


def planned(stage: str) -> list[Planned]:
    """The matters of a stage: `first` a few of each kind, `rest` the others, oldest first."""
    chosen, offset = (list(FIRST), 0) if stage == "first" else (sorted(_rest(), key=_age), len(FIRST))
    return [_planned(offset + number, *told) for number, told in enumerate(chosen)]


def _age(told: tuple[int, str, str, int]) -> int:
    return -told[3]


def _rest() -> Iterator[tuple[int, str, str, int]]:
    for rhythm in RHYTHMS:
        for turn, weeks in enumerate(range(WEEKS, -1, -rhythm.every)):
            stories = rhythm.lately if rhythm.lately and weeks < LATELY else rhythm.stories
            yield rhythm.office_id, rhythm.service, stories[turn % len(stories)], weeks


def _planned(number: int, office_id: int, service: str, story: str, weeks: int) -> Planned:
    return Planned(
        key=f"sprawa-{number + 1:03}",
        office_id=office_id,
        service=service,
        story=story,
        resident=RESIDENTS[(number * 7 + weeks) % len(RESIDENTS)].subject,
        own=_own(number, service, story),
        weeks=weeks,
        delegated=number % 2 == 1,
        pays=number % 3 != 0,
        at_counter=number % 11 == 6,
    )


def _own(number: int, service: str, story: str) -> Mapping[str, Any]:
    """No two matters speak of the same tree, parcel, house or stretch of road."""
    parcel = f"142299_2.0099.{100 + number * 3}/{1 + number % 7}"
    house = {"ulica": "Zmyślona", "nr": str(1 + number % 180), "kod": "06-300", "miejscowosc": "Przykładowo"}
    if service == WASTE:
        return {"adres": house}
    if service == ROAD:
        return {"lokalizacja": f"Przykładowo, ul. Zmyślona {1 + number % 180}"}
    if service == FOREST or story == OBJECTED:  # these stories speak of their own things
        return {"dzialka": parcel} if service == TREE else {}
    species, girth = SPECIES[number % len(SPECIES)]
    tree = {"gatunek": species, "stan": "stoi", "kilka_pni": False, "obwod": str(girth)}
    return {"dzialka": parcel, "drzewa": [tree | ({"owocowe": False} if species == "inny" else {})]}
