"""What happens to people; names are not kept here, only ids."""

from datetime import date

from okienko.journal.facts import fact


@fact("people.ClerkEmployed")
class ClerkEmployed:
    clerk: str
    unit: str
    position: str
    head: bool = False
    admin: bool = False


@fact("people.ClerkChanged")
class ClerkChanged:
    """The unit, the position or the rights of a clerk are these from now on."""

    clerk: str
    unit: str
    position: str
    head: bool
    admin: bool


@fact("people.ClerkDeactivated")
class ClerkDeactivated:
    clerk: str


@fact("people.ClerkReactivated")
class ClerkReactivated:
    clerk: str


@fact("people.ClerkKeysChosen")
class ClerkKeysChosen:
    """Whether keys alone are shortcuts at this clerk's desk."""

    clerk: str
    on: bool


@fact("people.MandateGiven")
class MandateGiven:
    """An attorney acts for a principal in one matter (k.p.a. art. 32, 33)."""

    mandate: str
    principal: str
    attorney: str
    close_family: bool


@fact("people.MandateProven")
class MandateProven:
    """The office has the attorney's mandate ("dokument"), or asks for none from close family ("rodzina")."""

    mandate: str
    way: str


@fact("people.SigningAuthorised")
class SigningAuthorised:
    clerk: str
    body: str
    service: str
    number: str
    valid_from: date
    valid_to: date | None


@fact("people.AuthorisationEnded")
class AuthorisationEnded:
    """The last day on which the clerk may sign under it."""

    clerk: str
    number: str
    valid_to: date


@fact("people.AbsencePlanned")
class AbsencePlanned:
    """The clerk is away; the substitute (none: empty) works on their cases meanwhile."""

    absence: str
    clerk: str
    substitute: str
    first_on: date
    last_on: date
    reason: str


@fact("people.AbsenceEnded")
class AbsenceEnded:
    """The clerk is back: their last day away, or none when the absence never began."""

    absence: str
    clerk: str
    substitute: str
    last_on: date | None
