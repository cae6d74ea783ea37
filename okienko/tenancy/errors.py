"""What tenancy refuses; `NoOffice` and `OfficeMixed` are bugs of the caller, not answers to a person."""

from okienko.language import Refusal


class NoOffice(RuntimeError):
    """A tenant table was touched while no office was set."""


class OfficeMixed(RuntimeError):
    """Work for one office tried to begin inside work for another."""


class Swallowed(RuntimeError):
    """An action failed and somebody caught its error without undoing what it did."""


class Forbidden(Refusal):
    """`permit` said no. The face shows it as absent (404) where existence itself is a secret."""

    code = "brak-uprawnien"
