"""The schema keeps the rules by which it can be spread over machines and by which offices stay apart (ADR on tenancy).

Everything is read from the catalogue of PostgreSQL as it is, not from the models.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings

POLICY = "(office_id = (NULLIF(current_setting('okienko.office'::text, true), ''::text))::integer)"
TABLES = """
SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity,
       EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'office_id' AND a.attnotnull)
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
"""
KEYS = """
SELECT i.indisprimary, c.relname,
       (SELECT array_agg(a.attname::text ORDER BY o) FROM unnest(i.indkey[0:i.indnkeyatts-1]) WITH ORDINALITY u(n, o)
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.n)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indisunique AND i.indrelid = %s
"""
LINKS = """
SELECT k.conname, k.confrelid::regclass::text, k.confdeltype,
       (SELECT array_agg(a.attname::text ORDER BY o) FROM unnest(k.conkey) WITH ORDINALITY u(n, o)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n),
       (SELECT array_agg(a.attname::text ORDER BY o) FROM unnest(k.confkey) WITH ORDINALITY u(n, o)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n)
FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = %s AND k.conparentid = 0
"""


@pytest.fixture
def owner(django_db_setup: None, owner_dsn: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as owner whose changes are undone."""
    with psycopg.connect(owner_dsn) as connection:
        yield connection
        connection.rollback()


def tenant_tables(owner: psycopg.Connection[Any]) -> dict[str, int]:
    """Names and oids of tenant tables: all that are on no list."""
    listed = {*settings.REFERENCE_TABLES, *settings.LOCAL_TABLES}
    rows = owner.execute(TABLES).fetchall()
    return {row[1]: row[0] for row in rows if row[1] not in listed and not row[1].startswith(("django_", "auth_"))}


def unguarded(owner: psycopg.Connection[Any]) -> list[str]:
    """Tenant tables without row security, or without exactly the one policy."""
    found = []
    tables = {row[1]: row for row in owner.execute(TABLES).fetchall()}
    for name, oid in tenant_tables(owner).items():
        query = "SELECT polname, pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid), polroles "
        policies = owner.execute(query + "FROM pg_policy WHERE polrelid = %s", [oid]).fetchall()
        _, _, enabled, forced, has_office = tables[name]
        if policies != [("office", POLICY, POLICY, [0])] or not enabled or forced or not has_office:
            found.append(name)
    return found


def test_every_tenant_table_is_guarded_by_its_policy(owner: psycopg.Connection[Any]) -> None:
    assert len(tenant_tables(owner)) >= 30
    assert unguarded(owner) == []


def test_removing_any_one_policy_is_noticed(owner: psycopg.Connection[Any]) -> None:
    missed = []
    for name in tenant_tables(owner):
        owner.execute("SAVEPOINT before")
        owner.execute(f'DROP POLICY office ON "{name}"')
        if unguarded(owner) != [name]:
            missed.append(name)
        owner.execute("ROLLBACK TO before")
    assert missed == []


def test_every_unique_key_begins_with_the_office(owner: psycopg.Connection[Any]) -> None:
    wrong = []
    for oid in tenant_tables(owner).values():
        keys = owner.execute(KEYS, [oid]).fetchall()
        wrong += [name for primary, name, columns in keys if columns[0] != "office_id"]
        wrong += [f"no primary key: {oid}"] if not any(primary for primary, *_ in keys) else []
    assert wrong == []


def test_links_between_tenant_tables_pair_their_offices(owner: psycopg.Connection[Any]) -> None:
    tenants = tenant_tables(owner)
    wrong = []
    for oid in tenants.values():
        for name, target, on_delete, columns, targets in owner.execute(LINKS, [oid]).fetchall():
            paired = columns[0] == targets[0] == "office_id"
            if (target in tenants and not paired) or on_delete in ("n", "d"):
                wrong.append(name)
            if target not in tenants and target not in settings.REFERENCE_TABLES:
                wrong.append(name)
    assert wrong == []


def test_no_triggers_on_tenant_tables(owner: psycopg.Connection[Any]) -> None:
    oids = list(tenant_tables(owner).values())
    query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = ANY(%s)"
    assert owner.execute(query, [oids]).fetchall() == []


def test_the_application_has_no_rights_on_partitions(owner: psycopg.Connection[Any]) -> None:
    query = "SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r' AND "
    query += "has_table_privilege('okienko_app', oid, 'SELECT, INSERT, UPDATE, DELETE')"
    assert owner.execute(query).fetchall() == []


@pytest.mark.parametrize(
    "table",
    [
        "journal_fact",
        "journal_seal",
        "journal_sealed",
        "cases_ledgerentry",
        "catalogue_release",
        "catalogue_offerversion",
    ],
)
def test_append_only_tables_can_only_be_appended_to(owner: psycopg.Connection[Any], table: str) -> None:
    query = (
        "SELECT has_table_privilege('okienko_app', %s, 'INSERT'), has_table_privilege('okienko_app', %s, 'UPDATE'), "
    )
    query += "has_table_privilege('okienko_app', %s, 'DELETE')"
    assert owner.execute(query, [table] * 3).fetchone() == (True, False, False)


def test_facts_of_each_month_have_their_partition(owner: psycopg.Connection[Any]) -> None:
    query = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'journal_fact'::regclass"
    assert owner.execute(query).fetchone() == (25,)
