from pathlib import Path

from okienko.language.loader.words import SECTIONS, words_page

ROOT = Path(__file__).parents[3]


def test_the_page_of_words_is_that_of_the_loader() -> None:
    # To mend it, write what words_page() gives into the page.
    assert (ROOT / "docs/service-words.md").read_text("utf-8") == words_page()


def test_every_word_is_explained_in_a_sentence() -> None:
    meanings = [meaning for _, words in SECTIONS.values() for meaning in words.values()]
    assert all(meaning.endswith((".", "?")) for meaning in meanings)
