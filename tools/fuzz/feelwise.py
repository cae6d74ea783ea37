"""Changes of expressions: tokens swapped, broken and grown; whole strange expressions."""

from __future__ import annotations

import re
from random import Random

from tools.fuzz.bytewise import Change

_TOKEN = re.compile(rb'"[^"\n]*"|[\w]+|[<>=!]=?|\*\*|\.\.|[-+*/()\[\]{}.,:?|]')
_PIECES = (
    b"(", b")", b"[", b"]", b"{", b"}", b"+", b"-", b"*", b"/", b"**", b"..", b".", b",", b":", b"?", b"and", b"or",
    b"not(", b"in", b"if", b"then", b"else", b"for", b"return", b"some", b"every", b"satisfies", b"between",
    b"instance of", b"function(", b"null", b"true", b"false", b'"', b'""', b"@", b'@"2026-01-01"', b"0", b"1",
    b"1e9", b"9" * 40, b"1 / 0", b"-1", b"=", b"!=", b"<", b">=", b'date("x")', b'duration("P1D")', b"[1..2]",
    b"]1..2[", b"|", b"\\", b"\\u{110000}", b"//", b"/*", b"*/",
)  # fmt: skip
_STRANGE = (
    b"for i in 1..999999999 return i", b"for i in 1..1000, j in 1..1000, k in 1..1000 return i", b"2 ** 99999999",
    b"10 ** 6144 * 10", b'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
    b'replace("aaa", "(a|a)*$", "b")', b"1 / 0", b"sum(1)", b'matches("a", "(")', b'split("a", "((((")',
    b'substring("abc", 1e30)', b"[1,2,3][99999999999]", b"{a: 1}.b.c.d", b"a.b.c",
    b"{f: function(n) f(n + 1), x: f(1)}.x", b'date("9999-12-31") + duration("P9999Y")',
    b'duration("P99999999999999Y")', b'date(99999, 1, 1)', b'time("25:00")',
    b"years and months duration(null, null)", b"sort([3,1], function(a, b) a < b)", b"decimal(1, 99999)",
    b"round up(1, 99999)", b"exp(99999)", b"log(0)", b"sqrt(-1)", b"modulo(1, 0)", b'number("1e9999", ",", ".")',
    b"string(for i in 1..60 return if i = 1 then [1] else [partial[-1], partial[-1]])", b"range(\"[1..\")", b"not()",
    b"not(null)", b"some x in 1 satisfies x", b"null in null", b"? in ?", b"@\"P1D\" * 1e400", b"9" * 2000, b"'a'",
    b"if 1 then 2 else 3", b"list replace([1], function(a, b) true, 2)", b"insert before([], 9e9, 1)",
    b"1 instance of list<list<", b"date and time(\"x@y\")",
)  # fmt: skip


def expression(random: Random) -> bytes:
    """A strange expression, sometimes very deep or long."""
    if random.random() < 0.3:
        times = random.choice((5, 60, 3000))
        head, tail = random.choice(
            ((b"(", b")"), (b"[", b"]"), (b"{a: ", b"}"), (b"-", b""), (b"not(", b")"), (b"1 + ", b""))
        )
        return head * times + b"1" + tail * random.choice((0, times))
    return random.choice(_STRANGE)


def retokened(random: Random, content: bytes) -> bytes:
    """A token is another, is gone or stands twice."""
    tokens = list(_TOKEN.finditer(content))
    if not tokens:
        return expression(random)
    found = random.choice(tokens)
    other = random.choice(tokens)[0]
    put = random.choice(
        (other, b"", found[0] * 2, random.choice(_PIECES), found[0] + b" " + random.choice(_PIECES), expression(random))
    )
    return content[: found.start()] + put + content[found.end() :]


def grown(random: Random, content: bytes) -> bytes:
    """The expression stands within itself, or within brackets."""
    times = random.choice((2, 30, 400))
    ways = (
        b"(" * times + content + b")" * times,
        b" + ".join([content] * min(times, 60)),
        b"if " + content + b" then " + content + b" else " + content,
        b"[" + b", ".join([content] * min(times, 60)) + b"]",
        content + b"[1]" * times,
        content + b".a" * times,
        b"not(" * times + content + b")" * times,
        b"for x in " + content + b" return " + content,
    )
    return random.choice(ways)


FEELWISE: tuple[Change, ...] = (retokened, retokened, retokened, grown)
