"""A look into documents that are zip archives (ODT, DOCX), by their directory; nothing is unpacked."""

import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO

START = b"PK\x03\x04"
END = b"PK\x05\x06"
END_SIZE = 22
ODT_MIME = b"mimetypeapplication/vnd.oasis.opendocument.text"
MACROS = ("vbaproject.bin", "vbadata.xml", "activex", "basic/", "scripts/")


@dataclass(frozen=True)
class Archive:
    """What the directory of an archive says."""

    parts: int
    unpacked: int
    encrypted: bool
    active: bool
    followed: bool


def document_in(content: bytes) -> str:
    """`odt`, `docx` or nothing; the beginning of a file is enough for a guess."""
    if content[30 : 30 + len(ODT_MIME)] == ODT_MIME and content[30 + len(ODT_MIME) :][:1] in (b"P", b""):
        return "odt"
    names = _names(content)
    if names is None:
        return "docx" if b"[Content_Types].xml" in content and b"word/" in content else ""
    return "docx" if {"[Content_Types].xml", "word/document.xml"} <= names else ""


def look_into(content: bytes) -> Archive | None:
    """What the archive holds; None when its directory cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            first = min((entry.header_offset for entry in entries), default=0)
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
        return None
    names = [entry.filename.lower() for entry in entries]
    return Archive(
        parts=len(entries),
        unpacked=sum(entry.file_size for entry in entries),
        encrypted=any(entry.flag_bits & 1 for entry in entries) or "encryptedpackage" in names,
        active=any(mark in name for name in names for mark in MACROS),
        followed=first != 0 or not _ends_there(content),
    )


def _names(content: bytes) -> set[str] | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, struct.error, NotImplementedError):
        return None


def _ends_there(content: bytes) -> bool:
    place = content.rfind(END)
    if place < 0 or place + END_SIZE > len(content):
        return False
    (comment,) = struct.unpack_from("<H", content, place + 20)
    return comment == 0 and place + END_SIZE == len(content)
