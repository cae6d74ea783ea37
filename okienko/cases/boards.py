"""What the head of a unit oversees: the age of what is due, how long settling takes, where cases wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncMonth

from okienko.cases.models import Case, LedgerEntry, Status
from okienko.catalogue.queries import pinned
from okienko.language import casework
from okienko.language.calendar import Calendar, Term, add_months
from okienko.language.ledger import Entry, due, entry_from_json
from okienko.language.model import Service
from okienko.language.processes import Node, Process, State, draw, standing, steps
from okienko.offices.law import calendar
from okienko.people.models import Clerk
from okienko.tenancy.clock import WARSAW, day_of, today
from okienko.tenancy.permits import may, permit

LATE, TODAY, NEAR, FORTNIGHT, LATER = "po-terminie", "dzis", "3-dni", "2-tygodnie", "pozniej"
STANDS, TERMLESS, RESIDENT, NOBODY = "zegar-stoi", "bez-terminu", "mieszkaniec", "nikt"
OURS = (LATE, TODAY, NEAR, FORTNIGHT, LATER, STANDS, TERMLESS)  # the office has the turn
COLUMNS = (*OURS, RESIDENT, NOBODY)  # each open case stands in exactly one
NEAR_TERM = Term(3, "working-day")
SETTLING_MONTHS, FLOW_MONTHS = 12, 14
ENOUGH = 5  # a median of fewer says more about one case than about the service
WAITS_HERE = ("user", "service", "receive", "catch", "call")  # roles of nodes where a token stays


def oversees(clerk: Clerk) -> bool:
    """Whether the board is for this clerk."""
    return may(clerk, "oversee", clerk.unit)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """An open case and the column of the board in which it stands."""

    id: UUID
    service: str
    title: str
    column: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days at which one column ends and the next begins."""

    today: date
    near: date
    fortnight: date


def horizon(day: date, known: Calendar) -> Horizon:
    """Near: the third working day after the day; fortnight: the Sunday that ends the next week."""
    return Horizon(day, known.end_of(NEAR_TERM, day).raw, day + timedelta(days=13 - day.weekday()))


def column_of(turn: str, due_on: date | None, at: Horizon, *, stands: bool) -> str:
    """The column of a case; `stands` says that a term of the office has begun but does not run."""
    if turn != "urzad":
        return RESIDENT if turn == "mieszkaniec" else NOBODY
    if due_on is None:
        return STANDS if stands else TERMLESS
    ends = ((at.today - timedelta(days=1), LATE), (at.today, TODAY), (at.near, NEAR), (at.fortnight, FORTNIGHT))
    return next((column for day, column in ends if due_on <= day), LATER)


def open_cases(clerk: Clerk) -> list[OpenCase]:
    """All that the unit's queue lists, by deadline."""
    rows = _open(clerk).order_by(F("due_on").asc(nulls_last=True), "id")
    standing, at = _standing(clerk), horizon(today(), calendar())
    found = rows.values_list("id", "service", "title", "turn", "due_on")
    return [
        OpenCase(key, service, title, column_of(turn, due_on, at, stands=key in standing), due_on)
        for key, service, title, turn, due_on in found
    ]


def _open(clerk: Clerk) -> QuerySet[Case]:
    permit(clerk, "oversee", clerk.unit)
    return Case.objects.filter(unit_id=clerk.unit_id).exclude(status=Status.ENDED)


def _standing(clerk: Clerk) -> set[UUID]:
    """Cases in which it is the office's turn, no term of its runs and at least one stands."""
    rows = LedgerEntry.objects.filter(
        case__unit_id=clerk.unit_id, case__turn="urzad", case__due_on=None,
        case__status__in=(Status.OPEN, Status.SETTLED),
    )  # fmt: skip
    ledgers: dict[tuple[UUID, UUID], list[Entry]] = {}
    found = rows.order_by("case_id", "position").values_list("case_id", "case__offer_version_id", "entry")
    for case, version, entry in found:
        ledgers.setdefault((case, version), []).append(entry_from_json(entry))
    return {case for (case, version), entries in ledgers.items() if _stands(pinned(version).service, entries)}


def _stands(service: Service, entries: Sequence[Entry]) -> bool:
    terms = [deadline for deadline in service.deadlines.values() if deadline.whose == "urzad"]
    dues = (due(deadline, entries, calendar()) for deadline in terms)
    return any(found is not None and found.paused is not None for found in dues)


