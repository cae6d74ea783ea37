"""What the catalogue refuses."""

from okienko.language import Refusal


class NotPublishable(Refusal):
    code = "wydanie-odrzucone"


class WrongLocalValue(Refusal):
    code = "wartosc-lokalna"


class AlreadyPublished(Refusal):
    code = "wydanie-istnieje"
