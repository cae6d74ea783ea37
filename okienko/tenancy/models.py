"""The base of every tenant table, and the foreign key between two of them.

Django sees `id` as the key; the database's primary key is `(office_id, id)`, made by
`schema.TenantTables`. `office_id` never changes (scale rules 2, 4, 5, 6).
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from django.db import connection, models
from django.db.models.expressions import Col
from django.db.models.lookups import Exact
from django.db.models.sql.where import WhereNode

from okienko.tenancy.context import current_office
from okienko.tenancy.ids import uuid7

M = TypeVar("M", bound=models.Model)


class TenantManager(models.Manager[M], Generic[M]):
    """Every statement carries the office literally; without an office it raises NoOffice."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().filter(office_id=current_office())


class TenantModel(models.Model):
    """A row that belongs to one office for ever."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office_id = models.IntegerField(default=current_office, editable=False)

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    @property
    def urn(self) -> str:
        """How the journal names this row."""
        return f"urn:okienko:{self.office_id}:{self._meta.model_name}:{self.pk}"

    def _do_update(self, base_qs: Any, using: Any, pk_val: Any, values: Any, *rest: Any, **named: Any) -> Any:
        """`save()` puts office_id in WHERE, never in SET. Plain values go without a statement built by the ORM."""
        kept = [value for value in values if value[0].attname != "office_id"]
        if not kept or rest[2:] or any(hasattr(value, "resolve_expression") for _, _, value in kept):
            return super()._do_update(base_qs, using, pk_val, kept, *rest, **named)
        changed = ", ".join(f'"{field.column}" = %s' for field, _, _ in kept)
        said = [field.get_db_prep_save(value, connection) for field, _, value in kept]
        table = f'"{self._meta.db_table}"'
        where = f'{table}."office_id" = %s AND {table}."id" = %s'
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET {changed} WHERE {where}", [*said, current_office(), pk_val])
            return cursor.rowcount > 0


class TenantFK(models.ForeignKey):  # type: ignore[type-arg]
    """A link between two rows of one office: every join, reverse look-up and exclude pairs office_id.

    Deleting is decided in the database (the composite key made by `schema.TenantTables`): no cascade in Python.
    """

    def __init__(self, to: Any, *, cascade: bool = False, **options: Any) -> None:
        options.update(on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
        self.cascade = cascade
        super().__init__(to, **options)

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        near: Any = self.model._meta.get_field("office_id")
        far: Any = self.related_model._meta.get_field("office_id")
        left = Col(alias, near) if alias else None
        right = Col(related_alias, far) if related_alias else None
        value = right if right is not None and left is not None else current_office()
        pair: Any = Exact(left or right, value)
        return WhereNode([pair])

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for key in ("on_delete", "db_constraint", "db_index"):
            kwargs.pop(key, None)
        if self.cascade:
            kwargs["cascade"] = True
        return name, path, args, kwargs
