"""An office sees its own rows alone: by the query, and by PostgreSQL when the query forgets."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction

from okienko.cases import actions, lists, queries
from okienko.cases.sieves import Sieve, sifted
from okienko.deliveries.queries import deliveries_about
from okienko.people.models import Resident
from okienko.submissions.models import Matter
from okienko.tenancy.context import acting_for
from okienko.tenancy.models import TenantModel
from tests import world
from tests.world import COMMUNE

OTHER = 1481
TENANTS = [model for model in apps.get_models() if issubclass(model, TenantModel)]
FILLED = {  # tables in which the world of the tests has rows
    "journal_fact", "journal_content", "journal_cursor", "journal_seal", "journal_sealed", "offices_profile",
    "offices_body", "offices_unit", "people_clerk", "people_authorisation", "people_party", "documents_file",
    "documents_document", "submissions_submission", "submissions_submissionparty", "submissions_submissionfile",
    "cases_case", "cases_caseparty", "cases_task", "cases_ledgerentry", "cases_counter",
}  # fmt: skip


@pytest.fixture
def jan(db: None, noon: datetime) -> Resident:
    world.open_commune()
    world.clerks()
    resident = world.resident()
    world.submitted(resident)
    return resident


def seen(table: str, office_id: int) -> int:
    """Rows of a table under an office, by a query that names no office."""
    with acting_for(office_id), connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


@pytest.mark.usefixtures("jan")
class TestRows:
    def test_the_world_has_rows_in_the_tables_that_matter(self) -> None:
        assert {model._meta.db_table for model in TENANTS if seen(model._meta.db_table, COMMUNE)} >= FILLED

    @pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.db_table)
    def test_another_office_sees_no_row(self, model: Any) -> None:
        assert seen(model._meta.db_table, OTHER) == 0

    @pytest.mark.parametrize("model", TENANTS, ids=lambda model: model._meta.db_table)
    def test_another_office_changes_and_removes_nothing(self, model: Any) -> None:
        table = model._meta.db_table
        before = seen(table, COMMUNE)
        with acting_for(OTHER), connection.cursor() as cursor:
            cursor.execute("SELECT has_table_privilege(%s, 'DELETE')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f'DELETE FROM "{table}"')
                assert cursor.rowcount == 0
        assert seen(table, COMMUNE) == before

    def test_a_row_for_another_office_is_refused(self) -> None:
        with acting_for(COMMUNE):
            submission = queries.Submission.objects.first()
        assert submission is not None
        insert = "INSERT INTO submissions_submissionfile (office_id, id, submission_id, file_id, attachment) "
        insert += "VALUES (%s, gen_random_uuid(), %s, gen_random_uuid(), 'x')"
        with acting_for(OTHER), pytest.raises(Exception, match="row-level security"), transaction.atomic():
            connection.cursor().execute(insert, [COMMUNE, submission.pk])


def test_the_residents_own_list_is_theirs_alone(jan: Resident) -> None:
    other = world.resident("Ewa Obca")
    assert Matter.objects.filter(resident_id=jan.pk).count() == 1
    assert Matter.objects.filter(resident_id=other.pk).count() == 0


TENANT_TABLES = [model._meta.db_table for model in TENANTS]
NAMED = re.compile(r'(?:FROM|JOIN|UPDATE) "(\w+)"(?: (?:AS )?"?(?!ON|WHERE|SET|INNER|LEFT|JOIN|ORDER)([\w.]+)"?)?')
TIED_LEFT = re.compile(r'"?([\w.]+)"?\."office_id" = ')
TIED_RIGHT = re.compile(r'= \("?([\w.]+)"?\."office_id"\)')
READS = re.compile(r"^\s*(SELECT|UPDATE|DELETE)\b", re.I)


def unrouted(run: Callable[[], object]) -> list[str]:
    """Statements on tenant tables that do not tie each of them to an office (scale rule 6)."""
    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if READS.match(sql):
            named = {alias or table for table, alias in NAMED.findall(sql) if table in TENANT_TABLES}
            tied = {*TIED_LEFT.findall(sql), *TIED_RIGHT.findall(sql)}
            found.extend(f"{table}: {sql[:300]}" for table in named - tied)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        run()
    return found


def test_every_statement_of_a_case_page_names_its_office(jan: Resident) -> None:
    with acting_for(COMMUNE):
        clerk = queries.Clerk.objects.get(first_name="Anna")
        case = queries.Case.objects.get()

        def pages() -> None:
            actions.take(case.pk, by=clerk)
            queries.case_for(clerk, case.pk)
            lists.mine(clerk)
            sifted(clerk, Sieve())
            queries.matter_for(jan, case.submission_id)
            deliveries_about(case.urn)

        assert unrouted(pages) == []
