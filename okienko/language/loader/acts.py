"""`shared/acts/<procedure>.yaml`: acts that the law of procedure gives to every case under it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.promise import Known, called_act, events_of, letter_of, outcome_of, task_of, term_of
from okienko.language.loader.questions import Asking
from okienko.language.loader.shapes import AFTER, CLOCKS, WHOSE
from okienko.language.loader.tree import Node
from okienko.language.model import CaseAct, Deadline, Letter, Message, Outcome, Task


@dataclass
class Acts:
    """What the file adds to a service: each act with its task, letter and outcome under its own name."""

    acts: dict[str, CaseAct] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    duties: dict[str, Deadline] = field(default_factory=dict)


def read_acts(source: Source, root: Node | None, known: Known, asking: Asking) -> Acts:
    """The acts of the file, checked; `known.files` must hold their templates."""
    found, terms = Acts(), []
    for node in source.each(root):
        if node.get("deadline") is not None:
            terms.append(source.fields(node, "duty"))
            continue
        if node.get("message") is not None:
            _add_plea(found, source, source.fields(node, "plea"), asking)
            continue
        fields = source.fields(node, "act")
        name = fields.name("act")
        if name in found.acts or name in known.steps:
            source.fault(fields.get("act"), f"Czynność „{name}” powtarza się.", "nazwa, której nikt inny nie ma")
        _add(found, name, source, fields, known, asking)
    for act in found.acts.values():
        for named in (act.resumes, act.follows):
            if named and named not in found.acts:
                source.unknown(root or Node("map", 1), "nazwa czynności", found.acts, named)
    known = replace(known, acts=tuple(found.acts), messages=(*known.messages, *found.messages))
    for fields in terms:
        _add_duty(found, source, fields, known)
    return found


def _add_duty(found: Acts, source: Source, fields: Fields, known: Known) -> None:
    """A term that an act or a plea of the procedure starts, in whatever case."""
    name = fields.name("deadline")
    if name in found.duties or name in known.deadlines:
        source.fault(fields.get("deadline"), f"Termin „{name}” powtarza się.", "nazwa, której nikt inny nie ma")
    found.duties[name] = Deadline(
        name=name,
        label=fields.need("label"),
        whose=fields.one_of("whose", WHOSE),  # type: ignore[arg-type]
        within=term_of(source, fields),
        starts=events_of(source, fields, "from", known),
        law=source.need_law(fields.get("law"), f"termin „{name}”", fields.node),
        met_by=events_of(source, fields, "met_by", known),
    )


def _add_plea(found: Acts, source: Source, fields: Fields, asking: Asking) -> None:
    """What a party may send once a term has passed; acts that it calls for stand before it in the file."""
    name = fields.name("message")
    task = task_of(source, name, fields, asking)
    called = [act.name for act in found.acts.values() if act.after == "called"]
    if fields.get("calls") is not None:
        act = called_act(source, fields, called, "calls")
        found.messages[name] = Message(name, task.label, task.ask, text=task.text, calls=act)
        return
    dates = [question.id for question in task.ask if question.type == "date"]
    since = fields.need("since")
    if since and since not in dates:
        source.unknown(fields.values["since"], "pytanie o datę w tym piśmie", dates, since)
    fields.need("late")
    found.messages[name] = Message(
        name, task.label, task.ask, text=task.text, late=called_act(source, fields, called), restores=True,
        within=term_of(source, fields), since=since,
    )  # fmt: skip


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
        follows=fields.text("follows"),
    )
