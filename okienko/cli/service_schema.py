"""`okienko services schema`: JSON Schemas of the files of a service, or of the answers of one."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from okienko.cli.places import CLONE
from okienko.language.answers_schema import answers_schema
from okienko.language.bundle import BundleRefused, read_bundle
from okienko.language.errors import Refusal
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, load
from okienko.language.loader.schema import FOLDER, as_text, write


def schema(given: Namespace) -> int:
    """Without a folder the schemas of files are written; with one the schema of its answers is printed or written."""
    try:
        return _of_answers(Path(given.folder), given.out) if given.folder else _of_files(given.out)
    except OSError as wrong:
        raise Refusal(f"Nie da się zapisać: {wrong}") from wrong


def _of_files(out: str | None) -> int:
    for path in write(Path(out) if out else CLONE / FOLDER):
        print(path)
    return 0


def _of_answers(folder: Path, out: str | None) -> int:
    try:
        service = load(read_bundle(folder, root=CLONE), law=LawData.load(CLONE))
    except (DefinitionRefused, BundleRefused) as wrong:
        raise Refusal(f"{folder}: tej usługi nie da się odczytać (okienko services check).\n{wrong}") from wrong
    text = as_text(answers_schema(service))
    if out:
        Path(out).write_text(text, "utf-8")
        print(out)
    else:
        print(text, end="")
    return 0
