"""What an identity provider tells us, whoever it is; the fake one ships for the demonstration and tests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as vouched for by a provider."""

    provider: str
    subject: str
    first_name: str
    last_name: str
    pesel: str = ""
    address: str = ""
    email: str = ""


class IdentityProvider(Protocol):
    """Sends the browser away with `state` and makes an Identity of what comes back."""

    fake: bool

    def login_url(self, state: str) -> str:
        """Where to send the browser."""
        ...

    def identity(self, returned: dict[str, str], state: str) -> Identity:
        """Who came back; raises `people.errors.LoginRefused` for anything forged, late or used twice."""
        ...
