"""Filters that write days, money, counts and sizes as people in Poland write them; days and counts in any language."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from okienko.ui.speech import language, say

WARSAW = ZoneInfo("Europe/Warsaw")
NBSP = "\u00a0"

_FIRST_HALF = ("stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca")
_SECOND_HALF = ("lipca", "sierpnia", "września", "października", "listopada", "grudnia")
MONTHS = _FIRST_HALF + _SECOND_HALF
_MONTHS = {
    "pl": MONTHS,
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
    "uk": ("січня", "лютого", "березня", "квітня", "травня", "червня", "липня", "серпня", "вересня", "жовтня",
           "листопада", "грудня"),
}  # fmt: skip
_AT = {"pl": f"godz.{NBSP}", "en": "", "uk": "о\u00a0"}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# Words of one letter never hang at the end of a line; the look-behind keeps "i" apart in "w i z".
_HANGING = re.compile(r"(?<![^\s(„»])([aiouwzAIOUWZ]) (?=\S)")


def _local_day(value: date) -> date:
    if isinstance(value, datetime):
        return _aware(value).date()
    return value


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be shown")
    return value.astimezone(WARSAW)


def day(value: date) -> str:
    """The day in words: 27 listopada 2026; in the language spoken now."""
    on = _local_day(value)
    return f"{on.day}{NBSP}{_MONTHS[language()][on.month - 1]} {on.year}"


def short_day(value: date) -> str:
    """The day for dense lists: 27 XI 2026."""
    on = _local_day(value)
    return f"{on.day}{NBSP}{ROMAN[on.month - 1]}{NBSP}{on.year}"


def clock(value: datetime) -> str:
    """The instant in Warsaw: 27 listopada 2026, godz. 14:05."""
    at = _aware(value)
    return f"{day(at)}, {_AT[language()]}{at:%H:%M}"


def when(value: date | str) -> str:
    """Whatever says when, in words: an instant with its hour, a day without, words as they are."""
    if isinstance(value, str):
        return value
    return clock(value) if isinstance(value, datetime) else day(value)


def number(value: Decimal | int) -> str:
    """A number with a decimal comma and thousands set apart."""
    whole, _, rest = f"{value:f}".partition(".") if isinstance(value, Decimal) else (str(value), "", "")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", NBSP) if len(digits) > 4 else digits
    return sign + grouped + ("," + rest if rest else "")


def money(value: Decimal | int, *, grosze: bool | None = None) -> str:
    """An amount in złoty: 17 zł, 17,50 zł; with `grosze` both places always stand."""
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    shown = amount.quantize(Decimal(1)) if whole and not grosze else amount.quantize(Decimal("0.01"))
    return f"{number(shown)}{NBSP}zł"


def count(n: int, one: str, few: str, many: str) -> str:
    """The number with its noun: 1 drzewo, 2 drzewa, 5 drzew, 12 drzew, 22 drzewa; in the language spoken now."""
    forms = say(f"{one}|{few}|{many}").split("|")
    return f"{number(n)}{NBSP}{_PLURALS[language()](n, *forms)}"


def _english(n: int, one: str, *others: str) -> str:
    return one if n == 1 else others[-1]


def _ukrainian(n: int, one: str, few: str, many: str) -> str:
    if n % 10 == 1 and n % 100 != 11:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many


def plural(n: int, one: str, few: str, many: str) -> str:
    """The form of the Polish noun alone."""
    if n == 1:
        return one
    if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14):
        return few
    return many


_PLURALS: dict[str, Callable[..., str]] = {"pl": plural, "en": _english, "uk": _ukrainian}


def nbsp(text: str) -> Markup:
    """The text, escaped, with one-letter words tied to the word that follows."""
    return Markup(_HANGING.sub(rf"\1{NBSP}", str(escape(text))))


def lines(text: Any) -> Any:
    """The text, escaped, with its lines on lines of their own; what is no text stays as it is."""
    return Markup(str(escape(text)).replace("\n", "<br>")) if isinstance(text, str) else text


def size(octets: int) -> str:
    """The size of a file: 340 B, 12 KB, 1,4 MB."""
    if octets < 1000:
        return f"{octets}{NBSP}B"
    if octets < 999_500:
        return f"{round(octets / 1000)}{NBSP}KB"
    tenths = round(octets / 100_000)
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}{NBSP}MB" if rest else f"{whole}{NBSP}MB"
