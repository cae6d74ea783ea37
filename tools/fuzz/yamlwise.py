"""Changes of YAML: a value of another kind, other words, anchors, tags, doubled keys, depth."""

from __future__ import annotations

import re
from random import Random

from tools.fuzz.bytewise import LARGEST, Change
from tools.fuzz.feelwise import expression

_VALUE = re.compile(rb"^(\s*(?:- )*[\w-]+:) +(\S.*)$")
_WORD = re.compile(rb"[\w.-]{2,}")
_INLINE = re.compile(rb"(?<=: )[^,{}\[\]\n]+(?=[,}])")
_STRANGE = (
    b"", b"[]", b"{}", b"null", b"~", b"''", b"[a, b]", b"{a: b}", b"[[1], [2]]", b"{a: {b: [c, {d: e}]}}", b"true",
    b"no", b"0", b"-1", b"0.5", b"1e400", b"9" * 60, b"9" * 5000, b"-" + b"9" * 40, b"99999999999",
    b"0." + b"0" * 50 + b"1", b"2026-02-30", b"9999-12-31", b"0001-01-01", b"!!python/object/apply:os.system [id]",
    b"!kod x", b"!!binary aGFsbw==", b"!!str 5", b"&x 1", b"*x", b"*nic", b'"\\0"', b'"\\uD800"', b'"\\x07"',
    b'"\\u202e"', b"|\n    a\n    b", b">\n\n", b"[" * 9 + b"]" * 9, b"[" * 3000, b"{a: " * 3000, b"? a\n: b",
    b"- a", b'"a', b"'", b"`a", b"@a", b"%a", b"a: b: c", b"<<: *x", b"a" * 5000, b"..", b"/",
    b"../../../etc/passwd", b"shared/letters/czesci.typ", b"\xc5\xbc\xc3\xb3\xc5\x82w", b"14 days", b"0 days",
    b"99999999 years", b"P14D", b"B5", b"1.0.0", b"choice", b"date", b"number", b"address", b"text", b"attachments",
    b"yes", b"dzis",
)  # fmt: skip
_HEADS = (
    b"%YAML 1.1\n---\n", b"%YAML 9.9\n---\n", b"---\n", b"--- !kod\n", b"%TAG ! tag:x,2000:\n---\n", b"- ",
    b"a: &a [1, 1, 1]\n",
)  # fmt: skip


def _lines_with_value(content: bytes) -> tuple[list[bytes], list[int]]:
    lines = content.split(b"\n")
    return lines, [at for at, line in enumerate(lines) if _VALUE.match(line)]


def valued(random: Random, content: bytes) -> bytes:
    """A value is of another kind."""
    lines, places = _lines_with_value(content)
    if not places:
        return random.choice(_STRANGE)
    at = random.choice(places)
    lines[at] = _VALUE.sub(lambda found: found[1] + b" " + _other(random), lines[at])
    return b"\n".join(lines)


def _other(random: Random) -> bytes:
    return expression(random) if random.random() < 0.2 else random.choice(_STRANGE)


def inlined(random: Random, content: bytes) -> bytes:
    """A value within braces is of another kind."""
    places = list(_INLINE.finditer(content))
    if not places:
        return content
    found = random.choice(places)
    return content[: found.start()] + _other(random) + content[found.end() :]


def swapped(random: Random, content: bytes) -> bytes:
    """One word of the file stands where another stood."""
    words = list(_WORD.finditer(content))
    if not words:
        return content
    put, found = random.choice(words)[0], random.choice(words)
    return content[: found.start()] + put + content[found.end() :]


def renamed(random: Random, content: bytes) -> bytes:
    """A word stands with a slip of the finger, everywhere or once."""
    words = _WORD.findall(content)
    if not words:
        return content
    word = random.choice(words)
    at = random.randrange(len(word))
    slip = random.choice(
        (word[:at] + word[at + 1 :], word[:at] + b"x" + word[at:], word.upper(), word + b"-", b"1" + word)
    )
    return content.replace(word, slip, random.choice((1, -1)))


def childless(random: Random, content: bytes) -> bytes:
    """What stood under a word is gone, is a list, or is under another."""
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    depth = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) > depth):
        end += 1
    inner = lines[at + 1 : end]
    match random.randrange(5):
        case 0:
            lines[at + 1 : end] = []
        case 1:
            lines[at + 1 : end] = [line.replace(b"- ", b"  ", 1) for line in inner]
        case 2:
            lines[at + 1 : end] = [b" " * depth + b"  - " + line.strip() for line in inner if line.strip()]
        case 3:
            lines[at:end] = [*lines[at:end], *lines[at:end]]
        case _:
            block, lines[at:end] = lines[at:end], []
            put = random.randrange(len(lines) + 1)
            lines[put:put] = block
    return b"\n".join(lines)


def anchored(random: Random, content: bytes) -> bytes:
    """A value is named and stands elsewhere too, even within itself."""
    lines, places = _lines_with_value(content)
    opened = [at for at, line in enumerate(lines) if line.rstrip().endswith(b":")]
    if not places or not opened:
        return content
    at = random.choice(opened)
    lines[at] += b" &x"
    for put in random.choices(places, k=random.choice((1, 2, 30))):
        lines[put] = _VALUE.sub(rb"\1 *x", lines[put])
    return b"\n".join(lines)


def headed(random: Random, content: bytes) -> bytes:
    """Something stands before the file."""
    return random.choice(_HEADS) + content


def laughing(random: Random, content: bytes) -> bytes:
    """A few lines that stand for millions."""
    bomb = b"b0: &b0 [1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    for level in range(1, random.randint(2, 12)):
        bomb += b"b%d: &b%d [%s]\n" % (level, level, b", ".join([b"*b%d" % (level - 1)] * 9))
    return bomb + content


def multiplied(random: Random, content: bytes) -> bytes:
    """An entry stands there hundreds of times, each time under another name."""
    lines = content.split(b"\n")
    at = random.randrange(len(lines))
    named = re.match(rb"^(\s*(?:- )?[{]?\w+)(.*)$", lines[at])
    if not named:
        return content
    start, rest = (named[1], named[2]) if random.random() < 0.5 else (lines[at][:-1], b"")
    more = [b"%s%d%s" % (start, number, rest) for number in range(random.choice((20, 300, 3000)))]
    return b"\n".join([*lines[: at + 1], *more, *lines[at + 1 :]])[:LARGEST]


YAMLWISE: tuple[Change, ...] = (
    valued, valued, valued, inlined, inlined, swapped, swapped, renamed, childless, childless, anchored, headed,
    laughing,
    multiplied,
)  # fmt: skip
