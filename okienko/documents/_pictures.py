"""Dimensions and ends of pictures read from their headers; nothing is decoded."""

import struct
from dataclasses import dataclass

JPEG_START = b"\xff\xd8\xff"
JPEG_END = b"\xff\xd9"
PNG_START = b"\x89PNG\r\n\x1a\n"
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1")
# Start of frame; C4, C8 and CC of the same range mean other things.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# Phones add depth maps and clips behind a photograph; what begins like these is another file.
OTHERS = (b"%pdf-", b"<script", b"<?php", b"<html", b"rar!\x1a\x07")
ZIP_END, ZIP_TAIL = b"PK\x05\x06", 66_000


@dataclass(frozen=True)
class Picture:
    """Size in points, and whether another file stands behind the picture."""

    width: int
    height: int
    followed: bool


def jpeg(content: bytes) -> Picture | None:
    """What a JPEG says of itself; None when it is broken."""
    size = _jpeg_size(content)
    # A thumbnail in the header has an end mark of its own: only one behind the frame counts.
    end = content.find(JPEG_END, size[2]) if size else -1
    if size is None or end < 0:
        return None
    behind = content[end:].lower()
    return Picture(size[0], size[1], any(mark in behind for mark in OTHERS) or ZIP_END in content[-ZIP_TAIL:])


def png(content: bytes) -> Picture | None:
    """What a PNG says of itself; None when a part is missing."""
    place = len(PNG_START)
    size: tuple[int, int] | None = None
    while place + 12 <= len(content):
        length, name = struct.unpack_from(">L4s", content, place)
        if name == b"IHDR" and length >= 8 and place + 16 <= len(content):
            size = struct.unpack_from(">LL", content, place + 8)
        place += 12 + length
        if name == b"IEND":
            break
    else:
        return None
    if size is None or place > len(content) or not all(size):
        return None
    return Picture(size[0], size[1], bool(content[place:].strip(b"\0\r\n ")))


def is_heic(content: bytes) -> bool:
    """Whether the content begins as a HEIC photograph."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def heic(content: bytes) -> Picture | None:
    """The largest picture a HEIC speaks of; None when it speaks of none."""
    largest = (0, 0)
    place = content.find(b"ispe")
    while 0 <= place <= len(content) - 16:
        largest = max(largest, struct.unpack_from(">LL", content, place + 8), key=lambda side: side[0] * side[1])
        place = content.find(b"ispe", place + 4)
    return Picture(*largest, followed=False) if all(largest) else None


def _jpeg_size(content: bytes) -> tuple[int, int, int] | None:
    place = 2
    while place + 9 <= len(content):
        if content[place] != 0xFF:
            return None
        mark = content[place + 1]
        if mark in ALONE or mark == 0xFF:
            place += 1 if mark == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, place + 2)
        if mark in FRAMES:
            height, width = struct.unpack_from(">HH", content, place + 5)
            return (width, height, place + 2 + length) if width and height else None
        if mark in (0xD9, 0xDA) or length < 2:
            return None
        place += 2 + length
    return None
