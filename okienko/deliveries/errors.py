"""What deliveries refuses."""

from collections.abc import Mapping

from okienko.language import Refusal


class WrongDelivery(Refusal):
    """`faults`: field → what is wrong with what was said of a delivery on paper."""

    code = "bledne-doreczenie"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


class Stopped(Refusal):
    """The letter is delivered no more: its addressee died."""

    code = "doreczenie-wstrzymane"
