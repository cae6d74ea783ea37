"""The office's own file plan (JRWA): which class is valid on a day, and what another plan would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from uuid import UUID

from django.db.models import Q, QuerySet

from okienko.offices.models import FileClass, FilePlan
from okienko.offices.plans import Line, parent_of

LAST_DAY = date.max


@dataclass(frozen=True)
class Comparison:
    """What a plan would change: classes that are new, differ (as they are, as they will be) or end."""

    added: tuple[Line, ...]
    changed: tuple[tuple[Line, Line], ...]
    ended: tuple[Line, ...]
    same: int

    @property
    def changes(self) -> bool:
        return bool(self.added or self.changed or self.ended)


def compared(now: Iterable[Line], then: Iterable[Line]) -> Comparison:
    """The plan in force beside another."""
    before, after = {line.symbol: line for line in now}, {line.symbol: line for line in then}
    return Comparison(
        added=tuple(line for symbol, line in after.items() if symbol not in before),
        changed=tuple((before[s], line) for s, line in after.items() if s in before and before[s] != line),
        ended=tuple(line for symbol, line in before.items() if symbol not in after),
        same=sum(before.get(symbol) == line for symbol, line in after.items()),
    )


def comparison(plan: FilePlan) -> Comparison:
    """What a plan that waits would change in the newest one."""
    return compared(newest(), lines_of(plan))


def lines_of(plan: FilePlan) -> list[Line]:
    """The classes of a plan that waits for confirmation."""
    return [Line(*row) for row in plan.waiting]


def newest() -> list[Line]:
    """The classes that have no end yet, in force today or later."""
    return [_line(row) for row in FileClass.objects.filter(valid_to=None).order_by("symbol")]


def _line(row: FileClass) -> Line:
    return Line(row.symbol, row.name, row.category)


def _on(day: date) -> QuerySet[FileClass]:
    open_ended = Q(valid_to=None) | Q(valid_to__gte=day)
    return FileClass.objects.filter(open_ended, valid_from__lte=day)


def classes_on(day: date) -> list[FileClass]:
    """The plan on a day, in the order of symbols, each class with the day of its import."""
    return list(_on(day).select_related("plan").order_by("symbol"))


def opens(day: date) -> dict[str, str]:
    """Classes in which a case may be opened on that day: symbol → name."""
    return dict(_on(day).exclude(category="").order_by("symbol").values_list("symbol", "name"))


def valid(symbol: str, day: date) -> bool:
    """Whether a case may be opened in this class on the day; an office without a plan on that day says yes."""
    found = _on(day).filter(symbol=symbol).values_list("category", flat=True).first()
    return bool(found) if found is not None else not _on(day).exists()


def category(symbol: str, day: date) -> str:
    """The archival category of the class on that day; nothing when the office's plan does not say."""
    return _on(day).filter(symbol=symbol).values_list("category", flat=True).first() or ""


def fault(symbol: str, day: date) -> str:
    """What is wrong with the class on that day, with the nearest one that is right; empty when nothing is."""
    if valid(symbol, day):
        return ""
    known = _on(day).filter(symbol=symbol).exists()
    why = "nie ma kategorii archiwalnej: tylko grupuje inne klasy" if known else "nie ma w wykazie akt urzędu"
    near = nearest(symbol, opens(day))
    hint = f" Najbliższa, w której można założyć sprawę: {near[0]} {near[1]}." if near else ""
    return f"Klasa {symbol}: {why} (stan na {day:%d.%m.%Y}).{hint}"


def nearest(symbol: str, classes: Mapping[str, str]) -> tuple[str, str] | None:
    """The class that shares the longest beginning with the symbol; of several the one closest in length."""

    def closeness(other: str) -> tuple[int, int, str]:
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(symbol, other, strict=False)))
        return -shared, abs(len(other) - len(symbol)), other

    found = min(classes, key=closeness, default=None)
    return None if found is None else (found, classes[found])


@dataclass(frozen=True, slots=True)
class Validity:
    """When cases may be opened in which classes: the whole plan with its days, read once."""

    rows: tuple[tuple[str, date, date], ...]  # classes with a category
    starts: tuple[date, ...]  # days on which anything begins or has just ended

    def first_bad(self, symbol: str, since: date, until: date) -> date | None:
        """The first day of the span on which the class opens no case; None also while there is no plan."""
        days = sorted({since, *(day for day in self.starts if since < day <= until)})
        return next((day for day in days if self._planned(day) and not self._good(symbol, day)), None)

    def _planned(self, day: date) -> bool:
        return any(first <= day <= last for _, first, last in self.rows)

    def _good(self, symbol: str, day: date) -> bool:
        return any(one == symbol and first <= day <= last for one, first, last in self.rows)


def validity() -> Validity:
    """Days of all classes of the office in one statement."""
    rows = FileClass.objects.exclude(category="").values_list("symbol", "valid_from", "valid_to")
    spans = tuple((symbol, first, last or LAST_DAY) for symbol, first, last in rows)
    ends = {date.fromordinal(last.toordinal() + 1) for _, _, last in spans if last != LAST_DAY}
    return Validity(spans, tuple(sorted({first for _, first, _ in spans} | ends)))


def any_plan() -> bool:
    """Whether the office has a file plan at all."""
    return FileClass.objects.exists()


def plan(plan_id: UUID) -> FilePlan | None:
    """One import of the office."""
    return FilePlan.objects.filter(id=plan_id).first()


def plans() -> list[FilePlan]:
    """Imports that were confirmed, the newest first; those taken back too."""
    return list(FilePlan.objects.exclude(adopted_at=None).defer("waiting").order_by("-adopted_at")[:20])


def latest() -> FilePlan | None:
    """The import confirmed last and not taken back."""
    rows = FilePlan.objects.filter(undone_at=None).exclude(adopted_at=None)
    return rows.defer("waiting").order_by("-valid_from").first()


def symbols_begun_by(plan: FilePlan) -> list[str]:
    """Classes that the import made or changed."""
    return list(FileClass.objects.filter(plan=plan).values_list("symbol", flat=True))


@dataclass(frozen=True)
class Branch:
    """A class with the classes under it."""

    row: FileClass
    below: list[Branch]


def tree(rows: Iterable[FileClass]) -> list[Branch]:
    """The classes as a tree, by the nearest class above that is there."""
    branches = {row.symbol: Branch(row, []) for row in rows}
    roots: list[Branch] = []
    for symbol, branch in branches.items():
        above = parent_of(symbol, branches.__contains__)
        (branches[above].below if above else roots).append(branch)
    return roots
