"""What a service costs, read off its rule before anybody has answered anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from okienko.language.model import Service


@dataclass(frozen=True)
class Price:
    """An amount and when it is due, from a row of the table that decides it."""

    amount: Decimal
    why: str


@dataclass(frozen=True)
class Prices:
    """Amounts that are known, in the order of the rule; `whole`: whether no other can come out."""

    known: tuple[Price, ...] = ()
    whole: bool = True


def prices(service: Service, scope: Mapping[str, Any]) -> Prices:
    """What may have to be paid. `scope`: dated law and the office's values by name."""
    rule = service.rules.get(service.fee.rule) if service.fee else None
    if rule is None:
        return Prices()
    if rule.table is None:
        amount = rule.formula.evaluate(scope) if rule.formula else None
        return Prices((Price(amount, ""),)) if isinstance(amount, Decimal) else Prices(whole=False)
    column = rule.table.outputs.index(rule.name)
    found = [(row.results[column].evaluate(scope), row.basis) for row in rule.table.rows]
    known = tuple(Price(amount, why) for amount, why in found if isinstance(amount, Decimal))
    return Prices(known, whole=len(known) == len(found))
