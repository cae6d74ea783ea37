"""The letters of the repository and the samples that go with them."""

import json
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from okienko.documents.typesetting import bundle_of, typeset

HERE = Path(__file__).resolve().parent
SERVICES = HERE.parents[2] / "services"
AT = datetime(2026, 11, 23, 7, 14, 5, tzinfo=UTC)
LETTERS = ("potwierdzenie", "wezwanie", "sprzeciw", "zaswiadczenie", "zaswiadczenie-milczace")


@cache
def letters() -> dict[str, bytes]:
    return bundle_of(
        ("shared/letters", SERVICES / "shared" / "letters"),
        ("letters", SERVICES / "gm-wycinka-zgloszenie" / "letters"),
    )


def sample(letter: str) -> dict[str, Any]:
    return json.loads((HERE / "samples" / f"{letter}.json").read_text(encoding="utf-8"))


@cache
def pdf_of(letter: str) -> bytes:
    return typeset(letters(), f"letters/{letter}.typ", sample(letter), at=AT)


def set_letter(letter: str, data: dict[str, Any]) -> bytes:
    return typeset(letters(), f"letters/{letter}.typ", data, at=AT)


def text_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def catalog(pdf: bytes) -> Any:
    return PdfReader(BytesIO(pdf)).trailer["/Root"]
