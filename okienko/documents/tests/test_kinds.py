import struct
import zipfile
import zlib
from io import BytesIO

import pytest

from okienko.documents import kinds
from okienko.documents.kinds import Limits, check, display_name, kind_of
from okienko.documents.tests.bundle import pdf_of
from okienko.language import Refusal


def jpeg(width: int = 4000, height: int = 3000) -> bytes:
    app = b"\xff\xe1" + struct.pack(">H", 12) + b"Exif\0\0\xff\xd9\0\0"
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + app + frame + b"\xff\xda\x00\x08\x01\x01\0\0\x3f\0" + b"dane" + b"\xff\xd9"


def png(width: int = 100, height: int = 50) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x") + chunk(b"IEND", b"")


def archive(*entries: tuple[str, bytes]) -> bytes:
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as made:
        for name, body in entries:
            made.writestr(zipfile.ZipInfo(name), body)
    return output.getvalue()


def docx(*more: tuple[str, bytes]) -> bytes:
    return archive(("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>"), *more)


def odt(*more: tuple[str, bytes]) -> bytes:
    return archive(("mimetype", kinds.ODT.mime.encode()), ("content.xml", b"<x/>"), *more)


def heic() -> bytes:
    return struct.pack(">L", 24) + b"ftypheic" + bytes(12) + b"ispe" + struct.pack(">LLL", 0, 4032, 3024)


def pdf(body: bytes = b"") -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<" + body + b">>\nendobj\nstartxref\n9\n%%EOF\n"


def object_stream(body: bytes) -> bytes:
    packed = zlib.compress(body)
    return b"/Type /ObjStm>>\nstream\n" + packed + b"\nendstream\n<<"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), kinds.PDF),
        (jpeg(), kinds.JPEG),
        (png(), kinds.PNG),
        (heic(), kinds.HEIC),
        (odt(), kinds.ODT),
        (docx(), kinds.DOCX),
        (odt()[:90], kinds.ODT),
        (docx()[:120], kinds.DOCX),
        (b"zwykly tekst", None),
        (b"", None),
        (archive(("a.txt", b"x")), None),
        (b"MZ\x90\x00", None),
        (b"<html></html>", None),
        (b"PK\x03\x04", None),
    ],
    ids=[
        *["pdf", "jpeg", "png", "heic", "odt", "docx", "odt head", "docx head"],
        *["text", "empty", "zip", "program", "html", "zip head"],
    ],
)
def test_kind_is_read_from_content(content: bytes, kind: kinds.Kind | None) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", pdf(), kinds.PDF),
        ("A.PDF", pdf_of("sprzeciw"), kinds.PDF),
        ("zdjęcie.jpeg", jpeg(), kinds.JPEG),
        ("mapka.png", png(), kinds.PNG),
        ("zgoda.odt", odt(), kinds.ODT),
        ("zgoda.docx", docx(), kinds.DOCX),
    ],
    ids=["pdf", "our letter", "jpeg", "png", "odt", "docx"],
)
def test_honest_files_are_taken(name: str, content: bytes, kind: kinds.Kind) -> None:
    assert check(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.pdf", b"", "plik-pusty"),
        ("x.txt", b"tekst", "plik-nieznanego-rodzaju"),
        ("x.heic", heic(), "plik-nieznanego-rodzaju"),
        ("x.exe", b"MZ\x90\x00", "plik-nieznanego-rodzaju"),
        ("x.pdf", jpeg(), "plik-z-mylaca-nazwa"),
        ("x.pdf.exe", pdf(), "plik-z-mylaca-nazwa"),
        ("x", pdf(), "plik-z-mylaca-nazwa"),
        ("x.pdf", pdf()[:-20], "plik-uszkodzony"),
        ("x.pdf", pdf() + b"\n" + archive(("a", b"x" * 99)), "plik-z-doklejka"),
        ("x.pdf", pdf(b"/Encrypt 5 0 R"), "plik-zaszyfrowany"),
        ("x.pdf", pdf(b"/OpenAction <</S /JavaScript /JS (app.alert)>>"), "plik-z-programem"),
        ("x.pdf", pdf(b"/S /J#61vaScript"), "plik-z-programem"),
        ("x.pdf", pdf(b"/S /Launch /F (cmd.exe)"), "plik-z-programem"),
        ("x.pdf", pdf(object_stream(b"<</S /JavaScript>>")), "plik-z-programem"),
        ("x.jpg", jpeg()[:-2], "plik-uszkodzony"),
        ("x.jpg", b"\xff\xd8\xff", "plik-uszkodzony"),
        ("x.jpg", jpeg() + pdf(), "plik-z-doklejka"),
        ("x.jpg", jpeg() + docx(), "plik-z-doklejka"),
        ("x.jpg", jpeg(65000, 65000), "obraz-za-duzy"),
        ("x.png", png()[:-6], "plik-uszkodzony"),
        ("x.png", png(0, 5), "plik-uszkodzony"),
        ("x.png", png() + b"<?php", "plik-z-doklejka"),
        ("x.png", png(2_000_000, 2_000_000), "obraz-za-duzy"),
        ("x.docx", docx(("word/vbaProject.bin", b"x")), "plik-z-programem"),
        ("x.odt", odt(("Basic/Standard/a.xml", b"x")), "plik-z-programem"),
        ("x.docx", docx() + b"dopisek", "plik-z-doklejka"),
        ("x.odt", odt()[:-10], "plik-uszkodzony"),
    ],
)
def test_files_are_refused_for_their_reason(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refusal) as caught:
        check(name, content)
    assert caught.value.code == code


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(kinds.UnpackedTooBig):
        check("x.docx", docx(("word/a.xml", bytes(5000))), limits=Limits(unpacked_bytes=4000))


def test_a_file_over_the_limit_says_the_limit() -> None:
    with pytest.raises(kinds.FileTooBig, match=r"„a\.pdf” jest za duży.* 1,5 MB"):
        check("a.pdf", pdf() + bytes(1_500_000), limits=Limits(file_bytes=1_500_000))


def test_the_refusal_of_an_empty_file_says_what_to_do() -> None:
    with pytest.raises(kinds.EmptyFile) as caught:
        check("x.pdf", b"")
    assert caught.value.text == "Plik „x.pdf” jest pusty. Wybierz plik jeszcze raz."


def test_letters_inside_compressed_pages_are_not_taken_for_a_program() -> None:
    page = b"/Length 9>>\nstream\n\x01/JS \x02/Encrypt \nendstream\n<<"
    assert check("x.pdf", pdf(page)) is kinds.PDF


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\jan\\mapka.pdf", "mapka.pdf"),
        ("faktura\u202efdp.exe", "faktura fdp.exe"),
        ("a\x00b\nc.pdf", "a b c.pdf"),
        ("  dużo   spacji .pdf", "dużo spacji .pdf"),
        ("..", "plik"),
        ("", "plik"),
        (".htaccess", "htaccess"),
        ("z\u0307o\u0301łw.pdf", "żółw.pdf"),
    ],
    ids=["path", "windows", "direction", "control", "spaces", "dots", "nothing", "hidden", "combining"],
)
def test_names_are_shown_without_tricks(name: str, shown: str) -> None:
    assert display_name(name) == shown


def test_a_long_name_keeps_its_extension() -> None:
    shown = display_name("a" * 500 + ".pdf")
    assert (len(shown), shown[-6:]) == (kinds.NAME_LENGTH, "a….pdf")
