"""`okienko deadline --service FOLDER`: every term of a story's case at its end, each with its reasons."""

from __future__ import annotations

import json
from pathlib import Path

from okienko.cli.places import CLONE
from okienko.language import casework
from okienko.language.bundle import read_bundle
from okienko.language.errors import Refusal
from okienko.language.explaining import Explanation
from okienko.language.loader import load
from okienko.language.stories.play import Played, play
from okienko.language.stories.story import WARSAW, Story, load_stories
from okienko.language.terms import Terms

STATES = {"met": "dotrzymany", "passed": "minął", "stopped": "przestał biec"}
MOST_TOLD = 20  # titles in a refusal


class NoSuchStory(Refusal):
    """No story of the service has these words in its title."""

    code = "nie_ma_historii"


def tell(folder: str, title: str, terms: Terms, *, as_json: bool) -> int:
    """The terms of each story whose title holds the words are printed; with JSON one object a line."""
    bundle = read_bundle(Path(folder), root=CLONE)
    service = load(bundle, law=terms.law)
    for story in _chosen(load_stories(bundle), title):
        played = play(service, story, terms.law, terms.calendar)
        found = casework.explanations(*played.case, terms.law) if played.case else {}
        print(_line(played, found) if as_json else _text(played, found))
    return 0


def _chosen(stories: tuple[Story, ...], title: str) -> list[Story]:
    whole = [story for story in stories if story.title == title]
    found = whole or [story for story in stories if title.casefold() in story.title.casefold()]
    if found:
        return found
    known = [f"  {story.title}" for story in stories[:MOST_TOLD]]
    raise NoSuchStory("\n".join([f"Żadna historia nie ma w tytule „{title}”. Są między innymi:", *known]))


def _end(played: Played) -> str:
    """The day of the last step."""
    at = played.story.steps[-1].at if played.story.steps else played.story.at
    return str(at.astimezone(WARSAW).date())


def _line(played: Played, found: dict[str, Explanation]) -> str:
    told = {
        "story": played.story.title,
        "day": _end(played),
        "terms": [
            {
                "name": name,
                "label": one.deadline.label,
                "whose": one.deadline.whose,
                "end": str(one.due.on),
                "act_by": str(one.due.office_by),
                "rely_from": str(one.due.resident_from),
                "state": one.due.ended or ("paused" if one.due.paused else "running"),
                "why": list(one.why),
            }
            for name, one in found.items()
        ],
    }
    return json.dumps(told, ensure_ascii=False)


def _text(played: Played, found: dict[str, Explanation]) -> str:
    lines = [f"{played.story.title} (stan na {_end(played)})"]
    for one in found.values():
        due = one.due
        state = STATES[due.ended] if due.ended else "stoi" if due.paused else "biegnie"
        lines += ["", f"{one.deadline.label}: {due.on}, {state}", *(f"  {sentence}" for sentence in one.why)]
    return "\n".join([*lines, *([] if found else ["", "Żaden termin nie zaczął biec."]), ""])
