"""Printing where Python was told not to speak UTF-8: messages without Polish signs, data never changed."""

from __future__ import annotations

import codecs
import io
import json
import sys
import unicodedata

_TURNED = str.maketrans(
    {"ł": "l", "Ł": "L", "„": '"', "”": '"', "…": "...", "–": "-", "→": "->", "✓": "+", "✗": "x", "§": "par."}
)
_HANDLER = "okienko-plain"


def _plain(fault: UnicodeError) -> tuple[str, int]:
    """The signs as near as ASCII has them, „?” for the rest."""
    assert isinstance(fault, UnicodeEncodeError)
    text = unicodedata.normalize("NFKD", fault.object[fault.start : fault.end].translate(_TURNED))
    kept = "".join(sign if sign.isascii() else "?" for sign in text if not unicodedata.combining(sign))
    return kept, fault.end


def speak_plainly() -> None:
    """Whatever is printed from now on can be printed: nothing breaks for a sign."""
    codecs.register_error(_HANDLER, _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_HANDLER)


def _speaks_unicode() -> bool:
    return (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "").startswith("utf")


def json_text(value: object) -> str:
    """The value as JSON that can be printed and reads back the same."""
    text = json.dumps(value, ensure_ascii=not _speaks_unicode())
    return text if text.isascii() or text.isprintable() else json.dumps(value)


def feel_text(literal: str) -> str:
    """The FEEL literal so that it can be printed and reads back the same."""
    if _speaks_unicode() and not any("\ud800" <= sign <= "\udfff" for sign in literal):
        return literal
    return "".join(sign if sign.isascii() else _escape(sign) for sign in literal)


def _escape(sign: str) -> str:
    return f"\\u{ord(sign):04X}" if ord(sign) < 0x10000 else f"\\U{ord(sign):06X}"


def put(content: bytes) -> None:
    """A file's content stands on the output byte by byte, whatever the output speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
