"""What offices refuses."""

from okienko.language import Faulty, Refusal


class WrongUnit(Refusal):
    code = "bledna-komorka"


class WrongArms(Refusal):
    code = "bledny-herb"


class WrongLetterhead(Faulty):
    """`faults`: field → what is wrong with it."""

    code = "bledny-naglowek"


class WrongPlan(Faulty):
    """The file plan cannot be taken so. `faults`: field → what is wrong with it."""

    code = "bledny-wykaz-akt"


class WrongFileClass(Refusal):
    """No case may be opened in this class on that day."""

    code = "bledna-klasa"
