"""XPath patterns, which FEEL uses, as Python's regular expressions."""

from __future__ import annotations

import re
from functools import lru_cache

from okienko.language.feel.backtracking import MOST_BITS, bits_of

_FLAGS = {"s": re.DOTALL, "m": re.MULTILINE, "i": re.IGNORECASE, "x": re.NOFLAG, "q": re.NOFLAG}
_INNER = {
    "L": r"^\W\d_",
    "N": r"\d",
    "Nd": r"\d",
    "Lu": "A-ZĄĆĘŁŃÓŚŹŻ",
    "Ll": "a-ząćęłńóśźż",
    "IsBasicLatin": r"\x00-\x7f",
}
_NAMED = {"i": "[A-Za-z_:]", "c": r"[-\w.:]", "I": "[^A-Za-z_:]", "C": r"[^-\w.:]"}
_PIECE = re.compile(
    r"""(?P<category>\\(?P<sign>[pP])\{(?P<name>\w+)\})
    |(?P<escape>\\.)
    |(?P<set>\[\^?\]?(?:\\.|[^\]\[\\])*(?P<minus>-\[(?:\\.|[^\]\\])*\])?\])
    |(?P<group>\(\?(?!:))
    |(?P<dot>\.)""",
    re.VERBOSE | re.DOTALL,
)
_BLANKS = re.compile(r"(\[(?:\\.|[^\]\\])*\])|\s+", re.DOTALL)


def pattern_for(text: str, source: str, flags: str = "") -> re.Pattern[str]:
    """The pattern, if searching this text with it ends in a second; ValueError otherwise."""
    pattern = pattern_of(source, flags)
    if "q" not in flags:
        kept = int(pattern.flags) & (re.IGNORECASE | re.MULTILINE | re.DOTALL)
        if bits_of(pattern.pattern, kept, len(text)) > MOST_BITS:
            raise ValueError(f"wzorzec „{source}” mógłby szukać zbyt długo w tekście o długości {len(text)}")
    return pattern


@lru_cache(maxsize=512)
def pattern_of(source: str, flags: str = "") -> re.Pattern[str]:
    """The pattern for Python; ValueError for what cannot be done the same way."""
    combined = re.NOFLAG
    for flag in flags:
        if flag not in _FLAGS:
            raise ValueError(f"nieznana flaga „{flag}”")
        combined |= _FLAGS[flag]
    if "q" in flags:
        return re.compile(re.escape(source), combined)
    if "x" in flags:
        source = _BLANKS.sub(lambda found: found[1] or "", source)
    try:
        return re.compile(_PIECE.sub(lambda found: _piece(found, flags), source), combined)
    except (re.error, RecursionError, OverflowError) as wrong:
        raise ValueError(f"błędny wzorzec „{source}”") from wrong


def _piece(found: re.Match[str], flags: str) -> str:
    """One piece of the pattern in Python's words."""
    text = found[0]
    if found["category"]:
        return _category(found)
    if found["escape"]:
        return _escape(text)
    if found["set"]:
        return _set(text, found["minus"])
    if found["group"]:
        raise ValueError("wzorzec używa nieznanej grupy „(?…”")
    return text if "s" in flags else r"[^\n\r]"


def _category(found: re.Match[str]) -> str:
    inner = _INNER.get(found["name"])
    if inner is None:
        raise ValueError(f"nieobsługiwana klasa znaków „{found[0]}”")
    wanted = f"(?:[{inner}])"
    return wanted if found["sign"] == "p" else f"(?:(?!{wanted}).)"


def _escape(text: str) -> str:
    if text[1] in _NAMED:
        return _NAMED[text[1]]
    if (text[1].isalpha() and text[1] not in "nrtdDsSwW") or text == r"\0":
        raise ValueError(f"nieobsługiwany znak „{text}”")
    return text


def _set(text: str, minus: str | None) -> str:
    if re.search(r"\\\d", text.replace(r"\\", "")):
        raise ValueError("odwołanie do grupy nie może stać w nawiasie kwadratowym")
    if not minus:
        return text.replace(r"\p{L}", "a-zA-ZąćęłńóśźżĄĆĘŁŃÓŚŹŻ").replace(r"\p{N}", r"\d")
    return f"(?:(?!{minus[1:]}){text[: -len(minus) - 1]}])"
