"""What a file is, judged by its content and never by its name, and why it may not be taken."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from okienko.documents import _pdf, _pictures, _zips
from okienko.documents._zips import Archive
from okienko.language import Refusal

NAME_LENGTH = 120
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True)
class Kind:
    """A kind of file; the first of the extensions is the one we give."""

    mime: str
    extensions: tuple[str, ...]
    label_pl: str

    @property
    def extension(self) -> str:
        """The extension we give."""
        return self.extensions[0]


PDF = Kind("application/pdf", ("pdf",), "dokument PDF")
JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), "zdjęcie JPEG")
PNG = Kind("image/png", ("png",), "obraz PNG")
HEIC = Kind("image/heic", ("heic", "heif"), "zdjęcie HEIC")
ODT = Kind("application/vnd.oasis.opendocument.text", ("odt",), "dokument ODT")
DOCX = Kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ("docx",), "dokument DOCX")
KNOWN = (PDF, JPEG, PNG, HEIC, ODT, DOCX)
ACCEPTED = (PDF, JPEG, PNG, ODT, DOCX)
PICTURES = (JPEG, PNG, HEIC)


@dataclass(frozen=True)
class Limits:
    """How large a file may be, packed and unpacked."""

    file_bytes: int = 20_000_000
    pixels: int = 120_000_000
    unpacked_bytes: int = 200_000_000
    parts: int = 2_000
    pages: int = 1_000  # of a PDF: more cannot be read on a screen nor printed at a desk


LIMITS = Limits()


class EmptyFile(Refusal):
    """The file has no content."""

    code = "plik-pusty"

    def __init__(self, name: str) -> None:
        super().__init__(f"Plik „{name}” jest pusty. Wybierz plik jeszcze raz.")


class FileTooBig(Refusal):
    """The file is larger than the limit."""

    code = "plik-za-duzy"

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(
            f"Plik „{name}” jest za duży. Największy plik, jaki przyjmujemy, ma {megabytes(limit)}. "
            "Zmniejsz go albo podziel na części."
        )


class UnknownKind(Refusal):
    """The content is of no kind that is taken here."""

    code = "plik-nieznanego-rodzaju"

    def __init__(self, name: str, accepted: Collection[Kind]) -> None:
        kinds = ", ".join(kind.extension.upper() for kind in accepted)
        super().__init__(
            f"Nie przyjmujemy takich plików jak „{name}”. Zapisz go w jednym z formatów: {kinds}, "
            "a potem dodaj jeszcze raz."
        )


class LyingName(Refusal):
    """The extension speaks of another kind than the content."""

    code = "plik-z-mylaca-nazwa"

    def __init__(self, name: str, kind: Kind) -> None:
        super().__init__(
            f"Nazwa pliku „{name}” nie zgadza się z jego zawartością: to jest {kind.label_pl}. "
            f"Zmień końcówkę nazwy na „.{kind.extension}” i dodaj plik jeszcze raz."
        )


class TruncatedFile(Refusal):
    """The end of the file is missing or its inside is broken."""

    code = "plik-uszkodzony"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Plik „{name}” jest uszkodzony albo urwany. Sprawdź, czy otwiera się na Twoim urządzeniu, "
            "i dodaj go jeszcze raz."
        )


class LockedFile(Refusal):
    """The file is encrypted, so that nobody at the office could read it."""

    code = "plik-zaszyfrowany"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Plik „{name}” jest zaszyfrowany albo chroniony hasłem. Zapisz go bez hasła i dodaj jeszcze raz."
        )


class ActiveFile(Refusal):
    """The file holds a program."""

    code = "plik-z-programem"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Plik „{name}” zawiera skrypt albo makro, a takich nie otwieramy. Wydrukuj go do PDF "
            "i dodaj ten nowy plik."
        )


class TwoFilesInOne(Refusal):
    """Something that is no part of the file is hidden before or behind it."""

    code = "plik-z-doklejka"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"W pliku „{name}” jest doklejony inny plik. Zapisz go na nowo, "
            "na przykład drukując do PDF, i dodaj jeszcze raz."
        )


class PictureTooBig(Refusal):
    """The picture would take too much memory when opened."""

    code = "obraz-za-duzy"

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(
            f"Obraz „{name}” ma za duże wymiary. Zmniejsz go do najwyżej {limit // 1_000_000} milionów "
            "punktów i dodaj jeszcze raz."
        )


class TooManyPages(Refusal):
    """The PDF has more pages than anybody could read."""

    code = "za-duzo-stron"

    def __init__(self, name: str, pages: int, limit: int) -> None:
        super().__init__(
            f"Plik „{name}” ma {pages} stron, a przyjmujemy najwyżej {limit}. "
            "Podziel go na części i dodaj każdą osobno."
        )


class UnpackedTooBig(Refusal):
    """The document would unpack to too much."""

    code = "dokument-za-duzy-po-rozpakowaniu"

    def __init__(self, name: str) -> None:
        super().__init__(f"Dokument „{name}” po otwarciu byłby za duży. Zapisz go jako PDF i dodaj jeszcze raz.")


def kind_of(content: bytes) -> Kind | None:
    """The kind of the content, whole or only its beginning; None for anything else, plain text too."""
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(_pictures.JPEG_START):
        return JPEG
    if content.startswith(_pictures.PNG_START):
        return PNG
    if _pictures.is_heic(content):
        return HEIC
    if content.startswith(_zips.START):
        return {"odt": ODT, "docx": DOCX}.get(_zips.document_in(content))
    return None


def check(name: str, content: bytes, *, accepted: Collection[Kind] = ACCEPTED, limits: Limits = LIMITS) -> Kind:
    """The kind of a file that may be taken; a refusal otherwise."""
    shown = display_name(name)
    if not content:
        raise EmptyFile(shown)
    if len(content) > limits.file_bytes:
        raise FileTooBig(shown, limits.file_bytes)
    kind = kind_of(content)
    if kind is None or kind not in accepted:
        raise UnknownKind(shown, accepted)
    if _extension(shown) not in kind.extensions:
        raise LyingName(shown, kind)
    if kind is PDF:
        _check_pdf(shown, content, limits)
    elif kind in PICTURES:
        _check_picture(shown, kind, content, limits)
    else:
        _check_document(shown, content, limits)
    return kind


def display_name(name: str) -> str:
    """The name as it may be shown and kept: no path, nothing hidden, nothing that turns the reading."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign if unicodedata.category(sign) not in HIDDEN else " " for sign in last)
    # Each hidden sign leaves a space, so that what it parted stays parted.
    tidy = " ".join(seen.split()).lstrip(".").strip()
    if not tidy:
        return "plik"
    if len(tidy) <= NAME_LENGTH:
        return tidy
    stem, dot, extension = tidy.rpartition(".")
    if not dot or len(extension) > 8:
        return tidy[: NAME_LENGTH - 1] + "…"
    return f"{stem[: NAME_LENGTH - len(extension) - 2]}….{extension}"


