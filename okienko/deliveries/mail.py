"""The post office for e-mail as an interface, with two that keep it: SMTP, and a fake one for the demonstration."""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from okienko.deliveries.models import FakeMail
from okienko.tenancy.clock import now
from okienko.tenancy.ids import uuid7

SECONDS = 20  # for the server to answer: a mail server that hangs must not hold the worker
PERMANENT = 500


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail, in plain text."""

    to: str
    subject: str
    text: str


class NotSent(Exception):
    """The mail did not go; `for_ever` when trying again cannot help."""

    def __init__(self, text: str, *, for_ever: bool = False) -> None:
        super().__init__(text)
        self.for_ever = for_ever


class Post(Protocol):
    """Whoever carries e-mail."""

    fake: bool

    def send(self, mail: Mail) -> None:
        """The mail is with the next server when this returns; else NotSent."""
        ...


def checked(mail: Mail) -> Mail:
    """The mail if its address is one address and no header can be smuggled in."""
    _, plain = parseaddr(mail.to)
    if plain != mail.to or "@" not in plain or not mail.to.isprintable() or not mail.subject.isprintable():
        raise NotSent("to nie jest adres e-mail", for_ever=True)
    try:
        sanitize_address(mail.to, "utf-8")
    except ValueError as fault:
        raise NotSent("to nie jest adres e-mail", for_ever=True) from fault
    return mail


class SmtpPost:
    """A real mail server, by the settings of the environment; the connection is encrypted unless they say otherwise."""

    fake = False

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told

    def send(self, mail: Mail) -> None:
        checked(mail)
        connection = self._connection()
        try:
            self._message(mail, connection).send()
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _ in refused.recipients.values()]
            raise NotSent(f"serwer nie przyjął adresata: {codes}", for_ever=min(codes) >= PERMANENT) from refused
        except (smtplib.SMTPException, OSError) as fault:  # OSError: no connection, no answer, a bad certificate
            raise NotSent(f"{type(fault).__name__}: {fault}"[:200]) from fault
        finally:
            with suppress(smtplib.SMTPException, OSError):  # one that failed half-way is still open
                connection.close()

    def _message(self, mail: Mail, connection: EmailBackend) -> EmailMessage:
        sender = str(self._told["sender"])
        _, plain = parseaddr(sender)
        headers = {"Auto-Submitted": "auto-generated", "Message-ID": f"<{uuid7()}@{plain.rpartition('@')[2]}>"}
        return EmailMessage(mail.subject, mail.text, sender, [mail.to], headers=headers, connection=connection)

    def _connection(self) -> EmailBackend:
        tls = self._told["tls"]
        return EmailBackend(
            host=self._told["host"], port=self._told["port"], username=self._told["user"] or None,
            password=self._told["password"] or None, use_tls=tls == "starttls", use_ssl=tls == "tls", timeout=SECONDS,
        )  # fmt: skip


class FakePost:
    """Keeps the contract and sends nothing: mails lie in a table that a marked page shows.

    Two domains stand for what goes wrong: `nie-ma.example` has no such person, `zajete.example` does not answer.
    """

    fake = True

    def send(self, mail: Mail) -> None:
        checked(mail)
        domain = mail.to.rpartition("@")[2]
        if domain == "nie-ma.example":
            raise NotSent("serwer nie przyjął adresata: [550]", for_ever=True)
        if domain == "zajete.example":
            raise NotSent("TimeoutError: serwer nie odpowiada")
        FakeMail(to=mail.to, subject=mail.subject, text=mail.text, sent_at=now()).save(force_insert=True)


def post_office() -> Post | None:
    """The one of this installation: SMTP when a server is named, the fake one in a demonstration, else none."""
    if settings.MAIL["host"]:
        return SmtpPost(settings.MAIL)
    return FakePost() if settings.DEMO else None
