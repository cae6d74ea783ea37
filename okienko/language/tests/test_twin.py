"""The paper twin of a form: which questions stand on it, and conditions in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from okienko.language.bundle import read_bundle
from okienko.language.feel import compile_expression
from okienko.language.feel.nodes import Literal
from okienko.language.feel.syntax import settled, syntax_of
from okienko.language.law import LawData
from okienko.language.loader import load
from okienko.language.local import local_values
from okienko.language.model import Option, Question, Rule, Service
from okienko.language.tests.small_service import LAW, RULES, small_bundle
from okienko.language.twin import Setting, Speaker, drawn, paper, prices

ROOT = Path(__file__).parents[3]
DAY = date(2026, 11, 23)
WASTE = {"szczebel": "gmina", "miasto_na_prawach_powiatu": False}
QUESTIONS = (
    Question("tak", "Czy?", "yes-no"),
    Question("rodzaj", "Jaki?", "choice", options=(Option("a", "Alfa"), Option("b", "Beta"), Option("c", "x" * 60))),
    Question("ile", "Ile?", "number", unit="cm"),
    Question("opis", "Co?", "text"),
    Question("zgoda", "Zgoda?", "statement", statement="Zgadzam się."),
)


def _speaker(**known: Any) -> Speaker:
    names = {question.id for question in QUESTIONS} | {"rzeczy", "regula", "tabela", "metoda", "inna"}
    rules = {
        "regula": Rule("regula", "", formula=compile_expression("tak and ile > 5", names=names)),
        "inna": Rule("inna", "", formula=compile_expression("sum(rzeczy) > 5", names=names)),
    }
    numbered = {question.id: (number, question) for number, question in enumerate(QUESTIONS, 1)}
    return Speaker(dict(known), rules, names, numbered)


def _said(text: str, **known: Any) -> str:
    speaker = _speaker(**known)
    return speaker.condition(compile_expression(text, names=speaker.names)).only("Wypełnij")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("tak", "w pytaniu 1 zaznaczysz „Tak”"),
        ("not(tak)", "w pytaniu 1 zaznaczysz „Nie”"),
        ("tak = false", "w pytaniu 1 zaznaczysz „Nie”"),
        ('rodzaj = "a"', "w pytaniu 2 zaznaczysz „a. Alfa”"),
        ('rodzaj != "a"', "w pytaniu 2 zaznaczysz inną odpowiedź niż „a. Alfa”"),
        ('not(rodzaj = "b")', "w pytaniu 2 zaznaczysz inną odpowiedź niż „b. Beta”"),
        ('rodzaj in ("a", "b")', "w pytaniu 2 zaznaczysz „a. Alfa” albo „b. Beta”"),
        ('not(rodzaj in ("a", "b"))', "w pytaniu 2 zaznaczysz inną odpowiedź niż „a. Alfa” ani „b. Beta”"),
        ('rodzaj = "a" or rodzaj = "b"', "w pytaniu 2 zaznaczysz „a. Alfa” albo „b. Beta”"),
        ("ile > 2.50", "w pytaniu 3 wpiszesz więcej niż 2,5 cm"),
        ("ile <= 1000", "w pytaniu 3 wpiszesz najwyżej 1000 cm"),
        ("ile = 0", "w pytaniu 3 wpiszesz 0 cm"),
        ("ile != 0", "w pytaniu 3 wpiszesz inną liczbę niż 0 cm"),
        ("opis != null", "odpowiesz na pytanie 4"),
        ("opis = null", "nie odpowiesz na pytanie 4"),
        ("zgoda", "w pytaniu 5 zaznaczysz oświadczenie"),
        ("tak and ile > 1", "w pytaniu 1 zaznaczysz „Tak” i w pytaniu 3 wpiszesz więcej niż 1 cm"),
        ("not(tak and ile = 1)", "w pytaniu 1 zaznaczysz „Nie” albo w pytaniu 3 wpiszesz inną liczbę niż 1 cm"),
        (
            'tak and (ile > 1 or rodzaj = "a")',
            "w pytaniu 1 zaznaczysz „Tak”, a także w pytaniu 3 wpiszesz więcej niż 1 cm albo w pytaniu 2 zaznaczysz "
            "„a. Alfa”",
        ),
        ("some rzecz in rzeczy satisfies rzecz.ile > 3", "choć raz w pytaniu 3 wpiszesz więcej niż 3 cm"),
        ("regula", "w pytaniu 1 zaznaczysz „Tak” i w pytaniu 3 wpiszesz więcej niż 5 cm"),
    ],
)
def test_a_simple_condition_is_said(condition: str, said: str) -> None:
    assert _said(condition) == f"Wypełnij tylko wtedy, gdy {said}."


def test_a_long_answer_is_named_by_its_letter_and_its_beginning() -> None:
    assert len(_said('rodzaj = "c"')) < 120
    assert "„c. xxx" in _said('rodzaj = "c"')


@pytest.mark.parametrize(
    "condition",
    [
        "ile > ile * 2",
        'rodzaj = "nie ma takiej"',
        "every rzecz in rzeczy satisfies rzecz.ile > 3",
        "not(ile > 2)",
        "not(zgoda)",
        "inna",
        "opis = metoda",
        "date(opis) > dzis",
        'tak or contains(opis, "x")',
        'if tak then rodzaj = "a" else false',
    ],
)
def test_what_cannot_be_said_is_left_to_the_person(condition: str) -> None:
    assert _said(condition) == "Wypełnij, jeżeli Cię to dotyczy."


def test_of_a_condition_half_of_which_can_be_said_that_half_is() -> None:
    said = _said("tak and ile > ile * 2")
    assert said == "Wypełnij, jeżeli w pytaniu 1 zaznaczysz „Tak” i Cię to dotyczy."


@pytest.mark.parametrize(
    ("condition", "known", "left"),
    [
        ('tak and metoda = "woda"', {"metoda": "woda"}, "Wypełnij tylko wtedy, gdy w pytaniu 1 zaznaczysz „Tak”."),
        ('tak or metoda = "woda"', {"metoda": "woda"}, ""),
        ('metoda in ("woda", "osoby")', {"metoda": "osoby"}, ""),
        (
            'tak and not(metoda = "woda")',
            {"metoda": "osoby"},
            "Wypełnij tylko wtedy, gdy w pytaniu 1 zaznaczysz „Tak”.",
        ),
    ],
)
def test_what_the_office_settled_is_not_said(condition: str, known: dict[str, Any], left: str) -> None:
    assert _said(condition, **known) == left


@pytest.mark.parametrize("condition", ['tak and metoda = "woda"', "metoda > 5 and tak", "brak = true"])
def test_what_can_never_hold_here_is_not_asked(condition: str) -> None:
    speaker = _speaker(metoda="osoby", brak=None)
    assert not speaker.condition(compile_expression(condition, names={*speaker.names, "brak"})).asked


def test_a_name_of_a_loop_is_not_taken_for_what_the_office_settled() -> None:
    node = syntax_of("some metoda in rzeczy satisfies metoda = 1", names={"rzeczy", "metoda"})
    assert settled(node, {"metoda": Decimal(1)}) == node
    assert settled(node, {"metoda": Decimal(1), "rzeczy": [Decimal(1)]}) == Literal(True)


def _service(name: str) -> Service:
    law = LawData.load(ROOT)
    return load(read_bundle(ROOT / "services" / name, root=ROOT), law=law)


def _paper(name: str, **values: Any) -> dict[str, Any]:
    service = _service(name)
    law: Any = LawData.load(ROOT).at(DAY).contexts
    return paper(service, Setting(known=local_values(service, WASTE | values), law=law))


def _asked(sheet: dict[str, Any]) -> list[str]:
    return [one["pytanie"] for part in sheet["czesci"] for one in part["pytania"]]


def test_an_office_that_counts_by_people_does_not_ask_for_water() -> None:
    people, water = (_paper("gm-smieci-deklaracja", metoda=way) for way in ("osoby", "woda"))
    assert "Ile osób tu mieszka?" in _asked(people)
    assert "Ile wody zużywacie średnio w miesiącu?" not in _asked(people)
    assert "Ile wody zużywacie średnio w miesiącu?" in _asked(water)


def test_questions_are_numbered_without_gaps_and_conditions_name_questions_that_stand_before() -> None:
    sheet = _paper("gm-smieci-deklaracja", metoda="woda", kdr="tak", ulga_kompost="kwota")
    numbers = [one["numer"] for part in sheet["czesci"] for one in part["pytania"]]
    assert numbers == list(range(1, len(numbers) + 1))
    conditions = {part["tytul"]: part["kiedy"] for part in sheet["czesci"]}
    assert conditions["Ile osób tu mieszka?"].endswith("w pytaniu 15 zaznaczysz „Nie”.")


@pytest.mark.parametrize("name", ["gm-wycinka-zgloszenie", "pow-las-zaswiadczenie", "pow-zajecie-pasa"])
def test_every_question_of_a_service_without_choices_of_the_office_stands_on_paper(name: str) -> None:
    service = _service(name)
    assert _asked(_paper(name)) == [question.text for page in service.pages for question in page.questions]


def test_the_sheet_says_where_the_service_ends_and_what_hangs_on_a_computation() -> None:
    notes = [note for part in _paper("gm-wycinka-zgloszenie")["czesci"] for note in part["uwagi"]]
    leads = [note["kiedy"] for note in notes]
    assert "Jeśli w pytaniu 11 zaznaczysz „Tak”, nie składaj tego pisma." in leads
    assert "To zależy od przepisów i obliczeń. Może się okazać:" in leads


def test_attachments_say_when_they_are_needed() -> None:
    told = {one["nazwa"]: one["kiedy"] for one in _paper("gm-wycinka-zgloszenie")["zalaczniki"]}
    assert told["Rysunek albo mapka z zaznaczonym drzewem"] == "Dołącz zawsze."
    assert told["Pełnomocnictwo"] == "Dołącz tylko wtedy, gdy w pytaniu 1 zaznaczysz „Tak”."
    assert told["Zdjęcia drzewa"] == "Możesz dołączyć, nie musisz."


def test_things_of_a_list_have_places_and_the_rest_goes_on_paper_of_ones_own() -> None:
    part = next(part for part in _paper("pow-las-zaswiadczenie")["czesci"] if part["rzeczy"])
    assert (part["rzeczy"], part["najwyzej"], part["rzecz"]) == (3, 20, "działka")


def test_people_who_apply_together_sign_on_the_sheet() -> None:
    together = _paper("gm-wycinka-zgloszenie")["wspolnie"]
    assert together["tytul"] == "Pozostali właściciele działki"
    assert _paper("pow-las-zaswiadczenie")["wspolnie"] is None


def test_a_fee_that_hangs_on_answers_is_listed_row_by_row() -> None:
    fee = _paper("gm-wycinka-zgloszenie")["oplata"]
    assert [one["kwota"] for one in fee["kwoty"]] == ["17 zł", "bez opłaty", "bez opłaty"]
    assert fee["cala"]


def test_a_fee_that_is_computed_from_answers_is_not_guessed() -> None:
    fee = _paper("pow-las-zaswiadczenie")["oplata"]
    assert (fee["kwoty"], fee["cala"]) == ([], False)


def test_one_fee_for_all_needs_no_reason() -> None:
    table = RULES[RULES.index("    table: |") :]
    service = load(small_bundle({"rules.yaml": (table, "    formula: stawki.proba\n")}), law=LAW)
    sheet = paper(service, Setting(law=LAW.at(DAY).contexts))
    assert sheet["oplata"]["kwoty"] == [{"kwota": "17 zł", "gdy": ""}]
    assert not prices(service, {}).whole


@pytest.mark.parametrize(
    ("question", "place"),
    [
        (Question("a", "?", "pesel"), {"rodzaj": "kratki", "grupy": [11]}),
        (Question("a", "?", "nip"), {"rodzaj": "kratki", "grupy": [3, 3, 2, 2]}),
        (Question("a", "?", "date"), {"rodzaj": "kratki", "grupy": [2, 2, 4], "podpisy": ["dzień", "miesiąc", "rok"]}),
        (Question("a", "?", "number", unit="cm"), {"rodzaj": "linia", "jednostka": "cm"}),
        (Question("a", "?", "yes-no"), {"rodzaj": "wybor", "opcje": ["Tak", "Nie"], "litery": []}),
        (QUESTIONS[1], {"rodzaj": "wybor", "litery": ["a. ", "b. ", "c. "]}),
        (Question("a", "?", "long-text", max_length=1000), {"rodzaj": "linie", "ile": 6}),
        (Question("a", "?", "text", max_length=120), {"rodzaj": "linie", "ile": 1}),
        (Question("a", "?", "address"), {"rodzaj": "czesci"}),
        (Question("a", "?", "choices", options=QUESTIONS[1].options, several=True), {"rodzaj": "wybor", "kilka": True}),
        (Question("a", "?", "money"), {"rodzaj": "linia", "jednostka": "zł"}),
        (Question("a", "?", "month"), {"rodzaj": "kratki", "grupy": [2, 4]}),
        (Question("a", "?", "period"), {"rodzaj": "czesci"}),
        (Question("a", "?", "person"), {"rodzaj": "czesci"}),
        (Question("a", "?", "company"), {"rodzaj": "czesci"}),
        (Question("a", "?", "bank-account"), {"rodzaj": "kratki", "grupy": [2, 4, 4, 4, 4, 4, 4]}),
        (Question("a", "?", "land-register"), {"rodzaj": "kratki", "grupy": [4, 8, 1], "miedzy": "/"}),
        (Question("a", "?", "vin"), {"rodzaj": "kratki", "grupy": [17]}),
        (Question("a", "?", "vehicle"), {"rodzaj": "czesci"}),
        (Question("a", "?", "map-point"), {"rodzaj": "czesci"}),
        (Question("a", "?", "statement", statement="Tak jest."), {"rodzaj": "oswiadczenie", "tekst": "Tak jest."}),
        (Question("a", "?", "file"), {"rodzaj": "oswiadczenie"}),
        (
            Question("a", "?", "table", columns=(QUESTIONS[2],), at_most=30),
            {"rodzaj": "tabela", "kolumny": ["Ile? (cm)"], "wiersze": 8},
        ),
        (Question("a", "?", "of-a-later-day"), {"rodzaj": "linie"}),  # type: ignore[arg-type]
    ],
    ids=lambda value: value.type if isinstance(value, Question) else "",
)
def test_each_type_has_its_place_and_an_unknown_one_has_lines(question: Question, place: dict[str, Any]) -> None:
    made = drawn(question)
    assert {name: made[name] for name in place} == place
