"""Debian's Chromium under Playwright: how it is started, its windows, and what no window may do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, expect, sync_playwright

from okienko.cli.supervisor import HOST

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)  # fmt: skip
OURS = ("data", "blob", "about")
WAITS = 15_000  # milliseconds; a slow machine is no fault
STICKS_OUT = """() => {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return []
  return [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1)
    .map((one) => one.outerHTML.slice(0, 120))
}"""
OVERLAPS = """() => {
  const seen = (box, around) => {  // what of it is not cut off by what it stands in
    let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom]
    for (let up = around; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX === "visible") continue
      const edge = up.getBoundingClientRect()
      left = Math.max(left, edge.left), right = Math.min(right, edge.right)
      top = Math.max(top, edge.top), bottom = Math.min(bottom, edge.bottom)
    }
    return {left, top, right, bottom}
  }
  const words = []
  const walk = document.createTreeWalker(document.querySelector("dialog[open]") ?? document.body, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const node = walk.currentNode, around = node.parentElement
    if (!node.data.trim() || around.closest("svg, script") || !around.checkVisibility()) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) words.push([node, seen(box, around)])
  }
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * Math.min(a.bottom - a.top, b.bottom - b.top)
  const found = []
  words.forEach(([node, box], place) => words.slice(place + 1).forEach(([other, its]) => {
    if (node !== other && over(box, its)) found.push(`${node.data.trim()} / ${other.data.trim()}`)
  }))
  return found
}"""
STANDS = """() => {
  const stands = (one) => ["sticky", "fixed"].includes(getComputedStyle(one).position) && one.checkVisibility()
  const heights = [...document.querySelectorAll("body *")].filter(stands).map((one) => one.getBoundingClientRect())
  const inside = heights.filter((box) => box.top < innerHeight && box.bottom > 0 && box.width && box.height)
  return inside.reduce((sum, box) => sum + box.height, 0) / innerHeight
}"""
REFUSED = ("Content Security Policy", "Content-Security-Policy")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without windows. Its sandbox is off (Playwright's default): root has none, and it only sees us."""
    expect.set_options(timeout=WAITS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Watch:
    """What went on in a window that must not: requests to elsewhere, faults of scripts, breaches of the policy."""

    wrong: list[str] = field(default_factory=list)

    def request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OURS and address.hostname != HOST:
            self.wrong.append(f"asks {request.url}")

    def fault(self, fault: Error) -> None:
        self.wrong.append(f"script fails: {fault}")

    def console(self, message: ConsoleMessage) -> None:
        if any(word in message.text for word in REFUSED):
            self.wrong.append(message.text)


@contextmanager
def window(
    browser: Browser, url: str, *, scripts: bool = True, width: int = 1280, **more: object
) -> Iterator[BrowserContext]:
    """A window of a person of its own: no cookies yet. Afterwards nothing wrong has happened in it."""
    context = browser.new_context(
        base_url=url, locale="pl-PL", timezone_id="Europe/Warsaw", java_script_enabled=scripts,
        viewport={"width": width, "height": 900}, **more,
    )  # fmt: skip
    context.set_default_timeout(WAITS)
    watch = Watch()
    context.on("request", watch.request)
    context.on("weberror", lambda told: watch.fault(told.error))
    context.on("console", watch.console)
    try:
        yield context
    finally:
        context.close()
    assert not watch.wrong, "\n".join(watch.wrong)


def without_our_scripts(context: BrowserContext) -> None:
    """Pages get no file of scripts, as when it fails to load; a tool of ours may still look at them."""
    context.route("**/*.js", lambda route: route.abort())


def sticks_out(page: Page) -> list[str]:
    """What makes the page wider than the window; nothing when it fits."""
    found: list[str] = page.evaluate(STICKS_OUT)
    return found


def overlaps(page: Page) -> list[str]:
    """Words that lie over other words."""
    found: list[str] = page.evaluate(OVERLAPS)
    return found


def stands(page: Page) -> float:
    """How much of the window's height is taken by what does not scroll away."""
    found: float = page.evaluate(STANDS)
    return found
