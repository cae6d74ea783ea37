"""Rows of the current office by equality, with the statement built once.

The ORM spends more on building such a statement than the database on running it (0.35 ms against 0.1):
on the hot path that is a third of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import connection

from okienko.tenancy.context import current_office
from okienko.tenancy.models import TenantModel

M = TypeVar("M", bound=TenantModel)
Convert = Callable[[Any, None, Any], Any]


class _Part:
    """One table of the statement: under which name it is read, and how its columns become a row of its model."""

    def __init__(self, model: type[TenantModel], alias: str, *, loose: bool = False) -> None:
        self.alias, self.loose = f'"{alias}"', loose  # loose: there may be no such row
        fields = model._meta.concrete_fields
        self._model = model
        self._names = [field.attname for field in fields]
        self._converts: list[Convert | None] = [getattr(field, "from_db_value", None) for field in fields]
        self._key = self._names.index("id")
        self.columns = [f'{self.alias}."{field.column}"' for field in fields]

    def made(self, values: Sequence[Any]) -> Any:
        """The row as the ORM would make it; none when a link leads nowhere."""
        if values[self._key] is None:
            return None
        pairs = zip(values, self._converts, strict=True)
        read = [value if convert is None else convert(value, None, connection) for value, convert in pairs]
        return self._model.from_db(connection.alias, self._names, read)


class _Link:
    """A foreign key read along: of which part, under which name, and the part that it leads to."""

    def __init__(self, of: int, near: _Part, field: Any, path: str) -> None:
        self.of, self.name = of, field.name
        self.part = part = _Part(field.related_model, path, loose=near.loose or field.null)
        table, way = field.related_model._meta.db_table, "LEFT JOIN" if part.loose else "JOIN"
        pair = f'{part.alias}."office_id" = {near.alias}."office_id"'
        self.join = f' {way} "{table}" AS {part.alias} ON {pair} AND {part.alias}."id" = {near.alias}."{field.column}"'


class Rows(Generic[M]):
    """Rows whose columns `by` have given values, in the order of their ids.

    `links`: foreign keys read along, with blanks between; one of a row that is itself read along is `fk.fk`.
    """

    def __init__(self, model: type[M], *by: str, links: str = "") -> None:
        self._model, self._by, self._paths = model, by, links.split()

    def all(self, *values: Any) -> list[M]:
        """All such rows."""
        return self._read("", values)

    def first(self, *values: Any) -> M | None:
        """The first of them, or none."""
        return next(iter(self._read(" LIMIT 1", values)), None)

    def _read(self, end: str, values: tuple[Any, ...]) -> list[M]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql + end, [current_office(), *values])
            return [self._made(row) for row in cursor.fetchall()]

    def _made(self, row: tuple[Any, ...]) -> M:
        own: M = self._own.made(row[: len(self._own.columns)])
        made, start = [own], len(self._own.columns)
        for link in self._links:
            end = start + len(link.part.columns)
            found = link.part.made(row[start:end])
            made.append(found)
            if made[link.of] is not None:
                setattr(made[link.of], link.name, found)
            start = end
        return own

    @cached_property
    def _own(self) -> _Part:
        return _Part(self._model, self._model._meta.db_table)

    @cached_property
    def _links(self) -> list[_Link]:
        models: list[Any] = [self._model]
        parts, links = [self._own], []
        for path in self._paths:
            parent, _, name = path.rpartition(".")
            of = self._paths.index(parent) + 1 if parent else 0
            field: Any = models[of]._meta.get_field(name)
            links.append(_Link(of, parts[of], field, path))
            models.append(field.related_model)
            parts.append(links[-1].part)
        return links

    @cached_property
    def _sql(self) -> str:
        own = self._own
        office, key = f'{own.alias}."office_id"', f'{own.alias}."id"'
        columns = ", ".join(column for part in (own, *(link.part for link in self._links)) for column in part.columns)
        joins = "".join(link.join for link in self._links)
        where = "".join(f' AND {own.alias}."{name}" = %s' for name in self._by)
        return f"SELECT {columns} FROM {own.alias}{joins} WHERE {office} = %s{where} ORDER BY {key}"
