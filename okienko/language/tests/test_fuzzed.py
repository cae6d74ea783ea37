"""What `make fuzz` and people trying found, each as the smallest file that did it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from okienko.language.bundle import Bundle, BundleRefused, read_bundle
from okienko.language.dmn import ModelError, read_model
from okienko.language.loader import DefinitionRefused
from okienko.language.loader.problems import MOST, nearest
from okienko.language.loader.tree import Node
from okienko.language.model import Question
from okienko.language.processes import Unreadable, read
from okienko.language.stories.mutation import argued
from okienko.language.stories.play import answer_of
from okienko.language.stories.story import load_stories
from okienko.language.tables import TableError, parse_table
from okienko.language.tests.small_service import FILES, FORM, RULES, SERVICE, refusal_of


def folder(tmp_path: Path, **files: bytes) -> Path:
    """The small service as a folder, some of its files with other bytes."""
    own = {name: text.encode() for name, text in FILES.items() if not name.startswith("shared/")}
    for name, content in {**own, **{name.replace("__", "."): content for name, content in files.items()}}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a: 1\nb: \xff\n", "form.yaml, wiersz 2: Plik nie jest zapisany w UTF-8. Oczekiwano: plik zapisany w UTF-8."),
        ("pages:".encode("utf-16"), "form.yaml, wiersz 1: Plik nie jest zapisany w UTF-8."),
        (b"a: 1\n\nb: \0\n", "form.yaml, wiersz 3: Jest tu znak, którego nie może być w tekście (numer 0)."),
        (b"a" * 600_000, "form.yaml, wiersz 1: Plik ma ponad 512 KB. Oczekiwano: krótszy plik."),
    ],
    ids=["byte", "UTF-16", "NUL", "large"],
)
def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path: Path, content: bytes, said: str) -> None:
    with pytest.raises(BundleRefused) as refused:
        read_bundle(folder(tmp_path, form__yaml=content), root=tmp_path)
    assert refused.value.text.startswith(said)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: b: c\n", 1, "w tym miejscu nie może stać dwukropek. Oczekiwano: cudzysłów wokół tekstu z dwukropkiem."),
        ("a: 1\n b: 2\n", 2, "w tym miejscu nie może stać dwukropek."),
        ("a:\n  - b\n c\n", 3, "wcięcie nie zgadza się z wierszami wyżej."),
        ("a: 1\nb\n", 3, "słowo stoi bez dwukropka. Oczekiwano: słowo: wartość."),
        ("a: [1, 2\nb: 3\n", 2, "nawias nie jest zamknięty. Oczekiwano: przecinek albo „]”."),
        ('a: "b\n', 2, "cudzysłów nie jest zamknięty. Oczekiwano: drugi cudzysłów."),
        ("a: @b\n", 1, "wartość zaczyna się znakiem, którym nie może."),
        ('a: "\\q"\n', 1, "po „\\” w cudzysłowie stoi znak, który nic nie znaczy."),
        ("a: !x!y z\n", 1, "stoi w nim „!”, którego nie może być."),
        ("%YAML 9.9\n---\na: 1\n", 1, "stoi w nim wiersz z „%”, którego nie może być."),
        ("a: |x\n  b\n", 1, "po „|” albo „>” stoi coś, czego nie może tam być."),
        ("a: &\n", 1, "po „&” albo „*” nie ma nazwy."),
        ("a: 1\nb: \x07\n", 2, "jest w nim znak o numerze 0007, którego nie może być."),
        ("\ta: 1\n", 1, "wartość zaczyna się znakiem, którym nie może."),
    ],
    ids=["colon", "indented", "outdented", "no colon", "bracket", "quote", "sign", "escape", "tag", "directive",
         "block", "anchor", "bell", "tab"],
)  # fmt: skip
def test_broken_yaml_is_explained_in_polish(text: str, line: int, said: str) -> None:
    first = refusal_of(Bundle({**FILES, "form.yaml": text})).splitlines()[0]
    assert first.startswith(f"form.yaml, wiersz {line}: To nie jest poprawny YAML: {said}")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<a>\n<b></a>", 2, "element „b” z wiersza 2 zamyka inny znacznik: „a”"),
        ("<a>\n<x:b/></a>", 2, "przedrostek „x” przy „b” nie jest zadeklarowany (xmlns:x)"),
        ("<a>\n&nic;</a>", 2, "„&nic;” nic nie znaczy; sam znak „&” pisze się „&amp;”"),
        ("<a>\nA & B</a>", 2, "po „&” nie stoi nazwa ze średnikiem"),
        ("<a>\n<b>", 2, "plik urywa się, a element „b” z wiersza 2 nie jest zamknięty"),
        ('<a b="1"\nb="2"/>', 2, "atrybut „b” stoi w elemencie dwa razy"),
        ("<a/>\n<b/>", 2, "po końcu głównego elementu stoi coś jeszcze"),
        ("<a>\n1 < 2</a>", 2, "po „<” nie stoi nazwa elementu"),
        ("<a>\n&#0;</a>", 2, "jest w nim znak, którego nie może być w XML"),
        ("<a b=1/>", 1, "znacznik jest zapisany niepoprawnie"),
        ("<a>\n<!-- -- --></a>", 2, "komentarz „<!-- … -->” jest zapisany niepoprawnie"),
        ("słowa", 1, "nie ma w nim żadnego elementu"),
    ],
    ids=["ends", "prefix", "entity", "ampersand", "cut", "attribute", "after", "less", "sign", "unquoted", "comment",
         "words"],
)  # fmt: skip
def test_broken_xml_is_explained_in_polish(text: str, line: int, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text)
    assert refused.value.text.startswith(f"Plik procesu nie jest poprawnym XML: {said}")
    with pytest.raises(ModelError) as wrong:
        read_model(text)
    assert wrong.value.text.startswith(f"to nie jest poprawny XML: {said}")
    assert refused.value.line == wrong.value.line == line


def test_a_text_where_only_names_may_stand_is_told() -> None:
    said = refusal_of(Bundle({**FILES, "texts/en.yaml": "questions: x\n"}))
    assert said.startswith("texts/en.yaml, wiersz 1: „questions”: nie ma tu tekstu, są dalsze nazwy. Oczekiwano: ")


@pytest.mark.parametrize(
    "files",
    [
        {"form.yaml": FORM + "\n" * 200_000},
        {"form.yaml": FORM + "#" + "{ " * 100_000},
        {"rules.yaml": RULES.replace("topola  |", "topo" + "ra" * 20_000 + "^ |")},
        {"rules.yaml": RULES.replace("topola  |", '"' + '\\"' * 100_000 + " |")},
        {"rules.yaml": RULES.replace("obwod > 80", "for " + "a " * 20_000 + "^")},
        {"rules.yaml": RULES.replace("obwod > 80", "{" + "a b.c+" * 8_000 + "}")},
        {"service.yaml": SERVICE.replace("rule: oplata", "rule: " + "oplata" * 30_000)},
        {"service.yaml": SERVICE + "".join(f"k{number}: 1\n" for number in range(9_000))},
        {"service.yaml": SERVICE + "k: 1\n" * 9_000},
    ],
    ids=["blank lines", "braces", "bare word", "quotes", "names", "keys", "long name", "words", "one word"],
)
def test_searches_in_a_file_made_for_them_end(ending: None, files: dict[str, str]) -> None:
    assert all(len(line) < 2_000 for line in refusal_of(Bundle({**FILES, **files})).splitlines())


def test_rules_that_each_read_the_next_are_no_circle() -> None:
    chain = "".join(f"  - {{decide: r{number}, formula: r{number + 1} + 1}}\n" for number in range(1_500))
    rules = RULES + chain + '  - {decide: r1500, formula: "1"}\n'
    assert refusal_of(Bundle({**FILES, "rules.yaml": rules})) == "wczytano"


def test_very_many_mistakes_are_not_all_looked_for() -> None:
    said = refusal_of(Bundle({**FILES, "service.yaml": SERVICE + "".join(f"k{n}: 1\n" for n in range(3_000))}))
    assert len(said.splitlines()) == MOST + 1
    assert "Błędów jest więcej niż 100" in said


def test_a_name_as_long_as_a_book_is_near_nothing(ending: None) -> None:
    assert nearest("oplata" * 50_000, ["oplata" * 49_999]) == ""
    assert nearest("oplat", [f"nazwa{number}" for number in range(5_000)] + ["oplata"]) == "oplata"


def test_a_line_that_only_some_count_does_not_move_the_place_of_a_fault() -> None:
    with pytest.raises(TableError) as wrong:
        parse_table("| a | b | podstawa |\n| \u2028 \x0c | 1 | x |\n| 1 |", outputs=["b"])
    assert wrong.value.line in (2, 3)
    with pytest.raises(TableError) as wrong:
        parse_table('| a | b | podstawa |\n| "\x0c" | 1 | x |\n| 1 |', outputs=["b"])
    assert wrong.value.line == 3


def test_a_story_of_only_mistakes_is_refused_with_places() -> None:
    text = "- story: x\n  day: 2026-13-01\n  given: [1]\n  then: 5\n- 7\n- [a]\n"
    with pytest.raises(Exception, match=r"stories/a\.yaml, wiersz 2") as refused:
        load_stories(Bundle({**FILES, "stories/a.yaml": text}))
    assert all(line.startswith("stories/a.yaml, wiersz ") for line in str(refused.value).splitlines())


def test_explanations_of_survivors_that_are_no_list_are_told() -> None:
    with pytest.raises(DefinitionRefused, match=r"survivors\.yaml, wiersz 1: To nie jest lista"):
        argued(Bundle({**FILES, "stories/survivors.yaml": "where: x\n"}))


def test_a_day_of_a_story_that_is_no_day_is_an_answer_that_does_not_fit() -> None:
    question = Question("dzien", "Kiedy?", "date")
    assert answer_of(question, Node("text", 1, "2026-11-24")) == date(2026, 11, 24)
    assert answer_of(question, Node("text", 1, "2026-11wieksza24")) == "2026-11wieksza24"


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("letters/list.typ", b'#import "/shared/letters/' + b"k" * 400 + b'.typ"\n= List\n'),
        ("service.yaml", SERVICE.encode() + b"procedure: " + b"k" * 400 + b"\n"),
        ("service.yaml", SERVICE.encode() + b"process: " + b"k" * 400 + b"\n"),
    ],
    ids=["letter", "procedure", "process"],
)
def test_a_file_of_a_name_longer_than_names_can_be_is_not_there(tmp_path: Path, file: str, content: bytes) -> None:
    place = folder(tmp_path, **{file: content})
    assert not any("kkk" in path for path in read_bundle(place, root=tmp_path).files)
