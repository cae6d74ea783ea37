"""What tests of the language share."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

ENDLESS = 60  # seconds of the processor: what these tests take when a search is not linear is minutes to hours


@pytest.fixture
def ending() -> Iterator[None]:
    """Stops a test that would not end."""

    def stop(number: int, frame: FrameType | None) -> None:
        pytest.fail("it does not end")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.signal(signal.SIGPROF, before)
