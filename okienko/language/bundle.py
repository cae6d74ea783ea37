"""Everything one release of a service holds, as one canonical document addressed by its own hash.

A bundle is read from a service's folder together with what the folder includes: the shared questions it
refers to, its reference process, and the shared letter parts it imports. From then on nothing outside the
bundle (save dated law) decides what the service means.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from okienko.language.errors import Refusal

MAX_FILES = 200
MAX_FILE = 512 * 1024
MAX_TOTAL = 4 * 1024 * 1024
MAX_DEPTH = 3
SUFFIXES = (".bpmn", ".typ", ".yaml")
SHARED_QUESTIONS = "shared/questions.yaml"
SHARED_LETTERS = "shared/letters/"
SHARED_ACTS = "shared/acts/"
FORMAT = "okienko-bundle-1"

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")
_IMPORT = re.compile(r'#?(?:import|include)\s+"([^"]+\.typ)"')
_SHARED = re.compile(r"^[^\S\n]*+(?:-\s+|.*\{\s*)?shared:\s*([a-z0-9_]+)", re.MULTILINE)
_PROCEDURE = re.compile(r"^procedure:\s*([a-z0-9][a-z0-9-]*)\s*(?:#.*)?$", re.MULTILINE)
_TEMPLATE = re.compile(r"template:\s*(shared/letters/[a-z0-9-]+\.typ)")
_PROCESS = re.compile(r"^process:\s*([a-z0-9][a-z0-9-]*)\s*(?:#.*)?$", re.MULTILINE)
_NO_SIGN = re.compile("[\x00\ud800-\udfff]")
_TOO_LARGE = f"Plik ma ponad {MAX_FILE // 1024} KB. Oczekiwano: krótszy plik."
_TOP_KEY = re.compile(r"^([a-z0-9_]+):")


class BundleRefused(Refusal):
    """The folder or document cannot become a release: too large, too deep, a link, a strange file."""

    code = "wydanie-odrzucone"


@dataclass(frozen=True)
class Bundle:
    """Path in the release → text. Equal contents have equal documents and digests."""

    files: Mapping[str, str]

    def __post_init__(self) -> None:
        tidy = {_tidy_path(path): _tidy_text(path, text) for path, text in self.files.items()}
        if len(tidy) > MAX_FILES:
            raise BundleRefused(f"Wydanie ma {len(tidy)} plików, a może mieć najwyżej {MAX_FILES}.")
        if sum(len(text.encode()) for text in tidy.values()) > MAX_TOTAL:
            raise BundleRefused(f"Pliki wydania mają razem ponad {MAX_TOTAL // 1024} KB.")
        object.__setattr__(self, "files", MappingProxyType(dict(sorted(tidy.items()))))

    def document(self) -> bytes:
        """The canonical document: sorted keys, UTF-8, NFC, LF."""
        content = {"format": FORMAT, "files": dict(self.files)}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical document, in hexadecimal."""
        return hashlib.sha256(self.document()).hexdigest()

    @classmethod
    def from_document(cls, document: bytes) -> Bundle:
        """The bundle that gave this document; anything else is refused."""
        if len(document) > 2 * MAX_TOTAL:
            raise BundleRefused("Dokument wydania jest za duży.")
        try:
            content = json.loads(document)
        except (ValueError, RecursionError) as fault:
            raise BundleRefused("Dokument wydania nie jest poprawnym JSON-em.") from fault
        files = content.get("files") if isinstance(content, dict) else None
        if not isinstance(files, dict) or content.get("format") != FORMAT:
            raise BundleRefused(f"Dokument wydania nie ma postaci {FORMAT}.")
        if not all(isinstance(text, str) for text in files.values()):
            raise BundleRefused("Dokument wydania zawiera plik, który nie jest tekstem.")
        bundle = cls(files)
        if bundle.document() != document:
            raise BundleRefused("Dokument wydania nie jest zapisany w postaci kanonicznej.")
        return bundle

    def __hash__(self) -> int:
        return hash(self.digest)


def _tidy_path(path: str) -> str:
    parts = PurePosixPath(path).parts
    if not parts or len(parts) > MAX_DEPTH or not all(_NAME.fullmatch(part) for part in parts):
        raise BundleRefused(
            f"Nazwa pliku „{path}” jest niedozwolona: tylko małe litery, cyfry, „-”, „_”, „.”, "
            f"najwyżej {MAX_DEPTH} poziomy."
        )
    if PurePosixPath(path).suffix not in SUFFIXES:
        raise BundleRefused(f"Plik „{path}” ma niedozwolony rodzaj; dozwolone: {', '.join(SUFFIXES)}.")
    return "/".join(parts)


def _at(path: str, line: int, text: str) -> BundleRefused:
    return BundleRefused(f"{path}, wiersz {line}: {text}")


