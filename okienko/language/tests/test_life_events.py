"""Life events: the file of the repository, and every mistake named with its line and the nearest name."""

from __future__ import annotations

from pathlib import Path

import pytest

from okienko.language.law import KnownService, LawData
from okienko.language.life_events import load_life_events, read_life_events
from okienko.language.loader.problems import DefinitionRefused

ROOT = Path(__file__).resolve().parents[3]
KNOWN = {"gm-drzewo": KnownService("gm-drzewo", "gmina", "Drzewo", "Wytnij drzewo")}
GOOD = """
mam-drzewo:
  name: Mam drzewo
  text: Rośnie u mnie drzewo.
  services:
    - {service: gm-drzewo, note: Chcesz je usunąć.}
"""


def test_events_of_the_repository_name_known_services() -> None:
    events = load_life_events(ROOT, LawData.load(ROOT).services)
    assert {"dzialka-i-drzewa", "budowa-przy-drodze", "mieszkam-smieci"} <= {event.id for event in events}
    assert all(step.note for event in events for step in event.steps)


def test_an_event_has_its_services_in_order() -> None:
    [event] = read_life_events(GOOD, KNOWN)
    assert (event.id, event.name) == ("mam-drzewo", "Mam drzewo")
    assert [step.service.plain_name for step in event.steps] == ["Wytnij drzewo"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (GOOD.replace("gm-drzewo", "gm-drzew"), "Najbliższa nazwa: „gm-drzewo”"),
        (GOOD.replace("note:", "nota:"), "Najbliższa nazwa: „note”"),
        (GOOD.replace("  text: Rośnie u mnie drzewo.\n", ""), "Brakuje słowa „text”"),
        (GOOD.replace("mam-drzewo:", "Mam drzewo:"), "nie może być adresem"),
        (GOOD.partition("    -")[0], "nie ma żadnej usługi"),
        ("mam-drzewo: tak", "nie ma żadnej usługi"),
        ("a: [", "poprawny YAML"),
    ],
    ids=["no such service", "no such word", "no text", "no address", "no services", "no map", "no yaml"],
)
def test_a_mistake_is_named(wrong: str, said: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        read_life_events(wrong, KNOWN)
    assert said in refused.value.text
    assert "data/life_events.yaml, wiersz" in refused.value.text
