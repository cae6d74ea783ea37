"""How heavy a page is for whoever opens it first: with styles, scripts and pictures, compressed, without fonts."""

from __future__ import annotations

import gzip
import re

from tools.bench.browser import Browser, Page

LINKED = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="(/[^"]+)"[^>]*>')
FONT = (".woff2", ".woff", ".ttf")


def kilobytes(browser: Browser, page: Page) -> float:
    """The page as a reverse proxy would compress it, and all it loads as our own web sends it."""
    parts = sorted({found[1] for found in LINKED.finditer(page.text) if not found[1].endswith(FONT)})
    return (_compressed(page) + sum(_compressed(browser.ask("GET", part)) for part in parts)) / 1024


def alone_kb(page: Page) -> float:
    """The page itself."""
    return _compressed(page) / 1024


def _compressed(page: Page) -> int:
    if page.status != 200:
        raise RuntimeError(f"{page.status} at {page.path}")
    sent_so = page.headers["Content-Encoding"] == "gzip"
    return len(page.body if sent_so else gzip.compress(page.body, 6))
