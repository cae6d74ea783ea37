"""SQL of the journal that Django has no words for: partitions, the append function, the list of busy offices."""

from __future__ import annotations

from datetime import UTC, datetime

from okienko.tenancy.ids import floor_of

FACT_TABLE = """
CREATE TABLE journal_fact (
    id uuid NOT NULL,
    office_id integer NOT NULL,
    at timestamptz NOT NULL,
    kind varchar(80) NOT NULL,
    subject varchar(200) NOT NULL,
    actor varchar(200) NOT NULL,
    digest bytea NOT NULL,
    PRIMARY KEY (office_id, id)
) PARTITION BY RANGE (id)
"""
REPLACE_FACT_TABLE = ["DROP TABLE journal_fact", FACT_TABLE]
FACT_INDEX = "CREATE INDEX journal_fact_subject ON journal_fact (office_id, subject, id)"

APPEND = """
CREATE FUNCTION journal_append(p_office int, p_id uuid, p_at timestamptz, p_kind text, p_subject text,
                               p_actor text, p_salt bytea, p_body text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO journal_fact (office_id, id, at, kind, subject, actor, digest)
    VALUES (p_office, p_id, p_at, p_kind, p_subject, p_actor,
            sha256(p_salt || convert_to(p_body, 'UTF8')));
    INSERT INTO journal_content (office_id, id, salt, body) VALUES (p_office, p_id, p_salt, p_body);
    INSERT INTO journal_todo (office_id, id, sealed, done, attempts, problem)
    VALUES (p_office, p_id, false, '{}', 0, '');
END $$
"""

OFFICES_WITH_WORK = """
CREATE FUNCTION journal_offices_with_work(p_now timestamptz) RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT office_id FROM journal_todo
    WHERE parked_at IS NULL AND (not_before IS NULL OR not_before <= p_now)
$$
"""

ALL_OFFICES = """
CREATE FUNCTION journal_offices() RETURNS SETOF int
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT DISTINCT office_id FROM journal_fact
$$
"""


def month_partition(year: int, month: int) -> str:
    """A month of facts; the role has no rights on partitions, which do not inherit the parent's policy."""
    start = datetime(year, month, 1, tzinfo=UTC)
    end = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
    return (
        f"CREATE TABLE IF NOT EXISTS journal_fact_{year}_{month:02} PARTITION OF journal_fact "
        f"FOR VALUES FROM ('{floor_of(start)}') TO ('{floor_of(end)}')"
    )


FIRST_YEARS = (2026, 2027)
PARTITIONS = [
    FACT_INDEX,
    "CREATE TABLE journal_fact_rest PARTITION OF journal_fact DEFAULT",
    *[month_partition(year, month) for year in FIRST_YEARS for month in range(1, 13)],
]
FUNCTION_GRANTS = [
    "GRANT EXECUTE ON FUNCTION journal_append(int, uuid, timestamptz, text, text, text, bytea, text) TO okienko_app",
    "REVOKE ALL ON FUNCTION journal_offices_with_work(timestamptz) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION journal_offices_with_work(timestamptz) TO okienko_app",
    "REVOKE ALL ON FUNCTION journal_offices() FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION journal_offices() TO okienko_app",
]
