"""What every post office keeps, the real one and the fake: the same tests for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from okienko.deliveries.mail import FakePost, Mail, NotSent, Post, SmtpPost, post_office
from okienko.deliveries.models import FakeMail
from okienko.deliveries.tests import smtp_server

SENDER = "Okienko <okienko@urzad.example>"
MAIL = Mail(
    "jan@przyklad.example", "Coś czeka na Ciebie", "Dzień dobry,\n\nzaloguj się: https://okienko.example/konto/\n"
)


@dataclass
class Carried:
    """A post office and the way to read what it carried: (to, subject, text) of each mail."""

    office: Post
    got: Callable[[], list[tuple[str, str, str]]]


def smtp(port: int, tls: str = "none") -> SmtpPost:
    return SmtpPost(
        {"host": "127.0.0.1", "port": port, "user": "", "password": "", "tls": tls, "sender": SENDER}
    )  # fmt: skip


@pytest.fixture(params=["smtp", "fake"])
def carried(request: pytest.FixtureRequest, db: None, noon: object) -> Iterator[Carried]:
    if request.param == "fake":
        rows = FakeMail.objects.order_by("id")
        yield Carried(FakePost(), lambda: [(one.to, one.subject, one.text) for one in rows.all()])
        return
    with smtp_server.running() as server:
        yield Carried(
            smtp(server.port), lambda: [(one["To"], one["Subject"], one.get_content()) for one in server.got]
        )  # fmt: skip


def test_mail_arrives_whole(carried: Carried) -> None:
    carried.office.send(MAIL)
    [(to, subject, text)] = carried.got()
    assert (to, subject, text.replace("\r\n", "\n")) == (MAIL.to, MAIL.subject, MAIL.text)


@pytest.mark.parametrize(
    "to", ["", "jan", "a@b.example\nBcc: c@d.example", "Jan <jan@b.example>", "a@b.example, c@d.example", "jan@b..pl"]
)
def test_what_is_not_one_address_is_refused_for_ever(carried: Carried, to: str) -> None:
    with pytest.raises(NotSent) as refused:
        carried.office.send(Mail(to, MAIL.subject, MAIL.text))
    assert refused.value.for_ever
    assert carried.got() == []


def test_a_subject_cannot_smuggle_a_header(carried: Carried) -> None:
    with pytest.raises(NotSent):
        carried.office.send(Mail(MAIL.to, "Temat\nBcc: c@d.example", MAIL.text))
    assert carried.got() == []


def test_an_address_that_does_not_exist_is_refused_for_ever(carried: Carried) -> None:
    with pytest.raises(NotSent) as refused:
        carried.office.send(Mail("kto@nie-ma.example", MAIL.subject, MAIL.text))
    assert refused.value.for_ever


def test_a_server_that_is_busy_may_be_tried_again(carried: Carried) -> None:
    with pytest.raises(NotSent) as refused:
        carried.office.send(Mail("kto@zajete.example", MAIL.subject, MAIL.text))
    assert not refused.value.for_ever


def test_nothing_is_sent_when_the_server_offers_no_encryption() -> None:
    with smtp_server.running() as server:
        with pytest.raises(NotSent) as refused:
            smtp(server.port, tls="starttls").send(MAIL)
        assert server.got == []
    assert not refused.value.for_ever


def test_a_server_that_is_away_may_be_tried_again() -> None:
    with smtp_server.running() as server:
        port = server.port
    with pytest.raises(NotSent) as refused:
        smtp(port).send(MAIL)
    assert not refused.value.for_ever


def test_mail_says_who_sends_it_and_that_nobody_wrote_it() -> None:
    with smtp_server.running() as server:
        smtp(server.port).send(MAIL)
    [got] = server.got
    assert got["From"] == SENDER
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@urzad.example>")


def test_an_installation_without_a_server_sends_only_as_a_demonstration(settings: object) -> None:
    settings.MAIL = {"host": ""}  # type: ignore[attr-defined]
    settings.DEMO = False  # type: ignore[attr-defined]
    assert post_office() is None
    settings.DEMO = True  # type: ignore[attr-defined]
    assert isinstance(post_office(), FakePost)
