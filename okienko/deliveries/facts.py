"""What happens to deliveries."""

from datetime import date

from okienko.journal.facts import fact


@fact("deliveries.LetterSent")
class LetterSent:
    delivery: str
    document: str
    letter: str
    channel: str


@fact("deliveries.SecondNoticeGiven")
class SecondNoticeGiven:
    delivery: str
    letter: str


@fact("deliveries.LetterDelivered")
class LetterDelivered:
    """`how` is "odebrane" or "uznane" (the fiction after the term without collection)."""

    delivery: str
    document: str
    letter: str
    on: date
    how: str


@fact("deliveries.LetterDispatched")
class LetterDispatched:
    """A letter on paper went to the post."""

    delivery: str
    letter: str
    on: date


@fact("deliveries.DeliveryStopped")
class DeliveryStopped:
    """The addressee died before the letter took effect."""

    delivery: str
    letter: str
