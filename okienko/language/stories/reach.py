"""What the stories of a service reach, and what none does: a release is refused until all is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from okienko.language.model import Service
from okienko.language.stories.play import Played, Reach
from okienko.language.tables import Table

Share = tuple[int, int]


@dataclass(frozen=True)
class Reached:
    """Each as (reached, all); `missing` says in words what no story with expectations touches."""

    pages: Share
    rows: Share
    outcomes: Share
    letters: Share
    branches: Share
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Tally:
    all: frozenset[str]
    met: frozenset[str]

    @property
    def share(self) -> Share:
        return len(self.all & self.met), len(self.all)


def coverage(service: Service, played: Iterable[Played]) -> Reached:
    """How much of the service its stories reach."""
    touched = [one.reached for one in played]
    tallies = {
        "pages": _Tally(_named("strona", (page.id for page in service.pages)), _met(touched, "pages", "strona")),
        "rows": _Tally(frozenset(_rows(service)), frozenset(_row(*row) for one in touched for row in one.rows)),
        "outcomes": _Tally(_named("wynik", own(service, service.outcomes)), _met(touched, "outcomes", "wynik")),
        "letters": _Tally(_named("pismo", own(service, service.letters)), _met(touched, "letters", "pismo")),
        "branches": _Tally(
            _named("krok procesu", service.process.all_nodes), _met(touched, "branches", "krok procesu")
        ),
        "ends": _Tally(frozenset(_ends(service)), frozenset(_touched_ends(touched))),
    }
    missing = [name for tally in tallies.values() for name in sorted(tally.all - tally.met)]
    return Reached(
        pages=tallies["pages"].share,
        rows=tallies["rows"].share,
        outcomes=tallies["outcomes"].share,
        letters=tallies["letters"].share,
        branches=tallies["branches"].share,
        missing=tuple(missing),
    )


def own(service: Service, names: Iterable[str]) -> list[str]:
    """Without those of the procedure's acts, which are no part of the service."""
    return [name for name in names if name not in service.acts]


def _named(kind: str, names: Iterable[str]) -> frozenset[str]:
    return frozenset(f"{kind} „{name}”" for name in names)


def _met(touched: Iterable[Reach], part: str, kind: str) -> frozenset[str]:
    return _named(kind, {name for reach in touched for name in getattr(reach, part)})


def tables(service: Service) -> Iterator[tuple[str, Table]]:
    """All tables of the service by the name of what they decide."""
    yield from ((name, rule.table) for name, rule in service.rules.items() if rule.table)
    if service.competence:
        yield "competence", service.competence.table


def _row(name: str, number: int) -> str:
    return f"tabela „{name}”, wiersz {number}"


def _rows(service: Service) -> Iterator[str]:
    for name, table in tables(service):
        yield from (_row(name, row.number) for row in table.rows)


def _ends(service: Service) -> Iterator[str]:
    for page in service.pages:
        yield from (_end("stop", page.id, place) for place in range(len(page.stops)))
        yield from (_end("warn", page.id, place) for place in range(len(page.warnings)))


def _touched_ends(touched: Iterable[Reach]) -> Iterator[str]:
    for reach in touched:
        yield from (_end("stop", page, place) for page, place in reach.stops)
        yield from (_end("warn", page, place) for page, place in reach.warnings)


def _end(kind: str, page: str, place: int) -> str:
    return f"{kind} na stronie „{page}” (nr {place + 1})"
