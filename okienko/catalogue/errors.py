"""What the catalogue refuses."""

from collections.abc import Mapping

from okienko.language import Refusal


class NotPublishable(Refusal):
    code = "wydanie-odrzucone"


class WrongLocalValue(Refusal):
    """`faults`: point (or its resolution) → what is wrong with its value."""

    code = "wartosc-lokalna"

    def __init__(self, text: str, faults: Mapping[str, str] | None = None) -> None:
        super().__init__(text)
        self.faults = dict(faults or {})


class WrongTier(Refusal):
    code = "zly-szczebel"


class AlreadyPublished(Refusal):
    code = "wydanie-istnieje"


class WrongEnd(Refusal):
    """The offer cannot be ended so. `faults`: field → what is wrong with it."""

    code = "bledne-zakonczenie"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


class AdoptedMeanwhile(Refusal):
    """Somebody else changed the same offer in the same instant (HTTP 409)."""

    code = "oferta-zmieniona"
