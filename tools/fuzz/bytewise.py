"""Changes that need no idea of what the file says: bytes, blocks, lines, encodings."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Change = Callable[[Random, bytes], bytes]
LARGEST = 400_000  # bytes to which a file may grow
_SIGNS = b"\x00\x01\t\n\r \"#%&'()*+,-./0:;<=>?@[\\]^_`{|}~\x7f\x80\xa0\xc3\xe2\xed\xff"
_PIECES = (
    b"\xed\xa0\x80", b"\xc2\x85", b"\xe2\x80\xa8", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\xf0\x9f\x8c\xb3", b"\r\n",
    b"\x00\x00", b"\xc5\x82", b"e\xcc\x81", b"9" * 400, b"-" * 300, b"((((((((((", b": ", b"- ", b"null", b"true",
    b"1e999", b"\xef\xbf\xbf",
)  # fmt: skip


def _cut(random: Random, content: bytes, most: int) -> tuple[int, int]:
    start = random.randrange(len(content) + 1)
    return start, min(len(content), start + random.randint(1, most))


def flipped(random: Random, content: bytes) -> bytes:
    """One bit is another."""
    at = random.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]


def replaced(random: Random, content: bytes) -> bytes:
    """One byte is one of those that mean something somewhere."""
    at = random.randrange(len(content))
    return content[:at] + bytes([random.choice(_SIGNS)]) + content[at + 1 :]


def removed(random: Random, content: bytes) -> bytes:
    """Some bytes are gone."""
    start, end = _cut(random, content, random.choice((1, 2, 5, 40, 1000)))
    return content[:start] + content[end:]


def inserted(random: Random, content: bytes) -> bytes:
    """Bytes came in between."""
    at = random.randrange(len(content) + 1)
    piece = random.choice((*_PIECES, bytes([random.choice(_SIGNS)]), random.randbytes(random.randint(1, 6))))
    return content[:at] + piece + content[at:]


def shortened(random: Random, content: bytes) -> bytes:
    """The file ends early."""
    return content[: random.randrange(len(content))]


def moved(random: Random, content: bytes) -> bytes:
    """A block stands elsewhere, or there too."""
    start, end = _cut(random, content, 400)
    block = content[start:end]
    rest = content if random.random() < 0.5 else content[:start] + content[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + block + rest[at:]


def repeated(random: Random, content: bytes) -> bytes:
    """A block stands there many times."""
    start, end = _cut(random, content, random.choice((1, 3, 80)))
    times = min(random.choice((3, 100, 10_000)), max(1, LARGEST // max(1, end - start)))
    return (content[:start] + content[start:end] * times + content[end:])[:LARGEST]


def relined(random: Random, content: bytes) -> bytes:
    """A line is gone, doubled, moved, indented, or its blanks are tabs."""
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    match random.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(random.randrange(len(lines)), lines.pop(at))
        case 3:
            lines[at] = b" " * random.randint(1, 5) + lines[at]
        case 4:
            lines[at] = lines[at][random.randint(1, 4) :]
        case _:
            lines[at] = lines[at].replace(b" ", b"\t")
    return b"\n".join(lines)


def reencoded(random: Random, content: bytes) -> bytes:
    """The same text in another encoding, with a mark of order or other ends of lines."""
    text = content.decode("utf-8", "replace")
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: text.encode("utf-16"),
        lambda: text.encode("utf-32"),
        lambda: text.encode("cp1250", "replace"),
        lambda: text.encode("iso8859-2", "replace"),
        lambda: b"\xef\xbb\xbf" + content,
        lambda: content.replace(b"\n", b"\r\n"),
        lambda: content.replace(b"\n", b"\r"),
        lambda: content.replace(b"\n", b"\xc2\x85"),
        lambda: content.replace(b"\n", b"\xe2\x80\xa8", 3),
        lambda: b"",
        lambda: b"\xff" * 2000,
        lambda: content + b"\x00",
    )
    return random.choice(ways)()


BYTEWISE: tuple[Change, ...] = (
    flipped, replaced, removed, inserted, shortened, moved, repeated, relined, relined, reencoded,
)  # fmt: skip
