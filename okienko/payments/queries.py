"""Fees as their payer and the office may see them."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from okienko.payments.gateway import FakeGateway
from okienko.payments.models import Payment
from okienko.tenancy.rows import Rows

_about = Rows(Payment, "about")


def payment_about(urn: str) -> Payment | None:
    """The fee due in a matter."""
    return _about.first(urn)


@lru_cache
def gateway() -> FakeGateway:
    """The gateway of this installation."""
    return FakeGateway(address="/atrapa/platnosc/", key=settings.SECRET_KEY.encode())
