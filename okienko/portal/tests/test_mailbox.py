"""The fake post office's page: marked, only in a demonstration, with links that lead to this installation."""

from __future__ import annotations

from typing import Any

from okienko.deliveries import notices, posting
from okienko.deliveries.mail import FakePost
from okienko.people.queries import Resident
from okienko.portal.tests.browser import Browser

MAILBOX = "/atrapa/poczta/"


def test_it_says_that_it_is_a_fake_and_when_it_is_empty(browser: Browser) -> None:
    browser.open(MAILBOX)
    assert "ATRAPA: udaje pocztę e-mail" in browser.text
    assert "Nie ma jeszcze żadnego e-maila" in browser.text


def test_a_mail_lies_there_with_a_link_to_the_account(browser: Browser, jan: Resident) -> None:
    jan.email = "jan@przyklad.example"
    jan.save(update_fields=["email"])
    notices.notify(jan.pk, notices.Why.LETTER, "pismo")
    posting.post(FakePost())
    page = browser.open(MAILBOX).content.decode()
    assert "jan@przyklad.example" in browser.text
    assert 'href="/konto/"' in page


def test_there_is_none_beside_a_real_server_or_outside_a_demonstration(browser: Browser, settings: Any) -> None:
    settings.MAIL = settings.MAIL | {"host": "poczta.example"}
    assert browser.open(MAILBOX).status_code == 404
    settings.MAIL = settings.MAIL | {"host": ""}
    settings.DEMO = False
    assert browser.open(MAILBOX).status_code == 404
