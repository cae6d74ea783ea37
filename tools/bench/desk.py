"""The desk in a process of its own: CPU and weight of its pages, and searching among a hundred thousand cases."""

from __future__ import annotations

import random
import statistics
import time

from okienko.cases import lists
from okienko.cases.models import Case
from okienko.people.models import Clerk
from okienko.tenancy.context import acting_for
from tests import world
from tools.bench.inside import InProcess
from tools.bench.weight import alone_kb

SHOWN, SEARCHES = 12, 200
PAGES = {"today": "dzis/", "queue": "kolejka/?pokaz=wszystkie", "case": "sprawa/{case}/", "search": "szukaj/?q=Jan"}


def pages(slug: str) -> dict[str, float]:
    """CPU milliseconds of the desk's pages (median), and the heaviest page alone in kilobytes."""
    browser = InProcess(0)
    browser.get("/biurko/logowanie/")
    browser.post("/biurko/logowanie/", {"login": "podpis", "haslo": "okienko"})
    with acting_for(world.COMMUNE):
        case = Case.objects.order_by("-id")[0].pk
    told: dict[str, float] = {}
    heaviest = 0.0
    for name, path in PAGES.items():
        address = f"/biurko/{slug}/{path.format(case=case)}"
        shown = [browser.get(address) for _ in range(SHOWN)]
        told[f"desk_{name}_cpu_ms"] = statistics.median(browser.cost_of(address).cpu_ms)
        heaviest = max(heaviest, alone_kb(shown[-1]))
    return told | {"desk_page_kb_gz": heaviest}


def searches() -> dict[str, float]:
    """Milliseconds within which 95 % of searches by beginnings of words are answered."""
    chance = random.Random(7)
    spent = []
    with acting_for(world.COMMUNE):
        clerk = Clerk.objects.get(last_name="Wzorcowa")
        for _ in range(SEARCHES):
            sought = f"osoba{chance.randrange(2000)} zmyslona{chance.randrange(10)}"
            began = time.perf_counter()
            lists.search(clerk, sought)
            spent.append(1000 * (time.perf_counter() - began))
    return {"search_p95_ms": statistics.quantiles(spent, n=20)[18]}
