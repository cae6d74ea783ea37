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
