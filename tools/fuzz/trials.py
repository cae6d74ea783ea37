"""One mutated file tried: it loads and can be used, or it is refused by file and line. Anything else is a fault."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from okienko.language import processes
from okienko.language.answers import fields_of, read_page
from okienko.language.assess import assess
from okienko.language.bundle import Bundle, BundleRefused, read_bundle
from okienko.language.calendar import Calendar
from okienko.language.dmn import Decisions, ModelError, read_model, table_of, write_model
from okienko.language.dmn.model import DecisionTable
from okienko.language.feel import FeelSyntaxError, Outcome, compile_expression, compile_unary_tests, literal_of
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, load
from okienko.language.local import local_faults, local_values
from okienko.language.model import Service
from okienko.language.stories.mutation import argued
from okienko.language.stories.play import play
from okienko.language.stories.story import Story, load_stories
from okienko.language.tables import Table, TableError, parse_table
from okienko.language.texts import spoken
from tools.fuzz.guard import lap

Verdict = Literal["loaded", "refused"]
DAY = date(2026, 11, 23)
CALENDAR = Calendar.from_csv((Path(__file__).resolve().parents[2] / "data/holidays.csv").read_text("utf-8"))
_PLACED = re.compile(r"^(?P<file>\S+), wiersz (?P<line>\d+)(?:, kolumna „.*?”)?: .{8,}", re.DOTALL)
_OURS = re.compile(r"Traceback|Exception|object at 0x|<class |\bNoneType\b")
_LONGEST = 2_000  # signs of one message; the nearest names and the text that was written fit


class BadMessage(Exception):
    """A refusal that does not tell the file and the line, or not in words for people."""


@dataclass(frozen=True)
class Place:
    """A copy of a service's folder that may be spoiled."""

    root: Path
    folder: Path
    law: LawData
    lives: tuple[Story, ...] = ()  # stories of the sound service that a mutated one must bear, whatever comes out


def folder(place: Place, file: Path, content: bytes) -> Verdict:
    """The folder with this content of the file is read and used."""
    before = file.read_bytes()
    file.write_bytes(content)
    try:
        bundle = read_bundle(place.folder, root=place.root)
    except BundleRefused as refused:
        told(str(refused), file.name, content)
        return "refused"
    finally:
        file.write_bytes(before)
    return _read(place, bundle, stories="/stories/" in file.as_posix())


def _read(place: Place, bundle: Bundle, *, stories: bool) -> Verdict:
    try:
        service = load(bundle, law=place.law)
        stories_told = load_stories(bundle) if stories else ()
        argued(bundle)
    except DefinitionRefused as refused:
        for problem in refused.problems:
            _placed(problem.file, problem.line, str(problem), bundle.files.get(problem.file, ""))
        return "refused"
    lap()
    use(service, place.law)
    for story in stories_told[:20] or place.lives:
        _played(service, place.law, story)
        lap()
    return "loaded"


def _played(service: Service, law: LawData, story: Story) -> None:
    for problem in play(service, story, law, CALENDAR).problems:
        told(str(problem), "", b"")


def use(service: Service, law: LawData) -> None:
    """What a service that loads must bear: pages with nothing and with nonsense on them, its process, its words."""
    nonsense = {
        field: ["x", "9" * 30, "\x00"]
        for page in service.pages
        for question in page.questions
        for field in fields_of(question)
    }
    for answers in ({}, {page.many: [{}] for page in service.pages if page.many}):
        judged = assess(service, answers, day=DAY, law=law, local={})
        assert judged.pages is not None
        _ = (judged.ready, judged.fee, judged.shown, judged.attachments, judged.competent, judged.warnings)
        _ = (judged.decisions, judged.applicants, judged.problems)
        lap()
    for page in service.pages:
        read_page(page, {}, {})
        read_page(page, nonsense, {})
        lap()
    local_values(service, {})
    local_faults(service, dict.fromkeys(service.local, "x"))
    lap()
    spoken(service, "en")
    _process(service.process)


