"""A mail server of a few lines for the contract test: takes mail, refuses some addresses, offers no encryption."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import cast

ANSWERS = {"nie-ma.example": b"550 no such person", "zajete.example": b"450 later"}


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say(b"220 test")
        for line in self.rfile:
            verb = line[:4].upper().strip()
            if verb == b"QUIT":
                return self._say(b"221 bye")
            if verb == b"DATA":
                self._say(b"354 go on")
                self._keep()
            elif verb == b"RCPT":
                domain = line.rpartition(b"@")[2].strip(b">\r\n ").decode()
                self._say(ANSWERS.get(domain, b"250 ok"))
            else:
                self._say(b"250 ok")
        return None

    def _keep(self) -> None:
        lines = []
        for line in self.rfile:
            if line == b".\r\n":
                break
            lines.append(line.removeprefix(b"."))
        server = cast(Server, self.server)
        server.got.append(
            cast(EmailMessage, email.message_from_bytes(b"".join(lines), policy=email.policy.default))
        )  # fmt: skip
        self._say(b"250 kept")

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.got: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@contextmanager
def running() -> Iterator[Server]:
    """The server answers on a free port."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
