"""Pictures of the paper twin of each service for the documentation, a page each; `docs/img/twin-<service>-<page>.png`.

Set by the same Typst as the PDF, with made-up values where an office would choose. Run: .venv/bin/python tools/twins.py
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from PIL import Image

from okienko.cli.service_paper import data_of
from okienko.documents.printing import FORM, sources
from okienko.documents.typesetting import FONTS, as_json
from okienko.language.bundle import read_bundle
from okienko.language.law import LawData
from okienko.language.loader import load

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "img"
PIXELS, GREYS = 64, 12  # to an inch, and shades: the pages stay legible and small
VALUES = {"gm-smieci-deklaracja": {"metoda": "osoby", "kdr": "tak", "ulga_kompost": "kwota", "uchwala_lokale": "nie"}}


def main(wanted: list[str]) -> int:
    """All services, or those that are named."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    law = LawData.load(ROOT)
    for folder in sorted(file.parent for file in (ROOT / "services").glob("*/service.yaml")):
        if not wanted or folder.name in wanted:
            bundle = read_bundle(folder, root=ROOT)
            data = data_of(load(bundle, law=law), bundle, law, VALUES.get(folder.name, {}))
            for number, page in enumerate(pages(data), 1):
                save(page, FOLDER / f"twin-{folder.name}-{number}.png")
    return 0


def pages(data: dict[str, object]) -> list[bytes]:
    """The pages as PNG."""
    files = {**sources(), "main.typ": f'#include "/{FORM}"'.encode()}
    with TemporaryDirectory() as root:
        compiler = typst.Compiler(root=root, font_paths=[str(FONTS)], ignore_system_fonts=True)
        at = int(datetime.combine(date(2026, 11, 22), datetime.min.time(), UTC).timestamp())
        made = compiler.compile(files, format="png", ppi=PIXELS, sys_inputs={"dane": as_json(data)}, timestamp=at)
    return made if isinstance(made, list) else [made]


def save(page: bytes, path: Path) -> None:
    """The page in a few colours."""
    picture = Image.open(BytesIO(page)).convert("RGB").quantize(GREYS)
    picture.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
