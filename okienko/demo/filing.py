"""The file plans (JRWA) of the demonstration: sample lists, with invented categories where its services need one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings

from okienko.offices.plans import Line, read_sheet

USED = frozenset({"6131", "6162", "6232", "7230"})  # classes of `demo.offers`
INVENTED = "B5"  # the samples know no category for most classes


def plan_of(tier: str) -> list[Line]:
    """The classes of a commune or a county; those that the demonstration uses open cases."""
    content = (Path(settings.DATA_DIR) / "jrwa" / f"{tier}.csv").read_bytes()
    lines = read_sheet(content).lines
    return [replace(line, category=INVENTED) if line.symbol in USED and not line.category else line for line in lines]
