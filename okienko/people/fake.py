"""A fake identity provider: keeps the contract of a real one and vouches for invented people only.

What it sends back is signed, bound to the state it was asked with, good for five minutes and once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer

from okienko.people.errors import LoginRefused
from okienko.people.identity import Identity
from okienko.people.queries import demo_residents
from okienko.tenancy.clock import now

LASTS = timedelta(minutes=5)
NAME = "atrapa"


class FakeProvider:
    """Stands in for login.gov.pl in the demonstration and in tests. Every page of it says so."""

    fake = True

    def __init__(self, *, address: str) -> None:
        self._address = address
        self._signer = Signer(salt="okienko.people.fake")
        self._used: dict[str, datetime] = {}

    def login_url(self, state: str) -> str:
        """Where to send the browser."""
        return f"{self._address}?{urlencode({'stan': state})}"

    def vouch(self, subject: str, state: str) -> str:
        """A ticket for one of the invented people: what the browser carries back."""
        told = {"subject": subject, "state": state, "at": now().isoformat(), "once": token_urlsafe(12)}
        return self._signer.sign_object(told)

    def identity(self, returned: dict[str, str], state: str) -> Identity:
        """Who came back; LoginRefused for anything forged, late or used twice."""
        try:
            told = self._signer.unsign_object(returned.get("bilet", ""))
        except (BadSignature, ValueError) as fault:
            raise LoginRefused("Nie udało się potwierdzić logowania. Zaloguj się jeszcze raz.") from fault
        if told["state"] != state:
            raise LoginRefused("To logowanie zaczęto gdzie indziej. Zaloguj się jeszcze raz.")
        if now() - datetime.fromisoformat(told["at"]) > LASTS:
            raise LoginRefused("Logowanie trwało za długo. Zaloguj się jeszcze raz.")
        self._use(told["once"])
        return _person(told["subject"])

    def _use(self, once: str) -> None:
        at = now()
        self._used = {key: when for key, when in self._used.items() if at - when <= LASTS}
        if once in self._used:
            raise LoginRefused("Tego logowania już użyto. Zaloguj się jeszcze raz.")
        self._used[once] = at


def _person(subject: str) -> Identity:
    for person in demo_residents():
        if person.subject == subject:
            return Identity(
                NAME, subject, person.first_name, person.last_name, person.pesel, person.address, person.email
            )  # fmt: skip
    raise LoginRefused("Nie ma takiej osoby w danych pokazowych.")
