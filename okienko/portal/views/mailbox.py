"""The fake post office's own page: what would have gone out as e-mail. Only in a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse

from okienko.deliveries.queries import fake_mails
from okienko.portal.pages import Visit, portal_page, show


@portal_page
def mailbox(visit: Visit) -> HttpResponse:
    """The newest e-mails, whoever they are for: the people are invented."""
    if not settings.DEMO or settings.MAIL["host"]:
        raise Http404
    mails = [(mail, _lines(mail.text)) for mail in fake_mails()]
    return show(visit, "fake_mailbox.html", mails=mails, back="/konto/" if visit.resident else "/")


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line with the path it leads to, when it is an address of ours."""
    base = f"{settings.PUBLIC_URL}/"
    return [(line, line.removeprefix(base[:-1]) if line.startswith(base) else "") for line in text.splitlines()]
