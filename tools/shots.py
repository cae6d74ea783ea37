"""Pictures of two dozen pages for the documentation, wide and on a phone. `make shots` calls it.

Plays against an installation of its own, the same as the browser tests; `docs/img/<name>-<width>.png`.
"""

from __future__ import annotations

import sys
from collections import Counter
from io import BytesIO
from math import dist
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from tests.e2e.browsing import chromium, window
from tests.e2e.person import Person
from tests.e2e.stage import Stage, stage
from tests.e2e.tour import STATES, prepare

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "img"
WIDTHS, HEIGHT, TALLEST = (1280, 360), 900, 1800
COLOURS = 96
BARE = ("start", "service", "rates", "tour")  # as somebody sees them who comes for the first time
PICTURES = {
    "start": "start",
    "service": "service",
    "question": "tree",
    "check": "check-person",
    "matter": "matter",
    "desk-today": "desk-today",
    "desk-queue": "desk-queue-all",
    "desk-case": "desk-case",
    "desk-letter": "desk-letter-check",
    "rates": "service-rates",
    "tour": "tour",
    "trees": "trees",
    "files": "files",
    "account": "account",
    "desk-more": "desk-more",
    "desk-act": "desk-act",
    "desk-terms": "desk-terms",
    "office-services": "office-services",
    "office-service": "office-service",
    "office-compare": "office-compare",
    "office-people": "office-people",
    "office-plan": "office-plan",
    "desk-pane": "desk-pane",
    "desk-shortcuts": "desk-shortcuts",
    "counter": "counter",
    "paper-letter": "paper-letter",
}


def main(wanted: list[str]) -> int:
    """All pictures, or those that are named."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with stage("first", "rest") as running, chromium() as browser:
        take(browser, running, wanted or list(PICTURES))
    return 0


def take(browser: Browser, running: Stage, names: list[str]) -> None:
    """Every page by its name, as the person sees it who it is for."""
    tour = prepare(browser, running)
    states = {state.name: state for state in STATES}
    for name in names:
        state = states[PICTURES[name]]
        remembered = None if name in BARE else tour.remembers[state.who]
        with window(browser, running.url, storage_state=remembered) as context:
            person = Person(context)
            for width in WIDTHS:
                person.page.set_viewport_size({"width": width, "height": HEIGHT})
                state.show(person, tour.places)
                save(person.page, width, FOLDER / f"{name}-{width}.png")


def save(page: Page, width: int, path: Path) -> None:
    """The whole page, cut where it grows too long, in few colours."""
    page.wait_for_load_state("networkidle")
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
    shot = Image.open(BytesIO(page.screenshot(full_page=True, clip=clip)))
    in_few_colours(shot.convert("RGB")).save(path, optimize=True)
    print(f"{path.relative_to(FOLDER.parents[1])}  {path.stat().st_size // 1024} KB")


def in_few_colours(shot: Image.Image) -> Image.Image:
    """The picture in its most frequent colours, which stay exactly as they are."""
    octets = shot.tobytes()
    pixels = list(zip(octets[0::3], octets[1::3], octets[2::3], strict=True))
    counted = Counter(pixels)
    kept = [colour for colour, _ in counted.most_common(COLOURS)]
    nearest = {colour: min(range(len(kept)), key=lambda place: dist(colour, kept[place])) for colour in counted}
    small = Image.frombytes("P", shot.size, bytes(map(nearest.__getitem__, pixels)))
    small.putpalette([part for colour in kept for part in colour])
    return small


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
