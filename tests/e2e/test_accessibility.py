"""Every kind of page in every kind of state, with scripts and without: axe finds nothing, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.axe_core import bring, violations
from tests.e2e.browsing import overlaps, stands, sticks_out, window, without_our_scripts
from tests.e2e.person import Person
from tests.e2e.stage import Stage
from tests.e2e.tour import STATES, State, Tour, prepare

pytestmark = pytest.mark.e2e
HEIGHT = 900
WIDE, PHONE, NARROWEST = 1280, 360, 320


@pytest.fixture(scope="module")
def tour(browser: Browser, stage: Stage) -> Tour:
    """Everything that is shown has been prepared."""
    return prepare(browser, stage)


@pytest.fixture(scope="module")
def people(browser: Browser, stage: Stage, tour: Tour) -> Iterator[dict[tuple[str, bool], Person]]:
    """Each kind of person twice: with scripts, and with all script files failing to load."""
    with ExitStack() as stack:
        found = {}
        for who, remembered in tour.remembers.items():
            for scripts in (True, False):
                context = stack.enter_context(window(browser, stage.url, storage_state=remembered))
                bring(context)
                if not scripts:
                    without_our_scripts(context)
                found[who, scripts] = Person(context)
        yield found


@pytest.fixture(
    scope="module",
    params=[(state, scripts) for scripts in (True, False) for state in STATES],
    ids=lambda given: f"{given[0].name}-{'scripts' if given[1] else 'without'}",
)
def shown(request: pytest.FixtureRequest, people: dict[tuple[str, bool], Person], tour: Tour) -> Page:
    """The page in its state."""
    given: tuple[State, bool] = request.param
    state, scripts = given
    person = people[state.who, scripts]
    person.page.set_viewport_size({"width": WIDE, "height": HEIGHT})
    state.show(person, tour.places)
    return person.page


def _resized(page: Page, width: int) -> Page:
    page.set_viewport_size({"width": width, "height": HEIGHT})
    return page


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_axe_finds_nothing_wrong(shown: Page, width: int) -> None:
    assert violations(_resized(shown, width)) == []


def test_the_narrowest_screen_cuts_nothing_off(shown: Page) -> None:
    page = _resized(shown, NARROWEST)

    assert sticks_out(page) == []
    assert overlaps(page) == []


def test_enlarged_four_times_the_page_still_scrolls_and_can_be_read(shown: Page) -> None:
    shown.set_viewport_size({"width": NARROWEST, "height": HEIGHT // 4})  # a window of 1280 × 900 at 400 %

    assert sticks_out(shown) == []
    if not shown.locator("dialog[open]").count():  # a dialogue scrolls by itself
        assert stands(shown) < 0.5
