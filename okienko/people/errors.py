"""What people refuses."""

from okienko.language import Refusal


class LoginRefused(Refusal):
    code = "logowanie-odrzucone"


class NotAuthorisedToSign(Refusal):
    code = "brak-upowaznienia"
