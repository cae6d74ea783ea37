"""What the frame of the pages says: Polish is the source, a catalogue holds the other languages (adr/066).

The language of the reader is a property of the answer being written, like the encoding: it is set once for a request
and read by the macros of `ui/`, which no view hands it to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from okienko.language.loader.problems import DefinitionRefused, Notes
from okienko.language.loader.tree import read_tree

POLISH = "pl"
LANGUAGES: Mapping[str, str] = {POLISH: "Polski", "en": "English", "uk": "Українська"}
FOLDER = Path(__file__).parent / "words"
LEAST_LETTERS = 4  # beside its places, in a text that sentences made elsewhere are known by: "Znak: {mark}"
_HOLE = re.compile(r"\{([a-z_]+)\}")
_spoken: ContextVar[str] = ContextVar("okienko_language", default=POLISH)


def language() -> str:
    """The language that is spoken now."""
    return _spoken.get()


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Pages made inside are in this language; one that we do not have is Polish."""
    token = _spoken.set(chosen if chosen in LANGUAGES else POLISH)
    try:
        yield
    finally:
        _spoken.reset(token)


@lru_cache
def catalogue(name: str) -> Mapping[str, str]:
    """Polish text → the text in that language; a catalogue that cannot be read is refused whole."""
    if name == POLISH:
        return {}
    notes = Notes()
    tree = read_tree((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), f"{name}.yaml", notes)
    pairs = [(key, value) for key, value in (tree.pairs or [])] if tree else []
    for key, value in pairs:
        if value.kind != "text" or holes(key.text) != holes(value.text):
            notes.add(f"{name}.yaml", key.line, f"„{key.text}”: tłumaczenie ma inne miejsca w klamrach.", key.text)
    if notes.found:
        raise DefinitionRefused(tuple(notes.found))
    return {key.text: value.text for key, value in pairs}


def holes(text: str) -> set[str]:
    """Names of the places that are filled."""
    return set(_HOLE.findall(text))


def say(text: str, /, **values: Any) -> str:
    """The text of the frame in the language spoken now, its named places filled; markup stays markup."""
    found = catalogue(language()).get(text, text)
    if not values:
        return found
    if any(hasattr(value, "__html__") for value in values.values()):
        return Markup(str(escape(found))).format(**{name: escape(value) for name, value in values.items()})
    return found.format(**values)


def told(text: str) -> str:
    """A sentence that was made in Polish elsewhere, in the language spoken now; Polish and marked when we cannot."""
    if language() == POLISH or not text or isinstance(text, Translated | InPolish):
        return text
    known = catalogue(language())
    if text in known:
        return known[text]
    for pattern, target in _patterns(language()):
        found = pattern.fullmatch(text)
        if found:
            return target.format(**{name: told_part(part) for name, part in found.groupdict().items()})
    return InPolish(text)


def told_part(text: str) -> str:
    """A word or number inside a sentence: translated when it is known, as it is otherwise."""
    return catalogue(language()).get(text, text)


@lru_cache
def _patterns(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Texts with places to fill, as patterns, the longest first; "{what} do {day}" would fit half of all sentences."""
    made = [(key, target) for key, target in catalogue(name).items() if holes(key) and _telling(key)]
    return tuple((_pattern(key), target) for key, target in sorted(made, key=lambda pair: -len(pair[0])))


def _telling(key: str) -> bool:
    """Whether the words around its places are enough to know the sentence by."""
    return sum(sign.isalpha() for sign in _HOLE.sub("", key)) >= LEAST_LETTERS


def _pattern(key: str) -> re.Pattern[str]:
    parts, seen = [], set[str]()
    for place, part in enumerate(_HOLE.split(key)):
        if place % 2 == 0:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>.+?)")
            seen.add(part)
    return re.compile("".join(parts), re.DOTALL)


class Translated(str):
    """A text that is in the language spoken now already: nobody looks it up again."""

    __slots__ = ()


class InPolish(str):
    """A Polish text on a page in another language: as HTML it says so, and a screen reader reads it well."""

    __slots__ = ()

    def __html__(self) -> str:
        shown = str(escape(str(self)))
        return shown if language() == POLISH else f'<span lang="pl">{shown}</span>'
