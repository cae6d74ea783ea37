"""A story: given answers on a day, expect; then days pass. Read from `stories/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from okienko.language.bundle import Bundle
from okienko.language.loader.fields import Fields, Source
from okienko.language.loader.problems import Notes
from okienko.language.loader.tree import Node, read_tree
from okienko.language.model import Place

WARSAW = ZoneInfo("Europe/Warsaw")
SURVIVORS = "stories/survivors.yaml"
NOON = time(12)
MORNING = time(9)
_ACTS = ("did", "act", "sent", "collected", "withdrew")


@dataclass(frozen=True)
class Expected:
    """What must be true, as written: word → value."""

    values: Mapping[str, Node] = field(default_factory=dict)
    line: int = 1

    def __bool__(self) -> bool:
        return bool(self.values)


@dataclass(frozen=True)
class StoryStep:
    """What happened then: at most one of `did`, `act`, `sent`, `collected`, `withdrew`; none when time passed."""

    at: datetime
    act: str
    name: str
    answers: Node | None
    expect: Expected
    line: int
    posted: date | None = None  # the day of posting of what was sent on paper


@dataclass(frozen=True)
class Story:
    """One story of a service."""

    title: str
    at: datetime
    given: Node | None
    office: Node | None
    expect: Expected
    steps: tuple[StoryStep, ...]
    place: Place


def load_stories(bundle: Bundle) -> tuple[Story, ...]:
    """The stories of the bundle, in the order of files; `DefinitionRefused` names every mistake in them."""
    notes = Notes()
    found: list[Story] = []
    for file, text in bundle.files.items():
        if file.startswith("stories/") and file.endswith(".yaml") and file != SURVIVORS:
            source = Source(file, notes, {})
            tree = read_tree(text, file, notes)
            found += [_story(source, node) for node in source.each(tree)]
    _once(found, notes)
    notes.refuse()
    return tuple(found)


def _once(stories: list[Story], notes: Notes) -> None:
    seen: set[str] = set()
    for story in stories:
        if story.title in seen:
            text = f"Historia „{story.title}” powtarza się."
            notes.add(story.place.file, story.place.line, text, "inny tytuł")
        seen.add(story.title)


def _story(source: Source, node: Node) -> Story:
    fields = source.fields(node, "story")
    at = _instant(source, fields, MORNING)
    steps = tuple(_step(source, item) for item in source.each(fields.get("then")))
    for earlier, later in zip((at, *(step.at for step in steps)), steps, strict=False):
        if later.at < earlier:
            source.notes.add(source.file, later.line, "Ten krok jest przed poprzednim.", "dni po kolei")
    expect = _expected(source, fields)
    written = fields.get("expect")
    if (written is None or not written.pairs) and not any(step.expect for step in steps):
        source.fault(node, "Historia niczego nie oczekuje.", "expect")
    return Story(
        title=fields.need("story"),
        at=at,
        given=fields.get("given"),
        office=fields.get("office"),
        expect=expect,
        steps=steps,
        place=source.place(node),
    )


def _step(source: Source, node: Node) -> StoryStep:
    fields = source.fields(node, "step")
    acts = [word for word in _ACTS if word in fields]
    if len(acts) > 1:
        source.fault(node, f"W jednym kroku jest {len(acts)} czynności: {', '.join(acts)}.", "jedna czynność")
    act = acts[0] if acts else ""
    if "answers" in fields and act not in ("did", "act", "sent"):
        source.fault(fields.get("answers"), "„answers” stoi tylko przy did, act albo sent.", "did, act albo sent")
    return StoryStep(
        at=_instant(source, fields, NOON),
        act=act,
        name=fields.text(act) if act else "",
        answers=fields.get("answers"),
        expect=_expected(source, fields),
        line=node.line,
        posted=fields.day("posted") if "posted" in fields else None,
    )


def _expected(source: Source, fields: Fields) -> Expected:
    node = fields.get("expect")
    if node is None:
        return Expected()
    return Expected(source.fields(node, "expect").values, node.line)


def _instant(source: Source, fields: Fields, clock: time) -> datetime:
    """A day at the usual hour, or the exact time of `at`; always in Poland, kept in UTC."""
    if ("day" in fields) == ("at" in fields):
        source.fault(fields.node, "Podaj dzień albo chwilę.", "day albo at")
    local = datetime(2000, 1, 1)  # noqa: DTZ001 - the zone is set below
    if "at" in fields:
        try:
            local = datetime.fromisoformat(fields.text("at")).replace(tzinfo=None)
        except ValueError:
            source.fault(fields.get("at"), f"„{fields.text('at')}” nie jest chwilą.", "2026-12-28 23:59:59")
    elif "day" in fields:
        local = datetime.combine(max(fields.day("day"), date(1900, 1, 1)), clock)
    return local.replace(tzinfo=WARSAW).astimezone(UTC)
