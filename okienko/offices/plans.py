"""A file plan (JRWA) as offices keep it in a spreadsheet: read, judged line by line, written back."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from io import StringIO

from okienko.language.folding import folded_words

MOST_LINES, MOST_BYTES, LONGEST_NAME = 5000, 1_000_000, 300
SYMBOL = re.compile(r"[0-9]{1,12}")
CATEGORY = re.compile(r"A|BC|BE?[1-9][0-9]?")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "symbol": ("symbol", "symbol klasyfikacyjny", "symbol klasy", "klasa", "kod", "znak"),
    "name": (
        "nazwa", "tytul", "title", "name", "haslo", "haslo klasyfikacyjne", "nazwa klasy", "tytul klasy",
        "haslo klasyfikacyjne rzeczowe",
    ),
    "category": (
        "kategoria", "kategoria archiwalna", "archival category", "kat", "kat archiwalna", "kat arch",
        "kategoria arch", "oznaczenie kategorii archiwalnej",
    ),
    "parent": ("nadrzedna", "klasa nadrzedna", "parent"),
}  # fmt: skip
HEADER = ("symbol", "nazwa", "kategoria", "klasa nadrzędna", "obowiązuje od", "obowiązuje do", "import z dnia")


@dataclass(frozen=True, slots=True)
class Line:
    """One class as the file says it; without a category it only groups."""

    symbol: str
    name: str
    category: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that cannot be taken, and what was expected there."""

    line: int
    text: str


@dataclass
class Sheet:
    """What a file holds: good lines in order of symbols, and the lines that are wrong."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_sheet(content: bytes) -> Sheet:
    """The classes of a CSV file: semicolons, commas or tabs; UTF-8 or windows-1250; with a header or without."""
    if len(content) > MOST_BYTES:
        return Sheet(faults=[Fault(0, "Plik ma więcej niż 1 MB. Wykaz akt jest o wiele krótszy: sprawdź, czy to on.")])
    text = _decoded(content)
    if "\x00" in text or not text.strip():
        what = "To nie jest plik CSV. W arkuszu wybierz „Zapisz jako” i CSV." if text.strip() else "Plik jest pusty."
        return Sheet(faults=[Fault(0, what)])
    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        numbered = [(rows.line_num, row) for row in rows if any(cell.strip() for cell in row)]
    except csv.Error:
        return Sheet(faults=[Fault(rows.line_num, "Nie da się odczytać: sprawdź cudzysłowy w tym wierszu.")])
    if not numbered:
        return Sheet(faults=[Fault(0, "Plik jest pusty.")])
    return _judged(numbered)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1250", errors="replace")


def _delimiter(text: str) -> str:
    first = next(line for line in text.splitlines() if line.strip())
    return max(";,\t", key=first.count)


def _judged(numbered: list[tuple[int, list[str]]]) -> Sheet:
    places, body = _columns(numbered)
    if places is None:
        wanted = "symbol i nazwa, a przy klasach spraw też kategoria archiwalna"
        return Sheet(faults=[Fault(numbered[0][0], f"Nie ma takich kolumn. W nagłówku oczekujemy: {wanted}.")])
    if len(body) > MOST_LINES:
        return Sheet(faults=[Fault(0, f"Plik ma więcej niż {MOST_LINES} klas. Sprawdź, czy to wykaz akt.")])
    sheet, seen = Sheet(), dict[str, int]()
    for number, row in body:
        said = {name: _cell(row, place) for name, place in places.items()}
        category = re.sub(r"[\s-]", "", said.get("category", "")).upper()
        text = _fault(said, category, seen)
        if text:
            sheet.faults.append(Fault(number, text))
        else:
            sheet.lines.append(Line(said["symbol"], said["name"], category.replace("BC", "Bc")))
        seen.setdefault(said["symbol"], number)
    sheet.lines.sort(key=lambda line: line.symbol)
    if not body:
        sheet.faults.append(Fault(0, "W pliku jest sam nagłówek. Oczekujemy co najmniej jednej klasy."))
    elif not sheet.faults and not any(line.category for line in sheet.lines):
        sheet.faults.append(
            Fault(0, "Żadna klasa nie ma kategorii archiwalnej: w takim wykazie nie można założyć sprawy.")
        )
    return sheet


def _columns(numbered: list[tuple[int, list[str]]]) -> tuple[dict[str, int] | None, list[tuple[int, list[str]]]]:
    """Where each column stands, and the rows under the header; a file that begins with a symbol has none."""
    first = numbered[0][1]
    if SYMBOL.fullmatch(first[0].strip()):
        return {"symbol": 0, "name": 1, "category": 2}, numbered
    heads = [" ".join(folded_words(cell)) for cell in first]
    places = {name: next((heads.index(head) for head in known if head in heads), -1) for name, known in COLUMNS.items()}
    places = {name: place for name, place in places.items() if place >= 0}
    return (places if {"symbol", "name"} <= places.keys() else None), numbered[1:]


def _cell(row: list[str], place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""


def _fault(said: Mapping[str, str], category: str, seen: Mapping[str, int]) -> str:
    """What is wrong with a line, and what was expected; empty when nothing is."""
    symbol, parent = said["symbol"], said.get("parent", "")
    if not SYMBOL.fullmatch(symbol):
        return f"Symbol „{symbol[:20]}”: oczekujemy samych cyfr, najwyżej 12, na przykład 6131."
    if symbol in seen:
        hint = " Sprawdź, czy arkusz nie zgubił zer na początku symboli." if len(symbol) < 4 else ""
        return f"Klasa {symbol} jest już w wierszu {seen[symbol]}: oczekujemy każdej raz.{hint}"
    if not 0 < len(said["name"]) <= LONGEST_NAME:
        return f"Klasa {symbol}: oczekujemy nazwy, najwyżej {LONGEST_NAME} znaków."
    if category and not CATEGORY.fullmatch(category):
        return f"Klasa {symbol}, kategoria „{said['category'][:20]}”: oczekujemy A, B5, BE10, Bc albo pustego pola."
    if parent and (not symbol.startswith(parent) or parent == symbol):
        return f"Klasa {symbol}, nadrzędna „{parent[:20]}”: oczekujemy początku jej symbolu, na przykład {symbol[:-1]}."
    return ""


def parent_of(symbol: str, has: Callable[[str], bool]) -> str:
    """The nearest class above: the longest beginning of the symbol that is a class itself."""
    beginnings = (symbol[:end] for end in range(len(symbol) - 1, 0, -1))
    return next((one for one in beginnings if has(one)), "")


def written(rows: Iterable[tuple[str, ...]]) -> bytes:
    """A plan as Polish spreadsheets open it: semicolons, UTF-8 with a byte order mark."""
    out = StringIO()
    csv.writer(out, delimiter=";").writerows([HEADER, *rows])
    return out.getvalue().encode("utf-8-sig")
