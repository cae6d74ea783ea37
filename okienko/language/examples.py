"""A service in which every word of the files stands at least once: the examples of `docs/service-words.md`.

It is read by the loader and its stories are played in a test, so that no example can be wrong for long.
"""

from __future__ import annotations

from pathlib import Path

from okienko.language.bundle import Bundle
from okienko.language.law import LawData

FOLDER = Path(__file__).parent / "examples"


def bundle() -> Bundle:
    """The files of the service."""
    files = (path for path in sorted(FOLDER.rglob("*")) if path.is_file())
    named = {path.relative_to(FOLDER).as_posix(): path for path in files}
    return Bundle({name: path.read_text("utf-8") for name, path in named.items() if not name.startswith("data/")})


def law() -> LawData:
    """The dated data, the sources and the services that it speaks of."""
    texts = {path.name: path.read_text("utf-8") for path in (FOLDER / "data").glob("*.*")}
    files = {f"data/law/{path.name}": path.read_text("utf-8") for path in (FOLDER / "data/law").glob("*.yaml")}
    return LawData.read(files, sources=texts["sources.yaml"], service_names=texts["service_names.csv"])
