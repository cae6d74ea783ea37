"""What people refuses."""

from collections.abc import Mapping

from okienko.language import Refusal


class LoginRefused(Refusal):
    code = "logowanie-odrzucone"


class NotAuthorisedToSign(Refusal):
    code = "brak-upowaznienia"


class WrongClerk(Refusal):
    """`faults`: field → what is wrong with what was said of a clerk."""

    code = "bledny-pracownik"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


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
