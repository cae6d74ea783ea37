"""Statements built once read what the ORM would read, for one office only."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Model
from django.db.models.functions import Concat
from django.test.utils import CaptureQueriesContext

from okienko.deliveries.models import Delivery
from okienko.documents.models import Document, File
from okienko.offices.models import Unit
from okienko.submissions.models import Draft, DraftFile
from okienko.tenancy.clock import now
from okienko.tenancy.context import acting_for
from okienko.tenancy.errors import NoOffice
from okienko.tenancy.rows import Rows
from tests import world

A, B = 1481, 1487
by_symbol = Rows(Unit, "symbol")


def unit(symbol: str, name: str = "Ochrona środowiska") -> Unit:
    made = Unit(symbol=symbol, name=name)
    made.save(force_insert=True)
    return made


def told(row: Model) -> dict[str, Any]:
    """The columns of a row."""
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


@pytest.mark.usefixtures("db")
class TestRows:
    def test_without_an_office_it_is_an_error(self) -> None:
        with pytest.raises(NoOffice):
            by_symbol.first("OŚ")

    def test_only_of_the_office_acted_for(self) -> None:
        with acting_for(A):
            unit("OŚ")
        with acting_for(B):
            assert by_symbol.all("OŚ") == []
            assert by_symbol.first("OŚ") is None

    def test_in_the_order_of_ids_and_the_first_of_them(self) -> None:
        with acting_for(A):
            made = [unit(symbol) for symbol in ("A", "B")]
            Unit.objects.update(name="jedna")
            assert [row.pk for row in Rows(Unit, "name").all("jedna")] == [row.pk for row in made]
            assert Rows(Unit, "name").first("jedna") == made[0]

    def test_a_row_is_as_the_orm_makes_it_and_can_be_saved(self) -> None:
        with acting_for(A):
            unit("OŚ")
            found = by_symbol.first("OŚ")
            assert found is not None
            assert told(found) == told(Unit.objects.get(symbol="OŚ"))
            found.name = "Zieleń"
            found.save(update_fields=["name"])
            assert Unit.objects.get(symbol="OŚ").name == "Zieleń"

    def test_a_value_is_a_value_and_no_part_of_the_statement(self) -> None:
        with acting_for(A):
            unit("OŚ")
            assert by_symbol.all("' OR ''='") == []


@pytest.mark.usefixtures("db", "noon")
def test_columns_with_a_meaning_and_a_row_read_along() -> None:
    world.open_commune()
    made = world.draft(world.resident())
    with acting_for(world.COMMUNE):
        assert told(Rows(Draft, "id").all(made.pk)[0]) == told(Draft.objects.get(id=made.pk))
        with CaptureQueriesContext(connection) as asked:
            link = Rows(DraftFile, "draft_id", links="file").all(made.pk)[0]
            assert link.file.name == "mapka.pdf"
        assert len(asked) == 1
        usual = DraftFile.objects.select_related("file").get(draft=made)
        assert told(link) == told(usual)
        assert told(link.file) == told(usual.file)


@pytest.mark.usefixtures("db")
def test_rows_linked_to_linked_rows_and_links_that_lead_nowhere() -> None:
    """A previewed document has its preview and no sealed file yet."""
    with acting_for(A):
        file = File(sha256="0" * 64, size=1, kind="application/pdf", name="pismo.pdf", stored_at=now())
        made = Document(letter="proba", title="Próba", about="urn:proba", preview=file, made_at=now())
        waiting = Delivery(document=made, about="urn:proba", addressee="Jan Przykładny", sent_at=now())
        for row in (file, made, waiting):
            row.save(force_insert=True)
        with CaptureQueriesContext(connection) as asked:
            found = Rows(Delivery, "about", links="document document.preview document.sealed").all("urn:proba")[0]
            assert (found.document.preview.name, found.document.sealed) == ("pismo.pdf", None)
        assert len(asked) == 1
        assert told(found.document) == told(Document.objects.get(pk=made.pk))


@pytest.mark.usefixtures("db")
class TestSave:
    def test_a_row_of_another_office_is_not_changed(self) -> None:
        with acting_for(A):
            made = unit("OŚ")
        made.name = "cudza"
        with acting_for(B), pytest.raises(DatabaseError, match="did not affect"), transaction.atomic():
            made.save(force_update=True)
        with acting_for(A):
            assert Unit.objects.get(symbol="OŚ").name == "Ochrona środowiska"

    def test_an_expression_is_still_the_work_of_the_database(self) -> None:
        with acting_for(A):
            made = unit("OŚ", "Zieleń")
            made.name = Concat(F("name"), F("symbol"))  # type: ignore[assignment]
            made.save()
            assert Unit.objects.get(symbol="OŚ").name == "ZieleńOŚ"
