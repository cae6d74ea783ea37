"""`okienko services check`: reads services and says what is wrong, or what in them has no source yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from okienko.language.bundle import SHARED_QUESTIONS, BundleRefused, read_bundle
from okienko.language.law import LawData
from okienko.language.life_events import load_life_events
from okienko.language.loader.fields import Source
from okienko.language.loader.names import Names
from okienko.language.loader.problems import DefinitionRefused, Notes, Problem
from okienko.language.loader.questions import Asking, Shared
from okienko.language.loader.service import load
from okienko.language.loader.tree import Node, read_tree
from okienko.language.model import Service, Unconfirmed
from okienko.language.texts import missing_texts


@dataclass(frozen=True)
class Checked:
    """A folder after it was read: the service, or why there is none."""

    folder: Path
    service: Service | None
    problems: tuple[Problem, ...] = ()
    refusal: str = ""


def check(folder: Path, *, root: Path, law: LawData) -> Checked:
    """The folder read as a service."""
    try:
        return Checked(folder, load(read_bundle(folder, root=root), law=law))
    except DefinitionRefused as refused:
        return Checked(folder, None, refused.problems)
    except BundleRefused as refused:
        return Checked(folder, None, refusal=refused.text)


def check_shared(root: Path, law: LawData) -> tuple[Problem, ...]:
    """What is wrong with the shared questions, at their true lines."""
    file = root / "services" / SHARED_QUESTIONS
    if not file.is_file():
        return ()
    notes = Notes()
    try:
        _read_shared(file.read_bytes(), law, notes)
    except DefinitionRefused as refused:
        return refused.problems
    return tuple(sorted(dict.fromkeys(notes.found)))


def _read_shared(content: bytes, law: LawData, notes: Notes) -> None:
    name = f"services/{SHARED_QUESTIONS}"
    try:
        tree = read_tree(content.decode(), name, notes)
    except UnicodeDecodeError as fault:
        notes.add(name, content.count(b"\n", 0, fault.start) + 1, "Plik nie jest zapisany w UTF-8.", "plik w UTF-8")
        return
    source = Source(name, notes, law.sources)
    for key, node in (tree.pairs or []) if tree else []:
        asking = Asking(source, Names(), Shared(source, {key.text: _without_registers(node)}))
        asked = Node("list", key.line, items=[Node("map", key.line, pairs=[_pair("shared", key)])])
        asking.questions(asked, {key.text})


def check_life_events(root: Path, law: LawData) -> tuple[Problem, ...]:
    """What is wrong with the life events."""
    try:
        load_life_events(root, law.services)
    except DefinitionRefused as refused:
        return refused.problems
    except FileNotFoundError:  # a folder of services alone
        return ()
    return ()


def _without_registers(node: Node) -> Node:
    pairs = [(key, value) for key, value in node.pairs or [] if key.text != "registers"]
    return Node(node.kind, node.line, node.text, node.plain, pairs=pairs)


def _pair(word: str, name: Node) -> tuple[Node, Node]:
    return Node("text", name.line, word), Node("text", name.line, name.text)


def report(checked: Sequence[Checked], shared: Sequence[Problem], law: LawData) -> str:
    """What was found, in Polish."""
    lines = [str(problem) for problem in shared]
    for one in checked:
        lines.extend(_service_lines(one))
    if law.unconfirmed:
        lines += ["", "Dane prawa bez źródła:", *(_unconfirmed(one) for one in law.unconfirmed)]
    wrong = sum(one.service is None for one in checked) + bool(shared)
    lines += ["", "Wszystko w porządku." if not wrong else f"Do poprawy: {wrong} z {len(checked)}."]
    return "\n".join(lines)


def _service_lines(checked: Checked) -> list[str]:
    name = checked.folder.name
    if checked.service is None:
        why = [f"  {problem}" for problem in checked.problems] or [f"  {checked.refusal}"]
        return [f"{name}: odrzucona", *why]
    service = checked.service
    translated = [_missing(service, language) for language in service.texts]
    head = f"{name} {service.version}: czyta się; stron {len(service.pages)}, reguł {len(service.rules)}"
    if not service.unconfirmed:
        return [f"{head}, wszystko ma źródło", *translated]
    said = f"{head}, bez źródła {len(service.unconfirmed)} (tylko do demonstracji)"
    return [said, *(_unconfirmed(one) for one in service.unconfirmed), *translated]


def _missing(service: Service, language: str) -> str:
    """What lacks in a translation: those texts are shown in Polish."""
    lacking = [".".join(path) for path in missing_texts(service, language)]
    return (
        f"  texts/{language}.yaml: brakuje {len(lacking)}: {', '.join(lacking)}"
        if lacking
        else (f"  texts/{language}.yaml: przetłumaczono wszystko")
    )


def _unconfirmed(one: Unconfirmed) -> str:
    return f"  {one.place.file}, wiersz {one.place.line}: {one.what}: {one.text}"


def main(folders: Sequence[Path], root: Path) -> int:
    """Check the folders (all of `services/` when none is named); 0 when all can be loaded."""
    try:
        law = LawData.load(root)
    except DefinitionRefused as refused:
        print(refused.text)
        return 1
    shared = (*check_shared(root, law), *check_life_events(root, law))
    checked = [check(folder, root=root, law=law) for folder in folders or service_folders(root)]
    print(report(checked, shared, law))
    return 1 if shared or any(one.service is None for one in checked) else 0


def service_folders(root: Path) -> list[Path]:
    """All service folders of the repository."""
    return sorted(file.parent for file in (root / "services").glob("*/service.yaml"))
