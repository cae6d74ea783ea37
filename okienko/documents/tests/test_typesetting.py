from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from time import monotonic

import pytest

from okienko.documents._glyphs import characters_of
from okienko.documents.tests.bundle import AT, text_of
from okienko.documents.typesetting import Limits, TypesettingFailed, printable, typeset

START = """#let dane = json(bytes(sys.inputs.dane))
#set document(title: "Próba")
#set text(lang: "pl", font: "Source Sans 3", hyphenate: false)
#show regex("[^\\s\\u{200b}]{32,}"): it => it.text.clusters().join("\\u{200b}")
"""


def letter(source: str, data: dict[str, object] | None = None, **options: object) -> bytes:
    return typeset({"letters/a.typ": START + source}, "letters/a.typ", data or {}, at=AT, **options)


def refusal(source: str, **options: object) -> TypesettingFailed:
    with pytest.raises(TypesettingFailed) as caught:
        letter(source, **options)
    return caught.value


@pytest.mark.parametrize(
    "written",
    [
        '#panic("x")',
        "*bold* _it_ = tytuł",
        "$x^2$ $ sum $",
        "<script>alert(1)</script>",
        '#import "a.typ": *',
        "\\u{41} \\ `raw` @cel <cel>",
        "]#panic()[",
        '", "inne": "',
    ],
    ids=["code", "markup", "mathematics", "html", "import", "escapes", "brackets", "json"],
)
def test_what_a_resident_writes_is_only_text(written: str) -> None:
    assert text_of(letter("#dane.pole", {"pole": written})) == " ".join(written.split())


def test_a_string_of_5000_signs_without_a_space_stays_on_the_pages() -> None:
    assert text_of(letter("#dane.pole", {"pole": "ż" * 5000})).count("ż") == 5000


def test_a_zero_sign_is_refused() -> None:
    with pytest.raises(TypesettingFailed, match=r"NUL.*dane\.osoba\.imie"):
        letter("x", {"osoba": {"imie": "Jan\x00"}})


def test_what_the_font_cannot_draw_is_printed_as_its_code() -> None:
    assert text_of(letter("#dane.pole", {"pole": "tak 🙂"})) == "tak [U+1F642]"


def test_direction_marks_are_made_visible() -> None:
    assert printable("\u202efdp.exe\u2069") == "[U+202E]fdp.exe[U+2069]"


def test_a_letter_written_with_a_combining_mark_is_printed() -> None:
    assert printable("Z\u0307o\u0301łw") == "Żółw"


def test_line_ends_of_windows_become_ours() -> None:
    assert printable("a\r\nb\rc") == "a\nb\nc"


def test_both_weights_draw_polish_and_ukrainian() -> None:
    fonts = Path(__file__).resolve().parents[1] / "fonts"
    needed = {ord(sign) for sign in "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–…§ґєіїҐЄІЇжщь€²№"}
    assert [needed - characters_of(font) for font in sorted(fonts.glob("*.ttf"))] == [set(), set()]


def test_the_licence_of_the_font_lies_beside_it() -> None:
    licence = Path(__file__).resolve().parents[1] / "fonts" / "OFL.txt"
    assert "SIL Open Font License, Version 1.1" in licence.read_text(encoding="utf-8")


def test_same_data_and_moment_give_the_same_bytes() -> None:
    assert letter("= A #dane.a", {"a": 1, "b": 2}) == letter("= A #dane.a", {"b": 2, "a": 1})


def test_another_moment_gives_another_creation_date() -> None:
    later = typeset({"a.typ": START + "x"}, "a.typ", {}, at=AT + timedelta(days=1))
    assert b"D:20261124071405" in later


def test_today_is_the_given_moment() -> None:
    assert text_of(letter("#datetime.today().display()")) == "2026-11-23"


def test_money_days_and_moments_arrive_as_text_in_polish_time() -> None:
    values = {"a": Decimal("17.00"), "b": date(2026, 1, 5), "c": datetime(2026, 7, 1, 6, tzinfo=UTC)}
    shown = text_of(letter("#dane.a / #dane.b / #dane.c", values))
    assert shown == "17.00 / 2026-01-05 / 2026-07-01T08:00:00+02:00"


@pytest.mark.parametrize(
    "value",
    [1.5, b"x", object(), datetime(2026, 1, 1)],
    ids=["float", "bytes", "object", "naive"],
)
def test_values_that_json_would_blur_are_refused(value: object) -> None:
    with pytest.raises(TypesettingFailed, match=r"dane\.pole"):
        letter("x", {"pole": value})


def test_the_refusal_names_file_and_line() -> None:
    error = refusal("ok\n\n#nieznane")
    assert (error.file, error.line, str(error)) == (
        "letters/a.typ",
        7,
        "letters/a.typ, wiersz 7: nieznana nazwa „nieznane”",
    )


def test_a_missing_field_is_named() -> None:
    assert "w danych pisma brakuje pola „znak”" in str(refusal("#dane.znak"))


def test_a_panic_of_the_letter_is_the_refusal() -> None:
    assert str(refusal('#panic("pismo nie ma podpisu")')).endswith(": pismo nie ma podpisu")


@pytest.mark.parametrize(
    "source",
    ['#import "@preview/cetz:0.1.0"', '#import ("@pre" + "view/cetz:0.1.0")', '#import "@local/a:1.0.0"'],
    ids=["plain", "composed", "local"],
)
def test_packages_are_refused(source: str) -> None:
    assert "nie może sięgać po pakiety" in str(refusal(source))


@pytest.mark.parametrize(
    "source",
    ['#read("/etc/passwd")', '#read("../../etc/passwd")', '#include "/letters/b.typ"', '#image("/x.png")'],
    ids=["absolute", "upwards", "absent", "picture"],
)
def test_only_files_of_the_bundle_are_read(source: str) -> None:
    assert "wydani" in str(refusal(source))


@pytest.mark.parametrize("name", ["/a.typ", "../a.typ", "a/../b.typ", "main.typ", "a//b.typ"])
def test_bundle_names_stay_inside(name: str) -> None:
    with pytest.raises(TypesettingFailed, match="wychodzi poza wydanie"):
        typeset({name: "x"}, name, {}, at=AT)


def test_a_letter_that_is_not_in_the_bundle_is_refused() -> None:
    with pytest.raises(TypesettingFailed, match="nie ma pisma"):
        typeset({"a.typ": "x"}, "b.typ", {}, at=AT)


def test_a_letter_that_takes_too_long_is_stopped_and_the_next_is_set() -> None:
    began = monotonic()
    endless = "#range(3000).map(i => range(3000).map(j => range(3000).len()).sum()).sum()"
    assert "przerwano" in str(refusal(endless, limits=Limits(seconds=1)))
    assert monotonic() - began < 10
    assert text_of(letter("dalej")) == "dalej"


def test_a_letter_without_an_end_is_refused() -> None:
    assert "nigdy by się nie skończyło" in str(refusal("#let f(n) = f(n + 1)\n#f(1)"))


@pytest.mark.parametrize(
    "limits",
    [Limits(source_bytes=10), Limits(input_bytes=10), Limits(pdf_bytes=10), Limits(depth=1)],
    ids=["source", "data", "pdf", "depth"],
)
def test_limits_hold(limits: Limits) -> None:
    with pytest.raises(TypesettingFailed):
        letter("x", {"pole": "dwanaście znaków"}, limits=limits)


def test_a_letter_without_a_title_is_no_accessible_document() -> None:
    with pytest.raises(TypesettingFailed, match="PDF/A-2a i PDF/UA-1"):
        typeset({"a.typ": "x"}, "a.typ", {}, at=AT)
