"""What stands in every installation alike: rights of the application role and the offices of Poland."""

from __future__ import annotations

import psycopg
from django.conf import settings

from okienko.cli.postgres import APP
from okienko.offices import actions

# A partition does not inherit the row policy of its parent: the application goes through the parent only.
TABLES = """
SELECT format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I.%I TO {app}', n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition
  AND c.relname <> 'django_migrations' AND pg_has_role(c.relowner, 'USAGE')
  AND NOT has_table_privilege('{app}', c.oid, 'SELECT')
"""
OTHERS = "GRANT USAGE ON SCHEMA public TO {app}; GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}"


def apply(owner_url: str) -> None:
    """After migrations: the application has its rights and the table of offices is up to its file."""
    grant(owner_url)
    load_offices()


def grant(owner_url: str) -> None:
    """Tables that came without a kind (of libraries) may be used by the application role."""
    with psycopg.connect(owner_url) as connection:
        for (line,) in connection.execute(TABLES.format(app=APP)).fetchall():
            connection.execute(line)
        connection.execute(OTHERS.format(app=APP))


def load_offices() -> int:
    """The offices of data/offices.csv are in the table; returns how many were new."""
    return actions.load_offices(settings.DATA_DIR / "offices.csv")
