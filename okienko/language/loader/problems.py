"""What is wrong with a definition: where, what was expected there, and the nearest name that would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from okienko.language.errors import Refusal
from okienko.language.model import Unconfirmed
from okienko.language.shortened import shortened

MOST = 100  # mistakes told at once
_LONGEST = 600  # signs of what is told of one
_LONGEST_NAME = 80
_COMPARED = 300


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake, with the place to mend it."""

    file: str
    line: int
    text: str
    expected: str = ""
    nearest: str = ""

    def __str__(self) -> str:
        said = f"{self.file}, wiersz {self.line}: {self.text}"
        if self.expected:
            said += f" Oczekiwano: {self.expected}."
        if self.nearest:
            said += f" Najbliższa nazwa: „{self.nearest}”."
        return said


class DefinitionRefused(Refusal):
    """The definition cannot be loaded; all mistakes that were found."""

    code = "definicja-odrzucona"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one; nothing when none is near. Of very many those of like length count."""
    if len(name) > _LONGEST_NAME:
        return ""
    names = [one for one in sorted(set(known)) if len(one) <= _LONGEST_NAME]
    if len(names) > _COMPARED:
        names = sorted(names, key=lambda one: abs(len(one) - len(name)))[:_COMPARED]
    found = get_close_matches(name, names, n=1, cutoff=0.6)
    return found[0] if found else ""


@dataclass
class Notes:
    """All mistakes met while reading a release, and all law in it that has no source."""

    found: list[Problem] = field(default_factory=list)
    unconfirmed: list[Unconfirmed] = field(default_factory=list)

    def add(self, file: str, line: int, text: str, expected: str = "", near: str = "") -> None:
        """Remember one mistake. After very many the rest is not looked for: nobody would read it."""
        self.found.append(Problem(file, line, shortened(text, _LONGEST), shortened(expected, _LONGEST), near))
        if len(self.found) > MOST:
            self.found[-1] = Problem(file, line, f"Błędów jest więcej niż {MOST}. Dalszych na razie nie szukamy.")
            self.refuse()

    def unknown(self, file: str, line: int, kind: str, name: str, known: Iterable[str]) -> None:
        """Remember a name that means nothing here: `kind` says of what it should be the name."""
        names = sorted(set(known))
        listed = ", ".join(names[:12]) + (", …" if len(names) > 12 else "") if names else "brak takich nazw"
        self.add(file, line, f"Nieznana nazwa „{name}”.", f"{kind} ({listed})", nearest(name, names))

    def refuse(self) -> None:
        """Raise if anything was found, in the order of files and lines."""
        if self.found:
            raise DefinitionRefused(tuple(sorted(dict.fromkeys(self.found))))
