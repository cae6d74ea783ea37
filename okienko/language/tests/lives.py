"""Services and short names for tests of the life of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from okienko.language.calendar import Calendar, Term
from okienko.language.casework import Setting, Step, complete, open_tasks
from okienko.language.model import (
    Deadline,
    Law,
    Letter,
    Message,
    Option,
    Outcome,
    Pause,
    Question,
    Service,
    Task,
)
from okienko.language.processes import Process, read

ROOT = Path(__file__).parents[3]
CALENDAR = Calendar.from_csv((ROOT / "data" / "holidays.csv").read_text(encoding="utf-8"))
TREE = read((ROOT / "services" / "gm-wycinka-zgloszenie" / "process.bpmn").read_text(encoding="utf-8"))
LAW = Law("art. 83f")


def term(name: str, within: str, start: str, **more: Any) -> Deadline:
    count, unit = within.split()
    return Deadline(name, f"Termin {name}", more.pop("whose", "urzad"), Term(int(count), unit), (start,), LAW, **more)  # type: ignore[arg-type]


def service(drawn: Process, **parts: Any) -> Service:
    deadlines = {item.name: item for item in parts.pop("deadlines", [])}
    letters = {
        name: Letter(name, f"Pismo {name}", f"letters/{name}.typ", "decision") for name in parts.pop("letters", [])
    }
    letters |= parts.pop("special", {})
    return Service(
        id="proba", version="1.0.0", name="Próba", plain_name="", summary="", keywords=(), who=(),
        tiers=("gmina",), organs={"gmina": "wojt"}, channel="own", valid_from=date(2026, 1, 1), law=(),
        competence=None, pages=(), rules={},
        fee=None, attachments={}, deadlines=deadlines,
        outcomes={name: Outcome(name, name, "neutral") for name in parts.pop("outcomes", [])},
        letters=letters, tasks={task.id: task for task in parts.pop("tasks", [])},
        messages={name: Message(name, f"Wiadomość {name}") for name in drawn.messages},
        ends=parts.pop("ends", {}), local={}, process=drawn, archive="B5", appeal="SKO",
        unconfirmed=(), **parts,
    )  # fmt: skip


def setting(of: Service, **scope: Any) -> Setting:
    return Setting(of, CALENDAR, scope)


CHOICES = (Option("sprzeciw", "S"), Option("zaswiadczenie", "Z"))
CHOICE = Question("rozstrzygniecie", "Co?", "choice", options=CHOICES)
FELLING = service(
    TREE,
    deadlines=[
        term("ogledziny", "21 day", "zlozenie", met_by=("ogledziny",),
             pauses=(Pause("doreczenie wezwanie", ("wplyw uzupelnienie",), Law("art. 35 § 5 KPA")),)),
        term("uzupelnienie", "7 day", "doreczenie wezwanie", whose="mieszkaniec"),
        term("sprzeciw", "14 day", "ogledziny", silence="milczaca_zgoda", shift="disputed"),
        term("wycinka", "6 month", "ogledziny", whose="mieszkaniec"),
    ],
    letters=["sprzeciw", "zaswiadczenie", "zaswiadczenie_milczace"],
    special={"wezwanie": Letter("wezwanie", "Postanowienie", "w.typ", "order", answer="uzupelnienie")},
    outcomes=["sprzeciw", "zaswiadczenie", "milczaca_zgoda", "wycofane"],
    tasks=[
        Task("sprawdz", "Sprawdź"),
        Task("wezwij", "Wezwij", letter="wezwanie"),
        Task("ogledziny", "Oględziny", day="data_ogledzin"),
        Task("rozstrzygnij", "Rozstrzygnij", (CHOICE,), letter_by="rozstrzygniecie",
             letters={"sprzeciw": "sprzeciw", "zaswiadczenie": "zaswiadczenie"}),
        Task("sprzeciw_brak", "Sprzeciw", letter="sprzeciw"),
        Task("wydaj_milczace", "Wydaj", letter="zaswiadczenie_milczace"),
    ],
    ends={"koniec_sprzeciw": "sprzeciw", "koniec_zaswiadczenie": "zaswiadczenie",
          "koniec_milczace": "milczaca_zgoda"},
)  # fmt: skip
HERE = setting(FELLING)


def at(day: int, hour: int = 12, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """An instant of the office's wall, in winter."""
    return datetime(year, month, day, hour - 1, minute, tzinfo=UTC)


def do(step: Step, answers: Mapping[str, Any], when: datetime, *, here: Setting = HERE) -> Step:
    """The first open task is done."""
    return complete(here, step.state, open_tasks(here, step.state)[0].token, answers, when)


def kinds(step: Step) -> list[str]:
    return [type(effect).__name__ for effect in step.effects]
