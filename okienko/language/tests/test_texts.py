"""Translations of a service: by the same names, each checked; values, rules and law stay as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from okienko.language.bundle import Bundle, read_bundle
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.loader.command import check, report
from okienko.language.loader.problems import DefinitionRefused
from okienko.language.model import Service
from okienko.language.texts import dictionary, missing_texts, spoken, texts_of

ROOT = Path(__file__).resolve().parents[3]
LAW = LawData.load(ROOT)
SERVICES = sorted(file.parent.parent.name for file in (ROOT / "services").glob("*/texts/en.yaml"))
TREE = read_bundle(ROOT / "services/gm-wycinka-zgloszenie", root=ROOT)


def with_text(text: str, file: str = "texts/de.yaml") -> Service:
    return load(Bundle({**TREE.files, file: text}), law=LAW)


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("name", SERVICES)
def test_services_of_the_repository_are_translated_whole(name: str, language: str) -> None:
    service = load(read_bundle(ROOT / "services" / name, root=ROOT), law=LAW)
    assert [path for path in missing_texts(service, language) if not path[1].startswith("kpa_")] == []


def test_a_translation_changes_words_alone() -> None:
    service = load(TREE, law=LAW)
    there = spoken(service, "en")
    [polish], [english] = ([q for q in one.page("drzewa").questions if q.id == "gatunek"] for one in (service, there))
    assert english.text == "Which species is it?"
    assert [option.value for option in english.options] == [option.value for option in polish.options]
    assert [option.label for option in english.options] != [option.label for option in polish.options]
    assert (there.law, there.letters["sprzeciw"].template) == (service.law, service.letters["sprzeciw"].template)


def test_what_lacks_stays_polish_and_can_be_told_apart() -> None:
    service = with_text('service: {plain_name: "Baum fällen"}')
    there = spoken(service, "de", otherwise=lambda text: f"[pl] {text}")
    assert there.plain_name == "Baum fällen"
    assert there.summary == f"[pl] {service.summary}"
    assert ("service", "summary") in missing_texts(service, "de")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pages: {drzew: {title: Bäume}}", "Nieznana nazwa „pages.drzew”"),
        ("questions: {gatunek: {options: {topol: Pappel}}}", "Najbliższa nazwa: „topola”"),
        ("questions: {gatunek: {hnt: X}}", "Najbliższa nazwa: „hint”"),
        ("questions: {gatunek: {text: {de: X}}}", "tu stoi tekst"),
        ("service: {after: [a, b, c, d, e, f]}", "Nieznana nazwa „service.after.6”"),
        ("letters: {kpa_zawies: {label: X}}", "letters.kpa_zawies"),
        ("service: {plain_name: []}", "nie ma tu tekstu"),
        ("a: [", "poprawny YAML"),
    ],
    ids=["no such page", "no such option", "no such word", "too deep", "too many", "shared", "no text", "no yaml"],
)
def test_a_name_that_names_nothing_is_refused(text: str, said: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        with_text(text)
    assert said in refused.value.text
    assert "texts/de.yaml, wiersz 1" in refused.value.text


@pytest.mark.parametrize("file", ["texts/pl.yaml", "texts/deu.yaml", "texts/de-at.yaml"])
def test_only_another_language_has_a_file(file: str) -> None:
    with pytest.raises(DefinitionRefused, match="nie jest plik z tłumaczeniem"):
        with_text("service: {plain_name: X}", file)


def test_check_lists_what_lacks(tmp_path: Path) -> None:
    folder = tmp_path / "services" / "gm-wycinka-zgloszenie"
    for path, text in TREE.files.items():
        if not path.startswith("shared/"):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
    (folder / "texts/uk.yaml").write_text('service: {plain_name: "Дерево"}', encoding="utf-8")
    said = report([check(folder, root=ROOT, law=LAW)], (), LAW)
    assert "texts/en.yaml: przetłumaczono wszystko" in said
    assert f"texts/uk.yaml: brakuje {len(texts_of(load(TREE, law=LAW))) - 1}:" in said
    assert "questions.gatunek.options.topola" in said


def test_labels_that_facts_keep_in_polish_can_be_looked_up() -> None:
    assert dictionary(load(TREE, law=LAW), "en")["Oględziny drzewa"].startswith("Inspection of the tree")
