"""The service of intended tree removal, as it stands in the repository."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from okienko.language.assess import assess
from okienko.language.bundle import read_bundle
from okienko.language.calendar import Calendar
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.stories import coverage, load_stories, mutate, play
from okienko.language.stories.story import Story

ROOT = Path(__file__).parents[3]
LAW = LawData.load(ROOT)
CALENDAR = Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8"))
BUNDLE = read_bundle(ROOT / "services/gm-wycinka-zgloszenie", root=ROOT)
SERVICE = load(BUNDLE, law=LAW)
STORIES = load_stories(BUNDLE)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.title)
def test_story(story: Story) -> None:
    assert [str(problem) for problem in play(SERVICE, story, LAW, CALENDAR).problems] == []


def test_stories_reach_every_page_row_outcome_letter_and_step() -> None:
    assert coverage(SERVICE, [play(SERVICE, story, LAW, CALENDAR) for story in STORIES]).missing == ()


def test_stories_notice_every_change_but_few_that_are_argued() -> None:
    found = mutate(BUNDLE, LAW, CALENDAR)
    assert (found.unexplained, found.stale, found.passed) == ((), (), True)


def test_it_says_that_chapter_8a_is_unconfirmed() -> None:
    assert any("rozdział 8a" in one.text for one in SERVICE.unconfirmed)


def test_whatever_is_confirmed_has_its_source_in_the_repository() -> None:
    laws = [*SERVICE.law, *(deadline.law for deadline in SERVICE.deadlines.values())]
    laws += [rule.law for rule in SERVICE.rules.values() if rule.law]
    assert {law.source for law in laws if law.confirmed} <= set(LAW.sources)


def test_the_file_class_is_an_open_point_of_the_office() -> None:
    assert SERVICE.local["klasa_jrwa"].type == "file-class"


def test_an_incomplete_notice_never_ends_without_examination() -> None:
    assert set(SERVICE.outcomes) - set(SERVICE.acts) == {"milczaca_zgoda", "zaswiadczenie", "sprzeciw", "wycofane"}


def test_it_speaks_to_one_person_and_asks_nothing_the_office_has() -> None:
    texts = [question.text for page in SERVICE.pages for question in page.questions]
    assert not any("Państw" in text and "Skarbu" not in text for text in texts)
    assert all(text.endswith("?") for text in texts)


@pytest.mark.parametrize("words", ["wycinka", "ściąć drzewo", "usunąć brzozę"])
def test_it_is_found_by_words_people_use(words: str) -> None:
    assert words in SERVICE.keywords


def test_the_fee_never_stands_before_submission() -> None:
    answers = {
        "pelnomocnik": True, "imie_nazwisko_mocodawcy": "Anna", "bliska_rodzina": False,
        "dzialka": "142299_2.0099.12/3", "wlasciciel_gruntu": "osoba", "wspolwlasnosc": False, "firma": False,
        "budowa_firmowa": "nie", "rejestr_zabytkow": False, "las": False, "teren_zieleni": False,
        "drzewa": [{"gatunek": "topola", "stan": "stoi", "kilka_pni": False, "obwod": Decimal(96)}],
    }  # fmt: skip
    found = assess(SERVICE, answers, day=date(2026, 11, 23), law=LAW)
    assert found.fee is not None
    assert (found.fee.amount, found.ready) == (Decimal(17), True)
