"""Attachments: opened safely, and only with their case."""

from __future__ import annotations

from uuid import uuid4

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, clerk_of_another_unit
from okienko.documents.models import File
from okienko.tenancy.context import acting_for


@pytest.fixture
def attachment(browser: Browser, case: Case) -> File:
    with acting_for(browser.place.id):
        return File.objects.get(name="mapka.pdf")


def test_an_attachment_opens_with_headers_that_keep_it_harmless(browser: Browser, case: Case, attachment: File) -> None:
    answer = browser.get(f"sprawa/{case.pk}/plik/{attachment.pk}/")

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_a_kind_that_browsers_run_is_only_downloaded(browser: Browser, case: Case, attachment: File) -> None:
    with acting_for(browser.place.id):
        attachment.kind, attachment.name = "text/html", 'zły"\r\nX: y;.html'
        attachment.save(update_fields=["kind", "name"])

    answer = browser.get(f"sprawa/{case.pk}/plik/{attachment.pk}/")

    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith('attachment; filename="z_y___X: y_.html"')


@pytest.mark.parametrize("kind", ["plik", "pismo"])
def test_a_file_of_no_case_is_absent(browser: Browser, case: Case, kind: str) -> None:
    assert browser.get(f"sprawa/{case.pk}/{kind}/{uuid4()}/").status_code == 404


def test_another_unit_has_no_file(browser: Browser, case: Case, attachment: File) -> None:
    stranger = Browser(browser.place, clerk_of_another_unit(browser.place))

    assert stranger.get(f"sprawa/{case.pk}/plik/{attachment.pk}/").status_code == 404
