"""Office context, isolation twice, and the key of tenant tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import connection, transaction

from okienko.offices.models import Office, Unit
from okienko.tenancy.context import acting_for, atomic, current_office, savepoint
from okienko.tenancy.errors import NoOffice, OfficeMixed
from okienko.tenancy.ids import instant_of, uuid7

A, B = 1481, 1487


def unit(symbol: str = "OŚ") -> Unit:
    made = Unit(symbol=symbol, name="Ochrona środowiska")
    made.save(force_insert=True)
    return made


@pytest.mark.usefixtures("db")
class TestContext:
    def test_no_office_is_an_error_and_not_an_empty_list(self) -> None:
        with pytest.raises(NoOffice):
            Unit.objects.count()

    def test_another_office_inside_is_refused(self) -> None:
        with acting_for(A), pytest.raises(OfficeMixed), acting_for(B):
            pass

    def test_the_same_office_joins(self) -> None:
        with acting_for(A), acting_for(A):
            assert current_office() == A

    def test_the_query_sees_only_its_office(self) -> None:
        with acting_for(A):
            unit()
        with acting_for(B):
            assert list(Unit.objects.all()) == []

    def test_row_security_hides_what_the_query_forgot(self) -> None:
        with acting_for(A):
            unit()
        with acting_for(B), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM offices_unit")
            assert cursor.fetchone() == (0,)

    def test_row_security_refuses_a_row_of_another_office(self) -> None:
        with acting_for(A), pytest.raises(Exception, match="row-level security"), transaction.atomic():
            Unit(office_id=B, symbol="OŚ", name="obca").save(force_insert=True)

    def test_without_a_setting_there_are_no_rows(self) -> None:
        with acting_for(A):
            unit()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM offices_unit")
            assert cursor.fetchone() == (0,)

    def test_save_puts_the_office_in_where_and_not_in_set(self, django_assert_num_queries: object) -> None:
        with acting_for(A):
            made = unit()
            made.name = "Środowisko"
            with _Statements() as seen:
                made.save()
        assert '"office_id" = 1481' in seen[0].split("WHERE")[1]
        assert "office_id" not in seen[0].split("WHERE")[0]

    def test_a_savepoint_fails_alone(self) -> None:
        with acting_for(A):
            unit("A")
            with pytest.raises(ZeroDivisionError):
                self._fail_alone()
            assert [u.symbol for u in Unit.objects.all()] == ["A"]

    @staticmethod
    def _fail_alone() -> None:
        with savepoint():
            unit("B")
            raise ZeroDivisionError

    def test_a_failed_action_leaves_nothing_even_when_its_error_is_caught(self) -> None:
        @atomic
        def act() -> None:
            unit()
            raise ZeroDivisionError

        with acting_for(A), pytest.raises(ZeroDivisionError):
            act()
        with acting_for(A):
            assert Unit.objects.count() == 0


@pytest.mark.usefixtures("committed")
class TestConnections:
    def test_the_office_does_not_stay_on_the_connection(self) -> None:
        with acting_for(A):
            unit()
        with connection.cursor() as cursor:
            cursor.execute("SELECT nullif(current_setting('okienko.office', true), '')")
            assert cursor.fetchone() == (None,)

    def test_every_connection_is_of_the_role_that_owns_nothing(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
            assert cursor.fetchone() == ("okienko_app", False, False)
            cursor.execute("SELECT count(*) FROM pg_class WHERE pg_get_userbyid(relowner) = current_user")
            assert cursor.fetchone() == (0,)

    def test_offices_of_poland_are_all_there(self) -> None:
        kinds = [office.kind for office in Office.objects.all()]
        communes = [kind for kind in kinds if kind.startswith(("gmina", "miasto"))]
        cities = kinds.count("miasto_na_prawach_powiatu")
        assert (kinds.count("wojewodztwo"), kinds.count("powiat"), len(communes), cities) == (
            16,
            314,
            2479,
            66,
        )


class TestIds:
    def test_ids_sort_by_time(self) -> None:
        start = datetime(2026, 11, 23, tzinfo=UTC)
        ids = [uuid7(start + timedelta(microseconds=step)) for step in range(0, 5000, 7)]
        assert ids == sorted(ids)

    def test_an_id_carries_its_instant(self) -> None:
        at = datetime(2026, 11, 23, 10, 0, 0, 123000, tzinfo=UTC)
        assert instant_of(uuid7(at)) == at


class _Statements:
    """SQL run inside, with parameters put in."""

    def __enter__(self) -> list[str]:
        self._seen: list[str] = []
        self._wrapper = connection.execute_wrapper(self._note)
        self._wrapper.__enter__()
        return self._seen

    def _note(self, execute: object, sql: str, params: object, many: bool, context: object) -> object:
        self._seen.append(psycopg.ClientCursor(connection.connection).mogrify(sql, params))
        return execute(sql, params, many, context)  # type: ignore[operator]

    def __exit__(self, *exc: object) -> None:
        self._wrapper.__exit__(*exc)
