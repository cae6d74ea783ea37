"""Files made to hurt, in the folder of a service: each is refused with its file and line, and in time."""

from __future__ import annotations

import pytest

from okienko.language.bundle import Bundle
from okienko.language.dmn import ModelError, read_model
from okienko.language.loader import DefinitionRefused
from okienko.language.stories.story import load_stories
from okienko.language.tables import TableError, parse_table
from okienko.language.tests.decisions import decision, xml
from okienko.language.tests.small_service import FILES, FORM, PROCESS, RULES, refusal_of
from okienko.language.tests.test_processes_limits import LAUGHS, OUTSIDE

BOMB = "".join(
    f"b{level}: &b{level} [{', '.join([f'*b{level - 1}'] * 10 if level else ['1'] * 10)}]\n" for level in range(9)
)
YAML = ("service.yaml", "form.yaml", "rules.yaml", "texts/en.yaml", "shared/questions.yaml")
DEEP = {
    "brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "lists": "[" * 10_000 + "]" * 10_000,
    "contexts": "{a: " * 10_000 + "1" + "}" * 10_000,
    "minuses": "-" * 10_000 + "1",
    "branches": "if true then 1 else " * 2_000 + "1",
    "sums": "1" + " + 1" * 10_000,
}
ROWS = "".join(f"      | {number} | 1 | art. 1 |\n" for number in range(100_000))
TABLE = RULES.split("      | gatunek")[0] + "      | obwod | oplata | podstawa |\n"


def said_of(**changed: str) -> str:
    """The refusal of the small service with other files."""
    return refusal_of(Bundle({**FILES, **{name.replace("__", "/"): text for name, text in changed.items()}}))


def placed(said: str, file: str) -> bool:
    """Whether all that is said names a file and a line, the first of it this file."""
    return said.startswith(f"{file}, wiersz ") and all(", wiersz " in line for line in said.splitlines())


@pytest.mark.parametrize("file", YAML)
def test_a_yaml_bomb_is_refused(ending: None, file: str) -> None:
    form = FORM.replace("id: gatunek\n        text: Jaki gatunek?", "shared: telefon") if "shared" in file else FORM
    said = said_of(**{"form.yaml": form, file: BOMB})
    assert f"{file}, wiersz 5: Plik ma ponad 20000 wartości." in said


def test_a_yaml_bomb_of_stories_is_refused() -> None:
    with pytest.raises(DefinitionRefused, match=r"stories/a\.yaml, wiersz 5: Plik ma ponad 20000 wartości"):
        load_stories(Bundle({**FILES, "stories/a.yaml": BOMB}))


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_entities_in_a_process_or_a_model_are_refused(text: str) -> None:
    assert placed(said_of(**{"process.bpmn": text}), "process.bpmn")
    with pytest.raises(ModelError, match="Wiersz 1: plik zawiera DOCTYPE"):
        read_model(text)


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP)
def test_a_deep_expression_is_refused_wherever_it_stands(ending: None, text: str) -> None:
    for file, content in (
        ("rules.yaml", RULES.replace("obwod > 80", f"'{text}'")),
        ("rules.yaml", RULES.replace("stawki.proba |", f"{text} |")),
        ("form.yaml", FORM.replace("obwod = 13", f"'{text}'")),
        ("process.bpmn", PROCESS.replace("duzy</bpmn", f"{text}</bpmn")),
    ):
        said = said_of(**{file: content})
        assert placed(said, file), said[:300]
        assert len(said) < 5_000


def test_an_exploding_pattern_in_a_rule_is_harmless(ending: None) -> None:
    text = RULES.replace("obwod > 80", """'matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")'""")
    assert said_of(**{"rules.yaml": text}) == "wczytano"


def test_a_table_of_a_hundred_thousand_rows_is_refused_everywhere(ending: None) -> None:
    with pytest.raises(Exception, match=r"rules\.yaml, wiersz 1: Plik ma ponad 512 KB"):
        said_of(**{"rules.yaml": TABLE + ROWS})
    with pytest.raises(TableError, match="tabela ma wierszy: 100001, a może mieć najwyżej 2000"):
        parse_table("| obwod | oplata | podstawa |\n" + ROWS, outputs=["oplata"])
    rule = '<rule><inputEntry><text>"a"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>'
    wide = '<decisionTable><input><inputExpression><text>x</text></inputExpression></input><output name="y"/>'
    with pytest.raises(ModelError, match="model"):
        read_model(xml(decision("d", wide + rule * 100_000 + "</decisionTable>")))
    with pytest.raises(ModelError, match="tabela ma 20000 wierszy"):
        read_model(xml(decision("d", wide + rule * 20_000 + "</decisionTable>")))


def test_a_table_of_two_thousand_rows_is_read(ending: None) -> None:
    rows = "".join(f"      | {number} | 1 | art. 1 |\n" for number in range(1_990))
    assert said_of(**{"rules.yaml": TABLE + rows}) == "wczytano"


def test_a_process_that_never_waits_is_refused_with_the_name_of_its_circle() -> None:
    idle = PROCESS.replace('<bpmn:userTask id="zbadaj" name="Zbadaj"/>', '<bpmn:manualTask id="zbadaj" name="Zbadaj"/>')
    idle = idle.replace('sourceRef="zbadaj" targetRef="koniec"', 'sourceRef="zbadaj" targetRef="bramka"')
    said = said_of(**{"process.bpmn": idle})
    assert placed(said, "process.bpmn")
    assert "Koło, w którym nikt na nic nie czeka, nie skończy się nigdy: „bramka” → „Zbadaj” → „bramka”." in said
