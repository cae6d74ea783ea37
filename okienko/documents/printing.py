"""Sheets of ours that are printed and filled in by hand, set by the press from the Typst in `sheets/`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from okienko.documents.typesetting import typeset
from okienko.language.model import Service
from okienko.ui.barcode import code39_picture

FOLDER = Path(__file__).parent / "sheets"
FORM = "sheets/druk.typ"
_CODE = re.compile(r"F([0-9]{1,6})-?([0-9A-F]{8})")
KEPT = 64  # sheets of one process, each some 100 KB


def form_sheet(data: Mapping[str, object], *, at: datetime) -> bytes:
    """The form as PDF; asked again with the same data it is not set anew."""
    return _set(json.dumps(data, ensure_ascii=False, sort_keys=True), at)


@lru_cache(maxsize=KEPT)
def _set(text: str, at: datetime) -> bytes:
    return typeset(sources(), FORM, json.loads(text), at=at)


@cache
def sources() -> dict[str, bytes]:
    """The Typst of the sheets."""
    return {f"{FOLDER.name}/{path.name}": path.read_bytes() for path in sorted(FOLDER.glob("*.typ"))}


@dataclass(frozen=True)
class FormCode:
    """What the code of a form says: whose it is, and how the digest of its release begins."""

    office_id: int
    digest: str


def form_code(office_id: int, digest: str) -> str:
    """Says office and release, hence the service too; short enough for the bars of Code 39."""
    return f"F{office_id}-{digest[:8].upper()}"


def read_code(text: str) -> FormCode | None:
    """The code, however it was typed or scanned; nothing when it is none."""
    read = _CODE.fullmatch(re.sub(r"[\s*]", "", text).upper())
    return FormCode(int(read[1]), read[2].lower()) if read else None


def code_words(code: str, service: Service, office: str) -> dict[str, object]:
    """The code as bars, as text, and what it says."""
    said = f"{service.name}, wydanie {service.version}, {office}"
    return {"tekst": code, "obraz": code39_picture(code), "znaczy": said}
