"""What people refuses."""

from okienko.language import Faulty, Refusal


class LoginRefused(Refusal):
    code = "logowanie-odrzucone"


class NotAuthorisedToSign(Refusal):
    code = "brak-upowaznienia"


class WrongClerk(Faulty):
    """`faults`: field → what is wrong with what was said of a clerk."""

    code = "bledny-pracownik"


class WrongAuthorisation(WrongClerk):
    code = "bledne-upowaznienie"


class WrongAbsence(WrongClerk):
    code = "bledna-nieobecnosc"


class StillNeeded(Refusal):
    """An administrator may not leave the office without one."""

    code = "musi-zostac-administrator"


class TooSoon(Refusal):
    """A link was sent a moment ago: nobody's mailbox is filled from here."""

    code = "za-wczesnie"


class LinkDead(Refusal):
    """A link that was used, is too old or belongs to somebody else; they all look the same."""

    code = "link-nie-dziala"
