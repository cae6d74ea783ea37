"""axe-core inside the pages that somebody sees. It comes through the debugger, so no policy stands in its way."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page

SOURCE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.flatMap(
  (found) => found.nodes.map((node) => `${found.id}: ${node.html} ${node.failureSummary}`))"""


def bring(context: BrowserContext) -> None:
    """Every page of the window has axe from its beginning."""
    context.add_init_script(SOURCE)


def violations(page: Page) -> list[str]:
    """What is wrong with the page as it is shown now."""
    found: list[str] = page.evaluate(RUN)
    return found
