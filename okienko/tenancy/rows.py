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
    """One table of the statement: how its columns are named and become a row of its model."""

    def __init__(self, model: type[TenantModel]) -> None:
        self.table = f'"{model._meta.db_table}"'
        fields = model._meta.concrete_fields
        self._model = model
        self._names = [field.attname for field in fields]
        self._converts: list[Convert | None] = [getattr(field, "from_db_value", None) for field in fields]
        self.columns = [f'{self.table}."{field.column}"' for field in fields]

    def made(self, values: Sequence[Any]) -> Any:
        """The row as the ORM would make it."""
        pairs = zip(values, self._converts, strict=True)
        read = [value if convert is None else convert(value, None, connection) for value, convert in pairs]
        return self._model.from_db(connection.alias, self._names, read)


class Rows(Generic[M]):
    """Rows whose columns `by` have given values, in the order of their ids; `link` is a foreign key read along."""

    def __init__(self, model: type[M], *by: str, link: str = "") -> None:
        self._model, self._by, self._link = model, by, link

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
        own, *linked = self._parts
        made: M = own.made(row[: len(own.columns)])
        for part in linked:
            setattr(made, self._link, part.made(row[len(own.columns) :]))
        return made

    @cached_property
    def _target(self) -> Any:
        return self._model._meta.get_field(self._link) if self._link else None

    @cached_property
    def _parts(self) -> list[_Part]:
        return [_Part(self._model), *([_Part(self._target.related_model)] if self._target else [])]

    @cached_property
    def _sql(self) -> str:
        columns = ", ".join(column for part in self._parts for column in part.columns)
        own, *linked = (part.table for part in self._parts)
        joins = "".join(
            f' JOIN {table} ON {table}."office_id" = {own}."office_id" AND {table}."id" = {own}."{self._target.column}"'
            for table in linked
        )
        where = "".join(f' AND {own}."{name}" = %s' for name in self._by)
        return f'SELECT {columns} FROM {own}{joins} WHERE {own}."office_id" = %s{where} ORDER BY {own}."id"'
