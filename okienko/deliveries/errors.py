"""What deliveries refuses."""

from okienko.language import Faulty, Refusal


class WrongDelivery(Faulty):
    """`faults`: field → what is wrong with what was said of a delivery on paper."""

    code = "bledne-doreczenie"


class Stopped(Refusal):
    """The letter is delivered no more: its addressee died."""

    code = "doreczenie-wstrzymane"
