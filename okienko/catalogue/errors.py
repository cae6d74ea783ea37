"""What the catalogue refuses."""

from okienko.language import Faulty, Refusal


class NotPublishable(Refusal):
    code = "wydanie-odrzucone"


class WrongLocalValue(Faulty):
    """`faults`: point (or its resolution) → what is wrong with its value."""

    code = "wartosc-lokalna"


class WrongTier(Refusal):
    code = "zly-szczebel"


class AlreadyPublished(Refusal):
    code = "wydanie-istnieje"


class WrongEnd(Faulty):
    """The offer cannot be ended so. `faults`: field → what is wrong with it."""

    code = "bledne-zakonczenie"


class AdoptedMeanwhile(Refusal):
    """Somebody else changed the same offer in the same instant (HTTP 409)."""

    code = "oferta-zmieniona"
