"""Local values: typed for the rules, judged before they are adopted; shown results; tiers and bodies."""

from datetime import date
from decimal import Decimal

import pytest

from okienko.language.assess import assess, value_words
from okienko.language.loader import load
from okienko.language.local import adopted, local_faults, local_values, unknown_names, with_own_questions
from okienko.language.model import Service
from okienko.language.tests.small_service import LAW, refusal_of, small_bundle

POINTS = """\
local:
  klasa: {text: Klasa JRWA, type: file-class, default: "6131"}
  metoda: {text: Metoda, type: choice, options: {osoby: Od osoby, woda: Od zużycia wody}}
  stawka: {text: Stawka od osoby, type: money, minimum: 1, maximum: 40.50, when: metoda = "osoby", resolution: yes}
  stawka_wody: {text: Stawka za m³, type: money, when: metoda = "woda"}
  prog: {text: Próg, type: number, required: no}
"""
POINT = "local:\n  klasa: {text: Klasa JRWA, type: file-class}\n"
SHOWN = """\
decisions:
  - decide: miesiecznie
    show: Miesięczna opłata
    unit: zł
    law: {text: art. 1, confirmed: yes, source: gazeta}
    table: |
      | metoda | miesiecznie       | podstawa         |
      | osoby  | stawka * obwod    | od każdej osoby  |
      | woda   | stawka_wody * 3   | od zużycia wody  |
"""


def service(**changes: tuple[str, str]) -> Service:
    return load(small_bundle({"service.yaml": (POINT, POINTS), "rules.yaml": ("decisions:\n", SHOWN)}), law=LAW)


SERVICE = service()
OSOBY = {"metoda": "osoby", "stawka": "12,50", "stawka.uchwala": "nr XX/12/2025 z 3 grudnia 2025 r."}


def test_numbers_are_numbers_and_what_is_empty_or_does_not_apply_is_null() -> None:
    found = local_values(SERVICE, {**OSOBY, "stawka_wody": "8", "prog": " ", "szczebel": "gmina"})
    assert found == {
        "klasa": "6131", "metoda": "osoby", "stawka": Decimal("12.50"), "stawka_wody": None, "prog": None,
        "szczebel": "gmina", "stawka.uchwala": OSOBY["stawka.uchwala"],
    }  # fmt: skip


def test_good_values_are_kept_without_those_that_do_not_apply() -> None:
    assert local_faults(SERVICE, OSOBY) == {}
    assert adopted(SERVICE, {**OSOBY, "stawka_wody": "8"}) == {"klasa": "6131", "prog": "", **OSOBY}


@pytest.mark.parametrize(
    ("given", "point", "said"),
    [
        ({"metoda": ""}, "metoda", "Podaj wartość: Metoda."),
        ({"metoda": "inna"}, "metoda", "Metoda: wybierz jedną z wartości z listy."),
        ({"stawka": ""}, "stawka", "Podaj wartość: Stawka od osoby."),
        ({"stawka": "0,99"}, "stawka", "Stawka od osoby: najmniej 1."),
        ({"stawka": "40,51"}, "stawka", "Stawka od osoby: najwyżej 40,50."),
        ({"stawka": "10,001"}, "stawka", "Stawka od osoby: najwyżej dwa miejsca po przecinku."),
        ({"stawka": "dużo"}, "stawka", "Stawka od osoby: podaj liczbę."),
        ({"stawka": "NaN"}, "stawka", "Stawka od osoby: podaj liczbę."),
        ({"stawka": "1e99"}, "stawka", "Stawka od osoby: podaj liczbę."),
        ({"stawka.uchwala": " "}, "stawka.uchwala", "Podaj numer i dzień uchwały, z której jest: Stawka od osoby."),
        ({"metoda": "woda"}, "stawka_wody", "Podaj wartość: Stawka za m³."),
    ],
)
def test_each_fault_is_told_at_its_point(given: dict[str, str], point: str, said: str) -> None:
    assert local_faults(SERVICE, {**OSOBY, **given}) == {point: said}


@pytest.mark.parametrize("rate", ["1", "40,50", "1.00"])
def test_limits_themselves_are_allowed(rate: str) -> None:
    assert local_faults(SERVICE, {**OSOBY, "stawka": rate}) == {}


def test_unknown_names_and_resolutions_of_points_without_one() -> None:
    assert unknown_names(SERVICE, {**OSOBY, "stafka": "1", "prog.uchwala": "x"}) == ["prog.uchwala", "stafka"]


def test_one_release_counts_by_each_method() -> None:
    def shown(values: dict[str, str]) -> list[tuple[str, str, str, bool]]:
        answers = {"gatunek": "topola", "obwod": Decimal(4)}
        found = assess(SERVICE, answers, day=date(2026, 11, 23), law=LAW, local=values)
        return [(one.label, one.text, one.why, one.confirmed) for one in found.shown]

    assert shown(OSOBY) == [("Miesięczna opłata", "50 zł", "od każdej osoby", True)]
    assert shown({"metoda": "woda", "stawka_wody": "7.35"}) == [
        ("Miesięczna opłata", "22,05 zł", "od zużycia wody", True)
    ]
    assert shown({}) == []


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (Decimal("1234.5"), "zł", "1\u00a0234,50 zł"),
        (Decimal("12.00"), "zł miesięcznie", "12 zł miesięcznie"),
        (Decimal("2.50"), "m²", "2,5 m²"),
        (Decimal(100), "osób", "100 osób"),
        (True, "", "Tak"),
        (date(2026, 12, 1), "", "1 grudnia 2026"),
        ("raz na kwartał", "", "raz na kwartał"),
    ],
)
def test_a_value_in_words(value: object, unit: str, said: str) -> None:
    assert value_words(value, unit) == said


