"""What submissions refuses."""

from okienko.language import Refusal


class NotReady(Refusal):
    """The answers are not complete or the service stops them; the portal leads to the page concerned."""

    code = "niekompletne"


class AlreadySubmitted(Refusal):
    """The draft was submitted with other answers (HTTP 409)."""

    code = "juz-zlozone"


class SessionRevoked(Refusal):
    code = "sesja-uniewazniona"


class TooManyFiles(Refusal):
    code = "za-duzo-plikow"


class NoSuchDraft(Refusal):
    """No draft of this office has the code."""

    code = "nie-ma-szkicu"