def titles(cases: Iterable[OpenCase]) -> dict[str, str]:
    """Plain names of the services, each as its newest case has it, in the order of the alphabet."""
    newest = {case.service: case.title for case in sorted(cases, key=lambda case: case.id)}
    return dict(sorted(newest.items(), key=lambda item: item[1].casefold()))


def counted(cases: Iterable[OpenCase]) -> Counter[tuple[str, str]]:
    """How many cases stand in each column, by service and column."""
    return Counter((case.service, case.column) for case in cases)


def cases_in(clerk: Clerk, ids: Sequence[UUID]) -> list[Case]:
    """These cases of the unit, in this order, with what a row of a list shows."""
    found = {case.pk: case for case in _open(clerk).filter(id__in=list(ids)).select_related("clerk")}
    return [found[key] for key in ids if key in found]


@dataclass(frozen=True, slots=True)
class Settling:
    """How many days settling took: one number for each case, from its opening."""

    service: str
    title: str
    days: tuple[int, ...]

    @property
    def median(self) -> float | None:
        """None when the cases are too few to say."""
        return median(self.days) if len(self.days) >= ENOUGH else None


def settling(clerk: Clerk) -> list[Settling]:
    """What the unit settled in the last twelve months, by service; what was withdrawn the office did not settle."""
    permit(clerk, "oversee", clerk.unit)
    since = add_months(today(), -SETTLING_MONTHS)
    rows = Case.objects.filter(unit_id=clerk.unit_id, settled_on__gt=since).exclude(outcome=casework.WITHDRAWN)
    days: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for service, title, opened_at, on in rows.order_by("id").values_list("service", "title", "opened_at", "settled_on"):
        if on is not None:
            days.setdefault(service, []).append(max(0, (on - day_of(opened_at)).days))
            names[service] = title
    found = [Settling(service, names[service], tuple(sorted(took))) for service, took in days.items()]
    return sorted(found, key=lambda one: one.title.casefold())


@dataclass(frozen=True, slots=True)
class Month:
    """What came to the unit and what it settled in a month, named by its first day."""

    first: date
    opened: int
    settled: int


def months(clerk: Clerk) -> list[Month]:
    """The last fourteen months, the running one included."""
    permit(clerk, "oversee", clerk.unit)
    first = add_months(today().replace(day=1), 1 - FLOW_MONTHS)
    rows = Case.objects.filter(unit_id=clerk.unit_id)
    since = datetime.combine(first, time(), WARSAW)
    came = rows.filter(opened_at__gte=since).annotate(month=TruncMonth("opened_at", tzinfo=WARSAW))
    done = rows.filter(settled_on__gte=first).annotate(month=TruncMonth("settled_on"))
    opened = {month.date(): count for month, count in came.values_list("month").annotate(Count("id")).order_by("month")}
    settled = dict(done.values_list("month").annotate(Count("id")).order_by("month"))
    days = [add_months(first, ahead) for ahead in range(FLOW_MONTHS)]
    return [Month(day, opened.get(day, 0), settled.get(day, 0)) for day in days]


@dataclass(frozen=True, slots=True)
class Place:
    """A step of the process and how many cases stand there."""

    label: str
    cases: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Where the open cases of a service stand, on the drawing of the newest release among theirs."""

    service: str
    picture: str
    places: tuple[Place, ...]
    cases: int
    elsewhere: int  # cases of other releases, on steps that this drawing does not have


def waits(clerk: Clerk, service: str) -> Waits | None:
    """Where the unit's open cases of the service stand; nothing when there are none."""
    found = list(_open(clerk).filter(service=service).order_by("id").values_list("offer_version_id", "state__process"))
    if not found:
        return None
    process = pinned(found[-1][0]).service.process
    stands = [standing_at(process, saved) for _, saved in found]
    counts = Counter(node for nodes in stands for node in nodes)
    ordered = (process.all_nodes[step.node] for step in steps(process))
    places = [Place(node.label, counts[node.id]) for node in ordered if node.id in counts or _holds(node)]
    elsewhere = sum(not nodes for nodes in stands)
    return Waits(service, draw(process, counts=counts), tuple(places), len(found), elsewhere)


def standing_at(process: Process, saved: Mapping[str, object]) -> set[str]:
    """The nodes of the drawing where the tokens of a saved state stand; none of those of another release."""
    state = State.from_json(saved)
    known = process.all_nodes
    return set(standing(process, state).values()) if all(token.node in known for token in state.tokens) else set()


def _holds(node: Node) -> bool:
    """Whether cases may wait at such a node."""
    return node.role in WAITS_HERE and node.attached_to is None