def test_two_tiers_have_two_bodies() -> None:
    found = load(
        small_bundle({"service.yaml": ("tier: gmina\norgan: wojt", "tier: [powiat, gmina]\naliases: [gm-inna]\n"
                                       "organ: {powiat: zarzad_powiatu, gmina: wojt}")}), law=LAW,
    )  # fmt: skip
    assert (found.tiers, found.aliases) == (("powiat", "gmina"), ("gm-inna",))
    assert (found.organ("powiat"), found.organ("gmina"), found.organ("")) == (
        "zarzad_powiatu",
        "wojt",
        "zarzad_powiatu",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("organ: wojt", "organ: {powiat: starosta}", "„powiat”"),
        ("organ: wojt", "organ: {gmna: wojt}", "Nie ma organu dla szczebla „gmina”."),
        ("tier: gmina", "tier: gmna", "„gmna”"),
        (POINT, POINTS.replace('metoda = "osoby"', 'metda = "osoby"'), "Nieznana nazwa „metda”"),
        (POINT, POINTS.replace("resolution: yes", "resolution: tak"), "„resolution”: oczekiwano yes albo no."),
        ("organ: wojt", "organ: wojt\naliases: [gm-nieznana]", "„gm-nieznana”"),
        ("effect: notice, ", "effect: notice, remedy: odwolanie, ", "„odwolanie”"),
    ],
)
def test_mistakes_are_named(old: str, new: str, said: str) -> None:
    assert said in refusal_of(small_bundle({"service.yaml": (old, new)}))


def test_a_rule_for_each_thing_is_not_shown() -> None:
    spoiled = {"rules.yaml": ("    formula: waga > 5", "    show: Ciężka\n    formula: waga > 5")}
    assert "Reguły dla każdej rzeczy z listy nie pokazujemy osobno." in refusal_of(small_bundle(spoiled))


OWN = POINT + "  pytanie: {text: Własne pytanie, type: question, page: pierwsza, required: no}\n"
ASKED = {"klasa": "6131", "pytanie": "Czy jest brama?", "pytanie.odpowiedz": "yes-no"}


def with_question(**changes: tuple[str, str]) -> Service:
    return load(small_bundle({"service.yaml": (POINT, OWN), **changes}), law=LAW)


def test_an_office_asks_one_question_of_its_own_at_the_end_of_the_page() -> None:
    found = with_own_questions(with_question(), ASKED).pages[0].questions[-1]
    assert (found.id, found.text, found.type, found.optional) == ("pytanie", "Czy jest brama?", "yes-no", True)


@pytest.mark.parametrize(
    "given", [{}, {"pytanie": " "}, {"pytanie": "Czy?"}, {"pytanie": "?", "pytanie.odpowiedz": "file"}]
)
def test_a_point_without_a_question_asks_nothing(given: dict[str, str]) -> None:
    plain = with_question()
    assert with_own_questions(plain, given) is plain


def test_rules_do_not_see_the_question_nor_its_answer() -> None:
    assert local_values(with_question(), ASKED) == {"klasa": "6131"}
    refused = {"service.yaml": (POINT, OWN), "rules.yaml": ("obwod > 80", "pytanie = true")}
    assert "Nieznana nazwa „pytanie”" in refusal_of(small_bundle(refused))


def test_a_question_of_the_office_is_kept_with_the_way_it_is_answered() -> None:
    own = with_question()
    assert adopted(own, ASKED) == ASKED
    assert unknown_names(own, ASKED) == []
    assert local_faults(own, ASKED) == {}
    assert local_faults(own, ASKED | {"pytanie.odpowiedz": ""}) == {
        "pytanie.odpowiedz": "Własne pytanie: wybierz, jak się na nie odpowiada."
    }
    assert local_faults(own, ASKED | {"pytanie": "?" * 201}) == {"pytanie": "Własne pytanie: skróć do 200 znaków."}


@pytest.mark.parametrize(
    ("point", "said"),
    [
        ("pytanie: {text: P, type: question, page: rzeczy, required: no}", "Nieznana nazwa „rzeczy”"),
        ("pytanie: {text: P, type: question, page: pierwsza}", "nie może być wymagane"),
        ("zapisz: {text: P, type: question, page: pierwsza, required: no}", "Nazwy „zapisz” używa już Okienko."),
        ("pytanie: {text: P, type: text, page: pierwsza}", "„page” ma sens tylko w punkcie typu question."),
    ],
)
def test_a_question_of_the_office_stands_on_a_page_that_everybody_sees(point: str, said: str) -> None:
    assert said in refusal_of(small_bundle({"service.yaml": (POINT, f"{POINT}  {point}\n")}))
