"""What cases refuses."""

from okienko.language import Faulty, Refusal


class Changed(Refusal):
    """Somebody else changed the case since the page was read (HTTP 409)."""

    code = "sprawa-zmieniona"


class AlreadyOpen(Refusal):
    code = "sprawa-zalozona"


class TaskGone(Refusal):
    code = "zadanie-zamkniete"


class LetterMissing(Refusal):
    """A task that issues a letter was to be completed without one, or with one prepared for something else."""

    code = "brak-pisma"


class NotWithdrawable(Refusal):
    code = "nie-mozna-wycofac"


class NotHandled(Refusal):
    """The case cannot be given to that person or unit."""

    code = "nie-mozna-przydzielic"


class NotMoved(Refusal):
    """The case cannot be taken there by hand, or not without a reason."""

    code = "nie-mozna-przeniesc"


class NotAdded(Refusal):
    """A task without words."""

    code = "brak-tresci-zadania"


class WrongParty(Refusal):
    """No such party, or nothing to be changed about them."""

    code = "zla-strona"


class NobodyToServe(Refusal):
    """The letter would go to nobody: the party died and no successor takes part."""

    code = "brak-adresata"


class WrongMark(Refusal):
    code = "zly-znak"


class WrongNumbering(Refusal):
    code = "zle-numerowanie"


class WrongFilter(Refusal):
    """The view of the queue cannot be kept under that name, or no more can be kept."""

    code = "zly-widok"


class WrongLetter(Faulty):
    """`faults`: field → what is wrong with what was said of a letter on paper."""

    code = "bledne-pismo"
