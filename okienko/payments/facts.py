"""What happens to fees; amounts are Decimal złoty."""

from decimal import Decimal

from okienko.journal.facts import fact


@fact("payments.FeeDemanded")
class FeeDemanded:
    payment: str
    amount: Decimal


@fact("payments.FeePaid")
class FeePaid:
    payment: str
    amount: Decimal
    reference: str
