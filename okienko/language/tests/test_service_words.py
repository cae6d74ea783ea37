"""The page of words: made of the loader's own lists and of a service that is read and played here."""

from pathlib import Path
from typing import Any

import pytest

from okienko.language.calendar import Calendar
from okienko.language.examples import bundle, law
from okienko.language.loader import Notes, load
from okienko.language.loader.reference import Example, found_in, inline, words_page
from okienko.language.loader.tree import read_tree
from okienko.language.loader.words import SECTIONS
from okienko.language.stories import load_stories
from okienko.language.stories.play import play
from okienko.language.texts import missing_texts

ROOT = Path(__file__).parents[3]
FOUND = found_in(bundle().files)
ALL = [(section, word) for section, (_, words) in SECTIONS.items() for word in words]


def test_the_page_of_words_is_that_of_the_loader() -> None:
    # To mend it, write what words_page(bundle().files) gives into the page.
    assert (ROOT / "docs/service-words.md").read_text("utf-8") == words_page(bundle().files)


def test_every_word_is_explained_in_a_sentence() -> None:
    meanings = [meaning for _, words in SECTIONS.values() for meaning in words.values()]
    assert all(meaning.endswith((".", "?")) for meaning in meanings)


def test_every_word_stands_in_the_service_of_examples() -> None:
    # A new word needs a line in a file under okienko/language/examples/.
    assert [word for word in ALL if word not in FOUND.words] == []


def test_no_word_of_the_examples_is_unknown() -> None:
    assert set(FOUND.words) <= set(ALL)


def test_the_service_of_examples_is_read_without_a_mistake() -> None:
    service = load(bundle(), law=law())
    assert (service.id, len(service.pages)) == ("gm-lawka", 4)
    assert missing_texts(service, "en")  # what lacks is shown in Polish


@pytest.mark.parametrize("story", load_stories(bundle()), ids=lambda story: story.title)
def test_its_stories_are_true(story: Any) -> None:
    calendar = Calendar.from_csv((ROOT / "data/holidays.csv").read_text("utf-8"))
    assert play(load(bundle(), law=law()), story, law(), calendar).problems == ()


SHORT = [(where, example) for where, example in FOUND.words.items() if inline(example)]


@pytest.mark.parametrize(("where", "example"), SHORT, ids=[".".join(where) for where, _ in SHORT])
def test_an_example_in_one_line_means_what_the_file_says(where: tuple[str, str], example: Example) -> None:
    tree = read_tree(inline(example), "przyklad.yaml", Notes())
    assert tree is not None
    read, written = tree.plain_value()[where[1]], example.value.plain_value()
    assert _single(read) == _single(written)


def _single(value: Any) -> Any:
    """Blanks made single, as the loader does."""
    if isinstance(value, dict):
        return {key: _single(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_single(item) for item in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("section", sorted(FOUND.blocks))
def test_a_block_can_be_read_alone(section: str) -> None:
    notes = Notes()
    assert read_tree(FOUND.blocks[section], "przyklad.yaml", notes) is not None
    assert notes.found == []
