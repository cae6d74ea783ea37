"""Migration operations that turn Django's tables into tenant, reference or local ones (scale rules 1–4, 8, 9).

One operation names the kind of each table of a migration; no table is left without a kind.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.migrations.operations.base import Operation

from okienko.tenancy.models import TenantFK

APP_ROLE = "okienko_app"
POLICY = "office_id = nullif(current_setting('okienko.office', true), '')::int"


def policy_statements(table: str) -> list[str]:
    """Row-level security, enabled and not forced; one statement a string (rule 15)."""
    return [
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
        f'CREATE POLICY office ON "{table}" USING ({POLICY}) WITH CHECK ({POLICY})',
    ]


def grant(table: str, rights: str) -> str:
    return f'GRANT {rights} ON "{table}" TO {APP_ROLE}'


def composite_key(table: str) -> list[str]:
    return [
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_pkey"',
        f'ALTER TABLE "{table}" ADD PRIMARY KEY (office_id, id)',
    ]


def foreign_key(table: str, column: str, target: str, cascade: bool) -> list[str]:
    """The pair (office_id, column) points at (office_id, id), deferred like Django's own keys."""
    on_delete = " ON DELETE CASCADE" if cascade else ""
    return [
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_fk" FOREIGN KEY (office_id, "{column}") '
        f'REFERENCES "{target}" (office_id, id){on_delete} DEFERRABLE INITIALLY DEFERRED',
        f'CREATE INDEX "{table}_{column}_ix" ON "{table}" (office_id, "{column}")',
    ]


class _TableKind(Operation):
    reduces_to_sql = True
    reversible = False

    def __init__(self, *names: str, append_only: Iterable[str] = (), keyed: Iterable[str] = ()) -> None:
        self.names = names
        self.append_only = tuple(append_only)
        self.keyed = tuple(keyed)  # made by SQL with their composite key already

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        options = {"append_only": self.append_only, "keyed": self.keyed}
        return self.__class__.__name__, list(self.names), options

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The kind of a table is not part of Django's state."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for name in self.names:
            model = to_state.apps.get_model(app_label, name)
            for statement in self.statements(model, name):
                schema_editor.execute(statement, params=None)

    def statements(self, model: Any, name: str) -> list[str]:
        raise NotImplementedError

    def rights(self, name: str) -> str:
        return "SELECT, INSERT" if name in self.append_only else "SELECT, INSERT, UPDATE, DELETE"


class TenantTables(_TableKind):
    """Primary key (office_id, id), composite foreign keys, policy, grants. `append_only` ones lose UPDATE, DELETE."""

    def statements(self, model: Any, name: str) -> list[str]:
        table = model._meta.db_table
        statements = [] if name in self.keyed else composite_key(table)
        statements += [*policy_statements(table), grant(table, self.rights(name))]
        for field in model._meta.local_fields:
            if isinstance(field, TenantFK):
                target = field.related_model._meta.db_table
                statements += foreign_key(table, field.column, target, field.cascade)
        return statements


class SharedTables(_TableKind):
    """Reference and local tables: no office, no policy; the lists stand in settings and a test reads them."""

    def statements(self, model: Any, name: str) -> list[str]:
        return [grant(model._meta.db_table, self.rights(name))]
