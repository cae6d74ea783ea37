"""A look into a PDF without opening it: whole, encrypted, with a program inside, followed by something."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|RichMedia|XFA)(?![A-Za-z0-9])")
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z0-9])")
END = b"%%EOF"
TAIL = 64  # some writers leave a few bytes after the end
UNPACKED = 32_000_000
DICTIONARY = 4_096


@dataclass(frozen=True)
class PdfLook:
    """What was seen in a PDF."""

    whole: bool
    encrypted: bool
    active: bool
    followed: bool
    pages: int


def look_into(content: bytes) -> PdfLook:
    """What a PDF shows of itself, its object streams unpacked up to a bound."""
    end = content.rfind(END)
    whole = end >= 0 and content.rfind(b"startxref", 0, end) >= 0
    encrypted = active = False
    pages = 0
    for part in _readable(content):
        plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        encrypted = encrypted or ENCRYPTED.search(plain) is not None
        active = active or ACTIVE.search(plain) is not None
        pages += sum(1 for _ in PAGE.finditer(plain))
    behind = content[end + len(END) :].strip(b"\r\n\t\0 ") if whole else b""
    return PdfLook(whole, encrypted, active, len(behind) > TAIL, pages)


def _readable(content: bytes) -> Iterator[bytes]:
    """What stands outside streams, and the inside of the streams that hold objects."""
    place, left = 0, UNPACKED
    while (start := content.find(b"stream", place)) >= 0:
        yield content[place:start]
        if content[start - 3 : start] == b"end":
            place = start + len(b"stream")
            continue
        stop = content.find(b"endstream", start)
        stop = len(content) if stop < 0 else stop
        if left > 0 and b"ObjStm" in content[max(place, start - DICTIONARY) : start]:
            unpacked = _unpacked(content[start + len(b"stream") : stop], left)
            left -= len(unpacked)
            yield unpacked
        place = stop + len(b"endstream")
    yield content[place:]


def _unpacked(stream: bytes, bound: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream.lstrip(b"\r\n"), bound)
    except zlib.error:
        return stream
