"""What offices refuses."""

from collections.abc import Mapping

from okienko.language import Refusal


class WrongUnit(Refusal):
    code = "bledna-komorka"


class WrongArms(Refusal):
    code = "bledny-herb"


class WrongLetterhead(Refusal):
    """`faults`: field → what is wrong with it."""

    code = "bledny-naglowek"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


class WrongPlan(Refusal):
    """The file plan cannot be taken so. `faults`: field → what is wrong with it."""

    code = "bledny-wykaz-akt"

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(" ".join(faults.values()))
        self.faults = dict(faults)


class WrongFileClass(Refusal):
    """No case may be opened in this class on that day."""

    code = "bledna-klasa"
