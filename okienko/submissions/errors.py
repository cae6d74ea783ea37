"""What submissions refuses."""

from okienko.language import Faulty, Refusal


class NotReady(Refusal):
    """The answers are not complete or the service stops them; the portal leads to the page concerned."""

    code = "niekompletne"


class InvitationDead(Refusal):
    """A link that was used, replaced, or belongs to nothing; and one that its owner may not use. All look the same."""

    code = "zaproszenie-nie-dziala"


class CannotInvite(Faulty):
    """`faults`: field → what is wrong with what was said of a person."""

    code = "nie-mozna-zaprosic"


class AnswersChanged(Refusal):
    """Somebody consents to what is no longer in the draft (HTTP 409)."""

    code = "pismo-zmienione"


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
