"""Whether the stories notice each small change of the service; what they do not notice must be argued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from okienko.language.bundle import Bundle
from okienko.language.calendar import Calendar
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.loader.problems import Notes
from okienko.language.loader.tree import read_tree
from okienko.language.model import Service
from okienko.language.stories.mutants import Mutant, mutants
from okienko.language.stories.play import play
from okienko.language.stories.story import SURVIVORS, Story, load_stories

MOST_SURVIVORS = 0.02  # of all mutants


@dataclass(frozen=True)
class Mutation:
    """`survivors`: (where, what) of each change that no story noticed; `argued`: those with a reason."""

    total: int
    killed: int
    survivors: tuple[tuple[str, str], ...]
    argued: tuple[tuple[str, str, str], ...] = ()
    stale: tuple[tuple[str, str], ...] = ()  # argued, and yet no such survivor

    @property
    def unexplained(self) -> tuple[tuple[str, str], ...]:
        """Survivors for which `stories/survivors.yaml` gives no reason."""
        known = {(where, what) for where, what, _ in self.argued}
        return tuple(survivor for survivor in self.survivors if survivor not in known)

    @property
    def passed(self) -> bool:
        """Few enough survived, and each is argued."""
        return not self.unexplained and not self.stale and len(self.survivors) <= MOST_SURVIVORS * self.total


def mutate(bundle: Bundle, law: LawData, calendar: Calendar) -> Mutation:
    """Every mutant of the service against all its stories."""
    service, stories = load(bundle, law=law), load_stories(bundle)
    total, survivors = 0, list[tuple[str, str]]()
    order = list(stories)
    for mutant in mutants(service, law):
        total += 1
        killer = _killer(mutant, order, calendar)
        if killer is None:
            survivors.append((mutant.where, mutant.what))
        else:  # neighbouring mutants tend to fall to the same story
            order.remove(killer)
            order.insert(0, killer)
    reasons = argued(bundle)
    held = tuple((where, what, reasons[where, what]) for where, what in survivors if (where, what) in reasons)
    stale = tuple(pair for pair in reasons if pair not in survivors)
    return Mutation(total, total - len(survivors), tuple(survivors), held, stale)


def _killer(mutant: Mutant, stories: Iterable[Story], calendar: Calendar) -> Story | None:
    service, law = mutant.make()
    return next((story for story in stories if _notices(service, story, law, calendar)), None)


def _notices(service: Service, story: Story, law: LawData, calendar: Calendar) -> bool:
    return bool(play(service, story, law, calendar).problems)


def argued(bundle: Bundle) -> dict[tuple[str, str], str]:
    """`stories/survivors.yaml`: (where, what) → why no story can notice it."""
    text = bundle.files.get(SURVIVORS)
    if not text:
        return {}
    notes = Notes()
    tree = read_tree(text, SURVIVORS, notes)
    found: dict[tuple[str, str], str] = {}
    if tree and tree.kind != "list":
        notes.add(SURVIVORS, tree.line, "To nie jest lista.", "„- where: …, what: …, why: …”")
    for node in (tree.items or []) if tree else []:
        parts = [node.get(word) for word in ("where", "what", "why")]
        if any(part is None or not part.text.strip() for part in parts):
            notes.add(SURVIVORS, node.line, "Ocalały mutant bez wyjaśnienia.", "where, what i why")
            continue
        where, what, why = (" ".join(part.text.split()) for part in parts if part)
        found[where, what] = why
    notes.refuse()
    return found
