"""What payments refuses."""

from okienko.language import Refusal


class CallbackRefused(Refusal):
    """A notice from the gateway that is forged, of another amount or about an unknown payment."""

    code = "powiadomienie-odrzucone"


class ProofMissing(Refusal):
    """A payment at the cash desk needs the number of its proof."""

    code = "brak-dowodu-wplaty"


class PaidAlready(Refusal):
    """The fee was paid before, by another proof."""

    code = "oplata-juz-zaplacona"
