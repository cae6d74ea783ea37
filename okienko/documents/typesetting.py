"""Letters: Typst source and data become PDF/A-2a that is PDF/UA-1 too.

The data reach a letter as JSON in `sys.inputs.dane`, never as markup: nothing a resident writes can be code.
"""

import base64
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from okienko.documents._glyphs import characters_of
from okienko.documents._workshop import FONTS, Jammed, Workshop

POLAND = ZoneInfo("Europe/Warsaw")
PACKAGE = re.compile(r"[\"'(]\s*@[\w-]+/")
PLACE = re.compile(r"┌─ (?P<file>[^\n]+?):(?P<line>\d+):\d+")
SPOKEN = (
    (re.compile(r"^panicked with: (?P<what>.*)$", re.S), "{what}"),
    (re.compile(r"^file not found"), "nie ma takiego pliku w wydaniu usługi"),
    (re.compile(r"would escape the project root|outside of the project"), "plik leży poza wydaniem usługi"),
    (re.compile(r"^failed to (download|load) package|package"), "pismo nie może sięgać po pakiety z sieci"),
    (re.compile(r"^unknown variable: (?P<what>\S+)"), "nieznana nazwa „{what}”"),
    (re.compile(r'does not contain key "(?P<what>[^"]+)"'), "w danych pisma brakuje pola „{what}”"),
    (re.compile(r"call depth exceeded|loop seems|always true"), "pismo nigdy by się nie skończyło"),
    (re.compile(r"^(?P<what>PDF/.* error: .*)$", re.S), "pismo nie spełnia PDF/A-2a i PDF/UA-1: {what}"),
)


@dataclass(frozen=True)
class Limits:
    """How much a letter may take."""

    source_bytes: int = 2_000_000
    input_bytes: int = 1_000_000
    pdf_bytes: int = 10_000_000
    depth: int = 12
    seconds: float = 20.0


LIMITS = Limits()


class TypesettingFailed(Exception):
    """A letter cannot be set. The text, in Polish, names file and line where there are any."""

    def __init__(self, text: str, *, file: str | None = None, line: int | None = None) -> None:
        where = f"{file}, wiersz {line}: " if file else ""
        super().__init__(where + text)
        self.text = where + text
        self.file = file
        self.line = line


def typeset(
    files: Mapping[str, bytes | str],
    main: str,
    data: Mapping[str, object],
    *,
    at: datetime,
    limits: Limits = LIMITS,
) -> bytes:
    """The letter `main` of the bundle `files` as PDF, the same bytes for the same data and `at`."""
    sources = _sources(files, limits)
    if main not in sources:
        raise TypesettingFailed(f"W wydaniu usługi nie ma pisma „{main}”.")
    if at.tzinfo is None:
        raise TypesettingFailed("Chwila sporządzenia pisma musi mieć strefę czasową.")
    request = {
        "files": sources,
        "main": main,
        "data": as_json(data, limits),
        "at": int(at.timestamp()),
    }
    try:
        answer = _workshop().ask(request, seconds=limits.seconds)
    except Jammed as jam:
        raise TypesettingFailed(
            f"Skład pisma „{main}” przerwano: trwał ponad {limits.seconds:g} s albo zajął za dużo pamięci."
        ) from jam
    if "pdf" not in answer:
        raise _failure(answer, main)
    pdf = base64.b64decode(answer["pdf"])
    if len(pdf) > limits.pdf_bytes:
        raise TypesettingFailed(f"Pismo „{main}” jest za duże: {len(pdf)} bajtów.")
    return pdf


def printable(text: str) -> str:
    """The text as it can be printed: what our font cannot draw, or nobody would see, stands as its code."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(sign if _drawn(sign) else f"[U+{ord(sign):04X}]" for sign in composed)


@cache
def _workshop() -> Workshop:
    return Workshop()


@cache
def _coverage() -> frozenset[int]:
    fonts = [characters_of(path) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*fonts)


def _drawn(sign: str) -> bool:
    if sign in "\n\t\u00ad":
        return True
    # Cf hides the direction marks that could make a letter read otherwise than it was written; PDF/A bars Co.
    return unicodedata.category(sign) not in {"Cc", "Cf", "Co", "Cs", "Cn"} and ord(sign) in _coverage()


def _sources(files: Mapping[str, bytes | str], limits: Limits) -> dict[str, str]:
    sources = {}
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or str(path) != name or name == "main.typ":
            raise TypesettingFailed(f"Nazwa „{name}” wychodzi poza wydanie usługi albo jest zastrzeżona.")
        text = content if isinstance(content, str) else content.decode("utf-8", "surrogateescape")
        if name.endswith(".typ"):
            _refuse_packages(name, text)
        sources[name] = text
    if sum(len(text) for text in sources.values()) > limits.source_bytes:
        raise TypesettingFailed("Pisma tego wydania są za duże.")
    return sources


def _refuse_packages(name: str, text: str) -> None:
    for number, line in enumerate(text.splitlines(), start=1):
        if PACKAGE.search(line):
            raise TypesettingFailed("pismo nie może sięgać po pakiety z sieci", file=name, line=number)


def as_json(data: Mapping[str, object], limits: Limits = LIMITS) -> str:
    """The data as a letter is told them; refused when they are too large, too deep or of a strange kind."""
    text = json.dumps(_plain(data, ("dane",), limits.depth), ensure_ascii=False, sort_keys=True)
    if len(text.encode()) > limits.input_bytes:
        raise TypesettingFailed("Dane pisma są za duże.")
    return text


def _plain(value: object, path: tuple[str, ...], depth: int) -> object:
    where = ".".join(path)
    if depth == 0:
        raise TypesettingFailed(f"Dane pisma są zagnieżdżone za głęboko: {where}.")
    if isinstance(value, str):
        if "\x00" in value:
            raise TypesettingFailed(f"Dane pisma zawierają znak zerowy (NUL) w polu {where}.")
        return printable(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Decimal | date):
        return _written(value, where)
    if isinstance(value, Mapping):
        return {str(key): _plain(item, (*path, str(key)), depth - 1) for key, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray):
        return [_plain(item, (*path, str(index)), depth - 1) for index, item in enumerate(value)]
    # float among them: an amount or a measure is a Decimal
    raise TypesettingFailed(f"Pole {where} ma rodzaj {type(value).__name__}, którego pismo nie przyjmuje.")


def _written(value: Decimal | date, where: str) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypesettingFailed(f"Chwila w polu {where} musi mieć strefę czasową.")
        return value.astimezone(POLAND).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else f"{value:f}"


def _failure(answer: Mapping[str, str], main: str) -> TypesettingFailed:
    message = answer["message"]
    text = next((_filled(rule, spoken, message) for rule, spoken in SPOKEN if rule.search(message)), "")
    text = text or f"Typst: {message}"
    place = PLACE.search(answer["diagnostic"])
    if place is None:
        return TypesettingFailed(text, file=main, line=1)
    return TypesettingFailed(text, file=place["file"], line=int(place["line"]))


def _filled(rule: re.Pattern[str], spoken: str, message: str) -> str:
    found = rule.search(message)
    return spoken.format(**found.groupdict()) if found else message


def bundle_of(*folders: tuple[str, Path]) -> dict[str, bytes]:
    """The letters under the folders, named by the prefix given with each: what a release holds."""
    return {
        f"{prefix}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for prefix, folder in folders
        for path in sorted(folder.rglob("*.typ"))
    }