def megabytes(size: int) -> str:
    """The size in words of a person."""
    return f"{size / 1_000_000:.1f}".removesuffix(".0").replace(".", ",") + " MB"


def _extension(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def _check_pdf(name: str, content: bytes, limits: Limits) -> None:
    seen = _pdf.look_into(content)
    if not seen.whole:
        raise TruncatedFile(name)
    if seen.encrypted:
        raise LockedFile(name)
    if seen.active:
        raise ActiveFile(name)
    if seen.followed:
        raise TwoFilesInOne(name)
    if seen.pages > limits.pages:
        raise TooManyPages(name, seen.pages, limits.pages)


def _check_picture(name: str, kind: Kind, content: bytes, limits: Limits) -> None:
    look = {JPEG: _pictures.jpeg, PNG: _pictures.png, HEIC: _pictures.heic}[kind]
    seen = look(content)
    if seen is None:
        raise TruncatedFile(name)
    if seen.width * seen.height > limits.pixels:
        raise PictureTooBig(name, limits.pixels)
    if seen.followed:
        raise TwoFilesInOne(name)


def _check_document(name: str, content: bytes, limits: Limits) -> None:
    archive: Archive | None = _zips.look_into(content)
    if archive is None:
        raise TruncatedFile(name)
    if archive.followed:
        raise TwoFilesInOne(name)
    if archive.encrypted:
        raise LockedFile(name)
    if archive.active:
        raise ActiveFile(name)
    if archive.parts > limits.parts or archive.unpacked > limits.unpacked_bytes:
        raise UnpackedTooBig(name)
