"""Built-in functions on text."""

from __future__ import annotations

import re
from decimal import Decimal

from okienko.language.feel.library import builtin
from okienko.language.feel.patterns import pattern_for
from okienko.language.feel.runs import LONGEST_TEXT
from okienko.language.feel.texts import text_of
from okienko.language.feel.values import Value


@builtin("string", "from: any")
def _string(source: Value) -> Value:
    return None if source is None else text_of(source)


@builtin("string length", "string: string")
def _length(string: str) -> Value:
    return Decimal(len(string))


@builtin("upper case", "string: string")
def _upper(string: str) -> Value:
    return string.upper()


@builtin("lower case", "string: string")
def _lower(string: str) -> Value:
    return string.lower()


@builtin("trim", "string: string")
def _trim(string: str) -> Value:
    return string.strip()


@builtin("substring", "string: string, start position: number, length: number?")
def _substring(string: str, start: Decimal, length: Decimal | None = None) -> Value:
    place = int(start)
    if not place or abs(place) > len(string) or (length is not None and length < 1):
        raise ValueError(f"tekst nie ma takiej części (znaków: {len(string)})")
    first = place - 1 if place > 0 else len(string) + place
    return string[first : None if length is None else first + int(length)]


@builtin("substring before", "string: string, match: string")
def _before(string: str, match: str) -> Value:
    return string.partition(match)[0] if match and match in string else ""


@builtin("substring after", "string: string, match: string")
def _after(string: str, match: str) -> Value:
    return string.partition(match)[2] if match else string


@builtin("contains", "string: string, match: string")
def _contains(string: str, match: str) -> Value:
    return match in string


@builtin("starts with", "string: string, match: string")
def _starts(string: str, match: str) -> Value:
    return string.startswith(match)


@builtin("ends with", "string: string, match: string")
def _ends(string: str, match: str) -> Value:
    return string.endswith(match)


@builtin("matches", "input: string, pattern: string, flags: any?")
def _matches(source: str, pattern: str, flags: Value = None) -> Value:
    return pattern_for(source, pattern, _flags(flags)).search(source) is not None


def _flags(flags: Value) -> str:
    if flags is not None and not isinstance(flags, str):
        raise ValueError("flagi są tekstem")
    return flags or ""


@builtin("replace", "input: string, pattern: string, replacement: string, flags: any?")
def _replace(source: str, pattern: str, replacement: str, flags: Value = None) -> Value:
    letters = _flags(flags)
    compiled = pattern_for(source, pattern, letters)
    if compiled.match(""):
        raise ValueError("wzorzec pasuje do pustego tekstu")
    room = LONGEST_TEXT - len(source)

    def filled(found: re.Match[str]) -> str:
        nonlocal room
        text = replacement if "q" in letters else _filled(replacement, found)
        room -= len(text)
        if room < 0:
            raise ValueError(f"wynik ma więcej niż {LONGEST_TEXT} znaków")
        return text

    return compiled.sub(filled, source)


def _filled(replacement: str, found: re.Match[str]) -> str:
    """The replacement with $1 … $9 put in; as many digits count as there are groups (XPath 5.6.4)."""

    def group(reference: re.Match[str]) -> str:
        if reference[0].startswith("\\"):
            return reference[0][1]
        digits = reference[1]
        while len(digits) > 1 and int(digits) > (found.re.groups):
            digits = digits[:-1]
        rest = reference[1][len(digits) :]
        return ((found[int(digits)] or "") if int(digits) <= found.re.groups else "") + rest

    plain = replacement.replace("\\\\", "")
    if re.search(r"(?<!\\)\$(?!\d)|\\(?!\$)", plain):
        raise ValueError("w zamianie po „$” stoi numer grupy, a po „\\” znak „$” albo „\\”")
    return re.sub(r"\\[\\$]|\$(\d+)", group, replacement)


@builtin("split", "string: string, delimiter: string")
def _split(string: str, delimiter: str) -> Value:
    compiled = pattern_for(string, delimiter)
    parts: list[Value] = []
    last = 0
    for found in compiled.finditer(string):
        parts.append(string[last : found.start()])
        last = found.end()
    return [*parts, string[last:]]


@builtin("string join", "list: list, delimiter: any?")
def _join(items: list[Value], delimiter: Value = None) -> Value:
    if not all(item is None or isinstance(item, str) for item in items):
        raise ValueError("łączyć można same teksty")
    if delimiter is not None and not isinstance(delimiter, str):
        raise ValueError("łącznik jest tekstem")
    texts = [item for item in items if isinstance(item, str)]
    if sum(map(len, texts)) + len(texts) * len(delimiter or "") > LONGEST_TEXT:
        raise ValueError(f"wynik ma więcej niż {LONGEST_TEXT} znaków")
    return (delimiter or "").join(texts)