def _tidy_text(path: str, text: str) -> str:
    if strange := _NO_SIGN.search(text):
        line = text.count("\n", 0, strange.start()) + 1
        raise _at(path, line, f"Jest tu znak, którego nie może być w tekście (numer {ord(strange[0])}).")
    tidy = unicodedata.normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    if len(tidy.encode()) > MAX_FILE:
        raise _at(path, 1, _TOO_LARGE)
    return tidy


def read_bundle(folder: Path, *, root: Path) -> Bundle:
    """The service's folder with everything it includes from `root` (the repository)."""
    if folder.is_symlink() or not folder.is_dir():
        raise BundleRefused(f"„{folder.name}” nie jest folderem usługi.")
    files = dict(_own_files(folder))
    files.update(_acts(files, root / "services" / "shared"))
    files.update(_letter_parts(files, root / "services" / "shared" / "letters"))
    shared = _shared_questions(files, root / "services" / "shared" / "questions.yaml")
    if shared:
        files[SHARED_QUESTIONS] = shared
    files.update(_reference_process(files, root / "processes"))
    return Bundle(files)


def _own_files(folder: Path) -> Iterator[tuple[str, str]]:
    count = 0
    for where, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in [*folders, *names]:
            if (Path(where) / name).is_symlink():
                raise BundleRefused(f"„{name}” jest dowiązaniem; w folderze usługi mogą być tylko zwykłe pliki.")
        for name in sorted(name for name in names if not name.startswith(".")):
            count += 1
            if count > MAX_FILES:
                raise BundleRefused(f"Folder usługi ma ponad {MAX_FILES} plików.")
            file = Path(where) / name
            path = file.relative_to(folder).as_posix()
            yield path, _read(file, path)


def _read(file: Path, path: str) -> str:
    """The text of the file; `path` is what it is called in the release."""
    if file.is_symlink() or not file.is_file():
        raise BundleRefused(f"„{file.name}” nie jest zwykłym plikiem.")
    if file.stat().st_size > MAX_FILE:
        raise _at(path, 1, _TOO_LARGE)
    content = file.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise _at(path, line, "Plik nie jest zapisany w UTF-8. Oczekiwano: plik zapisany w UTF-8.") from fault


def _there(file: Path) -> bool:
    """Whether there is such a file; a name too long for any file names none."""
    try:
        return file.is_file()
    except OSError:
        return False


def _letter_parts(files: Mapping[str, str], shared: Path) -> dict[str, str]:
    """Shared letter parts that the letters import, and what those import: `/shared/letters/…` in Typst."""
    found: dict[str, str] = {}
    todo = [(path, text) for path, text in files.items() if path.endswith(".typ")]
    while todo:
        importer, text = todo.pop()
        for reference in _IMPORT.findall(text):
            path = posixpath.normpath(posixpath.join("/", posixpath.dirname(importer), reference)).lstrip("/")
            part = shared / path.removeprefix(SHARED_LETTERS)
            if path in files or path in found or not path.startswith(SHARED_LETTERS) or not _there(part):
                continue
            found[path] = _read(part, path)
            todo.append((path, found[path]))
    return found


def _acts(files: Mapping[str, str], shared: Path) -> dict[str, str]:
    """Acts of the procedure that the service names, and their letters."""
    named = _PROCEDURE.search(files.get("service.yaml", ""))
    file = shared / "acts" / f"{named.group(1)}.yaml" if named else None
    if file is None or not _there(file):
        return {}
    text = _read(file, f"{SHARED_ACTS}{file.name}")
    letters = {path: shared.parent / path for path in _TEMPLATE.findall(text)}
    return {f"{SHARED_ACTS}{file.name}": text} | {path: _read(at, path) for path, at in letters.items() if _there(at)}


def _shared_questions(files: Mapping[str, str], file: Path) -> str:
    """The text of just those shared questions that the folder refers to: others change no release."""
    wanted = {name for path in ("form.yaml", "service.yaml") for name in _SHARED.findall(files.get(path, ""))}
    if not wanted or not _there(file):
        return ""
    return "".join(text for name, text in _top_entries(_read(file, SHARED_QUESTIONS)) if name in wanted)


def _top_entries(text: str) -> Iterator[tuple[str, str]]:
    name, lines = "", list[str]()
    for line in text.splitlines(keepends=True):
        key = _TOP_KEY.match(line)
        if key:
            yield name, "".join(lines)
            name, lines = key.group(1), []
        if not line.startswith("#"):
            lines.append(line)
    yield name, "".join(lines)


def _reference_process(files: Mapping[str, str], processes: Path) -> dict[str, str]:
    named = _PROCESS.search(files.get("service.yaml", ""))
    if not named or "process.bpmn" in files:
        return {}
    file = processes / f"{named.group(1)}.bpmn"
    path = f"processes/{file.name}"
    return {path: _read(file, path)} if _there(file) else {}
