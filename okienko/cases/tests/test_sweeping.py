"""Unused files go, used ones stay."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from okienko.cases.sweeping import sweep_files
from okienko.documents import actions as documents
from okienko.documents.models import File
from okienko.documents.queries import content
from okienko.tenancy.clock import time_is
from okienko.tenancy.context import acting_for
from tests import world
from tests.world import COMMUNE


@pytest.mark.usefixtures("db")
def test_only_files_that_nothing_speaks_of_are_swept(noon: datetime) -> None:
    world.open_commune()
    world.submitted(world.resident())
    with acting_for(COMMUNE):
        used = set(File.objects.values_list("pk", flat=True))
        lost = documents.keep(b"%PDF-1.7 niczyj", kind="application/pdf", name="niczyj.pdf")
    with time_is(noon + timedelta(hours=23)):
        sweep_files(COMMUNE)
    with acting_for(COMMUNE):
        assert File.objects.filter(pk=lost.pk).exists()
    with time_is(noon + timedelta(days=2)):
        sweep_files(COMMUNE)
    with acting_for(COMMUNE):
        assert set(File.objects.values_list("pk", flat=True)) == used
        assert all(content(file) for file in File.objects.all())
