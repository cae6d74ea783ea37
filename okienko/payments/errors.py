"""What payments refuses."""

from okienko.language import Refusal


class CallbackRefused(Refusal):
    """A notice from the gateway that is forged, of another amount or about an unknown payment."""

    code = "powiadomienie-odrzucone"
