"""What a person does over HTTP with scripts off: keeps cookies, fills forms, follows redirects."""

from __future__ import annotations

import html
import http.client
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from okienko.cli.supervisor import HOST

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
TIMEOUT = 30.0
MOST_REDIRECTS = 5


@dataclass(frozen=True)
class Page:
    """One answer of the web."""

    path: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def goes_to(self) -> str:
        """Where a redirect leads, without the part that only the browser sees."""
        return (self.headers["Location"] or "").partition("#")[0]


@dataclass
class Browser:
    """One browser on one connection; `page` is what it shows, `requests` how many it has sent."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    requests: int = 0

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT)

    def get(self, path: str) -> Page:
        return self._follow(self.ask("GET", path))

    def post(self, path: str, fields: Mapping[str, str] | None = None) -> Page:
        """The form of the page last shown is sent; the page to which that leads."""
        body = urlencode({**(fields or {}), "csrfmiddlewaretoken": self.token}).encode()
        return self._follow(self.ask("POST", path, body, "application/x-www-form-urlencoded"))

    def upload(self, path: str, name: str, content: bytes) -> Page:
        """A form with one PDF in the field of this name is sent."""
        edge = secrets.token_hex(12)
        token = f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'
        file = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="mapka.pdf"\r\n'
        file += "Content-Type: application/pdf\r\n\r\n"
        body = (token + file).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self._follow(self.ask("POST", path, body, f"multipart/form-data; boundary={edge}"))

    def log_in(self, subject: str, after: str = "/konto/") -> Page:
        """Through the fake identity provider, as a person does."""
        way = "/logowanie/?" + urlencode({"dalej": after})
        self.get(way)
        chooser = self.post(way)
        return self.post(chooser.path, {"osoba": subject})

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "") -> Page:
        """One request and its answer, redirects not followed."""
        headers = {"Cookie": self.cookie_line(), "Accept-Encoding": "gzip"}
        if kind:
            headers["Content-Type"] = kind
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        return self.note(Page(path, answer.status, answer.headers, answer.read()))

    def note(self, page: Page) -> Page:
        """The cookies that came with the page are kept."""
        self.requests += 1
        for line in page.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
        return page

    def cookie_line(self) -> str:
        """The cookies as a request carries them."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def close(self) -> None:
        self._connection.close()

    def _follow(self, page: Page) -> Page:
        for _ in range(MOST_REDIRECTS):
            if page.status not in (302, 303):
                break
            page = self.ask("GET", page.goes_to)
        if page.status == 200 and (found := TOKEN.search(page.text)):
            self.token = html.unescape(found[1])
        return page
