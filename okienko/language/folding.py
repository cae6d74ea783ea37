"""Words without Polish signs and in small letters: how searches compare them."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """The text in small letters without Polish signs."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ł", "l"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def folded_words(text: str) -> list[str]:
    """Runs of letters and digits of the folded text, in order."""
    return _WORD.findall(fold(text))
