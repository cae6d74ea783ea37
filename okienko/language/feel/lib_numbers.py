"""Built-in functions on numbers and booleans."""

from __future__ import annotations

import decimal
from collections.abc import Callable
from decimal import Decimal

from okienko.language.feel.library import builtin
from okienko.language.feel.values import CONTEXT, Value, YearsMonths

_LEAST, _MOST = -6111, 6176  # the scales a decimal128 can have


def _rounded(number: Decimal, scale: Decimal, rounding: str) -> Decimal:
    places = int(scale)
    if not _LEAST <= places <= _MOST:
        raise ValueError("liczba miejsc poza zakresem")
    if places > 0 and -number.as_tuple().exponent <= places:  # type: ignore[operator]
        return number  # it already has no more places than wanted
    wide = decimal.Context(prec=34 + abs(places), rounding=rounding, traps=[])
    rounded = number.quantize(Decimal(1).scaleb(-places), context=wide)
    return CONTEXT.plus(rounded)


def _rounding(name: str, mode: str, *, optional: bool = False) -> None:
    signature = f"n: number, scale: number{'?' if optional else ''}"

    @builtin(name, signature)
    def _(n: Decimal, scale: Decimal = Decimal(0)) -> Value:
        return _rounded(n, scale, mode)


_rounding("decimal", decimal.ROUND_HALF_EVEN)
_rounding("floor", decimal.ROUND_FLOOR, optional=True)
_rounding("ceiling", decimal.ROUND_CEILING, optional=True)
_rounding("round up", decimal.ROUND_UP, optional=True)
_rounding("round down", decimal.ROUND_DOWN, optional=True)
_rounding("round half up", decimal.ROUND_HALF_UP, optional=True)
_rounding("round half down", decimal.ROUND_HALF_DOWN, optional=True)


@builtin("abs", "n: number|days|months")
def _abs(n: Decimal | YearsMonths) -> Value:
    return YearsMonths(abs(n.total)) if isinstance(n, YearsMonths) else abs(n)


@builtin("modulo", "dividend: number, divisor: number")
def _modulo(dividend: Decimal, divisor: Decimal) -> Value:
    if not divisor:
        raise ZeroDivisionError("dzielenie przez zero")
    wide = decimal.Context(prec=6200, traps=[])
    rest = wide.remainder(dividend, divisor)
    return CONTEXT.plus(wide.add(rest, divisor) if rest and (rest < 0) != (divisor < 0) else rest)


def _plain(name: str, compute: Callable[[Decimal], Decimal]) -> None:
    @builtin(name, "number: number")
    def _(number: Decimal) -> Value:
        return compute(number)


_plain("sqrt", CONTEXT.sqrt)
_plain("exp", CONTEXT.exp)
_plain("log", CONTEXT.ln)


@builtin("odd", "number: number")
def _odd(number: Decimal) -> Value:
    return abs(_modulo(number, Decimal(2))) == 1  # type: ignore[arg-type]


@builtin("even", "number: number")
def _even(number: Decimal) -> Value:
    return _modulo(number, Decimal(2)) == 0


@builtin("not", "negand: any")
def _not(negand: Value) -> Value:
    if negand is not None and not isinstance(negand, bool):
        raise ValueError("przeczyć można prawdzie albo fałszowi")
    return None if negand is None else not negand


@builtin("number", "from: string, grouping separator: any?, decimal separator: any?")
def _number(source: str, grouping: Value = None, point: Value = None) -> Value:
    wrong = grouping not in (None, " ", ".", ",") or point not in (None, ".", ",")
    if wrong or (grouping and grouping == point):
        raise ValueError("separatory mogą być: spacja, kropka albo przecinek, każdy inny")
    text = source.replace(str(grouping), "") if grouping else source
    text = text.replace(str(point), ".") if point else text
    if not text.isascii() or "_" in text or not any(sign.isdigit() for sign in text) or text != text.strip():
        raise ValueError(f"„{source}” nie jest liczbą")
    try:
        number = CONTEXT.create_decimal(Decimal(text))
    except decimal.InvalidOperation as unreadable:
        raise ValueError(f"„{source}” nie jest liczbą") from unreadable
    return number


@builtin("number", "from: number")
def _same_number(source: Decimal) -> Value:
    return source
