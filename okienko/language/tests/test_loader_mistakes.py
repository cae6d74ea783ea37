"""Each kind of mistake in a service's folder, with the exact words in which it is refused."""

from pathlib import Path

import pytest

from okienko.language.bundle import Bundle
from okienko.language.law import LawData
from okienko.language.loader import DefinitionRefused, Notes, Problem, load
from okienko.language.loader.tree import MAX_DEPTH, MAX_NODES, MAX_SIZE, read_tree
from okienko.language.tests.small_service import FILES, LAW, LAW_FILES, NAMES, refusal_of, small_bundle

_TREE = read_tree(
    (Path(__file__).parent / "data/loader_mistakes.yaml").read_text("utf-8"), "loader_mistakes.yaml", Notes()
)
CASES = _TREE.plain_value() if _TREE else []


@pytest.mark.parametrize("case", CASES, ids=[f"{case['file']}: {case['new'].strip()[:50]}" for case in CASES])
def test_a_mistake_is_named_with_file_line_and_nearest_name(case: dict) -> None:
    bundle = small_bundle({case["file"]: (case["old"], case["new"])})
    assert refusal_of(bundle).splitlines() == case["said"]


def test_the_small_service_itself_loads() -> None:
    assert load(small_bundle(), law=LAW).id == "gm-proba"


def test_all_mistakes_are_told_at_once() -> None:
    spoiled = {"form.yaml": ("gm-inna", "gm-ina"), "service.yaml": ("version: 1.0.0", "version: jeden")}
    with pytest.raises(DefinitionRefused) as refused:
        load(small_bundle(spoiled), law=LAW)
    assert [problem.file for problem in refused.value.problems] == ["form.yaml", "service.yaml"]
    assert refused.value.problems[0].nearest == "gm-inna"


def test_a_missing_file_is_named() -> None:
    files = {name: text for name, text in FILES.items() if name != "rules.yaml"}
    assert refusal_of(Bundle(files)) == (
        "rules.yaml, wiersz 1: Nie ma pliku „rules.yaml”. Oczekiwano: plik w folderze usługi."
    )


def test_unconfirmed_law_is_collected_with_its_place() -> None:
    found = load(small_bundle(), law=LAW).unconfirmed
    assert [(one.what, one.text, one.place.file, one.place.line) for one in found][:2] == [
        ("reguła „oplata”", "art. 8", "rules.yaml", 9),
        ("termin „zbadanie”", "art. 6", "service.yaml", 22),
    ]


def test_confirmed_law_is_not_collected() -> None:
    assert "właściwość" not in {one.what for one in load(small_bundle(), law=LAW).unconfirmed}


NUL_REFUSED = "To nie jest poprawny YAML: jest w nim znak o numerze 0000, którego nie może być."


def _note(text: str) -> Problem:
    notes = Notes()
    read_tree(text, "plik.yaml", notes)
    assert len(notes.found) == 1
    return notes.found[0]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("a: 1\na: 2\n", 2, "Klucz „a” powtarza się (pierwszy raz w wierszu 1)."),
        ("a: [1\n", 2, "To nie jest poprawny YAML: nawias nie jest zamknięty."),
        ("", 1, "Plik jest pusty."),
        ("a: 1\n---\nb: 2\n", 2, "W pliku jest więcej niż jeden dokument."),
        ("a: *b\n", 1, "Odwołanie „*b” do niczego nie prowadzi."),
        ("a: &x [*x]\n", 1, "Odwołanie „*x” prowadzi do samego siebie."),
        ("a: !kod x\n", 1, "Znacznik typu „!kod” jest niedozwolony."),
        ("[1]: x\n", 1, "Kluczem może być tylko tekst."),
        ("[" * (MAX_DEPTH + 1), 1, f"Zagnieżdżenie głębsze niż {MAX_DEPTH} poziomów."),
        ("[" * 100_000, 1, f"Zagnieżdżenie głębsze niż {MAX_DEPTH} poziomów."),
        ("a: " + "x" * MAX_SIZE, 1, "Plik ma ponad 256 KB."),
        ("a: [" + "1," * (MAX_NODES + 1) + "]", 1, f"Plik ma ponad {MAX_NODES} wartości."),
        ("a: &x 1\nb: [" + "*x," * 201 + "]", 2, "W pliku jest ponad 200 odwołań „*”."),
        ("a: \x00\n", 1, NUL_REFUSED),
    ],
    ids=["doubled key", "open bracket", "empty", "two documents", "no anchor", "circle", "tag", "key", "deep",
         "very deep", "large", "many", "aliases", "NUL"],
)  # fmt: skip
def test_yaml_that_cannot_be_read(text: str, line: int, said: str) -> None:
    problem = _note(text)
    assert (problem.line, problem.text) == (line, said)


