"""What happens to people; names are not kept here, only ids."""

from datetime import date

from okienko.journal.facts import fact


@fact("people.ClerkEmployed")
class ClerkEmployed:
    clerk: str
    unit: str
    position: str


@fact("people.MandateGiven")
class MandateGiven:
    """An attorney acts for a principal in one matter (k.p.a. art. 32, 33)."""

    mandate: str
    principal: str
    attorney: str
    close_family: bool


@fact("people.SigningAuthorised")
class SigningAuthorised:
    clerk: str
    body: str
    service: str
    number: str
    valid_from: date
    valid_to: date | None
