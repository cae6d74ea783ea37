"""`okienko services test`: plays stories, says what they do not reach and, when mutating, what they miss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from okienko.language.bundle import Bundle, BundleRefused, read_bundle
from okienko.language.calendar import Calendar
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, load
from okienko.language.loader.command import service_folders
from okienko.language.stories.mutation import MOST_SURVIVORS, Mutation, mutate
from okienko.language.stories.play import Played, play
from okienko.language.stories.reach import Reached, coverage
from okienko.language.stories.story import load_stories

HOLIDAYS = "data/holidays.csv"


@dataclass(frozen=True)
class Trial:
    """One service after all its stories."""

    name: str
    played: tuple[Played, ...] = ()
    reached: Reached | None = None
    mutation: Mutation | None = None
    refusal: str = ""

    @property
    def passed(self) -> bool:
        """Every story is true, everything is reached, and few enough mutants survive."""
        stories = not self.refusal and bool(self.played) and not any(one.problems for one in self.played)
        reached = self.reached is not None and not self.reached.missing
        return stories and reached and (self.mutation is None or self.mutation.passed)


def try_service(name: str, bundle: Bundle, law: LawData, calendar: Calendar, *, mutated: bool) -> Trial:
    """The bundle's stories played, and, if wanted, its mutants."""
    try:
        service, stories = load(bundle, law=law), load_stories(bundle)
        played = tuple(play(service, story, law, calendar) for story in stories)
        sound = not any(one.problems for one in played)
        mutation = mutate(bundle, law, calendar) if mutated and sound else None
    except DefinitionRefused as refused:
        return Trial(name, refusal=refused.text)
    return Trial(name, played, coverage(service, played), mutation)


def report(tested: Sequence[Trial]) -> str:
    """What was found, in Polish."""
    lines: list[str] = []
    for one in tested:
        lines += _lines(one)
    failed = sum(not one.passed for one in tested)
    lines += [
        "",
        "Wszystkie historie się zgadzają." if not failed else f"Do poprawy: {failed} z {len(tested)}.",
    ]
    return "\n".join(lines)


def _lines(one: Trial) -> list[str]:
    if one.refusal or one.reached is None:
        return [f"{one.name}: odrzucona", *(f"  {line}" for line in one.refusal.splitlines())]
    wrong = [played for played in one.played if played.problems]
    lines = [f"{one.name}: historii {len(one.played)}, niezgodnych {len(wrong)}"]
    for played in wrong:
        lines += [f"  {played.story.title}", *(f"    {problem}" for problem in played.problems)]
    lines += _reached_lines(one.reached)
    return lines + _mutation_lines(one.mutation) if one.mutation else lines


def _reached_lines(reached: Reached) -> list[str]:
    shares = {
        "strony": reached.pages,
        "wiersze tabel": reached.rows,
        "wyniki": reached.outcomes,
        "pisma": reached.letters,
        "kroki procesu": reached.branches,
    }
    said = ", ".join(f"{name} {met} z {every}" for name, (met, every) in shares.items())
    return [f"  sięgają: {said}", *(f"  nikt nie sięga: {name}" for name in reached.missing)]


def _mutation_lines(mutation: Mutation) -> list[str]:
    share = len(mutation.survivors) / mutation.total if mutation.total else 0
    percent = f"{share:.1%}".replace(".", ",").replace("%", " %")
    most = f"{MOST_SURVIVORS:.0%}".replace("%", " %")
    lines = [
        f"  zmian o jeden: {mutation.total}, zauważonych {mutation.killed}, "
        f"ocalało {len(mutation.survivors)} ({percent}, wolno {most})"
    ]
    lines += [f"  ocalała: {where}: {what} (wyjaśnione: {why})" for where, what, why in mutation.argued]
    lines += [f"  ocalała bez wyjaśnienia: {where}: {what}" for where, what in mutation.unexplained]
    lines += [f"  wyjaśnienie bez pokrycia, usuń: {where}: {what}" for where, what in mutation.stale]
    return lines


def main(folders: Sequence[Path], root: Path, mutate: bool = False) -> int:
    """Test the folders (all of `services/` when none is named); 0 when nothing is wrong."""
    try:
        law = LawData.load(root)
    except DefinitionRefused as refused:
        print(refused.text)
        return 1
    calendar = Calendar.from_csv((root / HOLIDAYS).read_text("utf-8"))
    tested = [_folder(folder, root, law, calendar, mutate) for folder in folders or service_folders(root)]
    print(report(tested))
    return 0 if all(one.passed for one in tested) else 1


def _folder(folder: Path, root: Path, law: LawData, calendar: Calendar, mutated: bool) -> Trial:
    try:
        bundle = read_bundle(folder, root=root)
    except BundleRefused as refused:
        return Trial(folder.name, refusal=refused.text)
    return try_service(folder.name, bundle, law, calendar, mutated=mutated)
