"""Pages without collected static files, logins without a memory of other tests, and one open case."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from okienko.cases.models import Case
from okienko.desk.tests.browser import Browser, open_cases
from okienko.offices.queries import Place
from tests import world

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def plain_pages(settings: Any, tmp_path: Path) -> None:
    """Static files need no manifest, passwords no effort."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
    settings.STATIC_ROOT = tmp_path
    settings.ROOT_URLCONF = "okienko.desk.tests.urls"


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    """A commune with two clerks: `podpis` heads the unit and may sign, `zwykly` does neither."""
    found = world.open_commune()
    world.clerks()
    return found


@pytest.fixture
def case(commune: Place) -> Case:
    """One case that nobody has."""
    return open_cases(commune, 1)[0]


@pytest.fixture
def browser(commune: Place) -> Browser:
    """The browser of the clerk who may sign."""
    return Browser(commune)


@pytest.fixture
def colleague(commune: Place) -> Browser:
    """The browser of the clerk who may not."""
    return Browser(commune, "zwykly")