def test_aliases_cannot_laugh() -> None:
    bomb = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
    bomb += "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 12))
    assert _note(bomb).text == f"Plik ma ponad {MAX_NODES} wartości."


def test_on_no_and_yes_are_text_and_only_true_and_false_are_truth() -> None:
    tree = read_tree("[on, no, yes, true, false, 010, 1.50, 1e3, '5', ~, 2026-01-01]", "a.yaml", Notes())
    assert tree is not None
    values = tree.plain_value()
    assert [str(value) for value in values] == [
        "on", "no", "yes", "True", "False", "010", "1.50", "1e3", "5", "None", "2026-01-01",
    ]  # fmt: skip
    assert values[3] is True
    assert values[7] == "1e3"
    assert values[8] == "5"


def test_a_shared_question_keeps_its_place_in_the_form_that_asks_it() -> None:
    changes = {"form.yaml": ("      - {id: waga, text: Ile waży?, type: number}", "      - shared: telefon")}
    bundle = small_bundle({**changes, "rules.yaml": ("formula: waga > 5", 'formula: telefon = "1"')})
    question = load(bundle, law=LAW).pages[1].questions[0]
    assert (question.id, question.type, question.place and question.place.line) == ("telefon", "phone", 22)


def test_a_reference_process_stands_in_for_an_own_one() -> None:
    files = {**FILES, "service.yaml": FILES["service.yaml"] + "process: wzor\n"}
    files["processes/wzor.bpmn"] = files.pop("process.bpmn")
    assert load(Bundle(files), law=LAW).process.id == "p"


def test_law_files_name_their_mistakes() -> None:
    spoiled = """\
a.b:
  values:
    - {from: 2026-13-01, value: 1, law: x}
    - {from: 2026-01-01, law: x}
    - {from: 2026-01-01, value: 1, confirmed: yes}
    - {from: 2026-01-01, value: tak, law: x, source: gazetta}
    - {from: 2026-02-01, value: true, law: x, od: 1}
c: {valuez: []}
"""
    with pytest.raises(DefinitionRefused) as refused:
        LawData.read({"data/law/x.yaml": spoiled}, sources="gazeta: G\n")
    assert [(problem.line, problem.text) for problem in refused.value.problems] == [
        (3, "Klucz „a.b”: „from” nie jest dniem."),
        (4, "Klucz „a.b”: brakuje wartości."),
        (5, "Klucz „a.b”: brakuje podstawy prawnej."),
        (5, "„confirmed: yes” bez źródła."),
        (6, "Klucz „a.b”: wartość od 2026-01-01 zachodzi na poprzednią."),
        (6, "Nieznana nazwa „gazetta”."),
        (7, "Klucz „a.b”: wartość od 2026-02-01 zachodzi na poprzednią."),
        (7, "Nieznana nazwa „od”."),
        (8, "Klucz „c” nie ma wartości."),
        (8, "Nieznana nazwa „valuez”."),
    ]


def test_a_key_of_law_stands_in_one_file_only() -> None:
    files = {**LAW_FILES, "data/law/zz.yaml": LAW_FILES["data/law/stawki.yaml"]}
    with pytest.raises(DefinitionRefused, match="jest już w innym pliku"):
        LawData.read(files, sources="gazeta: G\n", service_names=NAMES)
