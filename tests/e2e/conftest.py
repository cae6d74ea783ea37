"""One stage and one browser for the whole folder; a window for each person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.browsing import chromium, window
from tests.e2e.stage import Stage, stage

Windows = Callable[..., BrowserContext]


@pytest.fixture(scope="package", name="stage")
def _stage() -> Iterator[Stage]:
    """The real thing runs."""
    with stage() as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium runs. Not for the session: its event loop would stand in the way of tests with a database."""
    with chromium() as running:
        yield running


@pytest.fixture
def windows(browser: Browser, stage: Stage) -> Iterator[Windows]:
    """Opens windows; when the test ends, nothing wrong has happened in any of them."""
    with ExitStack() as stack:
        yield lambda **how: stack.enter_context(window(browser, stage.url, **how))