def _process(process: processes.Process) -> None:
    assert "<svg" in processes.draw(process)
    processes.steps(process)
    processes.check(process)
    if process.starts:
        move = processes.start(process, {})
        processes.draw(process, processes.State.from_json(move.state.to_json()))
        for waits in processes.waiting(process, move.state)[:5]:
            with suppress(processes.Gone):
                processes.complete(process, move.state, waits.token, {})


def bpmn(content: bytes) -> Verdict:
    """The file alone: read, checked, drawn, started, written back."""
    try:
        read = processes.read_all(content)
    except processes.Unreadable as refused:
        told(f"plik.bpmn, wiersz {refused.line}: {refused.text}", "plik.bpmn", content)
        return "refused"
    for process in read:
        for problem in processes.check(process):
            _placed("plik.bpmn", problem.line, f"plik.bpmn, wiersz {problem.line}: {problem.text}", None)
        _process(process)
        processes.write(process)
    return "loaded"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]


def dmn(content: bytes) -> Verdict:
    """The model alone: read, written, each decision made without data."""
    try:
        model = read_model(content)
        write_model(model)
        decisions = Decisions(model)
    except ModelError as refused:
        told(f"model.dmn, {_lower(str(refused))}", "model.dmn", content)
        return "refused"
    for each in model.decisions():
        with suppress(ModelError):
            _value(decisions.decide(each.variable.name, {}))
        if isinstance(each.body, DecisionTable):
            with suppress(ModelError, TableError):
                table_of(each.body, each.variable.name).to_text()
    return "loaded"


def _value(outcome: Outcome) -> None:
    with suppress(TypeError):  # a function cannot be written
        literal_of(outcome.value)


def pipe(outputs: Sequence[str], content: bytes) -> Verdict:
    """The table alone: read, asked without data, written and read back the same."""
    try:
        text = content.decode()
        table = parse_table(text, outputs=outputs)
    except UnicodeDecodeError:
        return "refused"
    except TableError as refused:
        told(f"tabela, {_lower(str(refused))}", "tabela", content)
        return "refused"
    table.explain({})
    _same(table, outputs)
    return "loaded"


def _same(table: Table, outputs: Sequence[str]) -> None:
    again = parse_table(table.to_text(), outputs=outputs)
    if [row.cells for row in again.rows] != [row.cells for row in table.rows]:
        raise BadMessage("tabela zapisana i odczytana jest inna")


def feel(content: bytes) -> Verdict:
    """The expression alone, and the same as a cell of a table."""
    text = content.decode("utf-8", "replace")
    verdicts: list[Verdict] = []
    for compiler in (compile_expression, compile_unary_tests):
        try:
            compiled = compiler(text)
        except FeelSyntaxError as refused:
            words(str(refused))
            verdicts.append("refused")
            continue
        verdicts.append("loaded")
        if hasattr(compiled, "explain"):
            _value(compiled.explain({}))
        else:
            compiled.test(None, {})
        compiled.mutants()
    return verdicts[0]


def told(said: str, name: str, content: bytes) -> None:
    """A text that ought to say where."""
    found = _PLACED.match(said)
    if found is None:
        raise BadMessage(f"bez pliku i wiersza: {said[:300]}")
    if name and found["file"] != name and Path(found["file"]).name != name:
        raise BadMessage(f"nie ten plik: {said[:300]}")
    lines = re.split(rb"\r\n|\r|\n", content)
    if name and not 1 <= int(found["line"]) <= len(lines) + 1:
        raise BadMessage(f"nie ma takiego wiersza: {said[:300]}")
    words(said)


def _placed(file: str, line: int, said: str, text: str | None) -> None:
    lines = len(re.split(r"\r\n|[\n\r\u0085\u2028\u2029]", text)) + 1 if text else None
    if not file or line < 1 or (lines is not None and line > lines):
        raise BadMessage(f"nie ma takiego miejsca: {said[:300]}")
    words(said)


def words(said: str) -> None:
    """A text that people read."""
    if _OURS.search(said) or not said.strip():
        raise BadMessage(f"nie dla ludzi: {said[:300]}")
    if len(said) > _LONGEST:
        raise BadMessage(f"za długie ({len(said)} znaków): {said[:200]}…")


ALONE = {".dmn": dmn, ".bpmn": bpmn}
