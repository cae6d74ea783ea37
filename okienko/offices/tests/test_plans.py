"""A file plan as spreadsheets write it: what is read, and which line is wrong in which way."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from okienko.offices.filing import compared, nearest
from okienko.offices.plans import MOST_BYTES, Line, parent_of, read_sheet, written

TREES = Line("6131", "Usuwanie drzew i krzewów", "B5")
GROUP = Line("61", "Ochrona przyrody")


@pytest.mark.parametrize(
    "text",
    [
        "symbol;nazwa;kategoria\n61;Ochrona przyrody;\n6131;Usuwanie drzew i krzewów;B5\n",
        "symbol,title,archival_category,level\n61,Ochrona przyrody,,2\n6131,Usuwanie drzew i krzewów,B5,4\n",
        "61;Ochrona przyrody\n6131;Usuwanie drzew i krzewów;B-5\n",
        "\ufeffSymbol klasyfikacyjny\tHasło klasyfikacyjne\tKategoria archiwalna\r\n"
        "6131\tUsuwanie  drzew i krzewów \t b 5\r\n\r\n61\tOchrona przyrody\t\r\n",
        'Kategoria arch.;Nazwa;Symbol;Uwagi\n;Ochrona przyrody;61;x\nB5;"Usuwanie drzew i krzewów";6131;y\n',
    ],
    ids=[
        "semicolons",
        "commas and other columns",
        "no header",
        "tabs, mark and blank line",
        "columns in another order",
    ],
)
@pytest.mark.parametrize("code", ["utf-8", "cp1250"])
def test_the_usual_shapes_of_a_file_are_read_alike(text: str, code: str) -> None:
    if code == "cp1250":
        text = text.removeprefix("\ufeff")
    sheet = read_sheet(text.encode(code))
    assert sheet.faults == []
    assert sheet.lines == [GROUP, TREES]


@pytest.mark.parametrize("tier", ["gmina", "powiat"])
def test_the_sample_lists_are_read_whole(tier: str) -> None:
    content = (Path(settings.DATA_DIR) / "jrwa" / f"{tier}.csv").read_bytes()
    sheet = read_sheet(content)
    assert sheet.faults == []
    assert len(sheet.lines) == len(content.decode().splitlines()) - 1
    assert TREES in sheet.lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("61.31;Drzewa;B5", "samych cyfr"),
        (";Drzewa;B5", "samych cyfr"),
        ("61;Drugi raz;", "jest już w wierszu 2"),
        ("6131;;B5", "oczekujemy nazwy"),
        (f"6131;{'x' * 301};B5", "oczekujemy nazwy"),
        ("6131;Drzewa;B", "oczekujemy A, B5, BE10"),
        ("6131;Drzewa;C5", "oczekujemy A, B5, BE10"),
        ("6131;Drzewa;B0", "oczekujemy A, B5, BE10"),
    ],
    ids=["dots", "no symbol", "twice", "no name", "long name", "no years", "other letter", "no years at all"],
)
def test_a_wrong_line_is_named_with_what_was_expected(line: str, told: str) -> None:
    sheet = read_sheet(f"symbol;nazwa;kategoria\n61;Ochrona przyrody;\n{line}\n".encode())
    assert [fault.line for fault in sheet.faults] == [3]
    assert told in sheet.faults[0].text
    assert sheet.lines == [GROUP]


def test_a_class_above_that_is_no_beginning_of_the_symbol_is_wrong() -> None:
    sheet = read_sheet("symbol;nazwa;klasa nadrzędna\n6131;Drzewa;62\n6132;Inne;613\n".encode())
    assert [(fault.line, "62" in fault.text) for fault in sheet.faults] == [(2, True)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "pusty"),
        (b"  \n\n", "pusty"),
        (b";;;\n", "pusty"),
        (b"symbol;nazwa\n6131;Drzewa\n", "Żadna klasa nie ma kategorii"),
        (b"PK\x03\x04\x00\x00", "nie jest plik CSV"),
        (b"nazwa;kategoria\nDrzewa;B5\n", "symbol i nazwa"),
        (b"symbol;nazwa\n", "sam nag"),
        (b"1" * (MOST_BYTES + 1), "1 MB"),
        (b"symbol;nazwa\n" + b"".join(b"%d;x\n" % number for number in range(5001)), "5000 klas"),
        (b'symbol;nazwa\n1;"' + b"x" * 200_000 + b'"\n', "cudzys"),
    ],
    ids=[
        "empty",
        "blank",
        "blank cells",
        "nothing to open a case in",
        "a spreadsheet",
        "no symbol",
        "header alone",
        "too big",
        "too many",
        "a field without end",
    ],
)
def test_what_is_no_file_plan_is_refused_with_a_reason(content: bytes, told: str) -> None:
    sheet = read_sheet(content)
    assert told in sheet.faults[0].text


def test_what_is_written_can_be_read_again() -> None:
    row = ("6131", 'Usuwanie „drzew"; i krzewów', "B5", "61", "2026-01-01", "", "2026-01-02")
    assert read_sheet(written([row])).lines == [Line("6131", 'Usuwanie „drzew"; i krzewów', "B5")]


def test_a_comparison_tells_new_changed_ended_and_same() -> None:
    was = [GROUP, TREES, Line("6132", "Pomniki przyrody", "A")]
    will = [GROUP, Line("6131", "Drzewa", "B5"), Line("6140", "Zieleń", "B10")]
    found = compared(was, will)
    assert [line.symbol for line in found.added] == ["6140"]
    assert [(old.name, new.name) for old, new in found.changed] == [("Usuwanie drzew i krzewów", "Drzewa")]
    assert [line.symbol for line in found.ended] == ["6132"]
    assert found.same == 1


@pytest.mark.parametrize(("symbol", "near"), [("613", "6131"), ("6132", "6131"), ("62320", "6232"), ("9", "6131")])
def test_the_nearest_class_shares_the_longest_beginning(symbol: str, near: str) -> None:
    assert nearest(symbol, {"6131": "Drzewa", "6232": "Odpady"}) == (near, "Drzewa" if near == "6131" else "Odpady")


def test_without_classes_none_is_near() -> None:
    assert nearest("6131", {}) is None


def test_the_class_above_is_the_nearest_that_is_there() -> None:
    assert parent_of("6131", {"6", "61"}.__contains__) == "61"
    assert parent_of("6", {"61"}.__contains__) == ""
