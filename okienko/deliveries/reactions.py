"""What deliveries do with their own facts: the addressee hears by e-mail that something waits."""

from __future__ import annotations

from uuid import UUID

from okienko.deliveries import notices
from okienko.deliveries.facts import LetterSent, SecondNoticeGiven
from okienko.deliveries.models import Delivery
from okienko.journal.facts import Head
from okienko.journal.reactions import on


@on(LetterSent, SecondNoticeGiven)
def tell_addressee(fact: LetterSent | SecondNoticeGiven, head: Head) -> None:
    """A letter waits on the account, or still waits. The mail is no delivery: only opening the letter is."""
    delivery = Delivery.objects.get(id=UUID(fact.delivery))
    notices.notify(delivery.resident_id, notices.Why.LETTER, f"{delivery.urn}:{head.kind}")
