"""A commune that offers the service, a resident, and a browser; pages without collected static files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from okienko.offices.queries import Place
from okienko.people.queries import Resident
from okienko.portal.tests.browser import Browser
from okienko.portal.views import plain, start
from tests import world

PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"


@pytest.fixture(autouse=True)
def plain_pages(settings: Any, tmp_path: Path) -> None:
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}}
    settings.STATIC_ROOT = tmp_path
    start.forget()
    plain.forget()


@pytest.fixture
def commune(db: None, noon: datetime) -> Place:
    """Gmina Przasnysz, which offers the notice of tree removal; all in the test's transaction."""
    return world.open_commune()


@pytest.fixture
def jan(commune: Place) -> Resident:
    return world.resident()


@pytest.fixture
def browser(commune: Place) -> Browser:
    """A browser that nobody is logged in with."""
    return Browser(Client(), commune)


@pytest.fixture
def home(browser: Browser, jan: Resident) -> Browser:
    """Jan's browser, logged in."""
    browser.log_in(jan)
    return browser
