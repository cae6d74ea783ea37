"""`shared/acts/<procedure>.yaml`: acts that the law of procedure gives to every case under it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.promise import Known, letter_of, outcome_of, task_of
from okienko.language.loader.questions import Asking
from okienko.language.loader.tree import Node
from okienko.language.model import CaseAct, Letter, Outcome, Task

CLOCKS = ("none", "freeze", "thaw", "extend", "end")
AFTER = ("open", "settled", "any")


@dataclass
class Acts:
    """What the file adds to a service: each act with its task, letter and outcome under its own name."""

    acts: dict[str, CaseAct] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)


def read_acts(source: Source, root: Node | None, known: Known, asking: Asking) -> Acts:
    """The acts of the file, checked; `known.files` must hold their templates."""
    found = Acts()
    for node in source.each(root):
        fields = source.fields(node, "act")
        name = fields.name("act")
        if name in found.acts or name in known.steps:
            source.fault(fields.get("act"), f"Czynność „{name}” powtarza się.", "nazwa, której nikt inny nie ma")
        _add(found, name, source, fields, known, asking)
    for act in found.acts.values():
        if act.resumes and act.resumes not in found.acts:
            source.unknown(root or Node("map", 1), "nazwa czynności", found.acts, act.resumes)
    return found


def _add(found: Acts, name: str, source: Source, fields: Fields, known: Known, asking: Asking) -> None:
    written, ended = fields.get("letter"), fields.get("outcome")
    task = task_of(source, name, fields, asking)
    if written is not None:
        letter = letter_of(source, name, source.fields(written, "letter"), known, asking)
        found.letters[name] = replace(letter, law=(task.law,) if task.law else ())
    if ended is not None:
        found.outcomes[name] = outcome_of(source, name, source.fields(ended, "outcome"), ())
    asks = found.letters[name].asks if written is not None else ()
    dates = [question.id for question in (*task.ask, *asks) if question.type == "date"]
    until = fields.text("until")
    if until and until not in dates:
        source.unknown(fields.values["until"], "pytanie o datę w tej czynności", dates, until)
    found.tasks[name] = replace(task, letter=name if written is not None else None)
    found.acts[name] = CaseAct(
        name=name,
        clock=fields.one_of("clock", CLOCKS, "none"),  # type: ignore[arg-type]
        resumes=fields.text("resumes"),
        until=until,
        outcome=name if ended is not None else "",
        after=fields.one_of("after", AFTER, "open"),  # type: ignore[arg-type]
    )
