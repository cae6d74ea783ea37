"""What happens to people; names are not kept here, only ids."""

from datetime import date

from okienko.journal.facts import fact


@fact("people.ClerkEmployed")
class ClerkEmployed:
    clerk: str
    unit: str
    position: str


@fact("people.SigningAuthorised")
class SigningAuthorised:
    clerk: str
    body: str
    service: str
    number: str
    valid_from: date
    valid_to: date | None
