"""What looks for faults finds one when there is one."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.axe_core import SOURCE, bring, violations
from tests.e2e.browsing import overlaps, sticks_out, window
from tests.e2e.conftest import Windows
from tests.e2e.keyboard import KeyboardResident
from tests.e2e.stage import Stage

pytestmark = pytest.mark.e2e
ELSEWHERE = "http://okienko.example/"


def test_axe_finds_a_picture_without_words(windows: Windows) -> None:
    context = windows()
    bring(context)
    page = context.new_page()
    page.set_content("<html lang=pl><title>Próba</title><main><h1>Próba</h1><img src='data:,'></main>")

    assert [fault.split(":")[0] for fault in violations(page)] == ["image-alt"]


def test_axe_is_the_published_file() -> None:
    told = (Path(__file__).parent / "axe" / "README.md").read_text(encoding="utf-8")

    assert sha256(SOURCE.encode()).hexdigest() in told
    assert SOURCE.startswith(f"/*! axe v{re.findall(r'axe-core ([0-9.]+)', told)[0]}")


def test_what_sticks_out_is_named(windows: Windows) -> None:
    page = windows(width=320).new_page()
    page.set_content("<p id=wide style='width: 400px'>Za szeroko")

    assert [text[:12] for text in sticks_out(page)] == ['<p id="wide"']


def test_words_over_words_are_named(windows: Windows) -> None:
    page = windows().new_page()
    page.set_content("<p>Pod spodem<p style='margin-top: -30px'>Na wierzchu")

    assert overlaps(page) == ["Pod spodem / Na wierzchu"]


def test_a_focus_that_nobody_sees_is_noticed(windows: Windows) -> None:
    resident = KeyboardResident(windows())
    resident.page.set_content("<style>* { outline: none !important }</style><main><a href=#>1</a> <a href=#>2</a>")
    second = resident.main.get_by_role("link", name="2")
    resident.reach(second)

    with pytest.raises(AssertionError, match="nothing shows"):
        resident.sees(second)


def looks_at(browser: Browser, stage: Stage, content: str, until: str) -> None:
    """A window with this content, closed after this event."""
    with window(browser, stage.url) as context:
        page = context.new_page()
        with page.expect_event(until):
            page.set_content(content)


def test_a_request_to_elsewhere_is_told(browser: Browser, stage: Stage) -> None:
    with pytest.raises(AssertionError, match=re.escape(ELSEWHERE)):
        looks_at(browser, stage, f"<img src='{ELSEWHERE}' alt=''>", "requestfailed")


def test_a_failing_script_is_told(browser: Browser, stage: Stage) -> None:
    with pytest.raises(AssertionError, match="nie ma mnie"):
        looks_at(browser, stage, "<script>throw Error('nie ma mnie')</script>", "pageerror")
