"""The contract of a payment gateway, and the fake one that ships for the demonstration and tests.

A gateway takes the browser by a real redirect and later sends a signed notice. Notices may come twice,
late or forged: the signature (HMAC-SHA256 over the fields) and the payment's own row decide.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from urllib.parse import urlencode

from okienko.payments.errors import CallbackRefused


@dataclass(frozen=True, slots=True)
class Order:
    """What the gateway is asked to collect."""

    office_id: int
    payment: str
    amount: Decimal
    title: str
    return_url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What the gateway says: this payment was paid, under its own reference."""

    office_id: int
    payment: str
    amount: Decimal
    reference: str


class Gateway(Protocol):
    fake: bool

    def pay_url(self, order: Order) -> str:
        """Where to send the browser."""
        ...

    def notice(self, fields: Mapping[str, str]) -> Notice:
        """A signed notice, read; raises CallbackRefused."""
        ...


class FakeGateway:
    """Keeps the contract of a real gateway and takes no money. Every page of it says so."""

    fake = True
    FIELDS = ("office", "payment", "amount", "reference")

    def __init__(self, *, address: str, key: bytes) -> None:
        self._address = address
        self._key = key

    def pay_url(self, order: Order) -> str:
        fields = {
            "office": str(order.office_id),
            "payment": order.payment,
            "amount": str(order.amount),
            "reference": "",
        }
        shown = {"title": order.title, "return": order.return_url, "sign": self.sign(fields)}
        return f"{self._address}?{urlencode(fields | shown)}"

    def sign(self, fields: Mapping[str, str]) -> str:
        """HMAC-SHA256 over the fields in their fixed order."""
        text = "\n".join(fields[name] for name in self.FIELDS)
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def ordered(self, fields: Mapping[str, str]) -> bool:
        """Whether an order that came by the browser is one that we signed."""
        asked = {name: fields.get(name, "") for name in self.FIELDS} | {"reference": ""}
        return _same(self.sign(asked), fields.get("sign", ""))

    def notice(self, fields: Mapping[str, str]) -> Notice:
        told = {name: fields.get(name, "") for name in self.FIELDS}
        if not told["reference"] or not _same(self.sign(told), fields.get("sign", "")):
            raise CallbackRefused("Podpis powiadomienia o płatności się nie zgadza.")
        return Notice(int(told["office"]), told["payment"], Decimal(told["amount"]), told["reference"])


def _same(ours: str, theirs: str) -> bool:
    """Compared in constant time; a signature with strange letters is just another one."""
    return hmac.compare_digest(ours.encode(), theirs.encode("utf-8", "replace"))
