"""What is fuzzed: every file of the service folders, decision models, processes, pipe tables and expressions alone."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from okienko.language.bundle import read_bundle
from okienko.language.dmn import model_of, write_model
from okienko.language.feel import compile_expression
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.model import Service
from okienko.language.stories.reach import tables
from okienko.language.stories.story import load_stories
from okienko.language.tests import small_service
from okienko.language.tests.test_dmn_mutated import MODEL
from tools.fuzz import trials
from tools.fuzz.answers import sent
from tools.fuzz.bytewise import BYTEWISE, LARGEST, Change
from tools.fuzz.feelwise import FEELWISE
from tools.fuzz.xmlwise import XMLWISE
from tools.fuzz.yamlwise import YAMLWISE

YAML = (*BYTEWISE, *YAMLWISE, *YAMLWISE, *FEELWISE)
XML = (*BYTEWISE, *XMLWISE, *XMLWISE)
_CHANGES = {".yaml": YAML, ".bpmn": XML, ".dmn": XML, ".typ": BYTEWISE, ".feel": (*FEELWISE, *BYTEWISE)}
_SHARES = {"service.yaml": 8, "form.yaml": 8, "rules.yaml": 8, "process.bpmn": 6, "questions.yaml": 2, "kpa.yaml": 5}
_SMALL = "gm-proba"
LIVES = 2  # of the longest stories


@dataclass(frozen=True)
class Subject:
    """One file, the ways in which it may be changed, and what is tried with it then. `share`: how often it is taken."""

    name: str
    content: bytes
    changes: tuple[Change, ...]
    attempt: Callable[[bytes], trials.Verdict]
    share: int = 1

    def mutated(self, random: Random) -> bytes:
        """The file with one to three changes."""
        content = self.content
        for _ in range(random.choice((1, 1, 1, 2, 3))):
            content = random.choice(self.changes)(random, content or b" ")[:LARGEST]
        return content


def subjects(root: Path, scratch: Path, also: Path | None = None) -> list[Subject]:
    """Everything of the repository at `root`, with copies of the folders in `scratch`; models of `also` too."""
    law = LawData.load(root)
    shutil.copytree(root / "services", scratch / "all/services")
    found = list(_small(scratch / "small"))
    services = []
    for folder in sorted(file.parent for file in (scratch / "all/services").glob("*/service.yaml")):
        bundle = read_bundle(folder, root=scratch / "all")
        services.append(load(bundle, law=law))
        lives = sorted(load_stories(bundle), key=lambda story: -len(story.steps))[:LIVES]
        place = trials.Place(scratch / "all", folder, law, tuple(lives))
        found += [Subject(*parts) for parts in sent(place, services[-1])]
        found += _files(place, [file for file in sorted(folder.rglob("*")) if file.is_file()])
    # the last folder stands for all that share these
    found += _files(place, [file for file in sorted((scratch / "all/services/shared").rglob("*")) if file.is_file()])
    for service in services:
        found += _alone(service)
    found.append(_subject("proba.dmn", MODEL.encode(), trials.dmn, 6))
    for file in sorted(also.rglob("*")) if also else ():
        if file.suffix in (".dmn", ".bpmn") and file.stat().st_size <= LARGEST:
            found.append(_subject(file.name, file.read_bytes(), trials.ALONE[file.suffix]))
    return found


def _subject(name: str, content: bytes, attempt: Callable[[bytes], trials.Verdict], share: int = 1) -> Subject:
    return Subject(name, content, _CHANGES[Path(name).suffix], attempt, share)


def _files(place: trials.Place, files: list[Path]) -> Iterator[Subject]:
    for file in files:
        name = file.relative_to(place.root / "services").as_posix()
        yield _subject(name, file.read_bytes(), partial(trials.folder, place, file), _SHARES.get(file.name, 1))


def _small(root: Path) -> Iterator[Subject]:
    """The small service of the tests: it loads in a fraction of the time."""
    folder = root / "services" / _SMALL
    for path, text in small_service.FILES.items():
        file = root / "services" / path if path.startswith("shared/") else folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    place = trials.Place(root, folder, small_service.LAW)
    for subject in _files(place, [file for file in sorted((root / "services").rglob("*")) if file.is_file()]):
        yield Subject(subject.name, subject.content, subject.changes, subject.attempt, subject.share * 4)


def _alone(service: Service) -> Iterator[Subject]:
    """Its tables and process as files used alone, its expressions one by one."""
    named = dict(tables(service))
    yield _subject(f"{service.id}.dmn", write_model(model_of(service.id, named)), trials.dmn, 4)
    yield _subject(f"{service.id}.bpmn", service.process.xml.encode(), trials.bpmn, 8)
    for name, table in named.items():
        attempt = partial(trials.pipe, table.outputs)
        yield Subject(f"{service.id}, tabela {name}", table.to_text().encode(), (*BYTEWISE, *FEELWISE), attempt, 2)
    for text in sorted(_expressions(service)):
        yield _subject(f"{service.id}: {text}.feel", text.encode(), trials.feel)


def _expressions(service: Service) -> set[str]:
    pages = [expression for page in service.pages for expression in (page.when, *(one.when for one in page.stops))]
    rules = [rule.formula for rule in service.rules.values()]
    return {each.text for each in (*pages, *rules, compile_expression("a.b[c > 1].d")) if each is not None}
