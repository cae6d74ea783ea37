"""Which characters a TrueType font can draw, read from its `cmap` table."""

import struct
from pathlib import Path


def characters_of(font: Path) -> frozenset[int]:
    """The code points the font has a glyph for."""
    content = font.read_bytes()
    start = _table(content, b"cmap")
    drawn: set[int] = set()
    (count,) = struct.unpack_from(">H", content, start + 2)
    for index in range(count):
        platform, _encoding, offset = struct.unpack_from(">HHL", content, start + 4 + 8 * index)
        if platform in (0, 3):
            drawn |= _subtable(content, start + offset)
    return frozenset(drawn)


def _table(content: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", content, 4)
    for index in range(count):
        name, _sum, offset, _length = struct.unpack_from(">4sLLL", content, 12 + 16 * index)
        if name == tag:
            return int(offset)
    raise ValueError(f"the font has no table {tag.decode()}")


def _subtable(content: bytes, at: int) -> set[int]:
    (kind,) = struct.unpack_from(">H", content, at)
    if kind == 4:
        return _segments(content, at)
    if kind == 12:
        return _groups(content, at)
    return set()


def _segments(content: bytes, at: int) -> set[int]:
    (doubled,) = struct.unpack_from(">H", content, at + 6)
    form = f">{doubled // 2}H"
    ends = struct.unpack_from(form, content, at + 14)
    starts = struct.unpack_from(form, content, at + 16 + doubled)
    deltas = struct.unpack_from(form, content, at + 16 + 2 * doubled)
    ranges_at = at + 16 + 3 * doubled
    drawn = set()
    for index, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        place = ranges_at + 2 * index
        (jump,) = struct.unpack_from(">H", content, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code + delta if not jump else _glyph(content, place + jump + 2 * (code - first), delta)
            if glyph & 0xFFFF:
                drawn.add(code)
    return drawn


def _glyph(content: bytes, at: int, delta: int) -> int:
    (glyph,) = struct.unpack_from(">H", content, at)
    return int(glyph) + delta if glyph else 0


def _groups(content: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">L", content, at + 12)
    drawn: set[int] = set()
    for index in range(count):
        first, last, glyph = struct.unpack_from(">LLL", content, at + 16 + 12 * index)
        drawn.update(code for code in range(first, last + 1) if glyph + code - first)
    return drawn
